"""A figure: a share or another number that was counted, its interval, and how many it was counted on.

It stands alone because a figure is printed, kept, compared and held against limits in the same form.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from assistant.domain.interval import clustered
from assistant.domain.record import Record

Outcomes = Mapping[tuple[str, ...], bool]
"""Whether each thing counted is a hit, by its name, of which the first part is the review's."""


class Better(StrEnum):
    """Which way a figure is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Figure(Record):
    """``value`` is None where there was nothing to count; ``hit`` is None where the value is no share."""

    id: str
    words: str
    better: Better
    hit: int | None
    of: int
    value: float | None
    low: float | None
    high: float | None

    def __str__(self) -> str:
        if self.value is None:
            return "none"
        within = (
            ""
            if self.low is None or self.high is None
            else f"95 % {_said(self.low, self)} to {_said(self.high, self)}"
        )
        if self.hit is None:
            return (
                f"{self.value:.2f} on {self.of:,} ({within})" if within else f"{self.value:.2f} on {self.of:,}"
            )
        return f"{self.hit:,} of {self.of:,} ({self.value:.1%}; {within})"


def share(name: str, words: str, better: Better, outcomes: Outcomes) -> Figure:
    """The share of hits, with Wilson's interval or, where it is wider, that of whole reviews drawn anew."""
    counts = by_review(outcomes)
    hit, of = sum(h for h, _ in counts), len(outcomes)
    low, high = clustered(counts) if of else (None, None)
    return Figure(
        id=name, words=words, better=better, hit=hit, of=of, value=hit / of if of else None, low=low, high=high
    )


def by_review(outcomes: Outcomes) -> Sequence[tuple[int, int]]:
    """Hits and number of each review."""
    counts: dict[str, tuple[int, int]] = {}
    for key, hit in outcomes.items():
        hits, of = counts.get(key[0], (0, 0))
        counts[key[0]] = hits + hit, of + 1
    return tuple(counts.values())


def _said(bound: float, figure: Figure) -> str:
    return f"{bound:.2f}" if figure.hit is None else f"{bound:.1%}"
