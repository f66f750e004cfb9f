"""Contrast pairs: a review and the same with one thing changed; the line must follow, or must not.

Where it must move, both of the pair have to be right: a run that always says below follows every deletion.
Where it must not, the two need only hold the same line; none at all is no line that stayed.
"""

from evals.case import Case, ChangeKind, Must
from evals.figure import Better, Outcomes
from evals.measures.measure import Measure
from evals.ran import Cases


def stayed(plain: Case, changed: Case) -> bool:
    """Whether a changed review was drafted with the line of the review as it was written."""
    return changed.drafted is not None and plain.drafted is changed.drafted


def _followed(ran: Cases) -> Outcomes:
    return {
        (case.review, case.prompt, *case.change.key): plain.right and case.right
        for plain, case in ran.changed(ChangeKind.PAIR)
        if case.change is not None and case.change.must is not Must.STAYS
    }


def _stayed(ran: Cases) -> Outcomes:
    return {
        (case.review, case.prompt, *case.change.key): stayed(plain, case)
        for plain, case in ran.changed(ChangeKind.PAIR)
        if case.change is not None and case.change.must is Must.STAYS
    }


MEASURES = (
    Measure("pairs.accuracy", "pairs of which both are right", Better.HIGHER, _followed),
    Measure("pairs.invariance", "pairs whose line stayed, as it must", Better.HIGHER, _stayed),
)
