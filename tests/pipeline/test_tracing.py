"""What answers what is asked for once beside the prompts, kept like a draft, and never counted as one."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.draft import DraftStatus, Match, Outcome, RawReply, Request, Tokens
from assistant.domain.review import Intake
from assistant.domain.trace import Trace, shown_under
from assistant.edges import library, wire
from assistant.edges.store import Store
from assistant.pipeline import Pipeline
from assistant.pipeline.asking import Asking
from assistant.pipeline.fitting import Fitting
from assistant.pipeline.gate import Gate
from assistant.pipeline.reading import read_review
from assistant.pipeline.tracing import Tracing
from assistant.steps.compose import common
from assistant.steps.find import Search
from assistant.steps.verify import Finder
from tests.pipeline.opening import FILES, finished, pipeline
from tests.scripted import always, prompt_of, scripted, traced

REVIEW = read_review(FILES)
INVENTED = "The manager closed every gap within a week."


def trace_of(opened: Pipeline, review: str) -> Trace:
    trace = finished(opened, review).trace
    assert trace is not None
    return trace


def test_one_request_after_those_of_the_prompts_counts_as_none_and_is_made_once(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint, concurrency=8) as opened:
        review = opened.take_in(FILES, Intake())
        assert opened.assurance(review).trace is None
        opened.start(review)
        trace, progress = trace_of(opened, review), opened.progress(review)
        assurance = opened.assurance(review)
        assert endpoint.prompts().index("trace") >= 55 - 8
        assert (progress.total, progress.drafted, progress.waiting, len(assurance.drafts)) == (54, 54, 0, 54)
        assert assurance.run is not None
        assert (assurance.run.requests, assurance.run.tokens.input) == (55, 55 * 20_000)
        opened.start(review)
        assert trace_of(opened, review) == trace
        assert len(endpoint.asked) == 55
    assert trace.status is DraftStatus.DRAFTED


def test_without_it_every_prompt_is_drafted_and_start_asks_for_it_alone(tmp_path: Path) -> None:
    def fails(body: dict[str, Any]) -> tuple[int, Any]:
        return (500, {}) if prompt_of(body) == "trace" else always(body)

    with scripted(fails) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        failed = trace_of(opened, review)
        assert (failed.status, failed.reason) == (DraftStatus.NOT_ANSWERED, Outcome.SERVER_ERROR)
        assert opened.assurance(review).not_answered == ()
        assert (opened.progress(review).not_answered, opened.to_ask(review).requests) == (0, 1)
        endpoint.asked.clear()
        endpoint.script = always
        opened.start(review)
        assert trace_of(opened, review).status is DraftStatus.DRAFTED
        assert endpoint.prompts() == ["trace"]


def test_cancelling_stops_it_too(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint, concurrency=1) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        opened.cancel(review)
        assert finished(opened, review).trace is None
        assert "trace" not in endpoint.prompts()


class Told:
    """An answerer that says what it is told to; ``asked`` are the requests that reached it."""

    host, model, live = "host:1", "told", True

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.quotes: list[str | None] = [None]
        self.says: RawReply | None = None

    def ask(self, request: Request, *, within: float, stopped: Callable[[], bool]) -> RawReply:
        self.asked.append(request)
        if self.says is not None:
            return self.says
        quote = self.quotes.pop(0) if len(self.quotes) > 1 else self.quotes[0]
        text = traced(wire.body(request, self.model), quote)
        return RawReply(outcome=Outcome.REPLIED, text=text, tokens=Tokens(input=7))

    def used(self, reply: RawReply, *, in_form: bool) -> None:
        pass

    def close(self) -> None:
        pass


class Bench:
    """A store with one review in it, and the tracing over it."""

    def __init__(self, folder: Path) -> None:
        self.told = Told()
        self.store = Store.open(f"sqlite:///{folder / 'kept.db'}")
        self.store.add_review(REVIEW, Intake(), [], datetime.now(UTC))
        drafts, traces = library.instructions("draft.v2"), library.instructions("trace.v1")
        asking = Asking(
            self.store,
            lambda: datetime.now(UTC),
            gate=Gate(self.store, budget=None, breaks_after=None),
            timeout=60,
            stopped=lambda _: False,
        )
        rubric, words = library.rubric(), library.search_words()
        fitting = Fitting(rubric, words, lambda _: Search(REVIEW, rubric, words), None)
        under = [prompt for prompt in rubric.prompts if shown_under(prompt.id)]
        self.tracing = Tracing(
            self.store,
            traces,
            [self.told],
            asking,
            lambda _: REVIEW,
            lambda _: Finder(REVIEW),
            lambda _, selection: common(REVIEW, *drafts, selection),
            fitting,
            under,
        )
        self.instructions = drafts[0]

    def made(self) -> Trace:
        """The trace, made as the queue would have it made."""
        task = self.tracing.task(REVIEW, self.told)
        self.store.start_run(REVIEW.id, "told", "host:1", self.instructions, [task], datetime.now(UTC))
        self.tracing.make(self.store.task(task.key))
        return self.store.traces(REVIEW.id)[0]

    def wanted(self) -> bool:
        return self.tracing.wanted(self.tracing.task(REVIEW, self.told))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.store.close()


def test_what_is_listed_is_located_and_says_where_it_comes_from(bench: Bench) -> None:
    trace = bench.made()
    assert [c.match for f in trace.findings for c in f.citations] == [Match.EXACT]
    assert (trace.answered_by(1), trace.without_action, trace.without_finding) == ((1,), (), ())
    assert trace.provenance is not None
    assert (trace.provenance.instructions.name, trace.provenance.requests) == ("trace.v1", 1)
    assert not bench.wanted()


def test_an_absent_quotation_is_asked_about_and_a_corrected_one_accepted(bench: Bench) -> None:
    bench.told.quotes = [INVENTED, None]
    assert bench.made().unsupported == ()
    assert len(bench.told.asked) == 2
    assert f"- {INVENTED}" in bench.told.asked[1].messages[-1].content


def test_a_quotation_that_stays_absent_supports_nothing_after_two_re_asks(bench: Bench) -> None:
    bench.told.quotes = [INVENTED]
    trace = bench.made()
    assert len(bench.told.asked) == 3
    assert trace.unsupported == ("finding 1", "action 1")
    assert (trace.without_action, trace.without_finding) == ((), ())


def test_rubbish_is_not_answered_and_the_next_start_asks_anew(bench: Bench) -> None:
    bench.told.says = RawReply(outcome=Outcome.REPLIED, text="Everything was answered.")
    assert bench.made().reason is Outcome.UNPARSABLE
    assert len(bench.told.asked) == 3
    bench.told.says = None
    assert bench.wanted()
    assert bench.made().status is DraftStatus.DRAFTED
    assert bench.told.asked[-1].repeat == 1


def test_one_that_was_cancelled_is_as_if_never_asked_for(bench: Bench) -> None:
    bench.told.says = RawReply(outcome=Outcome.CANCELLED)
    with pytest.raises(LookupError):
        bench.made()
    bench.told.says = None
    assert bench.made().status is DraftStatus.DRAFTED


def test_a_recording_that_holds_none_is_not_asked_again(bench: Bench) -> None:
    bench.told.says = RawReply(outcome=Outcome.NOT_RECORDED)
    assert bench.made().reason is Outcome.NOT_RECORDED
    assert not bench.wanted()


def test_a_stored_reply_is_used_after_a_fault_of_our_own(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any, **__: Any) -> Any:
        raise KeyError("text of a review")

    with monkeypatch.context() as broken:
        broken.setattr("assistant.pipeline.tracing.settle_trace", breaks)
        with pytest.raises(KeyError):
            bench.made()
    assert [t.reason for t in bench.store.traces(REVIEW.id)] == [Outcome.FAULT]
    assert bench.made().status is DraftStatus.DRAFTED
    assert len(bench.told.asked) == 1


def test_a_trace_that_is_there_is_left_alone(bench: Bench) -> None:
    before = bench.made()
    bench.told.says = RawReply(outcome=Outcome.SERVER_ERROR)
    assert bench.made() == before


def test_a_key_of_other_instructions_is_told_as_changed(bench: Bench) -> None:
    task = bench.tracing.task(REVIEW, bench.told)
    other = task.model_copy(update={"key": "0" * 32})
    bench.store.start_run(REVIEW.id, "told", "host:1", bench.instructions, [other], datetime.now(UTC))
    bench.tracing.make(bench.store.task(other.key))
    assert [t.reason for t in bench.store.traces(REVIEW.id)] == [Outcome.CHANGED]
    assert bench.told.asked == []
