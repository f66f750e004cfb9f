"""One request first, no more in flight or in tokens than allowed, and no knocking at a dead door."""

import threading
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.assurance import Prices
from assistant.domain.draft import DraftStatus, Instructions, Message, Outcome, Request
from assistant.domain.review import Intake
from assistant.edges import jobs
from assistant.edges.store import KeptTask, Spent, Store
from assistant.pipeline.gate import Gate
from assistant.pipeline.reading import read_review
from tests.pipeline.opening import ASKED, ASKED_OF_2, FILES, TEXT, drafted, finished, pipeline
from tests.scripted import always, answer, prompt_of, said, scripted


class Counting:
    """A script that notes how many requests were in flight at once, and how many before any had ended."""

    def __init__(self) -> None:
        self.most, self.before_the_first_ended = 0, 0
        self._at_once, self._ended = 0, 0
        self._lock = threading.Lock()
        self._four = threading.Event()

    def __call__(self, body: dict[str, Any]) -> tuple[int, Any]:
        with self._lock:
            self._at_once += 1
            self.most = max(self.most, self._at_once)
            self.before_the_first_ended += self._ended == 0
            if self._at_once == 4:
                self._four.set()
            after_the_first = self._ended > 0
        if after_the_first:
            assert self._four.wait(120)
        with self._lock:
            self._at_once -= 1
            self._ended += 1
        return always(body)


def test_the_first_request_goes_alone_and_then_no_more_at_once_than_allowed(tmp_path: Path) -> None:
    script = Counting()
    assurance, endpoint = drafted(tmp_path, script, concurrency=4)
    assert assurance.not_answered == ()
    assert script.before_the_first_ended == 1
    assert script.most == 4
    assert len(endpoint.asked) == ASKED


def test_a_first_request_that_fails_lets_the_others_go(tmp_path: Path) -> None:
    first: list[str] = []

    def first_fails(body: dict[str, Any]) -> tuple[int, Any]:
        first.append(prompt_of(body))
        return (500, {}) if len(first) == 1 else always(body)

    assurance, _ = drafted(tmp_path, first_fails)
    assert assurance.not_answered == (first[0],)


def test_an_endpoint_that_fails_again_and_again_is_left_alone_until_the_next_start(tmp_path: Path) -> None:
    with scripted(lambda _: (401, {})) as endpoint, pipeline(tmp_path, endpoint, concurrency=2) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        reasons = Counter(d.reason for d in finished(opened, review).drafts)
        assert len(endpoint.asked) in (5, 6)
        assert reasons == {
            Outcome.UNAUTHORISED: len(endpoint.asked),
            Outcome.PAUSED: 54 - len(endpoint.asked),
        }
        endpoint.script = always
        opened.start(review)
        while not opened.progress(review).drafted:
            time.sleep(0.01)
        opened.cancel(review)


def test_faults_of_single_prompts_never_add_up_to_a_broken_endpoint(tmp_path: Path) -> None:
    refusal = {"role": "assistant", "content": None, "refusal": "No."}
    assurance, endpoint = drafted(tmp_path, lambda _: (200, said(None, message=refusal)))
    assert {d.reason for d in assurance.drafts} == {Outcome.REFUSED}
    assert len(endpoint.asked) == ASKED


def test_what_start_would_take_is_known_by_the_run_before_and_costs_what_is_set(tmp_path: Path) -> None:
    prices = Prices(input=2.0, output=8.0)
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint, prices=prices) as opened:
        first = opened.take_in(FILES, Intake())
        before = opened.to_ask(first)
        assert (before.pace, before.prices) == (None, prices)
        opened.start(first)
        finished(opened, first)
        another = opened.take_in([("another.txt", TEXT + b"\nOne more.\n")], Intake())
        pace = opened.to_ask(another).pace
        assert pace is not None
        assert (pace.replies, pace.output) == (ASKED, 100)


@pytest.mark.usefixtures("standard_2")
def test_what_is_beyond_the_budget_is_not_asked_and_a_larger_one_goes_on(tmp_path: Path) -> None:
    """The scripted endpoint counts 20,100 tokens for each request."""
    with scripted(always) as endpoint:
        with pipeline(tmp_path, endpoint, budget=100_000, concurrency=1) as opened:
            review = opened.take_in(FILES, Intake())
            assert opened.to_ask(review).left == 100_000
            opened.start(review)
            assurance = finished(opened, review)
            over = [d for d in assurance.drafts if d.reason is Outcome.OVER_BUDGET]
            assert len(endpoint.asked) == ASKED_OF_2 - 1 - len(over) == 5
            assert opened.to_ask(review).left == 0
        with pipeline(tmp_path, endpoint) as opened:
            assert opened.to_ask(review).left is None
        with pipeline(tmp_path, endpoint, budget=140_000, concurrency=1) as opened:
            opened.start(review)
            assert len(finished(opened, review).not_answered) == ASKED_OF_2 - 1 - 7
        assert len(endpoint.asked) == 7


