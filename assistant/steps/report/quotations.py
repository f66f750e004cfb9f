"""The quotations of a draft that a reader of the report needs, numbered, and how many there are beside them.

Its citations and rationale come in; numbered quotations and the numbers of each passage go out. It stands alone
because nothing else chooses what is shown, nor puts words of the file between quotation marks.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from assistant.domain.draft import CheckedCitation, Located, Stance
from assistant.domain.places import Places
from assistant.domain.references import pointed_at
from assistant.domain.report import Quotation
from assistant.steps.report.words import STANCE

Pieces = tuple[Located, ...]


class Shown(NamedTuple):
    """Quotations to show, their numbers by passage, and how many located ones are left to the result file."""

    quotations: tuple[Quotation, ...]
    numbers: Mapping[str, tuple[int, ...]]
    left_out: int


def shown(citations: Sequence[CheckedCitation], rationale: str, places: Places) -> Shown:
    """The strongest quotations each way, and those in passages that the rationale points at.

    For stands before against, each in reading order; all that is shown of one passage with one stance has one
    number. A quotation that stands within another is that other one, and is not counted again.
    """
    pointed, quotations, left_out = pointed_at(rationale), list[Quotation](), 0
    numbers: dict[str, tuple[int, ...]] = {}
    for stance in (Stance.SUPPORTS, Stance.AGAINST):
        distinct = _distinct([c for c in citations if c.stance is stance], places)
        chosen = [one for one, strong in distinct.items() if strong or pointed & {p.passage for p in one}]
        pieces = _joined((piece for one in chosen for piece in one), places)
        left_out += sum(not _within(one, pieces) for one in distinct)
        for passage in dict.fromkeys(piece.passage for piece in pieces):
            here = [piece for piece in pieces if piece.passage == passage]
            quotations.append(
                Quotation(
                    number=len(quotations) + 1,
                    stance=STANCE[stance],
                    texts=tuple(places.text(piece) for piece in here),
                    place=places.words(passage, [piece.start for piece in here]),
                )
            )
            numbers[passage] = (*numbers.get(passage, ()), len(quotations))
    return Shown(tuple(quotations), numbers, left_out)


def _distinct(citations: Sequence[CheckedCitation], places: Places) -> dict[Pieces, bool]:
    """Located citations by what they quote, none within another; True for those called the strongest."""
    quoted: dict[Pieces, bool] = {}
    for citation in citations:
        if pieces := _joined(places.cells(places.located(citation)), places):
            quoted[pieces] = quoted.get(pieces, False) or citation.expectation is None
    distinct: dict[Pieces, bool] = {}
    for pieces, strong in quoted.items():
        widest = max((other for other in quoted if _within(pieces, other)), key=_length)
        distinct[widest] = distinct.get(widest, False) or strong
    return distinct


def _length(pieces: Pieces) -> int:
    return sum(piece.end - piece.start for piece in pieces)


def _within(inner: Pieces, outer: Pieces) -> bool:
    return all(
        any(o.passage == i.passage and o.start <= i.start and i.end <= o.end for o in outer) for i in inner
    )


def _joined(pieces: Iterable[Located], places: Places) -> Pieces:
    """Pieces in reading order, those that overlap or that only spaces part made one."""
    joined: list[Located] = []
    for piece in sorted(pieces, key=lambda p: (places.position(p), p.end)):
        last = joined[-1] if joined else None
        if last is not None and last.passage == piece.passage and _touch(last, piece, places):
            joined[-1] = last.model_copy(update={"end": max(last.end, piece.end)})
        else:
            joined.append(piece)
    return tuple(joined)


def _touch(first: Located, second: Located, places: Places) -> bool:
    if second.start <= first.end:
        return True
    between = places.text(first.model_copy(update={"start": first.end, "end": second.start}))
    return not between.strip(" \u00a0")
