"""A model's sentence cut into pieces: plain text, numbered links to evidence, places, flagged words.

In comes a rationale or a note with passage ids in it, out go pieces that a browser writes one by one
as text. It stands alone because words of a model must never become markup, nor keep quotation marks
around what was not found.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from assistant.domain.draft import Flag, FlagKind
from assistant.domain.record import Record
from assistant.ui.places import Places
from assistant.ui.words import FLAG

IDS = r"p\d+(?:\s*(?:,|;|and|&)\s*p\d+)*"
REFERENCE = re.compile(rf"\s*[\[(]\s*({IDS})\s*[\])]|\b({IDS})\b")
"""One or more passage ids, in brackets or bare."""

MARKS = "\"“”'‘’«»"
"""Quotation marks that are taken off words that were not found in the review."""


class Piece(Record):
    """A piece of a sentence: ``text`` as it stands, ``cite`` number ``n``, ``place`` of a passage, ``flag``."""

    kind: Literal["text", "cite", "place", "flag"]
    text: str = ""
    n: int | None = None
    passage: str | None = None
    why: str | None = None


def pieces(
    text: str, flags: Sequence[Flag], numbers: Mapping[str, Sequence[int]], places: Places
) -> tuple[Piece, ...]:
    """Cut a sentence. ``numbers`` gives the evidence in a passage, by passage id."""
    found: list[Piece] = []
    done = 0
    for match in REFERENCE.finditer(text):
        linked = list(_linked(match.group(1) or match.group(2), numbers, places))
        if not linked:
            continue
        found.extend(_flagged(text[done : match.start()], flags))
        found.extend(linked)
        done = match.end()
    found.extend(_flagged(text[done:], flags))
    return tuple(found)


def _linked(ids: str, numbers: Mapping[str, Sequence[int]], places: Places) -> Iterator[Piece]:
    given: set[int] = set()
    for passage in re.findall(r"p\d+", ids):
        if not places.known(passage):
            continue
        cited = [n for n in numbers.get(passage, ()) if n not in given]
        given.update(cited)
        for n in cited:
            yield Piece(kind="cite", n=n, text=f"[{n}]")
        if not numbers.get(passage):
            yield Piece(kind="place", passage=passage, text=places.brief(passage))


def _flagged(text: str, flags: Sequence[Flag]) -> Iterator[Piece]:
    wanted = {flag.text: flag for flag in flags if flag.text}
    if not wanted:
        if text:
            yield Piece(kind="text", text=text)
        return
    pattern = "|".join(re.escape(words) for words in sorted(wanted, key=len, reverse=True))
    done = 0
    # Whole words only: the flagged "3" is not the 3 of "13".
    for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
        flag = wanted[match.group()]
        start, end = match.span()
        if flag.kind is FlagKind.QUOTATION_NOT_FOUND:
            start -= start > done and text[start - 1] in MARKS
            end += end < len(text) and text[end] in MARKS
        if text[done:start]:
            yield Piece(kind="text", text=text[done:start])
        yield Piece(kind="flag", text=match.group().strip(MARKS), why=FLAG[flag.kind])
        done = end
    if text[done:]:
        yield Piece(kind="text", text=text[done:])
