"""How far a share that was counted can be trusted: counts in, Wilson's interval out.

It stands alone because every figure of the evals that is a share is stated with it.
"""

from math import sqrt

from assistant.domain.record import Record

Z_95 = 1.959963984540054
"""Standard deviations either side that hold 95 % of a normal distribution."""


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
