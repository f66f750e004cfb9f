"""Leniency, drafted above where the gold is below, and severity, the other way round.

The two errors harm different people, and language models lean to the first: a run may agree as often as another
and be worse. Each is a share of the lines on which it can be made.
"""

from collections.abc import Callable

from assistant.domain.draft import Line
from evals.figure import Better, Outcomes
from evals.measures.measure import Measure
from evals.ran import Cases


def _wrong(gold: Line, drafted: Line) -> Callable[[Cases], Outcomes]:
    return lambda ran: {(c.review, c.prompt): c.drafted is drafted for c in ran.with_lines if c.gold is gold}


MEASURES = (
    Measure("leniency", "leniency: drafted above, gold below", Better.LOWER, _wrong(Line.BELOW, Line.ABOVE)),
    Measure("severity", "severity: drafted below, gold above", Better.LOWER, _wrong(Line.ABOVE, Line.BELOW)),
)
