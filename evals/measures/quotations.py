"""Quotations as they were located: verbatim, up to white space and the like, in another passage, or nowhere.

What is nowhere is never shown as evidence, so this tells how much of a model's work is lost, and how much of it
is invented.
"""

from collections.abc import Callable

from assistant.domain.draft import Match
from evals.figure import Better, Outcomes
from evals.measures.measure import Measure
from evals.ran import Cases


def _located(match: Match) -> Callable[[Cases], Outcomes]:
    return lambda ran: {
        (c.review, c.prompt, str(i)): piece.match is match for c in ran.plain for i, piece in enumerate(c.cited)
    }


MEASURES = tuple(
    Measure(f"quotations.{match.value}", f"quotations {words}", better, _located(match), paired=False)
    for match, words, better in (
        (Match.EXACT, "located exactly", Better.HIGHER),
        (Match.NORMALISED, "up to white space and the like", Better.NEITHER),
        (Match.MOVED, "located in another passage", Better.LOWER),
        (Match.ABSENT, "not in the review", Better.LOWER),
    )
)
