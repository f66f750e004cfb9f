"""Which sections of a review one request holds, where the whole review does not fit.

Comes in: the review, what each passage is worth to the prompt and takes up, the parts where the prompt's matter
belongs. Goes out: a Selection that fits. It stands alone because what is left out decides what a draft may say:
whole sections, so that no argument is cut short, and always the same ones for the same prompt.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.domain.review import Kind, Part, Passage, Review, Section
from assistant.domain.selection import Selection, selection

BEST = 3
"""A section is worth what its best passages are together: length alone is no merit."""

AT_MOST = 2
"""A section that is cut takes at most this part of the room that is left, a half, so that others are heard."""


class _Held(NamedTuple):
    """A section with its passages, and the headings of the sections it stands in."""

    section: Section
    over: Sequence[Passage]
    passages: Sequence[Passage]


class _Room:
    """Room in a request, and what was taken into it."""

    def __init__(self, size: Callable[[Passage], int], room: int) -> None:
        self._size = size
        self.room = self.left = room
        self.sent: set[str] = set()

    def needed(self, passages: Sequence[Passage]) -> int:
        """What those of the passages take up that are not there yet."""
        return sum(self._size(p) for p in passages if p.id not in self.sent)

    def takes(self, passages: Sequence[Passage], most: int) -> bool:
        """Takes all of them, if they need at most so much; whether it did."""
        needed = self.needed(passages)
        if needed > most:
            return False
        self.left -= needed
        self.sent.update(p.id for p in passages)
        return True


def select(
    review: Review,
    home: Collection[Part],
    worth: Mapping[str, float],
    size: Callable[[Passage], int],
    room: int,
) -> Selection:
    """The sections that matter most, whole, as far as they fit in ``room``, which is in the unit of ``size``.

    First those of the parts at ``home``, then the chronology, then the rest; among them by what they are
    ``worth``, by passage id. The headings over a section come with it. The chronology, and a section that is
    larger than all the room, may be cut: then its best passages come, with their footnotes and column names.
    """
    taken = _Room(size, room)
    sections = sorted(_sections(review), key=lambda held: (_rank(held.section, home), -_worth(held, worth)))
    for held in sections:
        whole = [*held.over, *held.passages]
        if taken.takes(whole, taken.left):
            continue
        if held.section.part is Part.CHRONOLOGY or sum(map(size, whole)) > taken.room:
            _cut(held, worth, taken)
    return selection(review, taken.sent)


def _rank(section: Section, home: Collection[Part]) -> int:
    parts = {section.part, *section.also}
    return 0 if parts & set(home) else 1 if Part.CHRONOLOGY in parts else 2


def _worth(held: _Held, worth: Mapping[str, float]) -> float:
    return sum(sorted((worth.get(p.id, 0.0) for p in held.passages), reverse=True)[:BEST])


def _cut(held: _Held, worth: Mapping[str, float], taken: _Room) -> None:
    """Takes the passages of a section that are worth most, as far as they fit."""
    leave = taken.left - taken.left // AT_MOST
    headings = [*held.over, *(p for p in held.passages if p.kind is Kind.HEADING)]
    for unit in sorted(_units(held.passages), key=lambda unit: -max(worth.get(p.id, 0.0) for p in unit)):
        named = [p for p in held.passages if p.header and p.table == unit[0].table]
        taken.takes([*headings, *named, *unit], taken.left - leave)


def _units(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """What may be sent alone: a passage with the footnotes to it."""
    unit: list[Passage] = []
    for passage in passages:
        if passage.kind is Kind.HEADING or passage.header:
            continue
        if unit and passage.kind is not Kind.FOOTNOTE:
            yield unit
            unit = []
        unit.append(passage)
    if unit:
        yield unit


def _sections(review: Review) -> Iterator[_Held]:
    """The sections that have something to read, in reading order."""
    held: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in review.passages:
        if passage.kind is not Kind.FURNITURE:
            held[passage.section].append(passage)
    above: list[Section] = []
    for section in review.sections:
        above = [s for s in above if s.file == section.file and s.level < section.level]
        over = [p for s in above for p in held[s.id] if p.kind is Kind.HEADING]
        if held[section.id]:
            yield _Held(section, over, held[section.id])
        above.append(section)
