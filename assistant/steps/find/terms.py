"""Which words stand for one another: short and long forms, and what probation calls one thing.

Comes from the rubric's search words, from the long forms that the rubric explains, and from the review's own
glossary and brackets. It stands alone because a search that knows only the letters of "RoSH" misses half of a
review.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.review import Kind, Part, Review
from assistant.steps.find.words import words_of

_LONGEST_TERM = 80
_SHORT = r"[A-Z][A-Za-z]{0,3}[A-Z]{1,4}[a-z]?"
_AFTER = re.compile(rf"\b({_SHORT})s? \((?:the )?([^()]{{4,{_LONGEST_TERM}}})\)")
_BEFORE = re.compile(rf"((?:[\w’'-]+[ -]){{1,8}}[\w’'-]+) \(({_SHORT})s?\)")


class Terms:
    """Groups of terms; ``also`` gives what else is meant."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._groups = [[_stems(term) for term in group if _stems(term)] for group in groups]

    def also(self, text: str) -> set[str]:
        """The stems of every other term of the groups that the text names one of."""
        said = _stems(text)
        known, found = set(said), set[str]()
        for group in self._groups:
            if any(known.issuperset(term) and _within(term, said) for term in group):
                found |= {stem for term in group for stem in term}
        return found - known


def long_forms(review: Review, texts: Sequence[str]) -> list[tuple[str, str]]:
    """Short and long forms: explained in brackets in the texts or the review, or listed in its glossary."""
    found = [pair for text in (*texts, *(p.text for p in review.passages)) for pair in _explained(text)]
    glossary = {s.id for s in review.sections if s.part is Part.GLOSSARY}
    for passage in review.passages:
        cells = [cell.strip() for cell in passage.cells]
        if passage.section in glossary and passage.kind is Kind.ROW and not passage.header and len(cells) == 2:
            term, meaning = cells
            first = re.split(r"[.;:(]", meaning, maxsplit=1)[0].strip()
            if 0 < len(term) <= _LONGEST_TERM and 0 < len(first) <= _LONGEST_TERM:
                found.append((term, first))
    return list(dict.fromkeys(found))


def _explained(text: str) -> Iterator[tuple[str, str]]:
    for match in _AFTER.finditer(text):
        yield match.group(1), " ".join(match.group(2).split())
    for match in _BEFORE.finditer(text):
        words, short = match.group(1).split(), match.group(2)
        capitals = [c for c in short if c.isupper()]
        # As many words as the short form has letters: "risk of serious harm (RoSH)" has its small ones too.
        taken = _spelt(words, short) or words[-len(capitals) :]
        yield short, " ".join(taken)


def _spelt(words: Sequence[str], short: str) -> list[str] | None:
    letters = short.lower()
    for start in range(len(words) - 1, -1, -1):
        initials = "".join(part[0] for word in words[start:] for part in word.lower().split("-") if part)
        if initials == letters:
            return list(words[start:])
    return None


def _stems(term: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words_of(term))


def _within(term: Sequence[str], said: Sequence[str]) -> bool:
    size = len(term)
    return any(tuple(said[i : i + size]) == tuple(term) for i in range(len(said) - size + 1))
