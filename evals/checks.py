"""How often the checks are right: those raised on a gold review, each judged by hand, and faults they find.

Comes in: a review, its intake and the judged list beside its gold. Goes out: counts by family and lines to
print. It stands alone because a false alarm costs the inspector more than a silence, so both are counted.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from assistant.domain.interval import Counted
from assistant.domain.record import Record
from assistant.domain.review import Check, Intake, Review
from assistant.pipeline.reading import checked
from evals.faults import faulty
from evals.gold import explained, plain

CHECKS_FILE = "checks.yaml"
SEEDS = range(10)


class Judged(Record):
    """One check that is raised on the review, read against its text by hand: right, or a false alarm."""

    id: str
    right: bool
    why: str = Field(min_length=20)


class Planted(Record):
    """A fault that is in the review on purpose, and the check that sees it; or why no check can."""

    fault: str
    prompt: str
    seen_by: str | None = None
    why: str | None = None

    @model_validator(mode="after")
    def _seen_or_why_not(self) -> Self:
        if bool(self.seen_by) == bool(self.why):
            raise ValueError("a planted fault is seen by a check, or has a reason why not")
        return self


class JudgedChecks(Record):
    """The judged list of one review."""

    format: Literal["sfo-checks/1"]
    raised: tuple[Judged, ...]
    planted: tuple[Planted, ...]


class Figures(Record):
    """Everything counted on one review. A check that nobody judged is no right one."""

    right: tuple[str, ...]
    false: tuple[str, ...]
    not_judged: tuple[str, ...]
    not_raised: tuple[str, ...]
    seen: tuple[Planted, ...]
    unseen: tuple[Planted, ...]

    @property
    def raised(self) -> tuple[str, ...]:
        """The ids of all checks raised."""
        return (*self.right, *self.false, *self.not_judged)


def load(folder: Path) -> JudgedChecks:
    """The judged list in a gold folder; ``GoldError`` says what is wrong with it."""
    path = folder / CHECKS_FILE
    with explained(path):
        return JudgedChecks.model_validate(plain(path))


def figures(raised: Sequence[Check], judged: JudgedChecks) -> Figures:
    """The checks raised, sorted by the judgement of each, and the planted faults, by whether they are seen."""
    held = {one.id: one.right for one in judged.raised}
    ids = [check.id for check in raised]
    return Figures(
        right=tuple(i for i in ids if held.get(i) is True),
        false=tuple(i for i in ids if held.get(i) is False),
        not_judged=tuple(i for i in ids if i not in held),
        not_raised=tuple(i for i in held if i not in ids),
        seen=tuple(p for p in judged.planted if p.seen_by in ids),
        unseen=tuple(p for p in judged.planted if p.seen_by not in ids),
    )


def found(review: Review, intake: Intake, seeds: Sequence[int]) -> dict[str, Counted]:
    """For each kind of fault, in how many of the reviews with one planted its check names the very passage."""
    hits: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for seed in seeds:
        for fault in faulty(review, seed):
            raised = checked(fault.review, intake)
            tried[fault.check] += 1
            hits[fault.check] += any(
                check.id.startswith(fault.check) and fault.passage in check.passages for check in raised
            )
    return {check: Counted(hit=hits[check], of=tried[check]) for check in tried}


def lines(counted: Figures, planted: dict[str, Counted]) -> Iterator[str]:
    """The figures as lines of text; nothing of planted faults where none were planted."""
    yield f"{'family':<14}{'raised':>8}{'right':>8}{'false':>8}{'not judged':>12}"
    for family in sorted({_family(i) for i in counted.raised}):
        groups = (counted.raised, counted.right, counted.false, counted.not_judged)
        raised, right, false, rest = (sum(_family(i) == family for i in group) for group in groups)
        yield f"{family:<14}{raised:>8}{right:>8}{false:>8}{rest:>12}"
    for i in counted.not_raised:
        yield f"judged, and no longer raised: {i}"
    yield ""
    yield f"faults of the gold seen: {len(counted.seen)} of {len(counted.seen) + len(counted.unseen)}"
    for fault in counted.unseen:
        yield f"  not seen, {fault.prompt}: {fault.fault}. {fault.why or 'A check for it is there.'}"
    if not planted:
        return
    yield ""
    total = Counted(hit=sum(c.hit for c in planted.values()), of=sum(c.of for c in planted.values()))
    yield f"faults planted one at a time and found at their place: {total}"
    for check, count in planted.items():
        if count.hit < count.of:
            yield f"  {check:<28}{count.hit} of {count.of}"


def _family(check: str) -> str:
    return check.split("-")[0]
