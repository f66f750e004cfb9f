"""Evidence against the gold's: how much of the gold's is cited, and how much of what is cited is the gold's.

A citation counts where it was located and shares at least one character with a gold quotation of its prompt.
The gold is a choice of passages and not all that there are: the second figure is a lower bound.
"""

from assistant.domain.draft import Match
from evals.figure import Better, Outcomes
from evals.measures.measure import Measure
from evals.ran import Cases


def _recall(ran: Cases) -> Outcomes:
    return {(c.review, c.prompt, str(i)): piece.cited for c in ran.plain for i, piece in enumerate(c.expected)}


def _precision(ran: Cases) -> Outcomes:
    return {
        (c.review, c.prompt, str(i)): piece.gold
        for c in ran.plain
        for i, piece in enumerate(c.cited)
        if piece.match is not Match.ABSENT
    }


MEASURES = (
    Measure("evidence.recall", "gold evidence cited", Better.HIGHER, _recall),
    Measure("evidence.precision", "citations that are gold evidence", Better.HIGHER, _precision, paired=False),
)
