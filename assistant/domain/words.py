"""Values of records in words: an enumeration, a date or a list comes in, the phrase a person reads goes out.

It stands alone so that one value has one wording, on every screen as in the report; words that only one of
them uses stand there. Outcomes have theirs in ``draft``.
"""

from collections.abc import Sequence
from datetime import date

from assistant.domain.draft import Line, Met
from assistant.domain.judgement import Answer, ReasonCode
from assistant.domain.review import Status

LINE: dict[Line, str] = {
    Line.ABOVE: "Above the line",
    Line.BELOW: "Below the line",
    Line.NOT_APPLICABLE: "Not applicable",
    Line.UNDETERMINED: "Undetermined",
}
"""A line in full, as in the rules."""

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

STATUS: dict[Status, str] = {Status.YES: "Yes", Status.NO: "No", Status.UNKNOWN: "Not known"}
"""What HMPPS has said of the case."""


def day(value: date) -> str:
    """A date as written here: 3 February 2026."""
    return f"{value.day} {value:%B %Y}"


def listed(things: Sequence[str]) -> str:
    """Things in a row: a, b and c."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}" if things else ""
