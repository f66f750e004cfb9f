"""Gold reviews as samples and cases as scores, without Inspect: the figures are those of the evals."""

import json
from pathlib import Path

import pytest

from assistant.domain.draft import DraftStatus
from assistant.domain.rubric import Rubric
from assistant.errors import AssistantError
from assistant.pipeline import rubric as whole_rubric
from evals.inspect.runs import Runs
from evals.inspect.samples import NO_LINE, NONE, RIGHT, WRONG, case_of, measured, samples, scored, to_run
from evals.measures import figures
from evals.sets import Chosen, chosen
from tests.evals import faulty
from tests.evals.made import case, cases, node, ran


@pytest.fixture
def small(tmp_path: Path, rubric: Rubric) -> Chosen:
    return faulty.small(tmp_path / "gold", rubric)


def test_every_prompt_with_gold_is_a_sample_and_no_other(small: Chosen, rubric: Rubric) -> None:
    asked = samples([small], {}, rubric)
    assert [one.id for one in asked] == [f"small/{prompt.id}" for prompt in rubric.prompts]
    assert asked[-1].question == f"2.i: {rubric.prompt('2.i').question}"
    targets = {one.prompt: one.target for one in asked}
    assert (targets["2.a"], targets["2.b"]) == ("Above the line", "Below the line")
    assert targets["info.high_profile"] == NO_LINE
    less = small.gold.model_copy(update={"lines": {"2.b": small.gold.lines["2.b"]}, "notes": {}})
    assert [one.id for one in samples([small.model_copy(update={"gold": less})], {}, rubric)] == ["small/2.b"]


def test_every_gold_review_of_the_repository_can_be_samples() -> None:
    every = chosen()
    changes = {one.name: one.changes_to_run(replay=False) for one in every}
    asked = samples(every, changes, whole_rubric())
    assert len(asked) == 54 * len(every) + sum(len(held) for held in changes.values())
    assert len({one.id for one in asked}) == len(asked)


def test_what_has_no_recording_is_left_out_of_a_replay_or_refused_where_it_was_named(
    small: Chosen,
) -> None:
    every = [*chosen(["saltmarch"]), small]
    assert to_run(every, replay=True, named=False) == ((every[0],), ("small",))
    assert to_run(every, replay=False, named=True) == (tuple(every), ())
    for some, named in ((every, True), ([small], False)):
        with pytest.raises(AssistantError, match=r"small: no recording\. Nothing was run"):
            to_run(some, replay=True, named=named)


def test_a_sample_is_right_wrong_or_without_an_answer() -> None:
    pairs = [("above", "above"), ("below", "above"), ("below", None), (None, None)]
    held = [scored(case(gold, line), ()) for gold, line in pairs]
    assert [one.value for one in held] == [RIGHT, WRONG, NONE, NONE]
    assert [one.answer for one in held] == ["Above the line", "Above the line", NO_LINE, NO_LINE]
    assert "Not answered: the endpoint did not answer in time." in held[2].explanation


def test_the_measures_count_the_same_of_scores_as_of_a_run() -> None:
    some = cases(("above", "above"), ("below", "above"), ("below", None), ("above", "below"))
    others = cases(("above", "above"), ("below", "below"), review="two")
    run = ran(*some, *others, nodes=(node("yes", "no"), node("no", "no", "1.2")))
    # As Inspect's log keeps them.
    held = [json.loads(scored(one, run.nodes).model_dump_json())["held"] for one in run.cases]
    assert measured(held) == tuple(figure for figure in figures(run) if figure.value is not None)


def test_a_review_is_drafted_once_for_all_its_samples(small: Chosen, tmp_path: Path, rubric: Rubric) -> None:
    one = faulty.Scripted(small.gold, faulty.oracle)
    runs = Runs([small], faulty.answering(one), tmp_path / "runs", {})
    asked = samples([small], {}, rubric)
    assert {case_of(runs.of("small"), sample).status for sample in asked} == {DraftStatus.DRAFTED}
    assert len(one.asked) == len(rubric.prompts) + 1, "every prompt, and the trace, once"
    with pytest.raises(KeyError):
        runs.of("another")
