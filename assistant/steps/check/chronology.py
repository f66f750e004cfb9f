"""Checks of the chronology's rows: dates that cannot be, or not in that order; empty cells; after the offence.

Informs chronology.a (significant events), chronology.c ("The comments column in the chronology must include an
examination of the quality of practice"), chronology.d (key findings column) and info.period ("Work undertaken
after the commission of the SFO is out of scope"). It stands alone because all of it is seen row by row.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from assistant.domain.entries import Event, When
from assistant.domain.review import Check, Intake
from assistant.domain.words import day as spoken
from assistant.steps.check.prose import counted, rows, some

_SHOWN = 2
_CONTEXT = re.compile(r"\bcontext\b", re.IGNORECASE)
# Comments that say in so many words that practice was above or below what is expected.
_NOT_AS_EXPECTED = re.compile(
    r"\bexceed(?:s|ed|ing)?\b[^.]{0,40}\b(?:standard|expect|polic|guidance|requirement)"
    r"|\bbelow\b[^.]{0,40}\b(?:standard|expect|polic|guidance|requirement)"
    r"|\b(?:did|does) not meet\b|\binsufficient\b|\bdeficien\w+|\bmissed opportunit\w+|\bgood practice\b",
    re.IGNORECASE,
)
_NONE_OF_IT = re.compile(r"\bno(?:t|thing)? (?:\w+ )?(?:deficien|missed|insufficient|below)", re.IGNORECASE)

_Dated = Sequence[tuple[Event, When]]


def chronology(events: Sequence[Event], intake: Intake) -> Iterator[Check]:
    """Checks of the events in their order; a cell of a column that the chronology has not is never empty."""
    dated = [(event, event.when) for event in events if event.when is not None]
    yield from _impossible(events)
    yield from _out_of_order(dated)
    yield from _after_the_offence(dated, intake.offence_date)
    first = [event for event in events if event.first]
    yield from _no_comments([row for row in first if row.comments is not None])
    yield from _no_findings([row for row in first if row.findings is not None])


def _impossible(events: Sequence[Event]) -> Iterator[Check]:
    found = [event for event in events if event.impossible is not None]
    if found:
        yield Check(
            id="chronology-impossible",
            prompt="chronology.a",
            message=f"{counted(len(found), 'date')} no calendar has in the chronology: "
            + some([f"{event.impossible} in {event.place}" for event in found], _SHOWN),
            passages=tuple(dict.fromkeys(event.passage for event in found)),
        )


def _out_of_order(dated: _Dated) -> Iterator[Check]:
    steps = [(b[1].start > a[1].start) - (b[1].start < a[1].start) for a, b in pairwise(dated)]
    # A chronology may run from the newest to the oldest: then the other direction is the odd one.
    newest_first = steps.count(-1) > steps.count(1)
    odd = []
    for a, b in pairwise(dated):
        (before, earlier), (after, later) = (b, a) if newest_first else (a, b)
        # Ranges that overlap, and months that hold the day beside them, are in no order to be wrong.
        if later.end < earlier.start and before.passage != after.passage:
            odd.append((a, b))
    if odd:
        pairs = [
            f"{a.place} ({spoken(when.start)}) before {b.place} ({spoken(then.start)})"
            for (a, when), (b, then) in odd
        ]
        yield Check(
            id="chronology-order",
            prompt="chronology.a",
            message=f"Chronology dates out of order, {counted(len(odd), 'place')}: {some(pairs, _SHOWN)}",
            passages=tuple(dict.fromkeys(event.passage for pair in odd for event, _ in pair)),
        )


def _after_the_offence(dated: _Dated, offence: date | None) -> Iterator[Check]:
    if offence is None:
        return
    # An entry that says that it is there for context is what the rules allow.
    after = [
        (event, when)
        for event, when in dated
        if when.start > offence and not _CONTEXT.search(f"{event.what} {event.comments or ''}")
    ]
    if after:
        yield Check(
            id="chronology-after-the-offence",
            prompt="info.period",
            message=f"Chronology entries dated after the offence of {spoken(offence)}: {len(after)}, "
            f"the last on {spoken(max(when.start for _, when in after))}",
            passages=tuple(dict.fromkeys(event.passage for event, _ in after)),
        )


def _no_comments(entries: Sequence[Event]) -> Iterator[Check]:
    bare = [row for row in entries if not row.comments]
    if bare:
        yield Check(
            id="chronology-no-comment",
            prompt="chronology.c",
            message=f"Comments column empty for {len(bare)} of {counted(len(entries), 'chronology entry')}",
            passages=tuple(row.passage for row in bare),
        )


def _no_findings(entries: Sequence[Event]) -> Iterator[Check]:
    """An empty cell is usual in this column, so it counts where the comment beside it calls for one."""
    bare = [row for row in entries if not row.findings]
    if entries and len(bare) == len(entries):
        yield Check(
            id="chronology-no-finding",
            prompt="chronology.d",
            message=f"Key findings column empty for all {counted(len(entries), 'chronology entry')}",
            passages=tuple(row.passage for row in bare),
        )
        return
    called = [
        row
        for row in bare
        if row.comments and _NOT_AS_EXPECTED.search(row.comments) and not _NONE_OF_IT.search(row.comments)
    ]
    if called:
        yield Check(
            id="chronology-no-finding",
            prompt="chronology.d",
            message="Key findings column empty where the comment says that practice was above or below the "
            f"standard: {rows([row.place for row in called])}",
            passages=tuple(row.passage for row in called),
        )
