"""A measure: its name, which way it is better, and what is a hit in a run.

It stands alone because one definition serves the table of a run, its limits and the comparison of two runs.
"""

from collections.abc import Callable
from dataclasses import dataclass

from evals.figure import Better, Figure, Outcomes, share
from evals.ran import Cases


@dataclass(frozen=True)
class Measure:
    """``paired``: every run over the same reviews counts the same things, which can be set side by side."""

    id: str
    words: str
    better: Better
    outcomes: Callable[[Cases], Outcomes]
    paired: bool = True

    def figure(self, ran: Cases) -> Figure:
        """The share of a run."""
        return share(self.id, self.words, self.better, self.outcomes(ran))