def test_a_request_never_counts_twice_by_what_it_took_and_by_its_estimate(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with closing(Store.open(f"sqlite:///{tmp_path / 'kept.db'}")) as store:
        store.add_review(read_review(FILES), Intake(), FILES, now)
        (review,) = (kept.id for kept in store.reviews())
        request = Request(
            review=review,
            prompt="1.1.a",
            instructions=Instructions(name="draft.v2", sha256="0"),
            messages=(Message(role="user", content="x" * 40),),
            answer_schema="{}",
            cache_key="k",
        )
        first, second = (
            KeptTask(
                key=key, prompt="1.1.a", repeat=0, review=review, run=1, model="m", endpoint="e",
                instructions=request.instructions,
            )
            for key in ("first", "second")
        )  # fmt: skip
        each = request.estimate
        gate = Gate(store, budget=2 * each, breaks_after=None)

        def barred(task: KeptTask) -> Outcome | None:
            with gate.opened(task, request.model_copy(update={"cache_key": task.key}), lambda: False) as why:
                return why

        with gate.opened(first, request, lambda: False) as why:
            assert why is None
            with gate.counted(first):
                store.spend(Spent(review=review, tokens=each), now)
            assert barred(second) is None
        assert barred(second) is None
        store.spend(Spent(review=review, tokens=each), now)
        assert barred(second) is Outcome.OVER_BUDGET


def test_requests_under_way_count_against_the_budget_as_estimated(tmp_path: Path) -> None:
    def uncounted(body: dict[str, Any]) -> tuple[int, Any]:
        time.sleep(0.02)
        return 200, said(answer(body)) | {"usage": None}

    with scripted(uncounted) as endpoint, pipeline(tmp_path, endpoint, budget=40_000) as opened:
        review = opened.take_in(FILES, Intake())
        each = opened.to_ask(review).tokens // ASKED
        opened.start(review)
        assurance = finished(opened, review)
        made = [d for d in assurance.drafts if d.status is DraftStatus.DRAFTED]
        assert 0 < len(made) <= 40_000 // each < ASKED
        assert len(endpoint.prompts()) - endpoint.prompts().count("trace") == len(made)


def test_a_request_that_waits_for_another_try_ends_at_once_when_cancelled(tmp_path: Path) -> None:
    with (
        scripted(lambda _: (503, {})) as endpoint,
        pipeline(tmp_path, endpoint, concurrency=1, retries=9) as opened,
    ):
        endpoint.headers["retry-after"] = "59"
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        while not endpoint.asked:
            time.sleep(0.01)
        opened.cancel(review)
        assert {d.status for d in finished(opened, review).drafts} == {DraftStatus.NOT_RUN}
    assert len(endpoint.asked) == 1


def test_what_was_in_flight_when_drafting_was_cancelled_is_finished_and_kept(tmp_path: Path) -> None:
    arrived, go = threading.Event(), threading.Event()

    def held(body: dict[str, Any]) -> tuple[int, Any]:
        arrived.set()
        assert go.wait(120)
        return always(body)

    with scripted(held) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        assert arrived.wait(120)
        opened.cancel(review)
        go.set()
        while not (drafted := [d for d in opened.assurance(review).drafts if d.status is DraftStatus.DRAFTED]):
            time.sleep(0.01)
        assert [d.prompt for d in drafted] == endpoint.prompts()


@pytest.mark.usefixtures("standard_2")
def test_the_prompt_that_is_looked_at_is_drafted_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrived, go = threading.Event(), threading.Event()

    def held(body: dict[str, Any]) -> tuple[int, Any]:
        arrived.set()
        assert go.wait(120)
        return always(body)

    # Rarely looked for: a job more is taken off the queue where one has not begun by the next look.
    monkeypatch.setattr(jobs, "_POLLING_SECONDS", 0.25)
    with scripted(held) as endpoint, pipeline(tmp_path, endpoint, concurrency=1) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        assert arrived.wait(120)
        for looked_at in ("2.i", "9.z", "2.i"):
            opened.first(review, looked_at)
        go.set()
        assert finished(opened, review).not_answered == ()
        assert endpoint.prompts()[1] == "2.i"
        assert len(endpoint.prompts()) == len(opened.rubric.prompts) + 1
