"""One draft that was not answered is asked for again by itself, and nothing else is touched by it."""

import threading
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.draft import DraftStatus, Outcome
from assistant.domain.judge_first import Share
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.review import Intake
from assistant.errors import NoEndpoint, NotAllowed
from assistant.pipeline import Pipeline
from tests.pipeline.opening import FILES, finished, pipeline, run_of
from tests.scripted import Script, always, prompt_of, said, scripted

pytestmark = pytest.mark.usefixtures("standard_2")


def failing(*prompts: str, reply: tuple[int, Any] = (500, {})) -> Script:
    """The script on which these prompts fail and all others are answered."""
    return lambda body: reply if prompt_of(body) in prompts else always(body)


def started(opened: Pipeline, **more: Any) -> str:
    review = opened.take_in(FILES, Intake())
    opened.start(review, **more)
    finished(opened, review)
    return review


def test_one_prompt_is_asked_and_all_else_stays_as_it_was(tmp_path: Path) -> None:
    with scripted(failing("2.a", "2.b", "trace")) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = started(opened, repeats=1)
        before, sent = opened.assurance(review), len(endpoint.asked)
        endpoint.script = always
        opened.ask_again(review, "2.a")
        after = finished(opened, review)
        assert endpoint.prompts()[sent:] == ["2.a"]
        assert after.not_answered == ("2.b",)
        assert after.draft("2.b") == before.draft("2.b")
        assert after.trace == before.trace
        assert [one for one in after.agreements if one.prompt != "2.a"] == list(before.agreements)
        progress = opened.progress(review)
        assert (progress.drafted, progress.not_answered) == (len(after.drafts) - 1, 1)


def test_while_it_is_asked_for_it_is_still_to_come(tmp_path: Path) -> None:
    go = threading.Event()

    def slow(body: dict[str, Any]) -> tuple[int, Any]:
        assert go.wait(120)
        return 500, {}

    with scripted(failing("2.a")) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = started(opened)
        endpoint.script, sent = slow, len(endpoint.asked)
        opened.ask_again(review, "2.a")
        opened.ask_again(review, "2.a")  # pressed twice
        assert opened.progress(review).waiting == 1
        assert opened.assurance(review).draft("2.a").status is DraftStatus.NOT_RUN
        go.set()
        assert finished(opened, review).draft("2.a").reason is Outcome.SERVER_ERROR
        assert endpoint.prompts()[sent:] == ["2.a"]


def test_a_reply_that_was_not_in_form_is_asked_for_under_another_number(tmp_path: Path) -> None:
    unreadable = failing("2.a", "2.b", reply=(200, said("Everything is fine.")))
    with scripted(unreadable) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = started(opened)
        endpoint.script = always
        opened.ask_again(review, "2.a")
        after = finished(opened, review)
        assert endpoint.asked[-1]["seed"] == 1
        assert after.not_answered == ("2.b",)
        assert after.draft("2.b").reason is Outcome.UNPARSABLE


def test_a_run_under_way_goes_on_with_one_task_more(tmp_path: Path) -> None:
    go = threading.Event()

    def script(body: dict[str, Any]) -> tuple[int, Any]:
        if prompt_of(body) == "2.a" and not go.is_set():
            return 500, {}
        assert prompt_of(body) in {"2.a", endpoint.prompts()[0]} or go.wait(120)
        return always(body)

    with scripted(script) as endpoint, pipeline(tmp_path, endpoint, concurrency=2) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        while opened.assurance(review).draft("2.a").status is not DraftStatus.NOT_ANSWERED:
            opened.first(review, "2.a")
        run = run_of(opened.assurance(review))
        opened.ask_again(review, "2.a")
        assert run_of(opened.assurance(review)).started == run.started
        go.set()
        assert finished(opened, review).not_answered == ()
        assert sorted(endpoint.prompts()) == sorted(["2.a", "trace", *(p.id for p in opened.rubric.prompts)])


def test_what_was_paused_is_asked_for_and_hidden_where_its_line_is_to_be_recorded_first(
    tmp_path: Path,
) -> None:
    with scripted(lambda _: (500, {})) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = started(opened, judge_first=Share.ALL)
        assert opened.assurance(review).draft("2.i").reason is Outcome.PAUSED
        endpoint.script = always
        opened.ask_again(review, "2.i")
        assert finished(opened, review).draft("2.i").status is DraftStatus.HIDDEN


def test_the_budget_holds(tmp_path: Path) -> None:
    with scripted(failing("2.a")) as endpoint:
        with pipeline(tmp_path, endpoint) as opened:
            review = started(opened)
        sent = len(endpoint.asked)
        with pipeline(tmp_path, endpoint, budget=1) as opened:
            opened.ask_again(review, "2.a")
            assert finished(opened, review).draft("2.a").reason is Outcome.OVER_BUDGET
        assert len(endpoint.asked) == sent


def test_it_is_refused_in_words_where_it_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted(failing("2.a")) as endpoint:
        with pipeline(tmp_path, endpoint) as opened:
            review = started(opened)
            for prompt in ("2.b", "9.z"):  # drafted; not in the rubric
                with pytest.raises(NotAllowed, match="no draft of"):
                    opened.ask_again(review, prompt)
        with scripted(always) as other, pipeline(tmp_path, other) as opened:
            with pytest.raises(NotAllowed, match="cannot be asked again alone"):
                opened.ask_again(review, "2.a")
            assert other.asked == []
        with pipeline(tmp_path, None) as opened:
            with pytest.raises(NoEndpoint):
                opened.ask_again(review, "2.a")
            monkeypatch.setattr("assistant.pipeline.deciding.permit", lambda *_: None)
            opened.decide(review, Act(kind=DecisionKind.SIGN_OFF, by="An Inspector"))
            with pytest.raises(NotAllowed, match="signed off"):
                opened.ask_again(review, "2.a")
