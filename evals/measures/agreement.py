"""Lines as the gold has them: all, then clear and arguable, easy and hard apart.

A prompt that was not answered agrees with no gold line. Clear and arguable stand apart because two experts
would differ on the latter: a model that differs there is not wrong in the same way.
"""

from collections.abc import Callable

from evals.case import Case
from evals.figure import Better, Outcomes
from evals.gold import Certainty, Difficulty
from evals.measures.measure import Measure
from evals.ran import Cases


def _lines(chosen: Callable[[Case], bool]) -> Callable[[Cases], Outcomes]:
    return lambda ran: {(c.review, c.prompt): c.right for c in ran.with_lines if chosen(c)}


MEASURES = (
    Measure("lines", "lines as the gold", Better.HIGHER, _lines(lambda case: True)),
    Measure(
        "lines.clear",
        "where the gold is clear",
        Better.HIGHER,
        _lines(lambda c: c.certainty is Certainty.CLEAR),
    ),
    Measure(
        "lines.arguable",
        "where the gold is arguable",
        Better.HIGHER,
        _lines(lambda c: c.certainty is Certainty.ARGUABLE),
    ),
    Measure("lines.easy", "easy ones", Better.HIGHER, _lines(lambda c: c.difficulty is Difficulty.EASY)),
    Measure("lines.hard", "hard ones", Better.HIGHER, _lines(lambda c: c.difficulty is Difficulty.HARD)),
)
