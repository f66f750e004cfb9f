"""Values of records in words: an enumeration, a date or a list comes in, the phrase a person reads goes out.

It stands alone so that one value has one wording, on every screen as in the report; words that only one of
them uses stand there. Outcomes have theirs in ``draft``.
"""

from collections.abc import Sequence
from datetime import date

from assistant.domain.agreement import Agreement
from assistant.domain.draft import Line, Met, Offered
from assistant.domain.judgement import Answer, ReasonCode
from assistant.domain.ledger import Bucket
from assistant.domain.review import NoticeKind, Part, Status
from assistant.domain.trace import FindingKind, Trace

LINE: dict[Line, str] = {
    Line.ABOVE: "Above the line",
    Line.BELOW: "Below the line",
    Line.NOT_APPLICABLE: "Not applicable",
    Line.UNDETERMINED: "Undetermined",
}
"""A line in full, as in the rules."""

LINE_SHORT: dict[Line, str] = {
    Line.ABOVE: "Above",
    Line.BELOW: "Below",
    Line.NOT_APPLICABLE: "Not applicable",
    Line.UNDETERMINED: "Undetermined",
}
"""A line in a list."""

NO_STRONGEST: dict[Offered, str] = {
    Offered.NONE: "None found by the draft",
    Offered.NO_EVIDENCE: "The draft offered one that is no evidence",
}
"""What stands in the place of the strongest passage for or against, where there is none to show."""

MET: dict[Met, str] = {
    Met.MET: "Met",
    Met.PARTLY: "Partly",
    Met.NOT_MET: "Not met",
    Met.NOT_APPLICABLE: "Not applicable",
    Met.UNSUPPORTED: "Unsupported",
}
"""What was found for an expectation."""

REASON: dict[ReasonCode, str] = {
    ReasonCode.WRONG_EVIDENCE: "Wrong evidence",
    ReasonCode.WRONG_THRESHOLD: "Right evidence, wrong threshold",
    ReasonCode.MISSED_EVIDENCE: "Missed evidence",
    ReasonCode.GUIDANCE_READ_DIFFERENTLY: "Guidance read differently",
    ReasonCode.OTHER: "Other",
}
"""Why an inspector chose a line that is not the draft's."""

ANSWER: dict[Answer, str] = {Answer.YES: "Yes", Answer.NO: "No", Answer.UNDETERMINED: "Undetermined"}
"""The answer for a key question or standard."""

FINDING: dict[FindingKind, str] = {
    FindingKind.DEFICIENCY: "Deficiency",
    FindingKind.KEY_FINDING: "Key finding",
    FindingKind.GOOD_PRACTICE: "Good practice",
}
"""What the review says of practice."""

STATUS: dict[Status, str] = {Status.YES: "Yes", Status.NO: "No", Status.UNKNOWN: "Not known"}
"""What HMPPS has said of the case."""


NOTICE: dict[NoticeKind, tuple[str, str]] = {
    NoticeKind.HIDDEN_TEXT: ("Hidden text", "Left out. Never evidence."),
    NoticeKind.DELETED_TEXT: ("Text deleted or struck through", "Left out. Never evidence."),
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

BUCKET: dict[Bucket, str] = {
    Bucket.HEADING: "Headings",
    Bucket.PARAGRAPH: "Paragraphs",
    Bucket.LIST_ITEM: "List items",
    Bucket.ROW: "Table rows",
    Bucket.FOOTNOTE: "Footnotes and endnotes",
    Bucket.FURNITURE: "Headers and footers, once",
    Bucket.MARK: "Numbers, bullets and note marks",
    Bucket.HIDDEN: "Hidden text",
    Bucket.DELETED: "Text deleted or struck through",
    Bucket.COMMENT: "Comments",
    Bucket.FIELD_CODE: "Field codes",
    Bucket.COPY: "Said a second time in the file",
    Bucket.SPACE: "White space and line-end hyphens",
    Bucket.UNREAD: "Text not read",
    Bucket.LOST: "Lost: a fault of ours",
}
"""What became of the characters of a file."""


def day(value: date) -> str:
    """A date as written here: 3 February 2026."""
    return f"{value.day} {value:%B %Y}"


def listed(things: Sequence[str]) -> str:
    """Things in a row: a, b and c."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}" if things else ""


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 check, 2 checks, 9,412 words."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def agreed(agreement: Agreement) -> str:
    """How often the drafts agree, in counts: 2 of 3 drafts agree: once Below; 1 repeat was not answered."""
    same, repeats = agreement.same, agreement.of - 1
    if same == agreement.of:
        told = f"{same} of {same} drafts agree"
    elif same > 1:
        told = f"{same} of {agreement.of} drafts agree"
    else:
        told = "The repeat does not agree" if repeats == 1 else f"None of the {repeats} repeats agrees"
    others = [
        f"{_times(agreement.lines.holding(line))} {LINE_SHORT[line]}"
        for line in Line
        if line is not agreement.line and agreement.lines.holding(line)
    ]
    missing = agreement.not_answered
    lost = f"{missing} {'repeat was' if missing == 1 else 'repeats were'} not answered"
    if not repeats:
        return f"Nothing to compare: {lost}"
    return told + (f": {', '.join(others)}" if others else "") + (f"; {lost}" if missing else "")


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def orphans(trace: Trace) -> str:
    """How many findings and actions of a trace have nothing on the other side."""
    findings = [f for f in trace.findings if not f.unsupported]
    actions = count(sum(not a.unsupported for a in trace.actions), "planned action")
    left, aimless = {*trace.without_action}, len(trace.without_finding)
    good = sum(f.number in left and f.kind is FindingKind.GOOD_PRACTICE for f in findings)
    of_good = f", {good} of them good practice," if good else ""
    have, answer = "has" if len(left) == 1 else "have", "answers" if aimless == 1 else "answer"
    return (
        f"{len(left)} of {count(len(findings), 'finding')}{of_good} {have} no action and no reason for none. "
        f"{aimless} of {actions} {answer} no finding."
    )
