"""Values of records in the words of the report: in comes an enumeration or a time, out goes a phrase.

It stands alone so that one value has one wording throughout the report.
"""

from collections.abc import Sequence
from datetime import date, datetime

from assistant.domain.draft import FlagKind, Line, Met, Stance
from assistant.domain.judgement import Answer, ReasonCode
from assistant.domain.review import Intake, Status

LINE: dict[Line, str] = {
    Line.ABOVE: "Above the line",
    Line.BELOW: "Below the line",
    Line.NOT_APPLICABLE: "Not applicable",
    Line.UNDETERMINED: "Undetermined",
}
MET: dict[Met, str] = {
    Met.MET: "Met",
    Met.PARTLY: "Partly",
    Met.NOT_MET: "Not met",
    Met.NOT_APPLICABLE: "Not applicable",
    Met.UNSUPPORTED: "Unsupported: nothing quoted for it was found in the review",
}
STANCE: dict[Stance, str] = {Stance.SUPPORTS: "For", Stance.AGAINST: "Against"}
REASON: dict[ReasonCode, str] = {
    ReasonCode.WRONG_EVIDENCE: "Wrong evidence",
    ReasonCode.WRONG_THRESHOLD: "Right evidence, wrong threshold",
    ReasonCode.MISSED_EVIDENCE: "Missed evidence",
    ReasonCode.GUIDANCE_READ_DIFFERENTLY: "Guidance read differently",
    ReasonCode.OTHER: "Other",
}
ANSWER: dict[Answer, str] = {Answer.YES: "Yes", Answer.NO: "No", Answer.UNDETERMINED: "Undetermined"}
STATUS: dict[Status, str] = {Status.YES: "Yes", Status.NO: "No", Status.UNKNOWN: "Not known"}
FLAG: dict[FlagKind, str] = {
    FlagKind.UNSUPPORTED: "Unsupported: no located evidence carries the line the model proposed",
    FlagKind.QUOTATION_NOT_FOUND: "Quoted in the draft's words, not found in the review",
    FlagKind.QUOTATION_NOT_EVIDENCE: "Quoted by the draft, but too short or of a kind that is no evidence",
    FlagKind.DETAIL_NOT_IN_CITED_PASSAGES: "In the draft's words, but in none of the passages it cites",
    FlagKind.EXPECTATION_NOT_ANSWERED: "The model said nothing of",
}


def day(value: date) -> str:
    """A date as written here: 3 February 2026."""
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    """A time with its zone, where it has one: 3 February 2026, 14:32 UTC."""
    return f"{day(value)}, {value:%H:%M} {value.tzname() or ''}".rstrip()


def intake_words(intake: Intake) -> dict[str, str]:
    """What the intake says, by field, in the words of the report; fields left empty are not in it."""
    note = intake.parallel_reviews_note
    told = {
        "offence_date": day(intake.offence_date) if intake.offence_date else None,
        "period_start": f"from {day(intake.period_start)}" if intake.period_start else None,
        "period_end": f"to {day(intake.period_end)}" if intake.period_end else None,
        "high_profile": STATUS[intake.high_profile],
        "parallel_reviews": STATUS[intake.parallel_reviews],
        "parallel_reviews_note": note.strip().removesuffix(".") if note else None,
    }
    return {field: words for field, words in told.items() if words}


def listed(things: Sequence[str]) -> str:
    """Things in a row: a, b and c."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}" if things else ""


def sentences(*parts: str | None) -> str:
    """Parts that are there, each ended by a full stop unless it ends a sentence already."""
    told = [part.strip() for part in parts if part and part.strip()]
    return " ".join(part if part[-1] in ".?!…" else f"{part}." for part in told)
