"""How far a figure that was counted can be trusted: counts in, intervals out.

It stands alone because every share that is shown, of the evals or on the Quality screen, is stated with it.
"""

from collections.abc import Callable, Sequence
from math import sqrt
from random import Random
from typing import TypeVar

from assistant.domain.record import Record

Z_95 = 1.959963984540054
"""Standard deviations either side that hold 95 % of a normal distribution."""

SEED = 2611
DRAWS = 1_000
"""Of a bootstrap: the same seed and the same counts give the same interval."""

Counts = tuple[int, int]
Some = TypeVar("Some")


class Counted(Record):
    """So many of so many, as a share with its interval."""

    hit: int
    of: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nothing was counted."""
        return self.hit / self.of if self.of else None

    def __str__(self) -> str:
        if not self.of:
            return "none counted"
        low, high = wilson(self.hit, self.of)
        return f"{self.hit:,} of {self.of:,} ({self.hit / self.of:.1%}; 95 % interval {low:.1%} to {high:.1%})"


def wilson(hit: int, of: int, z: float = Z_95) -> tuple[float, float]:
    """Wilson's score interval for a share (E. B. Wilson, 1927), from 0 to 1; ``ValueError`` for no counts."""
    if not 0 <= hit <= of or of == 0:
        raise ValueError(f"{hit} of {of} is no share")
    share, spread = hit / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def clustered(groups: Sequence[Counts]) -> tuple[float, float]:
    """The interval of a share over several reviews, each with its counts; ``ValueError`` for no counts.

    Prompts of one review stand or fall together, so whole reviews are drawn anew. With few reviews that comes
    out too narrow, never too wide: where Wilson's is wider, its bounds stand.
    """
    low, high = wilson(sum(hit for hit, _ in groups), sum(of for _, of in groups))
    counted = [group for group in groups if group[1]]
    if len(counted) < 2:
        return low, high
    drawn = bootstrap(counted, lambda chosen: sum(h for h, _ in chosen) / sum(n for _, n in chosen))
    return (min(low, drawn[0]), max(high, drawn[1])) if drawn else (low, high)


def bootstrap(
    groups: Sequence[Some], statistic: Callable[[Sequence[Some]], float | None]
) -> tuple[float, float] | None:
    """The middle 95 % of a statistic over ``groups`` drawn with replacement; None where it has no value."""
    chance = Random(SEED)  # noqa: S311 - draws samples, guards nothing
    values = [statistic(chance.choices(groups, k=len(groups))) for _ in range(DRAWS)]
    found = sorted(value for value in values if value is not None)
    if not found:
        return None
    return found[int(0.025 * len(found))], found[min(len(found) - 1, int(0.975 * len(found)))]
