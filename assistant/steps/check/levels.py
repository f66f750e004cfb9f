"""Two levels said of one day: review and entries in, checks out, with both places.

Informs chronology.b, the statements of a review against its chronology. It stands alone because levels change
and differ by whom they concern: only a sentence of one day, one level and no change counts.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from assistant.domain.dates import dates_in
from assistant.domain.entries import Entries, Precision
from assistant.domain.review import Check, Part, Review
from assistant.domain.words import day as spoken
from assistant.steps.check.prose import own_words, sentences, written

_CHANGE = re.compile(
    r"\b(?:chang|rais|reduc|increas|lower|mov|from|propos|consider|should|recommend|refer|until|would|could|previous"
    r"|former|if)",
    re.IGNORECASE,
)
_MAPPA = re.compile(r"\b[Ll]evel\s+([123])\b")
_HARM = re.compile(r"\brisk of serious harm\b|\bRoSH\b", re.IGNORECASE)
_OF_LEVELS = re.compile(r"\bMAPPA\b|\b[Rr]isk of serious harm\b|\bRoSH\b")
_LEVEL = re.compile(r"\b(very high|high|medium|low)\b", re.IGNORECASE)
_WHOM = re.compile(r"\b(public|children|known adults?|staff|partners?|prisoners|self)\b", re.IGNORECASE)


def levels(review: Review, entries: Entries) -> Iterator[Check]:
    """A check for each day on which a MAPPA level or a risk of serious harm is given as two."""
    texts = [(event.passage, event.when.start, event.what) for event in entries.events
             if event.when is not None and event.when.precision is Precision.DAY]  # fmt: skip
    chronology = {section.id for section in review.sections if section.part is Part.CHRONOLOGY}
    for passage in written(review):
        if passage.section in chronology or not _OF_LEVELS.search(passage.text):
            continue
        for sentence in sentences(own_words(passage.text)):
            if not any(_level_of(sentence)):
                continue
            days = [found.when for found in dates_in(sentence)]
            if len(days) == 1 and days[0] is not None and days[0].precision is Precision.DAY:
                texts.append((passage.id, days[0].start, sentence))
    said: dict[tuple[str, date], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for place, day, text in texts:
        for what, level in _level_of(text):
            said[what, day][level].append(place)
    for (what, day), given in said.items():
        if len(given) > 1:
            yield Check(
                id=f"consistency-level-{what.replace(' ', '-')}-{day}",
                prompt="chronology.b",
                message=f"{what} on {spoken(day)} given as {' and as '.join(given)}",
                passages=tuple(dict.fromkeys(place for places in given.values() for place in places)),
            )


def _level_of(text: str) -> Iterator[tuple[str, str]]:
    if _CHANGE.search(text):
        return
    if "MAPPA" in text and len(levels := set(_MAPPA.findall(text))) == 1:
        yield "MAPPA level", f"Level {levels.pop()}"
    if _HARM.search(text):
        levels = {level.lower() for level in _LEVEL.findall(text)}
        whom = {person.lower().removesuffix("s") for person in _WHOM.findall(text)}
        if len(levels) == 1 and len(whom) <= 1:
            to = f" to {whom.pop()}".replace("public", "the public") if whom else ""
            yield f"Risk of serious harm{to}", levels.pop()
