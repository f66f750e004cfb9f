"""True quotations, and altered ones that say what the text does not, each with the text it is looked for in.

Comes in: a review, and the quotations that replies offered. Goes out: quotations by kind, the same for the same
seed. It stands alone because what is true here is told by comparing words one by one, and by no aligner.
"""

import random
import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.domain.record import Record
from assistant.domain.review import Kind, Passage, Review

TEXT = 1_000
"""Characters of a text at most, if its passages allow: langextract's own default for what it aligns at once."""

_WORD = re.compile(r"\w+")
_NEGATION = re.compile(r"\b(?:not|never|no) ")
_AFTER = re.compile(r"\b(?:was|were|is|are|had|has|have|did|does|could|would|should|will|can) (?!not\b)")


class Alteration(StrEnum):
    """What was done to a quotation."""

    NONE = "true"
    WORD = "a word changed"
    DIGIT = "a digit changed"
    NEGATION_GONE = "a negation removed"
    NEGATION_MADE = "a negation added"
    JOINED = "two joined"
    ELSEWHERE = "from elsewhere"


class Quotation(Record):
    """Words offered for a passage, and the number of the text that they are looked for in."""

    quote: str
    passage: str
    text: int
    alteration: Alteration


class Text(Record):
    """Neighbouring passages that are searched together."""

    passages: tuple[Passage, ...]

    @property
    def words(self) -> str:
        """Their text, a line for each."""
        return "\n".join(passage.text for passage in self.passages)


def texts(review: Review, most: int = TEXT) -> tuple[Text, ...]:
    """The review without page headers and footers, in reading order, cut between passages."""
    cut: list[list[Passage]] = []
    length = most
    for passage in review.passages:
        if passage.kind is Kind.FURNITURE:
            continue
        length += len(passage.text) + 1
        if length > most:
            cut.append([])
            length = len(passage.text)
        cut[-1].append(passage)
    return tuple(Text(passages=tuple(passages)) for passages in cut)


def stands(quote: str, text: str) -> bool:
    """Whether these words stand there one after the other, whatever is between them and however written."""
    return _words(quote) in _words(text)


def quotations(
    offered: Sequence[tuple[str, str]], among: Sequence[Text], seed: int = 0
) -> tuple[Quotation, ...]:
    """Each passage id and quote that is true, once, and what can be made of it: one of each alteration.

    A true one is offered for the passage it stands in. An altered one whose words stand in its text is no
    longer false and is left out.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets: the same at every call
    held = [text.words for text in among]
    placed = dict.fromkeys(
        place for passage, quote in offered if (place := _place(quote, passage, among)) is not None
    )
    every = sorted({word for text in held for word in text.split() if _may_change(word)})
    made = []
    for quote, passage, number in placed:
        inside = [other for other, _, at in placed if at == number and other != quote]
        outside = [other for other, _, at in placed if at != number]
        for alteration in Alteration:
            words = _altered(quote, alteration, every, inside, outside, chance)
            if words is None or (alteration is not Alteration.NONE and stands(words, held[number])):
                continue
            made.append(Quotation(quote=words, passage=passage, text=number, alteration=alteration))
    return tuple(made)


def _altered(
    quote: str,
    alteration: Alteration,
    every: Sequence[str],
    inside: Sequence[str],
    outside: Sequence[str],
    chance: random.Random,
) -> str | None:
    """The quote so altered, or None where it cannot be. ``every`` word of the review may take a word's place;
    ``inside`` and ``outside`` are the other quotations, of the same text and of others."""
    match alteration:
        case Alteration.NONE:
            return quote
        case Alteration.WORD:
            return _word_changed(quote, every, chance)
        case Alteration.DIGIT:
            return _digit_changed(quote, chance)
        case Alteration.NEGATION_GONE:
            return _once(_NEGATION, "", quote)
        case Alteration.NEGATION_MADE:
            return _once(_AFTER, r"\g<0>not ", quote)
        case Alteration.JOINED:
            return _joined(quote, chance.choice(inside)) if inside else None
        case Alteration.ELSEWHERE:
            return chance.choice(outside) if outside else None


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _place(quote: str, cited: str, among: Sequence[Text]) -> tuple[str, str, int] | None:
    """The quote with the cited passage, else the first it stands in, and the number of its text."""
    found = [
        (quote, passage.id, number)
        for number, text in enumerate(among)
        for passage in text.passages
        if stands(quote, passage.text)
    ]
    return next((place for place in found if place[1] == cited), found[0] if found else None)


def _may_change(word: str) -> bool:
    return word.isalpha() and len(word) > 3


def _word_changed(quote: str, every: Sequence[str], chance: random.Random) -> str | None:
    words = quote.split()
    long = [n for n, word in enumerate(words) if _may_change(word)]
    if not long:
        return None
    words[chance.choice(long)] = chance.choice(every)
    return " ".join(words)


def _digit_changed(quote: str, chance: random.Random) -> str | None:
    digits = [n for n, letter in enumerate(quote) if letter.isdigit()]
    if not digits:
        return None
    at = chance.choice(digits)
    return f"{quote[:at]}{(int(quote[at]) + chance.randint(1, 9)) % 10}{quote[at + 1 :]}"


def _once(sought: re.Pattern[str], put: str, quote: str) -> str | None:
    return sought.sub(put, quote, count=1) if sought.search(quote) else None


def _joined(quote: str, other: str) -> str:
    """The first half of this one and the second of the other."""
    words, others = quote.split(), other.split()
    return " ".join([*words[: (len(words) + 1) // 2], *others[len(others) // 2 :]])
