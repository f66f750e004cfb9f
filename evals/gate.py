"""The gate: limits that are data, and which of them a run, or a run beside an older one, does not keep.

Limits and figures come in, one sentence for each limit goes out. It stands alone because the limits are decided
by people, in `gate.yaml`, and not by the code that counts.
"""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from assistant.domain.record import Record
from evals.figure import Better, Figure
from evals.gold import explained, plain
from evals.side import Side

FILE = Path(__file__).parent / "gate.yaml"


class Floor(Record):
    """A limit on a share of one run."""

    measure: str
    at_least: float | None = Field(default=None, ge=0, le=1)
    at_most: float | None = Field(default=None, ge=0, le=1)
    may_be_empty: bool = Field(default=False, description="whether it holds where there is nothing to count")

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("a floor has either at_least or at_most")
        return self


class Limit(StrEnum):
    """What a newer run may not do to a measure."""

    NO_WORSE = "no_worse"
    NO_SIGNIFICANT_DROP = "no_significant_drop"
    NONE = "none"


class Drop(Record):
    """A limit on what becomes of a share from one run to the next. ``none``: no hit in the newer run at all."""

    measure: str
    limit: Limit
    may_be_empty: bool = False


class Limits(Record):
    """The whole gate."""

    format: Literal["sfo-gate/1"]
    significance: float = Field(gt=0, lt=1, description="below it, a paired difference is no chance")
    floors: tuple[Floor, ...]
    goals: tuple[Floor, ...] = Field(default=(), description="which decide nothing")
    drops: tuple[Drop, ...]


class Held(Record):
    """One limit, whether it is kept, and the figure it was held against, in a sentence."""

    measure: str
    kept: bool
    words: str


def limits(path: Path = FILE) -> Limits:
    """The limits in that file; ``GoldError`` says what is wrong with it."""
    with explained(path):
        return Limits.model_validate(plain(path))


def of_run(figures: Iterable[Figure], gate: Limits) -> tuple[Held, ...]:
    """Every floor, and whether the run keeps it; ``KeyError`` for an unknown measure."""
    by_id = {figure.id: figure for figure in figures}
    return tuple(_floor(floor, by_id[floor.measure]) for floor in gate.floors)


def goals_of(figures: Iterable[Figure], gate: Limits) -> tuple[Held, ...]:
    """Every goal with something to count, and whether it is reached; ``KeyError`` for an unknown measure."""
    by_id = {figure.id: figure for figure in figures}
    return tuple(_floor(goal, by_id[goal.measure]) for goal in gate.goals if by_id[goal.measure].of)


def of_comparison(sides: Iterable[Side], gate: Limits) -> tuple[Held, ...]:
    """Every limit on a drop, and whether the newer run keeps it; ``KeyError`` for an unknown measure."""
    by_id = {side.id: side for side in sides}
    return tuple(_drop(drop, by_id[drop.measure], gate.significance) for drop in gate.drops)


def _floor(floor: Floor, figure: Figure) -> Held:
    least = floor.at_least is not None
    bound = floor.at_least if floor.at_least is not None else floor.at_most or 0.0
    told = f"{figure.words}: {figure}; {'at least' if least else 'at most'} {bound:.1%}"
    if figure.value is None:
        return Held(measure=figure.id, kept=floor.may_be_empty, words=told)
    return Held(measure=figure.id, kept=figure.value >= bound if least else figure.value <= bound, words=told)


def _drop(drop: Drop, side: Side, significance: float) -> Held:
    told = f"{side.words}: {side.shares}"
    if side.old.value is None or side.new.value is None:
        return Held(measure=side.id, kept=drop.may_be_empty, words=told)
    worse = side.new.value < side.old.value if side.better is Better.HIGHER else side.new.value > side.old.value
    if drop.limit is Limit.NONE:
        return Held(measure=side.id, kept=not side.new.hit, words=f"{told}; none allowed")
    if drop.limit is Limit.NO_WORSE:
        return Held(measure=side.id, kept=not worse, words=f"{told}; no worse allowed")
    dropped = worse and side.p is not None and side.p < significance
    chance = "" if side.p is None else f", p = {side.p:.2g}"
    return Held(measure=side.id, kept=not dropped, words=f"{told}{chance}; no significant drop allowed")
