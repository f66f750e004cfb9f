"""Checks of the action plan: rows without an owner, a date or a measure, and plans without such a column.

Informs 3.2.a and 3.2.e; it stands alone because an action plan is typed by its columns.
"""

from collections.abc import Iterator, Sequence

from assistant.domain.columns import Column
from assistant.domain.review import Check, Part
from assistant.steps.check.tables import Table

_WANTED = (
    (Column.OWNER, "3.2.a", "an owner"),
    (Column.BY_WHEN, "3.2.e", "a date"),
    (Column.MEASURE, "3.2.e", "a measure"),
)


def actions(tables: Sequence[Table]) -> Iterator[Check]:
    """Checks of every action plan table."""
    for table in tables:
        if table.part is not Part.ACTION_PLAN:
            continue
        for column, prompt, words in _WANTED:
            if column in table.columns:
                yield from _without(table, column, prompt, words)
            elif table.known:
                yield Check(
                    id=f"no-column-{column}-{table.header.id}",
                    prompt=prompt,
                    message=f"The action plan table has no column for {words}",
                    passages=(table.header.id,),
                )


def _without(table: Table, column: Column, prompt: str, words: str) -> Iterator[Check]:
    for row in table.rows:
        if row.empty(column) and not row.empty(Column.ACTION):
            yield Check(
                id=f"no-{column}-{row.passage.id}",
                prompt=prompt,
                message=f"Action without {words}: action plan {row.place()}",
                passages=(row.passage.id,),
            )
