"""Cohen's kappa of drafted and gold lines: over all lines, then clear and arguable apart.

No draft counts as a line of its own. What kappa is, and its interval, is ``assistant.domain.kappa``.
"""

from collections.abc import Sequence

from assistant.domain.kappa import kappa_of
from evals.case import Case
from evals.figure import Better, Figure
from evals.gold import Certainty
from evals.ran import Cases


def figures(ran: Cases) -> tuple[Figure, ...]:
    """Kappa over all lines, then clear and arguable apart."""
    cases = ran.with_lines
    return (
        _figure("kappa", "kappa, all lines", cases),
        _figure("kappa.clear", "kappa, clear", [c for c in cases if c.certainty is Certainty.CLEAR]),
        _figure("kappa.arguable", "kappa, arguable", [c for c in cases if c.certainty is Certainty.ARGUABLE]),
    )


def _figure(name: str, words: str, cases: Sequence[Case]) -> Figure:
    reviews: dict[str, list[tuple[str, str]]] = {}
    for case in cases:
        reviews.setdefault(case.review, []).append((str(case.gold), str(case.drafted)))
    found = kappa_of(list(reviews.values()))
    value, low, high = (None, None, None) if found is None else (found.value, found.low, found.high)
    return Figure(
        id=name, words=words, better=Better.HIGHER, hit=None, of=len(cases), value=value, low=low, high=high
    )
