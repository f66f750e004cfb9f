"""Two runs compared: what is the same in both, every measure side by side, and each case that changed.

Two runs come in, a comparison goes out. It stands alone because only what was asked of the same text against
the same gold may be set side by side.
"""

from assistant.domain.draft import Line
from assistant.domain.record import Record
from assistant.errors import AssistantError
from evals.case import Case
from evals.measures import MEASURES
from evals.ran import Ran
from evals.side import Side, side


class Changed(Record):
    """A case whose drafted line is another than before."""

    review: str
    prompt: str
    change: str | None
    gold: Line | None
    old: Case
    new: Case

    @property
    def verdict(self) -> str:
        """Whether it is right now, or was before."""
        if self.new.right:
            return "mended"
        return "broken" if self.old.right else "wrong in both"


class Comparison(Record):
    """What two runs over the same reviews come to. ``left_out`` names reviews and why they are not compared."""

    reviews: tuple[str, ...]
    left_out: dict[str, str]
    differs: tuple[str, ...]
    sides: tuple[Side, ...]
    changed: tuple[Changed, ...]

    @property
    def enough(self) -> bool:
        """Whether the lines are enough to see a drop of five points in four of five comparisons."""
        return bool(next(one.enough for one in self.sides if one.id == "lines"))


def compared(old: Ran, new: Ran) -> Comparison:
    """The comparison; ``AssistantError`` where no review is the same in both, with the same gold."""
    held = {review.name: review for review in old.manifest.reviews}
    asked = {review.name: review for review in new.manifest.reviews}
    left_out = dict.fromkeys(sorted(held.keys() ^ asked.keys()), "not in both runs")
    for name in sorted(held.keys() & asked.keys()):
        if held[name].review != asked[name].review:
            left_out[name] = "its files differ"
        elif held[name].gold != asked[name].gold:
            left_out[name] = "its gold differs"
    common = tuple(name for name in held if name in asked and name not in left_out)
    if not common:
        why = "; ".join(f"{name}: {reason}" for name, reason in left_out.items())
        raise AssistantError(
            f"The two runs have no review in common that is the same in both, so nothing was compared. {why}."
        )
    before, after = _only(old, common), _only(new, common)
    return Comparison(
        reviews=common,
        left_out=left_out,
        differs=tuple(_differs(old, new)),
        sides=tuple(side(measure, before, after) for measure in MEASURES),
        changed=_changed(before, after),
    )


def _only(ran: Ran, names: tuple[str, ...]) -> Ran:
    return ran.model_copy(
        update={
            "cases": tuple(case for case in ran.cases if case.review in names),
            "nodes": tuple(node for node in ran.nodes if node.review in names),
        }
    )


def _differs(old: Ran, new: Ran) -> list[str]:
    """What else is not the same in both runs: each may be the reason for a difference."""
    a, b = old.manifest, new.manifest
    told = (
        ("model", ", ".join(a.answered_by), ", ".join(b.answered_by)),
        ("endpoint", a.endpoint, b.endpoint),
        (
            "instructions",
            f"{a.instructions.name} {a.instructions.sha256[:12]}",
            f"{b.instructions.name} {b.instructions.sha256[:12]}",
        ),
        ("rubric", f"{a.rubric} {a.rubric_sha256[:12]}", f"{b.rubric} {b.rubric_sha256[:12]}"),
        ("code", f"{a.version} {a.commit}", f"{b.version} {b.commit}"),
    )
    return [f"{what}: {was} before, {now} now" for what, was, now in told if was != now]


def _changed(old: Ran, new: Ran) -> tuple[Changed, ...]:
    def key(case: Case) -> tuple[str, ...]:
        return case.review, case.prompt, *(case.change.key if case.change else ())

    before = {key(case): case for case in old.cases}
    return tuple(
        Changed(
            review=case.review,
            prompt=case.prompt,
            change=case.change.id if case.change else None,
            gold=case.gold,
            old=before[key(case)],
            new=case,
        )
        for case in new.cases
        if key(case) in before and case.gold is not None and before[key(case)].drafted is not case.drafted
    )
