"""Long stretches of supervision without an entry in the chronology: events and the period in, a check out.

Informs chronology.a: contact, compliance and enforcement are among the significant events it must give. It
stands alone because a gap is one only under supervision in the community: in custody long gaps are usual, and
where it cannot be told which it was there is no check.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.domain.entries import Event
from assistant.domain.review import Check, Intake
from assistant.domain.words import day as spoken
from assistant.steps.check.prose import counted, some

GAP = timedelta(days=28)
"""The longest time between two entries that is not remarked on. The rules name none; four weeks is ours."""

_SHOWN = 2
_RELEASED = re.compile(
    r"^\W*(?:(?:Mr|Mrs|Ms|Miss)\s[\w’'-]+\s+)?(?:(?:is|was)\s+)?released\b(?!\s+(?:under|on\s+(?:police\s+)?bail"
    r"|without|while|pending|from (?:the )?(?:police|cells|hospital|court)))"
    r"|^\W*(?:day of )?release (?:from|on licence|to)\b"
    r"|(?<!be )(?<!if )(?<!when )(?<!until )(?<!being )\b"
    r"released (?:from (?:HMP|prison|custody)|on (?:licence|HDC))",
    re.IGNORECASE,
)
_TAKEN_IN = re.compile(
    r"\brecalled\b|\brecall to (?:custody|prison)|\breturn(?:ed|s)? to (?:custody|prison)|\bremanded\b"
    r"|\blicence (?:is |was )?revoked|\b(?:taken|back|remains?|held|received) in(?:to)? (?:custody|prison)"
    r"|\bsentenced to .{0,40}?(?:imprison|custod|prison|months|years)",
    re.IGNORECASE,
)
_PRISON = re.compile(r"\b(?:prison\w*|custod\w+|HMP|YOI|imprison\w*|jail|remand\w*|recall\w*)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Entry:
    """A dated event with its place among all events."""

    place: int
    event: Event
    start: date
    end: date


@dataclass(frozen=True)
class _Gap:
    """Days without an entry, the entry before and the one after; None where the period ends."""

    before: _Entry
    after: _Entry | None
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.before.end).days

    def holds(self, place: int) -> bool:
        """Whether an event in that place stands between the two entries, or after the last."""
        return self.after is None or (self.before.place < place) is (place < self.after.place)


def gaps(events: Sequence[Event], intake: Intake) -> Iterator[Check]:
    """One check of all gaps longer than ``GAP`` between entries, and before the offence, under supervision.

    The period is the intake's, else from the first entry to the last; nothing outside it counts.
    """
    entries = sorted(
        (
            _Entry(place, event, event.when.start, event.when.end)
            for place, event in enumerate(events)
            if event.when is not None
        ),
        key=lambda entry: entry.start,
    )
    ends = [day for day in (intake.offence_date, intake.period_end) if day is not None]
    if not entries:
        return
    first = intake.period_start or entries[0].start
    within = [entry for entry in entries if not ends or entry.start <= min(ends)]
    undated = [place for place, event in enumerate(events) if event.when is None]
    found = [
        gap
        for gap in _supervised(within, min(ends) if ends else None)
        if gap.before.end >= first and not any(gap.holds(place) for place in undated)
    ]
    if found:
        spans = [f"{spoken(gap.before.end)} to {spoken(gap.until)}" for gap in found]
        longest = counted(max(gap.days for gap in found), "day")
        yield Check(
            id="chronology-gap",
            prompt="chronology.a",
            message=f"No chronology entry under supervision for {'up to ' if len(found) > 1 else ''}{longest}: "
            f"{some(spans, _SHOWN)}",
            passages=tuple(
                dict.fromkeys(
                    e.event.passage for gap in found for e in (gap.before, gap.after) if e is not None
                )
            ),
        )


def _supervised(entries: Sequence[_Entry], last: date | None) -> Iterator[_Gap]:
    # Without a word of prison it was a community sentence throughout; else only a release begins supervision.
    out = not any(_PRISON.search(entry.event.what) for entry in entries)
    latest: _Entry | None = None
    for entry in entries:
        if out and latest is not None and entry.start - latest.end > GAP:
            yield _Gap(latest, entry, entry.start)
        if _TAKEN_IN.search(entry.event.what):
            out = False
        elif _RELEASED.search(entry.event.what):
            out = True
        if latest is None or entry.end >= latest.end:
            latest = entry
    if out and latest is not None and last is not None and last - latest.end > GAP:
        yield _Gap(latest, None, last)
