"""What an action plan says of none of its actions: review and actions in, checks of the plan as a whole out.

It stands alone because a plan that has no place for an owner needs another care than an action that lacks one:
the words of the actions, the headings over them and tables we understand in part may still say it.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.columns import Column, column_of, columns
from assistant.domain.dates import dates_in
from assistant.domain.entries import PlannedAction
from assistant.domain.review import Check, Kind, Part, Passage, Review
from assistant.steps.check.prose import counted

_SHORT = 60
_FINDING = re.compile(r"\b(?:KF|LP)\s?\d+")
_OWNING = re.compile(
    r"\b(?:teams?|units?|PDU|LDU|region|board|services?|department|group|committee|police|council|trust|HMPPS|NPS|CRC"
    r"|managers|officers|practitioners|staff|[A-Z][a-z]+ [A-Z][a-z]+)"
    r"\s(?:will|shall|must|to|is to|are to|has agreed to|have agreed to)\b"
)
_MEASURING = re.compile(
    r"\bmeasur|\bsuccess|\bevidence|\boutcome|\bimpact\b|\bper cent\b|%|\bwill know\b|\btarget\b", re.IGNORECASE
)
_LEVEL = re.compile(
    r"\b(?:individual|team|local|regional|region|national|nationally|PDU|LDU|HMPPS|organisational|levels?)\b",
    re.IGNORECASE,
)


def said_of_none(
    review: Review,
    planned: Sequence[PlannedAction],
    column: Column,
    prompt: str,
    words: str,
    person: re.Pattern[str],
) -> Iterator[Check]:
    """The check of a plan none of whose actions has such a cell; ``person``: what shows that one is named."""
    field = column.value.replace("_", "-")
    passages = [p for action in planned if (p := review.passage(action.passage)) is not None]
    tables = {p.table for p in passages if p.table is not None}
    rows = [p for p in review.passages if p.table is not None and p.table in tables]
    headers = [p for p in rows if p.header]
    if not _understood(rows, headers) or (column is Column.LEVEL and _under_levels(review, planned, rows)):
        return
    if headers:
        yield Check(
            id=f"actions-no-column-{field}",
            prompt=prompt,
            message=f"The action plan table has no column for {words}",
            passages=(headers[0].id,),
        )
    elif not any(_says(action, column, person) for action in planned):
        yield Check(
            id=f"actions-none-{field}",
            prompt=prompt,
            message=f"The action plan names no {words.partition(' ')[2]} "
            f"for {'any of ' if len(planned) > 1 else ''}its {counted(len(planned), 'action')}",
            passages=tuple(dict.fromkeys(action.passage for action in planned)),
        )


def _understood(rows: Sequence[Passage], headers: Sequence[Passage]) -> bool:
    """Whether every heading over the actions, or beside their cells, is one we know."""
    if headers:
        return all(None not in columns(p.cells) for p in headers)
    return all(column_of(p.cells[0].strip().rstrip(":")) is not None for p in rows)


def _says(action: PlannedAction, column: Column, person: re.Pattern[str]) -> bool:
    """Whether the words of an action may name what it has no cell for."""
    if column is Column.OWNER:
        words = _FINDING.sub("", action.action)
        return bool(person.search(words) or _OWNING.search(words))
    if column is Column.BY_WHEN:
        return action.date is not None or bool(dates_in(action.action))
    return bool((_MEASURING if column is Column.MEASURE else _LEVEL).search(action.action))


def _under_levels(review: Review, planned: Sequence[PlannedAction], rows: Sequence[Passage]) -> bool:
    """Whether a heading, a short line or a row of one cell in the plan names a level: "Regional actions"."""
    parts = {section.id: section.part for section in review.sections}
    actions = {action.passage for action in planned}
    for passage in review.passages:
        if passage.id in actions or (parts[passage.section] is not Part.ACTION_PLAN and passage not in rows):
            continue
        filled = [cell for cell in passage.cells if cell.strip()]
        over = passage.kind in (Kind.HEADING, Kind.PARAGRAPH) or (passage.kind is Kind.ROW and len(filled) == 1)
        if over and len(passage.text.strip()) <= _SHORT and _LEVEL.search(passage.text):
            return True
    return False
