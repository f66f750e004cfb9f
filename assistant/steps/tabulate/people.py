"""The people of the list of staff interviewed, from its table or from list items.

It stands alone because whether somebody was interviewed is said in many ways, and is None where it is not said.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.columns import Column
from assistant.domain.dates import dates_in
from assistant.domain.entries import Person
from assistant.domain.review import Kind, Part, Passage, Review
from assistant.steps.tabulate.grid import Grid, Row, told

_NO = re.compile(
    r"^(?:no|n|x|✗|✘|none)\b|\bnot (?:yet )?(?:been )?(?:interviewed|available|seen|spoken|possible)\b"
    r"|\bdeclined\b|\bunavailable\b|\brefused\b|\bwas ?n[o'’]t (?:interviewed|available)\b|\bunable to\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^(?:yes|y|✓|✔|interviewed)\b|^[✓✔]|\b(?:was |were )?interviewed\b|\bspoken to\b|\bmet with\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\binterview", re.IGNORECASE)
_NAME_THEN_ROLE = re.compile(
    r"^(?P<name>[^,:;(–—\n]{2,60}?)\s*(?:[,:;(–—\n]|\s-\s)\s*(?P<role>.{2,})$", re.DOTALL
)
_LONGEST = 300


def people(review: Review, tables: Sequence[Grid]) -> Iterator[Person]:
    """Everybody whom the list names, in its order."""
    grids = told(Part.STAFF_INTERVIEWED, review, tables)
    for grid in grids:
        for row in grid.rows:
            yield _of_row(row)
    if grids:
        return
    for passage in review.passages:
        section = review.section(passage.section)
        if Part.STAFF_INTERVIEWED not in (section.part, *section.also) or len(passage.text) > _LONGEST:
            continue
        said = True if _HEADED.search(section.title) else None
        if passage.kind is Kind.ROW and len(passage.cells) > 1 and not passage.header:
            yield _of_cells(passage, said)
        elif passage.kind is Kind.LIST_ITEM:
            yield _of_item(passage, said)


def _of_row(row: Row) -> Person:
    # The heading "Interviewee" names the person, and everybody under it was interviewed.
    role, cell = row.cell(Column.ROLE), row.cell(Column.INTERVIEW)
    known = (Column.NUMBER, Column.ROLE, Column.INTERVIEW, Column.DATE)
    name = row.cell(Column.NAME) or row.others(*known).partition("\n")[0] or role or row.passage.cells[0]
    return Person(passage=row.passage.id, name=name, role=role, interviewed=_interviewed(cell))


def _interviewed(cell: str | None) -> bool | None:
    if not cell:
        return None
    if _NO.search(cell):
        return False
    return True if _YES.search(cell) or dates_in(cell) else None


def _of_cells(passage: Passage, said: bool | None) -> Person:
    name, role = (cell.strip() for cell in passage.cells[:2])
    return Person(
        passage=passage.id,
        name=name or role,
        role=role or None,
        interviewed=False if _NO.search(" ".join(passage.cells[2:])) else said,
    )


def _of_item(passage: Passage, said: bool | None) -> Person:
    match = _NAME_THEN_ROLE.match(passage.text)
    role = match["role"].rstrip(" .") if match else None
    return Person(
        passage=passage.id,
        name=match["name"] if match else passage.text,
        role=role.removesuffix(")") if role and role.count(")") > role.count("(") else role,
        interviewed=False if _NO.search(passage.text) else said,
    )
