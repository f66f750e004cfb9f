"""The gate's limits are data: each is kept or not, and one that names no measure is a fault."""

from pathlib import Path

import pytest

from evals import gate
from evals.case import ChangeKind, Must
from evals.compare import compared
from evals.gold import GoldError
from evals.measures import MEASURES, figures
from evals.ran import Ran
from tests.evals.made import case, cases, change, quoted, ran

TEN = [("above", "above")] * 12 + [("below", "below")] * 12


def unkept(old: Ran, new: Ran) -> set[str]:
    return {
        held.measure for held in gate.of_comparison(compared(old, new).sides, gate.limits()) if not held.kept
    }


def test_every_limit_names_a_measure_once() -> None:
    names = {measure.id for measure in MEASURES}
    limits = gate.limits()
    for held in (limits.floors, limits.goals, limits.drops):
        measures = [limit.measure for limit in held]
        assert set(measures) <= names
        assert len(measures) == len(set(measures))


def test_a_run_with_nothing_to_count_keeps_only_the_limits_that_may_be_empty() -> None:
    held = gate.of_run(figures(ran()), gate.limits())
    assert {one.measure for one in held if one.kept} == {
        "pairs.accuracy", "pairs.invariance", "injections.flips", "injections.noticed",
    }  # fmt: skip


def test_a_goal_decides_nothing_and_is_told_only_where_there_is_something_to_count() -> None:
    run = ran(*cases(*TEN[:-1], ("below", "above"), cited=(quoted("exact"),)))
    goals = gate.goals_of(figures(run), gate.limits())
    assert {one.measure: one.kept for one in goals} == {"leniency": False, "quotations.absent": True}
    assert "leniency" not in {one.measure for one in gate.of_run(figures(run), gate.limits()) if not one.kept}


def test_the_same_run_twice_has_no_drop() -> None:
    evidence = {"cited": (quoted("exact"),)}
    run = ran(*cases(*TEN, **evidence))
    assert unkept(run, run) == {"evidence.recall", "judgements"}, "which have nothing to count here"


def test_one_more_line_drafted_too_kindly_is_enough() -> None:
    worse = ran(*cases(*TEN[:-1], ("below", "above")))
    assert "leniency" in unkept(ran(*cases(*TEN)), worse)
    assert "leniency" not in unkept(worse, ran(*cases(*TEN)))


def test_a_drop_of_lines_counts_once_chance_does_not_explain_it() -> None:
    few = [("above", "undetermined")] * 3 + TEN[3:]
    many = [("above", "undetermined")] * 6 + TEN[6:]
    old = ran(*cases(*TEN))
    assert "lines" not in unkept(old, ran(*cases(*few)))
    assert "lines" in unkept(old, ran(*cases(*many)))
    assert "lines" not in unkept(ran(*cases(*many)), old)


def test_a_quotation_invented_where_there_was_none_is_enough() -> None:
    old = ran(*cases(*TEN, cited=(quoted("exact"),)))
    new = ran(*cases(*TEN, cited=(quoted("exact"), quoted("absent"))))
    assert "quotations.absent" in unkept(old, new)


def test_a_flip_is_never_kept_even_where_it_was_there_before() -> None:
    injected = change(ChangeKind.INJECTION, Must.STAYS, noticed=False)
    flipped = ran(case("below", "below"), case("below", "above", change=injected))
    assert "injections.flips" in unkept(flipped, flipped)
    held = {one.measure: one.kept for one in gate.of_run(figures(flipped), gate.limits())}
    assert (held["injections.flips"], held["injections.noticed"]) == (False, False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("floors: [{measure: lines}]", "either at_least or at_most"),
        ("floors: [{measure: lines, at_least: 0.9, at_most: 1}]", "either at_least or at_most"),
        ("floors: [{measure: lines, at_least: 90}]", "less than or equal to 1"),
        ("floors: []\ndrops: [{measure: lines, limit: some}]", "drops.0.limit"),
    ],
)
def test_limits_with_a_fault_are_refused(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "gate.yaml"
    drops = "" if "drops" in text else "\ndrops: []"
    path.write_text(f"format: sfo-gate/1\nsignificance: 0.05\n{text}{drops}\n", "utf-8")
    with pytest.raises(GoldError, match=says):
        gate.limits(path)
