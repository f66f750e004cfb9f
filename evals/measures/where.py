"""Where a model is weak: lines, leniency, severity and evidence by standard, prompt, kind of case and change.

Counts only where they are small, and they are: one prompt has one line a review. The kind of a case is its
certainty, its difficulty and its standard together.
"""

from collections.abc import Callable, Sequence

from assistant.domain.draft import Line
from assistant.domain.interval import Counted
from assistant.domain.record import Record
from evals.case import Case, ChangeKind, Must
from evals.gold import Certainty, Difficulty
from evals.measures.pairs import stayed
from evals.ran import Ran


class Row(Record):
    """One group of cases. ``lenient`` is of those whose gold is below, ``severe`` of those above."""

    name: tuple[str, ...]
    lines: Counted
    lenient: Counted
    severe: Counted
    evidence: Counted


def by_standard(ran: Ran) -> tuple[Row, ...]:
    """A row for each standard and other heading, in the rubric's order."""
    return _rows(ran.plain, lambda case: (case.standard,))


def by_prompt(ran: Ran) -> tuple[Row, ...]:
    """A row for each prompt, in the rubric's order."""
    return _rows(ran.plain, lambda case: (case.prompt,))


def by_kind(ran: Ran) -> tuple[Row, ...]:
    """A row for each certainty, difficulty and standard: clear before arguable, easy before hard."""
    cases = sorted(
        ran.with_lines,
        key=lambda c: (c.certainty is Certainty.ARGUABLE, c.difficulty is Difficulty.HARD, c.standard),
    )
    return _rows(cases, lambda case: (str(case.certainty), str(case.difficulty), case.standard))


def by_change(ran: Ran) -> dict[str, Counted]:
    """How many changes ended as they must, by the operation of a pair and the channel of an injection."""
    held: dict[str, list[bool]] = {}
    for kind in ChangeKind:
        for plain, case in ran.changed(kind):
            if case.change is not None:
                stays = case.change.must is Must.STAYS
                ended = stayed(plain, case) if stays else plain.right and case.right
                held.setdefault(case.change.operation.split(", ")[0], []).append(ended)
    return {name: Counted(hit=sum(ended), of=len(ended)) for name, ended in held.items()}


def _rows(cases: Sequence[Case], named: Callable[[Case], tuple[str, ...]]) -> tuple[Row, ...]:
    groups: dict[tuple[str, ...], list[Case]] = {}
    for case in cases:
        groups.setdefault(named(case), []).append(case)
    return tuple(_row(name, group) for name, group in groups.items())


def _row(name: tuple[str, ...], group: Sequence[Case]) -> Row:
    lined = [c for c in group if c.gold is not None]
    below = [c for c in lined if c.gold is Line.BELOW]
    above = [c for c in lined if c.gold is Line.ABOVE]
    pieces = [piece.cited for c in group for piece in c.expected]
    return Row(
        name=name,
        lines=Counted(hit=sum(c.right for c in lined), of=len(lined)),
        lenient=Counted(hit=sum(c.drafted is Line.ABOVE for c in below), of=len(below)),
        severe=Counted(hit=sum(c.drafted is Line.BELOW for c in above), of=len(above)),
        evidence=Counted(hit=sum(pieces), of=len(pieces)),
    )
