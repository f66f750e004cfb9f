"""Runs, limits and comparisons as lines of text for a terminal.

Records come in, lines go out. It stands alone because the page shows the same figures in another form.
"""

from collections.abc import Iterator, Sequence

from assistant.domain.interval import Counted
from evals.compare import Comparison
from evals.figure import Figure
from evals.gate import Held
from evals.measures import figures
from evals.measures.answered import reasons
from evals.measures.cost import cost
from evals.measures.where import by_change, by_prompt, by_standard
from evals.ran import Ran
from evals.side import DROP, Side, mcnemar

CLEARLY = 0.05
"""The p below which a difference in lines is not put down to chance."""


def of_run(ran: Ran, held: Sequence[Held], goals: Sequence[Held] = ()) -> Iterator[str]:
    """What was asked of whom, every figure, where it is weak, baselines, differing lines, goals, the gate."""
    yield from _head(ran)
    yield ""
    yield from (f"{figure.words:<50}{figure}" for figure in figures(ran))
    yield ""
    yield from (f"{what:<50}{amount}" for what, amount in cost(ran).lines())
    for reason, count in reasons(ran).items():
        yield f"not answered: {count}, {reason}"
    yield from _where(ran)
    yield from _baselines(ran)
    yield from _wrong(ran)
    if goals:
        yield ""
        yield f"goals, of which {sum(one.kept for one in goals)} of {len(goals)} are reached:"
        yield from (f"  {'reached    ' if one.kept else 'not reached'}  {one.words}" for one in goals)
    yield from _gate(held, "the gate, on " + ", ".join(review.name for review in ran.manifest.reviews))


def of_comparison(comparison: Comparison, held: Sequence[Held]) -> Iterator[str]:
    """What is compared, every measure, every line that changed, the gate, and whether that says much."""
    yield f"compared: {', '.join(comparison.reviews)}"
    yield from (f"left out: {name}, {why}" for name, why in comparison.left_out.items())
    yield from comparison.differs or ("nothing but the replies differs",)
    yield ""
    yield f"{'':<50}{'before':>20}{'now':>20}  difference, 95 % interval"
    yield from (_side(side) for side in comparison.sides)
    yield ""
    yield f"lines that changed: {len(comparison.changed) or 'none'}"
    for one in comparison.changed:
        name = f"{one.review} {one.prompt}" + (f" ({one.change})" if one.change else "")
        before, now = (c.drafted.value if c.drafted else "no draft" for c in (one.old, one.new))
        gold = one.gold.value if one.gold else "none"
        yield f"  {name:<28}gold {gold:<16}before {before:<16}now {now:<16}{one.verdict}"
    yield from _gate(held, "the gate")
    yield _told(next(side for side in comparison.sides if side.id == "lines"))


def beats(ran: Ran) -> tuple[tuple[str, str], ...]:
    """For each baseline, whether the run's lines are more often right than its own, in words."""
    told = []
    for baseline in ran.baselines:
        lines = [
            (case.right, baseline.lines.get(f"{case.review} {case.prompt}") is case.gold)
            for case in ran.with_lines
        ]
        won, lost = (sum(a and not b for a, b in lines), sum(b and not a for a, b in lines))
        p = mcnemar(won, lost)
        clear = "clearly beaten" if won > lost and p < CLEARLY else "NOT clearly beaten"
        told.append((baseline.name, f"{clear}: {won} lines won, {lost} lost, {chance(p)}"))
    return tuple(told)


def short(figure: Figure) -> str:
    """A figure without its interval."""
    if figure.value is None:
        return "none"
    if figure.hit is None:
        return f"{figure.value:.2f} on {figure.of}"
    return f"{figure.hit} of {figure.of} ({figure.value:.0%})"


def chance(p: float) -> str:
    """A p for people: never nought."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _told(lines: Side) -> str:
    """What the difference in lines is worth."""
    if lines.p is not None and lines.p < CLEARLY:
        return f"The lines of the two runs differ by more than chance: {chance(lines.p)}."
    if lines.enough:
        return f"{lines.new.of} lines are enough to see a drop of {DROP:.0%} in four of five comparisons."
    return (
        f"Too few to tell: {lines.new.of} lines. At this share of changed lines, {lines.needed} would show a "
        f"drop of {DROP:.0%} in four of five comparisons. No drop seen is not no drop."
    )


def _head(ran: Ran) -> Iterator[str]:
    about = ran.manifest
    days = ", ".join(f"{day:%-d %B %Y}" for day in about.recorded)
    names = ", ".join(about.answered_by) or about.model
    yield f"model: {names} ({about.endpoint.value}{', ' + days if days else ''})"
    yield f"instructions {about.instructions.name}, rubric {about.rubric}, assistant {about.version}"
    for review in about.reviews:
        stale = f", {review.unplayed} recorded replies are stale: nobody asked for them" * bool(review.unplayed)
        yield f"review: {review.name} ({review.split.value}){stale}"
    for name, why in about.left_out.items():
        yield f"left out: {name}, {why}"


def _where(ran: Ran) -> Iterator[str]:
    yield ""
    yield f"{'by standard':<24}{'lines':>12}{'lenient':>12}{'severe':>12}{'evidence':>12}"
    for row in by_standard(ran):
        yield f"{row.name[0]:<24}" + "".join(
            f"{_few(c):>12}" for c in (row.lines, row.lenient, row.severe, row.evidence)
        )
    weak = [row for row in by_prompt(ran) if row.lines.hit < row.lines.of]
    if weak:
        yield "prompts that differ: " + ", ".join(f"{row.name[0]} {_few(row.lines)}" for row in weak)
    if changed := by_change(ran):
        yield ""
        yield f"{'by change':<44}as it must"
        yield from (f"{name:<44}{_few(count)}" for name, count in changed.items())


def _baselines(ran: Ran) -> Iterator[str]:
    if not ran.baselines:
        return
    yield ""
    names = ("lines", "leniency", "severity", "evidence.recall")
    yield f"{'without any model':<24}" + "".join(f"{name:>24}" for name in names)
    for baseline in ran.baselines:
        held = {figure.id: figure for figure in baseline.figures}
        yield f"{baseline.name:<24}" + "".join(f"{short(held[name]):>24}" for name in names)
    yield from (f"  {name}: {words}" for name, words in beats(ran))


def _wrong(ran: Ran) -> Iterator[str]:
    wrong = [case for case in ran.with_lines if not case.right]
    if not wrong:
        return
    yield ""
    yield "lines that differ:"
    for case in wrong:
        drafted = case.drafted.value if case.drafted else "no draft"
        gold = case.gold.value if case.gold else ""
        kind = f"{case.certainty}, {case.difficulty}"
        yield f"  {case.review} {case.prompt:<16}gold {gold:<16}drafted {drafted:<16}{kind}"


def _gate(held: Sequence[Held], name: str) -> Iterator[str]:
    kept = all(one.kept for one in held)
    yield ""
    yield f"{name}: {'holds' if kept else 'DOES NOT HOLD'}"
    yield from (f"  {'kept    ' if one.kept else 'NOT KEPT'}  {one.words}" for one in held)


def _side(side: Side) -> str:
    row = f"{side.words:<50}{short(side.old):>20}{short(side.new):>20}"
    if side.difference is None or side.low is None or side.high is None:
        return row
    row += f"  {side.difference:+.1%}, {side.low:+.1%} to {side.high:+.1%}"
    if side.p is None:
        return row
    return f"{row}; {side.better_now} better, {side.worse_now} worse, {chance(side.p)}"


def _few(counted: Counted) -> str:
    return f"{counted.hit} of {counted.of}" if counted.of else "none"
