"""What the columns of a review's tables are, told from their headings, and what a table is from its columns.

It stands alone because matching sections to parts and checking rows must read the same headings the same way.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.domain.review import Part


class Column(StrEnum):
    """What a column of a chronology, action plan, glossary or staff table holds."""

    NUMBER = "number"
    DATE = "date"
    EVENT = "event"
    COMMENTS = "comments"
    KEY_FINDINGS = "key_findings"
    ACTION = "action"
    OWNER = "owner"
    BY_WHEN = "by_when"
    MEASURE = "measure"
    LEVEL = "level"
    TERM = "term"
    MEANING = "meaning"
    INTERVIEW = "interview"


# The first that fits names the column, so narrower wording comes before wider.
_WORDING = tuple(
    (column, re.compile(pattern, re.IGNORECASE))
    for column, pattern in (
        (Column.NUMBER, r"(no|nr|ref|number|reference|item)\b\.?$|#$"),
        (Column.INTERVIEW, r".*\binterview"),
        (Column.KEY_FINDINGS, r"(key |main )?findings?\b|key learning|key issues?\b"),
        (Column.COMMENTS, r".*\bcomment|.*\banalysis of practice|.*\bquality of practice|reviewer'?s? view"),
        (Column.MEASURE, r".*\bmeasur|.*\bevidence\b|.*\bsuccess\b|.*\boutcome|.*\bimpact\b|.*\bassurance"
                         r"|how (will )?we (will )?know|.*\bmonitor"),
        (Column.BY_WHEN, r"by when|when\b|.*\btarget date|.*\bcompletion\b|.*\bcomplete by|.*\bdeadline"
                         r"|.*\btime ?(scale|frame)|.*\bdue\b|.*\bdate for"),
        (Column.OWNER, r".*\bowner|.*\bwho\b|.*\bresponsib|.*\blead\b|assigned to"),
        (Column.LEVEL, r".*\blevel\b"),
        (Column.DATE, r"(event |contact )?dates?\b"),
        (Column.ACTION, r".*\bactions?\b|.*\bobjective|.*\brecommendation"),
        (Column.EVENT, r".*\bevents?\b|what happened|.*\bcontact\b|entry\b|details?\b|description|summary of"),
        (Column.TERM, r"(term|acronym|abbreviation|word)s?\b"),
        (Column.MEANING, r".*\bmeaning|.*\bdefinition|.*\bexplanation|stands for|in full"),
    )
)  # fmt: skip
_LONGEST = 60


def column_of(heading: str) -> Column | None:
    """What a column with that heading holds, or None where its wording does not say."""
    text = " ".join(heading.split())
    if not text or len(text) > _LONGEST:
        return None
    return next((column for column, wording in _WORDING if wording.match(text)), None)


def columns(cells: Sequence[str]) -> tuple[Column | None, ...]:
    """The columns that a row of headings names; "Date" in an action plan is the date to act by."""
    found = [column_of(cell) for cell in cells]
    if Column.ACTION in found and Column.BY_WHEN not in found:
        found = [Column.BY_WHEN if column is Column.DATE else column for column in found]
    return tuple(found)


def part_of_table(cells: Sequence[str]) -> Part | None:
    """The part of a review that a table with those headings belongs to, or None."""
    found = set(columns(cells))
    if Column.ACTION in found and found & {Column.OWNER, Column.BY_WHEN, Column.MEASURE}:
        return Part.ACTION_PLAN
    if Column.DATE in found and found & {Column.EVENT, Column.COMMENTS, Column.KEY_FINDINGS}:
        return Part.CHRONOLOGY
    if {Column.TERM, Column.MEANING} <= found:
        return Part.GLOSSARY
    if Column.INTERVIEW in found:
        return Part.STAFF_INTERVIEWED
    return None
