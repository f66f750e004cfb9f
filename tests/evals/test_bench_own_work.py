"""The bench drafts from what is recorded, into a database of its own, and says what it measured of how many."""

import re

import pytest

from evals.bench import own_work
from evals.bench.answered import Answered


@pytest.fixture(scope="module")
def sample() -> Answered:
    return Answered()


def test_the_sample_is_asked_once_for_each_prompt_and_for_its_trace(sample: Answered) -> None:
    assert [request.prompt for request in sample.requests] == [*(p.id for p in sample.rubric.prompts), "trace"]
    assert len({request.cache_key for request in sample.requests}) == 1
    assert [prompt.id for prompt, _ in sample.replies] == [p.id for p in sample.rubric.prompts]


def test_time_within_time_is_taken_off_both_clocks() -> None:
    assert own_work.Took(5.0, 3.0).since(own_work.Took(1.5, 1.0)) == own_work.Took(3.5, 2.0)


def test_every_recorded_reply_becomes_a_kept_draft_and_each_part_of_the_work_is_named(
    sample: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "replies", sample.replies[:2])
    first, *rest = own_work.measure(sample)
    assert "median of 2:" in first
    assert re.findall(r"(\w+) [\d.]+", rest[1]) == [*own_work.STEPS, "keeping"]


def test_a_reply_that_becomes_no_draft_is_no_measurement(
    sample: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    (prompt, _), *_ = sample.replies
    monkeypatch.setattr(sample, "replies", ((prompt, "{}"),))
    monkeypatch.setattr(sample.recording, "_replies", {})
    with pytest.raises(AssertionError, match="became no draft"):
        list(own_work.measure(sample))
