"""What the commands print: every figure, what was left out, and how much a comparison is worth."""

from evals import gate, table
from evals.compare import compared
from evals.gold import Difficulty
from evals.measures import figures
from evals.ran import Baseline, Ran
from tests.evals.made import cases, ran

GOOD = [("above", "above")] * 10 + [("below", "below")] * 10


def printed(run: Ran) -> str:
    counted, limits = figures(run), gate.limits()
    return "\n".join(table.of_run(run, gate.of_run(counted, limits), gate.goals_of(counted, limits)))


def between(old: Ran, new: Ran) -> str:
    comparison = compared(old, new)
    return "\n".join(table.of_comparison(comparison, gate.of_comparison(comparison.sides, gate.limits())))


def test_a_run_says_who_answered_when_and_what_was_left_out() -> None:
    text = printed(ran(*cases(*GOOD), left_out={"two": "no recording"}))
    assert text.startswith("model: a-model-1 (recorded, 23 November 2026)\n")
    assert "review: one (gate)" in text
    assert "left out: two, no recording" in text
    assert "lines that differ" not in text


def test_a_run_names_each_wrong_line_and_each_limit_that_is_not_kept() -> None:
    run = ran(*cases(*GOOD[:-2], ("below", "above"), ("below", None), difficulty=Difficulty.HARD))
    text = printed(run)
    assert "  one 1.1.s           gold below           drafted above           clear, hard" in text
    assert "drafted no draft" in text
    assert "not answered: 1, the endpoint did not answer in time" in text
    assert "the gate, on one: DOES NOT HOLD" in text
    assert "goals, of which 0 of 1 are reached:\n  not reached  leniency" in text
    assert "NOT KEPT  prompts not answered: 1 of 20" in text


def test_replies_that_nobody_asked_for_are_called_stale() -> None:
    run = ran(*cases(*GOOD))
    stale = tuple(one.model_copy(update={"unplayed": 3}) for one in run.manifest.reviews)
    manifest = run.manifest.model_copy(update={"reviews": stale})
    assert "3 recorded replies are stale" in printed(run.model_copy(update={"manifest": manifest}))


def test_a_baseline_is_beaten_only_where_chance_does_not_explain_it() -> None:
    run = ran(*cases(*GOOD))
    above = {f"{c.review} {c.prompt}": "above" for c in run.cases}
    few = dict(list(above.items())[:10]) | dict.fromkeys(list(above)[10:-2], "below")
    baselines = [
        Baseline(name=name, rule="Said in the test.", lines=lines, figures=figures(run))
        for name, lines in (("always above", above), ("nearly as good", few))
    ]
    told = dict(table.beats(run.model_copy(update={"baselines": tuple(baselines)})))
    assert told["always above"] == "clearly beaten: 10 lines won, 0 lost, p = 0.002"
    assert told["nearly as good"] == "NOT clearly beaten: 2 lines won, 0 lost, p = 0.500"


def test_with_few_lines_a_comparison_says_that_it_cannot_tell_and_how_many_could() -> None:
    run = ran(*cases(*GOOD))
    text = between(run, run)
    assert "lines that changed: none" in text
    assert "Too few to tell: 20 lines. At this share of changed lines, 155 would show" in text


def test_with_many_lines_it_says_that_they_are_enough_and_a_difference_beyond_chance_is_named() -> None:
    many = [one for n in range(8) for one in cases(*GOOD, review=f"r{n}")]
    assert "160 lines are enough" in between(ran(*many), ran(*many))
    worse = ran(*cases(*[("above", "undetermined")] * 10, *GOOD[10:]))
    text = between(ran(*cases(*GOOD)), worse)
    assert "The lines of the two runs differ by more than chance: p = 0.002." in text
    assert "  one 1.1.a                   gold above           before above           now undetermined" in text


def test_a_p_is_never_said_to_be_nought() -> None:
    assert (table.chance(0.0000001), table.chance(0.04)) == ("p < 0.001", "p = 0.040")
