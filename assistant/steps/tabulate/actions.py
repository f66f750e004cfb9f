"""The planned actions of an action plan: rows, a small table for each, labelled paragraphs, or list items.

It stands alone because a plan is a plan in whatever shape a region wrote it; a shape that gives no owner says
nothing about whether there is one.
"""

from collections.abc import Iterator, Sequence

from assistant.domain.columns import Column, column_of
from assistant.domain.dates import dates_in
from assistant.domain.entries import PlannedAction
from assistant.domain.review import Kind, Part, Passage, Review
from assistant.steps.tabulate.grid import Grid, told
from assistant.steps.tabulate.labels import labelled

_FIELDS = (
    Column.KEY_FINDINGS,
    Column.ACTION,
    Column.OWNER,
    Column.BY_WHEN,
    Column.MEASURE,
    Column.LEVEL,
)
_TELLING = {Column.OWNER, Column.BY_WHEN, Column.MEASURE}
_TEXT = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.HEADING)
_LONGEST = 1_500


class _Plan:
    """Labelled pieces put together into actions, in the order in which they stand.

    ``itemised``: each item of its list is an action, also one without any label.
    """

    def __init__(self, *, itemised: bool = False) -> None:
        self._itemised = itemised
        self.actions: list[tuple[Passage, dict[Column, str]]] = []
        self._cells: dict[Column, str] = {}
        self._passage: Passage | None = None
        self._before: Passage | None = None

    def add(self, passage: Passage) -> None:
        """One paragraph, list item or heading of the plan."""
        pieces = [
            (column, text) for column, text in labelled(passage.text) if column is None or column in _FIELDS
        ]
        if not any(column for column, _ in pieces):
            if self._cells.get(Column.ACTION) == "":  # "Recommendation 1" alone, and its words below
                self._cells[Column.ACTION], self._passage = passage.text, passage
            elif self._itemised and passage.kind is Kind.LIST_ITEM and not self._below(passage):
                self._start(passage, passage.text)
            else:
                self._before = passage
            return
        lead = next((text for column, text in pieces if column is None), None)
        if lead is not None and {column for column, _ in pieces} & _TELLING:
            self._start(passage, lead)
        for column, text in pieces:
            if column is not None:
                self.put(passage, column, text)
        self._before = None

    def put(self, passage: Passage, column: Column, text: str) -> None:
        """One cell under its heading; it begins another action where this one has such a cell already."""
        finished = column is Column.KEY_FINDINGS and Column.ACTION in self._cells
        if column in self._cells or finished:
            self.close()
        if (
            column not in (Column.ACTION, Column.KEY_FINDINGS)
            and Column.ACTION not in self._cells
            and self._before
        ):
            self._start(self._before, self._before.text)
        self._cells[column] = text
        if column is Column.ACTION:
            self._passage = passage

    def _below(self, passage: Passage) -> bool:
        """Whether the item stands below the one that began the action, and so tells more of it."""
        return self._passage is not None and (passage.level or 0) > (self._passage.level or 0)

    def _start(self, passage: Passage, action: str) -> None:
        if Column.ACTION in self._cells:
            self.close()
        self._cells[Column.ACTION] = action
        self._passage = passage

    def close(self) -> None:
        """Ends the action begun; cells without an action are let go."""
        if self._passage is not None and self._cells[Column.ACTION]:
            self.actions.append((self._passage, self._cells))
        self._cells, self._passage = {}, None


def actions(review: Review, tables: Sequence[Grid]) -> Iterator[PlannedAction]:
    """Every planned action, in reading order."""
    grids = told(Part.ACTION_PLAN, review, tables)
    for grid in grids:
        for row in grid.rows:
            if row.cell(Column.ACTION):
                yield _action(
                    row.passage, row.place(), {c: cell for c in _FIELDS if (cell := row.cell(c)) is not None}
                )
    if grids:
        return
    passages = _of_the_plan(review)
    found = _from_cards(passages) or _from_labels(passages) or _from_items(passages)
    known = {column for _, cells in found for column in cells}
    for place, (passage, cells) in enumerate(found, start=1):
        dated = any(dates_in(text) for text in cells.values())
        lacking = known - cells.keys() - ({Column.BY_WHEN} if dated else set())
        yield _action(passage, f"action {place}", cells | dict.fromkeys(lacking, ""))


def _of_the_plan(review: Review) -> list[Passage]:
    parts = {section.id: section.part for section in review.sections}
    return [passage for passage in review.passages if parts[passage.section] is Part.ACTION_PLAN]


def _from_cards(passages: Sequence[Passage]) -> list[tuple[Passage, dict[Column, str]]]:
    """A table of two columns for each action, or for all: the heading of each cell stands before it."""
    plan = _Plan()
    table = None
    for passage in passages:
        if passage.kind is not Kind.ROW or len(passage.cells) != 2:
            continue
        if passage.table != table:
            plan.close()
            table = passage.table
        column = column_of(passage.cells[0].strip().rstrip(":"))
        if column in _FIELDS:
            plan.put(passage, column, passage.cells[1].strip())
    plan.close()
    return [(passage, cells) for passage, cells in plan.actions if cells.keys() & _TELLING]


def _from_labels(passages: Sequence[Passage]) -> list[tuple[Passage, dict[Column, str]]]:
    found = _put_together(passages, _Plan())
    if found and all(passage.kind is Kind.LIST_ITEM for passage, _ in found):
        return _put_together(passages, _Plan(itemised=True))
    return found


def _put_together(passages: Sequence[Passage], plan: _Plan) -> list[tuple[Passage, dict[Column, str]]]:
    for passage in passages:
        if passage.kind in _TEXT and len(passage.text) <= _LONGEST:
            plan.add(passage)
    plan.close()
    return plan.actions


def _from_items(passages: Sequence[Passage]) -> list[tuple[Passage, dict[Column, str]]]:
    found = []
    for passage in passages:
        if passage.kind is not Kind.LIST_ITEM:
            continue
        cells = {Column.ACTION: passage.text}
        found.append((passage, cells))
    return found


def _action(passage: Passage, place: str, cells: dict[Column, str]) -> PlannedAction:
    by_when = cells.get(Column.BY_WHEN)
    # Without a cell for it, the last date in the action's own words is when it is to be done by.
    words = "\n".join(cells.values()) if by_when is None else by_when
    dates = [found.when for found in dates_in(words) if found.when]
    return PlannedAction(
        passage=passage.id,
        place=place,
        finding=cells.get(Column.KEY_FINDINGS),
        action=cells[Column.ACTION],
        owner=cells.get(Column.OWNER),
        by_when=by_when,
        date=None if not dates else dates[-1] if by_when is None else dates[0],
        measure=cells.get(Column.MEASURE),
        level=cells.get(Column.LEVEL),
    )
