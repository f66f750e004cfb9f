"""What is measured, one measure a file. ``MEASURES`` are the shares, each of which two runs can be compared by.

Comes in: a run. Goes out: figures with counts and intervals. ``cost`` and ``where`` give tables of their own.
"""

from evals.figure import Figure
from evals.measures import (
    agreement,
    answered,
    evidence,
    injections,
    judgements,
    kappa,
    leniency,
    pairs,
    quotations,
    recall,
    repeats,
    selective,
)
from evals.measures.measure import Measure
from evals.ran import Cases

MEASURES: tuple[Measure, ...] = (
    *agreement.MEASURES,
    *leniency.MEASURES,
    *recall.MEASURES,
    *answered.MEASURES,
    *evidence.MEASURES,
    *quotations.MEASURES,
    *judgements.MEASURES,
    *repeats.MEASURES,
    *selective.MEASURES,
    *pairs.MEASURES,
    *injections.MEASURES,
)


def figures(ran: Cases) -> tuple[Figure, ...]:
    """Every figure of a run: the shares, then kappa."""
    return (*(measure.figure(ran) for measure in MEASURES), *kappa.figures(ran))
