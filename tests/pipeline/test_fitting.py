"""A review longer than the context: asked within it, drafted from a part, and never as if it were whole."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.domain.assurance import Assurance, InPart
from assistant.domain.draft import (
    Draft,
    DraftStatus,
    FlagKind,
    Line,
    Outcome,
    RawReply,
    Request,
    Tokens,
    tokens_of,
)
from assistant.domain.review import Intake
from assistant.edges import library
from assistant.pipeline import Pipeline
from assistant.pipeline.asking import Answerer, Ended
from assistant.pipeline.fitting import Fitted, Fitting, in_part, needed
from assistant.pipeline.reading import read_review
from assistant.steps.compose import common, compose
from assistant.steps.find import Search
from tests.pipeline.opening import ASKED, ASKED_OF_2, finished, pipeline
from tests.scripted import Script, always, answer, prompt_of, said, scripted

CONTEXT = 9_000
PARTS = ("Assessment", "Planning", "Implementation", "Reviewing", "Action plan", "Anything else")
SENTENCE = "The officer asked the police for information about {} and wrote down what they said in {}. "
LONG = "\n\n".join(
    f"{n}. {PARTS[n % len(PARTS)]} {n}\n\n{''.join(SENTENCE.format(n, 2000 + n + k) for k in range(11))}"
    for n in range(1, 61)
).encode()
FILES = [("long.txt", LONG)]

REVIEW = read_review(FILES)


def counted(body: dict[str, Any]) -> int:
    """Tokens of a request as a tokeniser of four characters for each would count them."""
    return sum(len(m["content"]) for m in body["messages"]) // 4


def refusing(script: Script = always) -> Script:
    """Refuses what is longer than its context, and says how long that is."""

    def refuses(body: dict[str, Any]) -> tuple[int, Any]:
        if counted(body) > CONTEXT:
            words = f"This model's maximum context length is {CONTEXT} tokens, you sent {counted(body)}."
            return 400, {"error": {"code": "context_length_exceeded", "message": words}}
        return script(body)

    return refuses


def truncating(body: dict[str, Any], words: str | None = None) -> tuple[int, Any]:
    """Drops the front of what is longer than its context, and says nothing of it."""
    reply = said(words or answer(body))
    reply["usage"]["prompt_tokens"] = min(counted(body), CONTEXT)
    return 200, reply


def begun(opened: Pipeline) -> str:
    review = opened.take_in(FILES, Intake())
    opened.start(review)
    return review


def part_read(draft: Draft) -> bool:
    return bool(draft.unread) and FlagKind.NOT_READ_WHOLE in {flag.kind for flag in draft.flags}


@pytest.mark.usefixtures("standard_2")
def test_a_limit_stated_by_a_refusal_is_learnt_and_the_run_goes_on_within_it(tmp_path: Path) -> None:
    with scripted(refusing()) as endpoint, pipeline(tmp_path, endpoint, concurrency=1) as opened:
        review = opened.take_in(FILES, Intake())
        assert opened.to_ask(review).in_part is None
        opened.start(review)
        assurance = finished(opened, review)
        assert {d.status for d in assurance.drafts} == {DraftStatus.DRAFTED}
        assert all(part_read(d) for d in assurance.drafts)
        refused = [prompt_of(body) for body in endpoint.asked if counted(body) > CONTEXT]
        first = assurance.drafts[0]
        assert refused == [first.prompt]
        assert len(endpoint.asked) == ASKED_OF_2 + 1
        assert first.provenance is not None
        assert first.provenance.requests == 2
        assert assurance.trace is not None
        assert (assurance.trace.status, assurance.trace.orphans) == (DraftStatus.DRAFTED, 0)
        assert assurance.trace.unread
        assert opened.to_ask(review).requests == 0
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        assert opened.assurance(review).drafts == assurance.drafts


class Told:
    """An answerer that only has a name; nothing reaches it."""

    host, model, live = "host:1", "told", True


def fitting(context: int | None = None) -> tuple[Fitting, Callable[[int | None], Fitted]]:
    """The fitting of a process, and the first request for 1.1.a over the long review within a context."""
    rubric, words = library.rubric(), library.search_words()
    made = Fitting(rubric, words, lambda _: Search(REVIEW, rubric, words), context)
    prompt = rubric.prompt("1.1.a")
    named = library.instructions("draft.v1")
    return made, lambda tokens: made.fitted(
        REVIEW,
        [prompt],
        lambda chosen: compose(common(REVIEW, *named, chosen), Intake(), rubric, prompt),
        tokens,
    )


def refused(context: int | None) -> Ended[str]:
    raw = RawReply(outcome=Outcome.CONTEXT_OVERFLOW, context=context)
    return Ended(None, None, raw, raw.outcome, 1, Tokens())


def asked_of(endpoint: Callable[[Request], Ended[str]]) -> tuple[Outcome, list[Request]]:
    """How asking that endpoint ends, and the requests that reached it."""
    made, fit = fitting()
    requests: list[Request] = []

    def ask(request: Request) -> Ended[str]:
        requests.append(request)
        return endpoint(request)

    _, ended = made.asked(cast("Answerer", Told()), fit(None), fit, ask)
    assert ended.requests == len(requests)
    return ended.outcome, requests


def test_a_refusal_that_states_no_limit_is_no_answer_and_nothing_is_guessed() -> None:
    outcome, requests = asked_of(lambda _: refused(None))
    assert (outcome, len(requests)) == (Outcome.CONTEXT_OVERFLOW, 1)


def test_a_limit_that_is_still_too_much_is_asked_within_once_and_no_more() -> None:
    outcome, (first, second) = asked_of(lambda _: refused(CONTEXT))
    assert outcome is Outcome.CONTEXT_OVERFLOW
    assert needed(first) > CONTEXT >= needed(second)


def test_a_refusal_of_what_fits_the_limit_it_states_is_not_asked_again() -> None:
    outcome, requests = asked_of(lambda _: refused(1_000_000))
    assert (outcome, len(requests)) == (Outcome.CONTEXT_OVERFLOW, 1)


def test_a_re_ask_that_overflows_is_not_made_up_for_by_another_request() -> None:
    made, fit = fitting()
    _, ended = made.asked(
        cast("Answerer", Told()), fit(None), fit, lambda _: replace(refused(CONTEXT), requests=2)
    )
    assert (ended.outcome, ended.requests) == (Outcome.CONTEXT_OVERFLOW, 2)


def test_after_a_restart_the_reply_within_the_limit_is_taken_from_what_is_kept(tmp_path: Path) -> None:
    with scripted(refusing()) as endpoint:
        with pipeline(tmp_path, endpoint) as opened:
            review = opened.take_in(FILES, Intake())
            opened.start(review, only=["1.1.a"])
            draft = finished(opened, review).draft("1.1.a")
        with sqlite3.connect(tmp_path / "assistant.db") as lost:
            lost.execute("delete from drafts")
        endpoint.asked.clear()
        with pipeline(tmp_path, endpoint) as opened:
            opened.start(review, only=["1.1.a"])
            again = finished(opened, review).draft("1.1.a")
    assert [counted(body) > CONTEXT for body in endpoint.asked] == [True], "only what is refused is sent again"
    assert (again.unread, again.line, again.citations) == (draft.unread, draft.line, draft.citations)


def test_a_limit_learnt_never_widens_one_that_is_set() -> None:
    made, fit = fitting(CONTEXT)
    told = cast("Answerer", Told())
    made.asked(told, fit(CONTEXT), fit, lambda _: refused(2 * CONTEXT))
    assert (made.set_for(told), made.known_for(told)) == (CONTEXT, CONTEXT)


def test_a_review_that_fits_is_sent_as_if_no_context_were_known() -> None:
    _, fit = fitting()
    assert fit(60_000) == fit(None)
    assert fit(None).selection is None


@pytest.mark.parametrize("context", range(8_000, 24_000, 500))
def test_what_is_sent_leaves_room_for_the_answer_whatever_the_context(context: int) -> None:
    fitted = fitting()[1](context)
    assert fitted.fits
    assert needed(fitted.request) <= context * 3 // 4


def test_where_not_even_one_section_fits_nothing_is_sent() -> None:
    made, fit = fitting(4_096)
    told, named = cast("Answerer", Told()), fit(4_096)
    sent, ended = made.asked(told, named, fit, lambda _: pytest.fail("it was sent"))
    assert (sent.fits, ended.outcome, ended.requests) == (False, Outcome.CONTEXT_OVERFLOW, 0)
    assert in_part([("1.1.a", sent)], 4_096) == InPart(context=4_096, shares={"1.1.a": 0})


def test_a_server_that_cuts_in_silence_is_not_believed(tmp_path: Path) -> None:
    with scripted(truncating) as endpoint, pipeline(tmp_path, endpoint) as opened:
        assert {d.reason for d in finished(opened, begun(opened)).drafts} == {Outcome.READ_IN_PART}


def in_vain(body: dict[str, Any]) -> tuple[int, Any]:
    """Puts every line below for what it did not find; cuts in silence what is longer than its context."""
    if prompt_of(body) == "trace" or "Set line to null." in body["messages"][1]["content"]:
        return truncating(body)
    return truncating(body, answer(body, line="below", searched=["The whole review, for any reason"]))


Within = tuple[Assurance, list[dict[str, Any]], InPart | None]


@pytest.fixture(scope="module")
def within(tmp_path_factory: pytest.TempPathFactory) -> Within:
    """A run within a context that is set: what came of it, what was asked, and what was told before."""
    folder = tmp_path_factory.mktemp("within")
    with scripted(in_vain) as endpoint, pipeline(folder, endpoint, context=CONTEXT) as opened:
        review = opened.take_in(FILES, Intake())
        told = opened.to_ask(review).in_part
        opened.start(review)
        return finished(opened, review), endpoint.asked, told


def test_a_context_that_is_set_is_kept_to_and_told_before_the_start(within: Within) -> None:
    assurance, asked, told = within
    assert told is not None
    assert (told.context, len(told.shares)) == (CONTEXT, ASKED)
    assert all(0 < share < 100 for share in told.shares.values())
    assert {d.status for d in assurance.drafts} == {DraftStatus.DRAFTED}
    assert all(part_read(d) for d in assurance.drafts)
    assert len(asked) == ASKED
    assert (
        tokens_of(max(sum(len(m["content"]) for m in body["messages"]) for body in asked)) <= CONTEXT * 3 // 4
    )


def test_the_sections_of_the_part_that_a_prompt_is_about_are_sent_to_it(within: Within) -> None:
    assurance, _, _ = within
    for prompt, part in (("1.1.a", "Assessment"), ("1.2.a", "Planning"), ("3.2.a", "Action plan")):
        unread = assurance.draft(prompt).unread
        read = {s.title for s in assurance.review.sections if s.id not in unread and s.level}
        assert read
        assert all(part in title for title in read)


def test_no_draft_from_a_part_claims_that_something_is_absent(within: Within) -> None:
    lettered = [d for d in within[0].drafts if d.proposed_line is not None]
    assert {(d.line, d.proposed_line) for d in lettered} == {(Line.UNDETERMINED, Line.BELOW)}
    assert len(lettered) == 49
