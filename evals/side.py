"""One measure of two runs side by side: the difference with its interval, and whether chance explains it.

Outcomes of two runs come in, a Side goes out. It stands alone because the arithmetic of pairs is published and
tested by itself: the exact McNemar test, and the intervals of Bonett and Price and of Newcombe.
"""

from math import ceil, comb, sqrt

from assistant.domain.interval import Z_95, wilson
from assistant.domain.record import Record
from evals.figure import Better, Figure, share
from evals.measures.measure import Measure
from evals.ran import Ran

DROP = 0.05
"""The drop of a share that a comparison ought to be able to see: five points."""

_Z_POWER = 0.8416212335729143
"""Standard deviations below which lie 80 % of a normal distribution: the power asked for."""


class Side(Record):
    """A measure of two runs. ``better_now`` and ``worse_now`` count the pairs of which one is a hit.

    Both, ``p`` and ``needed`` are None where the measure counts other things in each run.
    """

    id: str
    words: str
    better: Better
    old: Figure
    new: Figure
    difference: float | None
    low: float | None
    high: float | None
    better_now: int | None = None
    worse_now: int | None = None
    p: float | None = None
    needed: int | None = None

    @property
    def shares(self) -> str:
        """Old and new, as so many of so many."""
        return f"{_said(self.old)} before, {_said(self.new)} now"

    @property
    def enough(self) -> bool | None:
        """Whether a drop of ``DROP`` would probably be seen; None where that cannot be said."""
        return None if self.needed is None else self.new.of >= self.needed


def side(measure: Measure, old: Ran, new: Ran) -> Side:
    """The measure of both runs, pair by pair where it can be."""
    before, after = measure.outcomes(old), measure.outcomes(new)
    if not measure.paired:
        both = measure.figure(old), measure.figure(new)
        return _side(measure, *both, *_unpaired(*both))
    common = before.keys() & after.keys()
    figures = [
        share(measure.id, measure.words, measure.better, {key: held[key] for key in held if key in common})
        for held in (before, after)
    ]
    gained = sum(after[key] and not before[key] for key in common)
    lost = sum(before[key] and not after[key] for key in common)
    bounds = paired_difference(gained, lost, len(common)) if common else (None, None, None)
    up, down = (gained, lost) if measure.better is not Better.LOWER else (lost, gained)
    return _side(measure, figures[0], figures[1], *bounds).model_copy(
        update={
            "better_now": up,
            "worse_now": down,
            "p": mcnemar(gained, lost) if common else None,
            "needed": needed((gained + lost) / len(common)) if common else None,
        }
    )


def mcnemar(gained: int, lost: int) -> float:
    """The exact two-sided p of McNemar's test for so many pairs that changed either way."""
    of, least = gained + lost, min(gained, lost)
    tail = sum(comb(of, k) for k in range(least + 1))
    return min(1.0, float(2 * tail / 2**of))


def paired_difference(gained: int, lost: int, of: int) -> tuple[float, float, float]:
    """The difference of two shares of the same ``of`` things, and its 95 % interval.

    D. G. Bonett and R. M. Price, 2012: Wald's interval with one added to each kind of change.
    """
    up, down = (gained + 1) / (of + 2), (lost + 1) / (of + 2)
    half = Z_95 * sqrt((up + down - (up - down) ** 2) / (of + 2))
    return (gained - lost) / of, max(-1.0, up - down - half), min(1.0, up - down + half)


def needed(discordance: float, drop: float = DROP) -> int:
    """How many pairs show a drop of that size in four of five comparisons, at that share of changed pairs.

    McNemar's test at 5 %, two-sided (R. J. Connor, 1987). Where fewer pairs change than the drop itself would
    change, the drop's own share counts.
    """
    changed = max(discordance, drop)
    return ceil((Z_95 * sqrt(changed) + _Z_POWER * sqrt(changed - drop**2)) ** 2 / drop**2)


def _unpaired(old: Figure, new: Figure) -> tuple[float | None, float | None, float | None]:
    """The difference of two shares of different things; R. G. Newcombe's interval, 1998, his method 10."""
    if old.value is None or new.value is None:
        return None, None, None
    (a, b), (c, d) = (wilson(f.hit or 0, f.of) for f in (old, new))
    difference = new.value - old.value
    return (
        difference,
        difference - sqrt((new.value - c) ** 2 + (b - old.value) ** 2),
        difference + sqrt((d - new.value) ** 2 + (old.value - a) ** 2),
    )


def _side(
    measure: Measure, old: Figure, new: Figure, difference: float | None, low: float | None, high: float | None
) -> Side:
    return Side(
        id=measure.id,
        words=measure.words,
        better=measure.better,
        old=old,
        new=new,
        difference=difference,
        low=low,
        high=high,
    )


def _said(figure: Figure) -> str:
    return "none" if figure.value is None else f"{figure.hit:,} of {figure.of:,} ({figure.value:.1%})"
