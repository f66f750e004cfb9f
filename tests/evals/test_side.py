"""Two runs side by side: the tests and intervals are the published ones."""

import pytest

from evals.measures import MEASURES
from evals.side import mcnemar, needed, paired_difference, side
from tests.evals.made import case, cases, quoted, ran

BY_ID = {measure.id: measure for measure in MEASURES}


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [(0, 0, 1.0), (0, 5, 0.0625), (1, 9, 22 / 1024), (6, 6, 1.0), (0, 6, 0.03125), (2, 10, 158 / 4096)],
)
def test_mcnemar_is_exact(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == mcnemar(lost, gained) == pytest.approx(p)


def test_the_paired_difference_is_the_plain_one_within_its_interval() -> None:
    difference, low, high = paired_difference(3, 9, 49)
    assert difference == pytest.approx(-6 / 49)
    half = 1.95996 * ((14 / 51 - (6 / 51) ** 2) / 51) ** 0.5
    assert (low, high) == pytest.approx((-6 / 51 - half, -6 / 51 + half), abs=1e-4)
    assert paired_difference(0, 0, 49)[0] == 0


def test_more_lines_are_needed_the_more_of_them_change_by_chance() -> None:
    assert needed(0.05) == needed(0.0) == 155
    assert needed(0.10) == 312
    assert needed(0.20) > needed(0.10)


def test_a_paired_measure_counts_what_changed_either_way() -> None:
    old = ran(*cases(("above", "above"), ("above", "below"), ("below", "below"), ("below", "above")))
    new = ran(*cases(("above", "below"), ("above", "above"), ("below", "below"), ("below", "below")))
    lines = side(BY_ID["lines"], old, new)
    assert (lines.better_now, lines.worse_now, lines.p) == (2, 1, 1.0)
    assert lines.shares == "2 of 4 (50.0%) before, 3 of 4 (75.0%) now"
    assert lines.enough is False
    leniency = side(BY_ID["leniency"], old, new)
    assert (leniency.better_now, leniency.worse_now) == (1, 0), "fewer is better"


def test_what_is_not_in_both_runs_is_not_compared() -> None:
    old, new = ran(case("above", "above", prompt="1.1.a")), ran(case("above", "above", prompt="1.1.b"))
    lines = side(BY_ID["lines"], old, new)
    assert (lines.difference, lines.p, lines.needed, lines.enough) == (None, None, None, None)
    assert lines.shares == "none before, none now"


def test_quotations_are_other_ones_in_each_run_and_are_compared_as_shares() -> None:
    old = ran(case("above", "above", cited=(quoted("exact"),) * 56 + (quoted("absent"),) * 0))
    new = ran(case("above", "above", cited=(quoted("exact"),) * 40 + (quoted("absent"),) * 10))
    absent = side(BY_ID["quotations.absent"], old, new)
    assert absent.p is None
    assert absent.difference == pytest.approx(0.2)
    assert absent.low is not None
    assert absent.high is not None
    assert 0 < absent.low < 0.2 < absent.high
    assert side(BY_ID["quotations.absent"], ran(case("above", "above")), new).difference is None
