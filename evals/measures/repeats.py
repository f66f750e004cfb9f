"""Agreement of repeats: prompts of which every draft holds the same line, where each was asked more than once.

It says how steady a model is, not whether it is right; a prompt whose repeats were not drafted is not counted.
"""

from evals.figure import Better, Outcomes
from evals.measures.measure import Measure
from evals.ran import Cases


def _steady(ran: Cases) -> Outcomes:
    return {
        (c.review, c.prompt): c.repeats.same == c.repeats.of
        for c in ran.with_lines
        if c.repeats is not None and c.repeats.of > 1
    }


MEASURES = (Measure("repeats.steady", "prompts whose repeats all agree", Better.HIGHER, _steady),)
