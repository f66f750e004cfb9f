"""A model's sentence cut into pieces: plain text, numbered links to evidence, places, flagged words.

In comes a rationale or a note with passage ids in it, out go pieces that a browser writes one by one
as text. It stands alone because words of a model must never become markup, nor keep quotation marks
around what was not found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from assistant.domain.draft import Flag, FlagKind
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.references import PassageIds, cut
from assistant.steps.settle.quotations import NOT_FOUND
from assistant.ui.words import FLAG

MARKS = "\"“”'‘’«»"
"""Quotation marks that are taken off words that were not found in the review."""


class Piece(Record):
    """A piece of a sentence: ``text`` as it stands, ``cite`` number ``n``, ``place`` of a passage, ``flag``.

    A ``place`` without a ``passage`` says that the review has no such passage.
    """

    kind: Literal["text", "cite", "place", "flag"]
    text: str = ""
    n: int | None = None
    passage: str | None = None
    why: str | None = None


def pieces(
    text: str,
    flags: Sequence[Flag],
    numbers: Mapping[str, Sequence[int]],
    places: Places,
    why: Mapping[FlagKind, str] = FLAG,
) -> tuple[Piece, ...]:
    """Cut a sentence. ``numbers`` gives the evidence in a passage, by its id; ``why`` the words of a flag."""
    found: list[Piece] = []
    for piece in cut(text):
        found.extend(_flagged(piece, flags, why) if isinstance(piece, str) else _linked(piece, numbers, places))
    return tuple(found)


def _linked(passages: PassageIds, numbers: Mapping[str, Sequence[int]], places: Places) -> Iterable[Piece]:
    """The numbers of the evidence in those passages, and places of the others; each once, as in the report."""
    linked: list[Piece] = []
    for passage in passages:
        if passage in numbers:
            linked += [Piece(kind="cite", n=n, text=f"[{n}]") for n in numbers[passage]]
        else:
            known = passage if places.known(passage) else None
            linked.append(Piece(kind="place", passage=known, text=places.brief(passage)))
    return dict.fromkeys(linked)


def _flagged(text: str, flags: Sequence[Flag], why: Mapping[FlagKind, str]) -> Iterator[Piece]:
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
            end += len(NOT_FOUND) if text.startswith(NOT_FOUND, end) else 0  # the flag says it
        if text[done:start]:
            yield Piece(kind="text", text=text[done:start])
        yield Piece(kind="flag", text=match.group().strip(MARKS), why=why[flag.kind])
        done = end
    if text[done:]:
        yield Piece(kind="text", text=text[done:])
