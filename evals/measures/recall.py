"""Of the prompts that the gold puts above, below or not applicable: how many were drafted so.

Apart for each line, because a run that always says the commonest one agrees often and finds nothing.
"""

from collections.abc import Callable

from assistant.domain.draft import Line
from evals.figure import Better, Outcomes
from evals.measures.measure import Measure
from evals.ran import Cases


def _found(line: Line) -> Callable[[Cases], Outcomes]:
    return lambda ran: {(c.review, c.prompt): c.right for c in ran.with_lines if c.gold is line}


MEASURES = tuple(
    Measure(f"recall.{line.value}", f"found of what is {words}", Better.HIGHER, _found(line))
    for line, words in (
        (Line.ABOVE, "above"),
        (Line.BELOW, "below"),
        (Line.NOT_APPLICABLE, "not applicable"),
    )
)
