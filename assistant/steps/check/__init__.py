"""What simple rules see in a review without any model: a Review and its Intake in, Checks out.

A check says what was seen and where, never what it means. Where a rule cannot be sure it is silent: a
false alarm costs the inspector more than a missed one.
"""

from assistant.domain.review import Check, Intake, Review
from assistant.steps.check.actions import actions
from assistant.steps.check.chronology import chronology
from assistant.steps.check.tables import tables_of
from assistant.steps.check.wording import wording


def check(review: Review, intake: Intake) -> tuple[Check, ...]:
    """All checks: chronology, action plan, wording, in that order."""
    tables = tables_of(review)
    return (*chronology(tables, intake), *actions(tables), *wording(review))
