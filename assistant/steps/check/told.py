"""The day on which a review was written, as far as it tells: review and entries in, a date or None out.

It stands alone because whether a date is past is measured by the review, never by the clock: it may be read
years later.
"""

import re
from datetime import date

from assistant.domain.dates import dates_in
from assistant.domain.entries import Entries
from assistant.domain.review import Part, Review
from assistant.steps.check.prose import sentences, written

_SIGNED = re.compile(
    r"\b(?:submitted|submission|signed off|sign-off|quality assured|quality assurance"
    r"|date of (?:the |this )?(?:review|report|document)"
    r"|(?:review|report) (?:date|(?:was )?(?:completed|finali[sz]ed)))\b",
    re.IGNORECASE,
)
_ELSEWHERE = (Part.CHRONOLOGY, Part.ACTION_PLAN)


def told_on(review: Review, entries: Entries) -> date | None:
    """The latest day on which it says that it was submitted or signed off, else that of the last entry."""
    elsewhere = {section.id for section in review.sections if section.part in _ELSEWHERE}
    signed = [
        found.when.end
        for passage in written(review)
        if passage.section not in elsewhere and _SIGNED.search(passage.text)
        for sentence in sentences(passage.text)
        if _SIGNED.search(sentence)
        for found in dates_in(sentence)
        if found.when is not None
    ]
    if signed:
        return max(signed)
    days = [event.when.end for event in entries.events if event.when is not None]
    # A last entry that is not the latest is more likely a slip in one of the two.
    return days[-1] if days and days[-1] == max(days) else None
