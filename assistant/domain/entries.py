"""What the tables of a review say, row by row, once their cells are understood: events, actions, people.

Made by ``steps/tabulate`` from a review; read by the checks and the screens. A cell is None where its table
has no such column, and empty where the column is there and the cell is not filled: the two are never mixed up.
"""

from datetime import date
from enum import StrEnum

from pydantic import Field

from assistant.domain.record import Record


class Precision(StrEnum):
    """How exactly a text gives a date."""

    DAY = "day"
    RANGE = "range"  # 3 to 7 May 2024
    WEEK = "week"  # w/c 6 May 2024: the seven days from it
    MONTH = "month"  # May 2024


class When(Record):
    """A date as a person wrote it: ``start`` and ``end`` are both within it; ``words`` are the file's own."""

    start: date
    end: date
    precision: Precision
    words: str


class Event(Record):
    """One dated event of the chronology. A row that tells of several gives one for each, in its order."""

    passage: str
    place: str = Field(description="the row for a reader, such as 'row 31'")
    when: When | None = Field(description="None where the row gives no whole date")
    impossible: str | None = Field(default=None, description="words of a date that no calendar has")
    what: str
    comments: str | None
    findings: str | None
    first: bool = Field(default=True, description="the first event of its row, which carries the row's cells")


class PlannedAction(Record):
    """One action of the action plan, from a table row or a bulleted list."""

    passage: str
    place: str
    finding: str | None = Field(description="the finding or deficiency it says it answers")
    action: str
    owner: str | None
    by_when: str | None
    date: When | None = None
    measure: str | None
    level: str | None


class Person(Record):
    """One member of staff of the list of people interviewed."""

    passage: str
    name: str
    role: str | None
    interviewed: bool | None = Field(description="None where the list does not say")


class Entries(Record):
    """Everything the tables of one review say."""

    events: tuple[Event, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    people: tuple[Person, ...] = ()
