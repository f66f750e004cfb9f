"""What only the report says of values: in comes an enumeration, an intake or a time, out goes a phrase.

It stands alone because print has room for a whole phrase and nothing beside it to explain a short one; the
words that the screens have too are ``domain.words``.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from assistant.domain import words
from assistant.domain.draft import FlagKind, Met, Stance
from assistant.domain.references import cut
from assistant.domain.review import Intake
from assistant.domain.words import STATUS, day

MET: dict[Met, str] = words.MET | {
    Met.UNSUPPORTED: "Unsupported: nothing quoted for it was found in the review"
}
STANCE: dict[Stance, str] = {Stance.SUPPORTS: "For", Stance.AGAINST: "Against"}
NAMED = 12
"""Sections that were not read are named up to so many; the result file has them all."""

_SENTENCE_END = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][”\"’')]))(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|No)\.)(?<!\bMrs\.)\s+(?=[\"“‘'(]?[A-Z0-9])"
)

FLAG: dict[FlagKind, str] = {
    FlagKind.UNSUPPORTED: "Unsupported: no located evidence carries the line the model proposed",
    FlagKind.NOT_READ_WHOLE: "Not read by the model, or not whole, so nothing here shows an absence",
    FlagKind.QUOTATION_NOT_FOUND: "Quoted in the draft's words, not found in the review",
    FlagKind.QUOTATION_NOT_EVIDENCE: "Quoted by the draft, but too short or of a kind that is no evidence",
    FlagKind.DETAIL_NOT_IN_CITED_PASSAGES: "In the draft's words, but in none of the passages it cites",
    FlagKind.EXPECTATION_NOT_ANSWERED: "The model said nothing of",
}


def moment(value: datetime) -> str:
    """A time with its zone, where it has one: 3 February 2026, 14:32 UTC."""
    return f"{day(value)}, {value:%H:%M} {value.tzname() or ''}".rstrip()


def intake_words(intake: Intake, fields: Iterable[str]) -> str:
    """What the intake says of these fields, named as the rubric names them; empty where it says nothing.

    Two fields that say one thing are told together: the ends of the supervised period, a status and its note.
    """
    period = supervised_period(intake)
    told = {
        ("offence_date",): f"offence on {day(intake.offence_date)}" if intake.offence_date else "",
        ("period_start", "period_end"): f"supervised {period}" if period else "",
        ("high_profile",): STATUS[intake.high_profile],
        ("parallel_reviews", "parallel_reviews_note"): parallel_reviews(intake),
    }
    asked = {*fields}
    return ", ".join(said for names, said in told.items() if said and asked & {*names})


def supervised_period(intake: Intake) -> str:
    """The supervised period as far as it is known: from 26 May 2023 to 14 November 2024; else empty."""
    ends = {"from": intake.period_start, "to": intake.period_end}
    return " ".join(f"{word} {day(date)}" for word, date in ends.items() if date)


def parallel_reviews(intake: Intake) -> str:
    """Whether there are parallel reviews, and what the intake notes of them."""
    note = (intake.parallel_reviews_note or "").strip().removesuffix(".")
    status = STATUS[intake.parallel_reviews]
    return f"{status}: {note}" if note else status


def gist(text: str, least: int = 50) -> str | None:
    """The first sentence, without references to passages; more of them while they have fewer characters than
    ``least``, or leave a quotation open. None of an empty text."""
    plain = re.sub(r"\s+(?=[.,;:!?])", "", "".join(piece for piece in cut(text) if isinstance(piece, str)))
    plain, told = " ".join(plain.split()), ""
    for sentence in _SENTENCE_END.split(plain):
        told = f"{told} {sentence}".strip()
        if len(told) >= least and told.count("“") == told.count("”") and told.count('"') % 2 == 0:
            break
    return told or None


def sentences(*parts: str | None) -> str:
    """Parts that are there, each ended by a full stop unless it ends a sentence already."""
    told = [part.strip() for part in parts if part and part.strip()]
    return " ".join(part if part[-1] in ".?!…" else f"{part}." for part in told)
