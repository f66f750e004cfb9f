"""Contrast pairs: a review and the same with one thing changed; the line must follow, or must not.

Where it must move, both of the pair have to be right: a run that always says below follows every deletion.
Where it must not, the two need only be the same.
"""

from evals.case import ChangeKind, Must
from evals.figure import Better, Outcomes
from evals.measures.measure import Measure
from evals.ran import Cases


def _followed(ran: Cases) -> Outcomes:
    return {
        (case.review, case.prompt, *case.change.key): plain.right and case.right
        for plain, case in ran.changed(ChangeKind.PAIR)
        if case.change is not None and case.change.must is not Must.STAYS
    }


def _stayed(ran: Cases) -> Outcomes:
    return {
        (case.review, case.prompt, *case.change.key): plain.drafted is case.drafted
        for plain, case in ran.changed(ChangeKind.PAIR)
        if case.change is not None and case.change.must is Must.STAYS
    }


MEASURES = (
    Measure("pairs.accuracy", "pairs of which both are right", Better.HIGHER, _followed),
    Measure("pairs.invariance", "pairs whose line stayed, as it must", Better.HIGHER, _stayed),
)
