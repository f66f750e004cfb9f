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
    NAME = "name"
    ROLE = "role"


# The first that fits names the column, so narrower wording comes before wider.
_WORDING = tuple(
    (column, re.compile(pattern, re.IGNORECASE))
    for column, pattern in (
        (Column.NUMBER, r"((action|row|line|entry|event|kf) )?(no|nr|ref|number|reference|item)\b\.?$|#$"),
        (Column.NAME, r"(names?|initials)\b|title used|(staff )?member( of staff)?\b"
                      r"|(person|staff) interviewed$|interviewees?\b|who was interviewed"),
        (Column.INTERVIEW, r".*\binterview"),
        (Column.ROLE, r"(job )?roles?\b|(job |post )?title\b|job\b|position\b|designation|grade\b"
                      r"|(part|involvement) in (the )?case"),
        (Column.COMMENTS, r".*\bcomment|apprais|.*\b(analysis|quality|standard|assessment) of practice"
                          r"|(reviewer|reviewing manager|rm)['’]?s? (view|analysis|judgement|observation)"
                          r"|practice (analysis|judgement)|analysis\b|judgement|observations?\b"
                          r"|sufficien(t|cy)\b"),
        (Column.KEY_FINDINGS, r"(key |main )?findings?\b|key learning|key issues?\b|kf\b|(learning|lessons?)\b"
                              r"|areas? (for|of) (improvement|learning|development|concern)|.*\bdeficienc"
                              r"|(practice |key )?issues?( identified)?$|practice (gap|concern)|concerns?$"),
        (Column.MEASURE, r".*\bmeasur|.*\bevidence\b|.*\bsuccess\b|.*\boutcome|.*\bimpact\b|.*\bassurance"
                         r"|how (will )?(we|this|it|progress)( will)? (be )?"
                         r"(know|evidenced|monitored|reviewed|checked)"
                         r"|what will (be different|change)|.*\bmonitor"),
        (Column.BY_WHEN, r"by( when| date)?$|by when|when\b|.*\btarget date|.*\bcompletion\b"
                         r"|.*\bcomplet(e|ed) by|.*\bdeadline|.*\btime ?-?(scale|frame|line)|timing\b|.*\bdue\b"
                         r"|.*\bdate for|(end|review) date"),
        (Column.OWNER, r".*\bowner|.*\bwhom?\b|.*\bresponsib|.*\blead\b|assigned to|.*\baccountab"
                       r"|actions? by\b|named (person|manager)"),
        (Column.LEVEL, r".*\blevel\b|(individual|local|team|pdu|ldu)\s*[/,].*national"),
        (Column.DATE, r"(event |contact |entry )?dates?\b|day\b"),
        (Column.EVENT, r"((key|significant|main) )?events?\b|actions? taken"
                       r"|what (happened|was done|was recorded)"),
        (Column.ACTION, r".*\bactions?\b|.*\bobjective|.*\brecommendation"
                        r"|what (we )?(will|needs to|must) (be )?do"
                        r"|(planned|developmental|improvement) activit|next steps|tasks?\b"),
        (Column.EVENT, r".*\bevents?\b|.*\bcontact\b|entry\b|details?\b|description|summary of|narrative"
                       r"|occurrence|incident"),
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
    """The columns that a row of headings names.

    "Date" in an action plan is the date to act by, and "When" beside what happened is the date of the event.
    """
    found = [column_of(cell) for cell in cells]
    if found.count(Column.ACTION) > 1 and Column.KEY_FINDINGS not in found:
        # Beside what will be done, a recommendation is what it answers.
        asked = next((i for i, cell in enumerate(cells) if "recommendation" in cell.lower()), None)
        if asked is not None:
            found[asked] = Column.KEY_FINDINGS
    if Column.ACTION in found and Column.BY_WHEN not in found:
        found = [Column.BY_WHEN if column is Column.DATE else column for column in found]
    if Column.EVENT in found and not {Column.ACTION, Column.DATE} & set(found):
        found = [Column.DATE if column is Column.BY_WHEN else column for column in found]
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
    if Column.INTERVIEW in found or (Column.NAME in found and any("interview" in c.lower() for c in cells)):
        return Part.STAFF_INTERVIEWED
    return None
