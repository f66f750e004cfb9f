"""Which part of a review a section is: by its heading, else by its contents, else its parent's.

Regions use their own headings and numbering ("Part C - How we managed risk"), so numbers never count, wording
is matched loosely at the top and strictly below, where a passing word must not tear a sub-section from its
parent. A heading over two parts gives its section the first; the others it names besides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.review import Block, Part
from assistant.steps.segment.content import opening, part_by_content
from assistant.steps.segment.part_words import LOOSE, PHASES, PHRASES, PLAIN, STAGE

_PREFIX = re.compile(
    r"^(?:(?:part|section|chapter|annexe?|appendix|schedule)\s+(?:[a-z]|\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4})\b"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})*[a-z]?)(?:[\s:.)\-–—]+|$)"
)
_JOIN = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|[:–—]|\s-\s)\s*")
_AROUND = re.compile(
    r"^(?:the|our|any|(?:analysis|quality|summary|overview) of(?: the| practice)?:?)\s+"
    r"|\s+(?:of (?:the )?(?:case|practice|risk)|practice|phase|stage|work)$"
)
_FILES = (Part.CHRONOLOGY, Part.ACTION_PLAN, Part.GLOSSARY)
_PHASES = {part for part, _ in PHASES}
_SEVERAL = 3


@dataclass(frozen=True)
class Matched:
    """The part of a section, and the others that its heading names besides.

    ``seen``: its contents told it, not its heading. A table says what it is, not what the sub-sections are.
    """

    part: Part
    also: tuple[Part, ...] = ()
    seen: bool = False


def part_of(
    title: str, blocks: Sequence[Block], parent: Matched = Matched(Part.OTHER), *, named_file: bool = False
) -> Matched:
    """The part of a section with that heading and those blocks, under a section so matched.

    ``named_file``: the title is a file's name, which says something only of a file for one part.
    """
    said = _PREFIX.sub("", " ".join(title.lower().replace("’", "'").split())).strip(" .:?-–—")
    if named_file:
        return Matched(_by_file(said) or _by_content(blocks) or parent.part)
    names = _names(said)
    if parent.part is not Part.OTHER and not parent.seen:
        return _below(said, parent, names)
    if len([name for name in names if name in _PHASES]) >= _SEVERAL:
        return Matched(Part.OTHER, tuple(names))
    part = names[0] if names and _plain(_pieces(said)[0]) else _by_heading(said)
    part = part or next(iter(names), None)
    if part is not None:
        return _matched(part, names)
    seen = _by_content(blocks)
    return Matched(seen or Part.OTHER, seen=seen is not None)


def _below(said: str, parent: Matched, names: Sequence[Part]) -> Matched:
    """A sub-section: its parent's part, unless its heading is the plain name of another and nothing else.

    Below a heading over several parts, looser wording tells which of those it is.
    """
    if names and len(names) == len(_pieces(said)):
        return _matched(names[0], names)
    part = _by_heading(said)
    if part in parent.also or (part in _PHASES and parent.part in _PHASES and STAGE.search(said)):
        return Matched(part)
    return Matched(parent.part)


def _by_heading(said: str) -> Part | None:
    """The part that a heading's words name, in lower case and without its number; None where none is."""
    found = [(match.start(), part) for part, wording in LOOSE if (match := wording.search(said))]
    if found:
        return (min(found) if len(_pieces(said)) > 1 else found[0])[1]
    for part, wording in PHRASES:
        if wording.search(said):
            return part
    phases = [(match.start(), part) for part, wording in PHASES if (match := wording.search(said))]
    # A heading over three phases or more is over all of them: its sub-sections tell.
    return min(phases)[1] if 0 < len(phases) < _SEVERAL else None


def _by_content(blocks: Sequence[Block]) -> Part | None:
    said = opening(blocks)
    return part_by_content(blocks) or (_by_heading(said) if said else None)


def _matched(part: Part, names: Sequence[Part]) -> Matched:
    return Matched(part, tuple(name for name in names if name is not part))


def _pieces(said: str) -> list[str]:
    return [piece for piece in _JOIN.split(said) if piece]


def _names(said: str) -> list[Part]:
    """The parts that the pieces of a heading name plainly, in its order, each once."""
    found = [part for piece in _pieces(said) if (part := _plain(piece)) is not None]
    return list(dict.fromkeys(found))


def _plain(said: str) -> Part | None:
    bare = said
    while (shorter := _AROUND.sub("", bare)) != bare:
        bare = shorter
    for part, wording in PLAIN:
        if wording.fullmatch(said) or wording.fullmatch(bare):
            return part
    return None


def _by_file(said: str) -> Part | None:
    name = re.sub(r"[_\-.]+", " ", said)
    if "review" in name:
        return None
    found = [part for part, wording in LOOSE if part in _FILES and wording.search(name)]
    return found[0] if len(found) == 1 else None
