"""Checks of the chronology: order and possibility of dates, empty comments, events after the offence.

Informs chronology.a, chronology.c and info.period; it stands alone because its rows are typed by date.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from assistant.domain.columns import Column
from assistant.domain.review import Check, Intake, Part
from assistant.steps.check.dates import ImpossibleDateError, first_date, spoken
from assistant.steps.check.tables import Table, TableRow

_Dated = list[tuple[TableRow, date]]


def chronology(tables: Sequence[Table], intake: Intake) -> Iterator[Check]:
    """Checks of every chronology table."""
    tables = [table for table in tables if table.part is Part.CHRONOLOGY]
    dated: _Dated = []
    for table in tables:
        here: _Dated = []
        for row in table.rows:
            try:
                day = first_date(row.cells.get(Column.DATE, ""))
            except ImpossibleDateError as impossible:
                yield Check(
                    id=f"impossible-date-{row.passage.id}",
                    prompt="chronology.a",
                    message=f"A date no calendar has, in chronology {row.place()}: {impossible}",
                    passages=(row.passage.id,),
                )
                continue
            if day is not None:
                here.append((row, day))
        yield from _out_of_order(here)
        dated += here
    yield from _after_the_offence(dated, intake.offence_date)
    yield from _no_comment([row for table in tables if Column.COMMENTS in table.columns for row in table.rows])


def _out_of_order(dated: _Dated) -> Iterator[Check]:
    steps = [(b[1] > a[1]) - (b[1] < a[1]) for a, b in pairwise(dated)]
    # A chronology may run from the newest to the oldest: then the other direction is the odd one.
    newest_first = steps.count(-1) > steps.count(1)
    for (before, earlier), (after, later) in pairwise(dated):
        if later == earlier or (later > earlier) is not newest_first:
            continue
        yield Check(
            id=f"date-order-{after.passage.id}",
            prompt="chronology.a",
            message=f"Dates out of order: {spoken(earlier)} in chronology {before.place()} is followed by "
            f"{spoken(later)} in {after.place()}",
            passages=(before.passage.id, after.passage.id),
        )


def _after_the_offence(dated: _Dated, offence: date | None) -> Iterator[Check]:
    after = [row for row, day in dated if offence is not None and day > offence]
    if after and offence is not None:
        yield Check(
            id="after-the-offence",
            prompt="info.period",
            message=f"Chronology entries dated after the offence of {spoken(offence)}: {len(after)}",
            passages=tuple(row.passage.id for row in after),
        )


def _no_comment(rows: Sequence[TableRow]) -> Iterator[Check]:
    bare = [row for row in rows if row.empty(Column.COMMENTS)]
    if bare:
        yield Check(
            id="no-comment",
            prompt="chronology.c",
            message=f"Comments column empty for {len(bare)} of {len(rows)} chronology entries",
            passages=tuple(row.passage.id for row in bare),
        )
