"""Accuracy against coverage: what remains when drafts in doubt are left to the inspector, and how right it is.

Doubt first means undetermined or not answered, then also any fault that the assistant itself flagged, then also
a repeat that holds another line. A doubt that is worth something makes the rest more often right.
"""

from collections.abc import Callable

from assistant.domain.draft import Line
from evals.case import Case
from evals.figure import Better, Outcomes
from evals.measures.measure import Measure
from evals.ran import Cases

Sure = Callable[[Case], bool]


def _determined(case: Case) -> bool:
    return case.drafted not in (None, Line.UNDETERMINED)


def _unflagged(case: Case) -> bool:
    return _determined(case) and not case.flags


def _steady(case: Case) -> bool:
    return _unflagged(case) and case.repeats is not None and case.repeats.same == case.repeats.of


def _covered(sure: Sure) -> Callable[[Cases], Outcomes]:
    return lambda ran: {(c.review, c.prompt): sure(c) for c in ran.with_lines}


def _repeated(outcomes: Callable[[Cases], Outcomes]) -> Callable[[Cases], Outcomes]:
    """The same, of runs that asked for repeats; else nothing is counted."""
    return lambda ran: outcomes(ran) if any(c.repeats for c in ran.with_lines) else {}


def _right(sure: Sure) -> Callable[[Cases], Outcomes]:
    return lambda ran: {(c.review, c.prompt): c.right for c in ran.with_lines if sure(c)}


MEASURES = (
    Measure("selective.determined", "lines determined", Better.NEITHER, _covered(_determined)),
    Measure(
        "selective.determined.right",
        "right of the determined",
        Better.HIGHER,
        _right(_determined),
        paired=False,
    ),
    Measure("selective.unflagged", "lines determined, no flag", Better.NEITHER, _covered(_unflagged)),
    Measure(
        "selective.unflagged.right",
        "right of those without a flag",
        Better.HIGHER,
        _right(_unflagged),
        paired=False,
    ),
    Measure(
        "selective.steady",
        "lines determined, no flag, repeats agree",
        Better.NEITHER,
        _repeated(_covered(_steady)),
    ),
    Measure(
        "selective.steady.right",
        "right of those whose repeats agree too",
        Better.HIGHER,
        _right(_steady),
        paired=False,
    ),
)
