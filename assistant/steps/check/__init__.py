"""What simple rules see in a review without any model: a Review, its Intake and its Entries in, Checks out.

A check says what was seen and where, never what it means. Where a rule cannot be sure it is silent: a
false alarm costs the inspector more than a missed one. The first word of a check's id is its family:
chronology, actions, staff, language, personal or consistency.
"""

from collections.abc import Iterator, Sequence

from assistant.domain.entries import Entries
from assistant.domain.review import Check, Intake, Review
from assistant.steps.check.acronyms import acronyms, no_glossary
from assistant.steps.check.actions import actions
from assistant.steps.check.answers import answers
from assistant.steps.check.chronology import chronology
from assistant.steps.check.counts import counts
from assistant.steps.check.gaps import gaps
from assistant.steps.check.key_dates import key_dates, weekdays
from assistant.steps.check.levels import levels
from assistant.steps.check.names import names
from assistant.steps.check.personal import personal
from assistant.steps.check.plainness import plainness
from assistant.steps.check.prose import running, written
from assistant.steps.check.quotes import quotes
from assistant.steps.check.risk import risk
from assistant.steps.check.staff import staff
from assistant.steps.check.terms import ACCEPTED, terms
from assistant.steps.check.told import told_on


def check(
    review: Review, intake: Intake, entries: Entries, accepted: Sequence[str] = ACCEPTED
) -> tuple[Check, ...]:
    """All checks, family by family; their ids are unique, and the same for the same review.

    ``entries`` are those of this review. ``accepted`` are the terms that may stand for the person on probation.
    """
    return (
        *chronology(entries.events, intake),
        *gaps(entries.events, intake),
        *actions(review, entries.actions, told_on(review, entries)),
        *answers(review, entries),
        *staff(review, entries),
        *_language(review, accepted),
        *personal(review),
        *_consistency(review, intake, entries),
    )


def _language(review: Review, accepted: Sequence[str]) -> Iterator[Check]:
    passages = written(review)
    yield from acronyms(review)
    yield from no_glossary(review)
    yield from terms(passages, accepted)
    yield from risk(passages)
    yield from quotes(passages)
    yield from plainness(running(review))


def _consistency(review: Review, intake: Intake, entries: Entries) -> Iterator[Check]:
    passages = written(review)
    yield from names(passages)
    yield from key_dates(passages, entries, intake)
    yield from weekdays(passages)
    yield from levels(review, entries)
    yield from counts(passages, entries)
