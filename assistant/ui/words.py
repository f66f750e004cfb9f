"""What only the screens say of values: short words for lists, matches, kinds of notice, parts.

In comes an enumeration, out goes the phrase an inspector reads. It stands alone so that a test can hold that no
value is without words; the words that the report has too are ``domain.words``.
"""

from assistant.domain.draft import FlagKind, Line, Match
from assistant.domain.judgement import Origin
from assistant.domain.review import NoticeKind, Part
from assistant.domain.rubric import Strength

LINE_SHORT: dict[Line, str] = {
    Line.ABOVE: "Above",
    Line.BELOW: "Below",
    Line.NOT_APPLICABLE: "Not applicable",
    Line.UNDETERMINED: "Undetermined",
}
"""A line in a list."""

MATCH: dict[Match, str] = {
    Match.EXACT: "Exact",
    Match.NORMALISED: "Normalised: spacing or punctuation",
    Match.MOVED: "Moved",
    Match.ABSENT: "Not found in the review",
}
"""How a quotation was located."""

STRENGTH: dict[Strength, str] = {
    Strength.MUST: "Must",
    Strength.EXPECTED: "Expected",
    Strength.CONDITIONAL: "Where relevant",
    Strength.ILLUSTRATION: "Illustration",
    Strength.NOT_REQUIRED: "Not required",
}
"""How strongly the rules word an expectation."""

ORIGIN: dict[Origin, str] = {
    Origin.DECIDED: "Decided",
    Origin.DRAFTED: "Draft",
    Origin.HIDDEN: "Judge first",
    Origin.NOT_ANSWERED: "Not answered",
    Origin.NOT_RUN: "Not run",
}
"""Where the line that counts comes from."""

FLAG: dict[FlagKind, str] = {
    FlagKind.UNSUPPORTED: "no located evidence carries the line the model proposed",
    FlagKind.QUOTATION_NOT_FOUND: "quoted by the model, not found in the review",
    FlagKind.QUOTATION_NOT_EVIDENCE: "too short, or of a kind that is no evidence",
    FlagKind.DETAIL_NOT_IN_CITED_PASSAGES: "stands in none of the cited passages",
    FlagKind.EXPECTATION_NOT_ANSWERED: "the model said nothing of this expectation",
}
"""What is wrong with a draft, to follow the words it is about."""

NOTICE: dict[NoticeKind, tuple[str, str]] = {
    NoticeKind.HIDDEN_TEXT: ("Hidden text", "Left out. Never evidence."),
    NoticeKind.DELETED_TEXT: ("Text deleted by tracked changes", "Left out. Never evidence."),
    NoticeKind.INSERTED_TEXT: ("Text inserted by tracked changes", "Kept and read."),
    NoticeKind.COMMENT: ("Comment", "Left out. Never evidence."),
    NoticeKind.PICTURE: ("Picture", "Not read."),
    NoticeKind.UNREADABLE_PAGE: ("Page without readable text", "Not read."),
    NoticeKind.MISSING_PART: ("Expected part not found", "Look for it in the text."),
    NoticeKind.INSTRUCTION_LIKE: ("Text that reads like an instruction", "Look at it before you start."),
    NoticeKind.UNREAD_TEXT: ("Text not read", "Left out."),
    NoticeKind.ODD_CHARACTERS: ("Unusual characters", "Kept as they stand."),
    NoticeKind.OUTSIDE_LINK: ("Link to something outside the file", "Never followed."),
}
"""A kind of notice: its name, and what became of the text."""

STRUCK = frozenset({NoticeKind.DELETED_TEXT})
"""Notices whose text was deleted in the file and is shown struck through."""

PART: dict[Part, str] = {
    Part.CASE_DETAILS: "Case details",
    Part.STAFF_INTERVIEWED: "Staff interviewed",
    Part.PARALLEL_REVIEWS: "Parallel reviews",
    Part.CHRONOLOGY: "Chronology",
    Part.ASSESSMENT: "Assessment",
    Part.PLANNING: "Planning",
    Part.IMPLEMENTATION: "Implementation",
    Part.REVIEWING: "Reviewing",
    Part.OVERALL_JUDGEMENT: "Overall judgement",
    Part.GOOD_PRACTICE: "Good practice",
    Part.ACTION_PLAN: "Action plan",
    Part.GLOSSARY: "Glossary",
    Part.OTHER: "Other",
}
"""The parts of a review."""


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 check, 2 checks, 9,412 words."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
