"""Citations of one draft as evidence: numbered in reading order, with the file's own words.

In come checked citations, out go numbered evidence and, apart from it, what was not found. It stands
alone because the rule that absent text is never evidence on any screen lives here.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Literal

from assistant.domain.draft import CheckedCitation, Flag, FlagKind, Located, Match, Stance
from assistant.domain.evidence import EvidenceKey, evidence_key
from assistant.domain.judgement import Decision
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.ui.words import MATCH

Side = Literal["for", "against"]


class Evidence(Record):
    """A located quotation. ``quotes`` are the file's own words, a string for each cell or passage.

    ``own`` is the inspector who added it, or None; ``opened`` tells whether it was looked at in the review.
    """

    n: int
    stance: Side
    quotes: tuple[str, ...]
    located: tuple[Located, ...]
    place: str
    match: str
    expectations: tuple[str, ...]
    strongest: bool
    own: str | None = None
    opened: bool = False


class Removed(Record):
    """Evidence that was removed, with the decision that did it, which can be undone."""

    decision: str
    stance: Side
    quotes: tuple[str, ...]
    passage: str
    place: str
    by: str
    at: datetime


class Absent(Record):
    """Words offered as evidence that are none; shown without quotation marks, never on paper.

    ``stands`` tells those that are in the review, but too short or of a kind that is no evidence.
    """

    offered: str
    stands: bool
    expectation: str | None
    cited: str | None
    passage: str | None


def evidence(
    citations: Sequence[CheckedCitation],
    places: Places,
    added: Sequence[Decision] = (),
    opened: Collection[str] = (),
) -> tuple[Evidence, ...]:
    """Located citations in reading order; the same words with the same stance are one piece of evidence.

    ``added`` are the decisions by which some of them are an inspector's own, ``opened`` the passages that were
    looked at.
    """
    own = {evidence_key(d.citation): d for d in added if d.citation is not None}
    grouped: dict[tuple[tuple[Located, ...], Stance], list[CheckedCitation]] = {}
    for citation in citations:
        located = places.located(citation)
        if located:
            grouped.setdefault((located, citation.stance), []).append(citation)
    order = sorted(grouped, key=lambda k: (places.position(k[0][0]), k[1] is Stance.AGAINST))
    return tuple(_one(n, key, grouped[key], places, own, opened) for n, key in enumerate(order, 1))


def removed(decisions: Sequence[Decision], places: Places) -> tuple[Removed, ...]:
    """What those decisions removed, in the order they were made."""
    gone = []
    for decision in decisions:
        located = places.located(decision.citation) if decision.citation is not None else ()
        if decision.citation is not None and located:
            gone.append(
                Removed(
                    decision=decision.id,
                    stance=_side(decision.citation.stance),
                    quotes=tuple(places.text(cell) for cell in places.cells(located)),
                    passage=located[0].passage,
                    place=_place(located, places),
                    by=decision.by,
                    at=decision.at,
                )
            )
    return tuple(gone)


def absent(citations: Sequence[CheckedCitation], flags: Sequence[Flag], places: Places) -> tuple[Absent, ...]:
    """Citations that were not located, each offered text once for each expectation."""
    found: dict[tuple[str, str | None], Absent] = {}
    stands = {flag.text for flag in flags if flag.kind is FlagKind.QUOTATION_NOT_EVIDENCE}
    for citation in citations:
        if not places.located(citation):
            known = places.known(citation.cited_passage)
            found[citation.quote, citation.expectation] = Absent(
                offered=citation.quote,
                stands=citation.quote in stands,
                expectation=citation.expectation,
                cited=places.words(citation.cited_passage) if known else None,
                passage=citation.cited_passage if known else None,
            )
    return tuple(found.values())


def by_passage(found: Sequence[Evidence]) -> dict[str, list[int]]:
    """The numbers of the evidence in each passage."""
    numbers: dict[str, list[int]] = {}
    for one in found:
        for piece in one.located:
            if one.n not in numbers.setdefault(piece.passage, []):
                numbers[piece.passage].append(one.n)
    return numbers


def _one(
    n: int,
    key: EvidenceKey,
    cited: Sequence[CheckedCitation],
    places: Places,
    own: Mapping[EvidenceKey | None, Decision],
    opened: Collection[str],
) -> Evidence:
    located, stance = key
    adding = own.get(key)
    expectations = {f"/{c.expectation.rsplit('/', 1)[1]}": None for c in cited if c.expectation is not None}
    drafted = [c for c in cited if adding is None or c != adding.citation]
    return Evidence(
        n=n,
        stance=_side(stance),
        quotes=tuple(places.text(cell) for cell in places.cells(located)),
        located=located,
        place=_place(located, places),
        match=_match(cited, places),
        expectations=tuple(expectations),
        strongest=any(c.expectation is None for c in drafted),
        own=adding.by if adding is not None else None,
        opened=any(piece.passage in opened for piece in located),
    )


def _side(stance: Stance) -> Side:
    return "for" if stance is Stance.SUPPORTS else "against"


def _place(located: Sequence[Located], places: Places) -> str:
    first, last = located[0], located[-1]
    place = places.words(first.passage, [first.start])
    if last.passage != first.passage:
        place += f", to {places.words(last.passage, [last.start])}"
    return place


def _match(cited: Sequence[CheckedCitation], places: Places) -> str:
    for match in (Match.MOVED, Match.NORMALISED):
        for citation in cited:
            if citation.match is match is Match.MOVED and places.known(citation.cited_passage):
                return f"Moved: cited as {places.words(citation.cited_passage)}"
            if citation.match is match:
                return MATCH[match]
    return MATCH[Match.EXACT]
