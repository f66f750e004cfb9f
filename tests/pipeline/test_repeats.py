"""Repeats ask the same question again and give a count beside the draft; everything else is as without them."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.agreement import Agreement, Lines
from assistant.domain.assurance import Assurance
from assistant.domain.draft import Line, Outcome
from assistant.domain.judge_first import Share
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.review import Intake
from assistant.domain.words import agreed
from assistant.edges import library
from assistant.errors import NotAllowed
from assistant.pipeline import Pipeline, Setup
from tests.pipeline.opening import FILES, finished, pipeline, run_of
from tests.scripted import Scripted, always, answer, cited_in, prompt_of, said, scripted

pytestmark = pytest.mark.usefixtures("standard_2")

LINES = 9
"""Prompts of Standard 2; the five information items have no line, and are not asked again."""
ASKED = 5 + LINES + 1
"""Requests without repeats: the prompts, and what answers what."""


def by_seed(body: dict[str, Any]) -> tuple[int, Any]:
    """Above the line, but below with the seed 2; the repeat of 2.b with the seed 1 fails."""
    if (prompt_of(body), body.get("seed")) == ("2.b", 1):
        return 500, {}
    if prompt_of(body) == "trace" or body.get("seed") != 2:
        return always(body)
    against = cited_in(body["messages"][1]["content"])
    return 200, said(answer(body, line="below", strongest_against=against))


def begun(opened: Pipeline, **how: Any) -> tuple[str, Assurance]:
    review = opened.take_in(FILES, Intake())
    opened.start(review, **how)
    return review, finished(opened, review)


def seeds(endpoint: Scripted) -> list[int | None]:
    return [body.get("seed") for body in endpoint.asked]


def counted(assurance: Assurance, prompt: str) -> Agreement:
    agreement = assurance.agreement(prompt)
    assert agreement is not None
    return agreement


def test_what_start_would_ask_follows_the_repeats(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake())
        asks = [opened.to_ask(review, repeats=repeats) for repeats in (0, 1, 4)]
        assert [one.requests for one in asks] == [ASKED, ASKED + LINES, ASKED + 4 * LINES]
        assert asks[2].tokens - asks[0].tokens == 4 * (asks[1].tokens - asks[0].tokens) > 0
        assert endpoint.asked == []


def test_each_prompt_with_a_line_is_repeated_under_its_own_seeds_after_all_drafts(tmp_path: Path) -> None:
    with scripted(by_seed) as endpoint, pipeline(tmp_path, endpoint, concurrency=4) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review, repeats=2)
        assurance, progress = finished(opened, review), opened.progress(review)
    asked = seeds(endpoint)
    assert [asked.count(seed) for seed in (None, 1, 2)] == [ASKED, LINES, LINES]
    assert {*asked[: ASKED - 3]} == {None}, "no repeat before a draft, but for those in flight beside it"
    assert not any(prompt_of(body).startswith("info.") for body in endpoint.asked if body.get("seed"))
    assert (progress.total, progress.drafted, progress.not_answered) == (14, 14, 0)
    assert (progress.repeats, progress.repeating) == (2 * LINES, 0)
    assert {d.line for d in assurance.drafts if d.line} == {Line.ABOVE}, "the first draft stays the draft"
    assert agreed(counted(assurance, "2.a")) == "2 of 3 drafts agree: once Below"
    assert counted(assurance, "2.b").lines == Lines(above=1, below=1)
    assert counted(assurance, "2.b").not_answered == 1
    assert len(assurance.agreements) == LINES
    run = run_of(assurance)
    assert run.requests == ASKED + 2 * LINES
    assert run.started < run.finished


def test_what_is_counted_without_repeats_stays_as_it_was(tmp_path: Path) -> None:
    with scripted(by_seed) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review, before = begun(opened)
        assert before.agreements == ()
        first = json.loads(opened.result(review))
        assert {draft["agreement"] for draft in first["drafts"]} == {None}
        opened.start(review, repeats=2)
        after = finished(opened, review)
        again = json.loads(opened.result(review))
    assert (after.drafts, after.standings, after.judgements) == (
        before.drafts,
        before.standings,
        before.judgements,
    )
    told = {draft["prompt"]: draft.pop("agreement") for draft in again["drafts"]}
    assert told["2.a"] == {
        "same": 2,
        "of": 3,
        "lines": {"above": 2, "below": 1, "not_applicable": 0, "undetermined": 0},
        "not_answered": 0,
    }
    assert told["info.case_details"] is None
    for draft in first["drafts"]:
        del draft["agreement"]
    assert again["drafts"] == first["drafts"]


def test_repeats_are_asked_for_once_and_go_on_after_a_stop(tmp_path: Path) -> None:
    with scripted(always) as endpoint:
        with pipeline(tmp_path, endpoint, concurrency=2) as opened:
            review = opened.take_in(FILES, Intake())
            opened.start(review, repeats=4)
            while opened.progress(review).waiting:
                time.sleep(0.02)
        with pipeline(tmp_path, endpoint) as opened:
            assurance = finished(opened, review)
            assert {one.of for one in assurance.agreements} == {5}
            asked = len(endpoint.asked)
            assert ASKED + 4 * LINES <= asked <= ASKED + 4 * LINES + 2, "at most those in flight come twice"
            opened.start(review, repeats=4)
            assert finished(opened, review).agreements == assurance.agreements
            opened.start(review)
            assert finished(opened, review).agreements == assurance.agreements, "kept where none are wanted"
            assert len(endpoint.asked) == asked


def test_cancelling_takes_repeats_off_the_queue_and_keeps_what_came(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint, concurrency=1) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review, repeats=9)
        while opened.progress(review).waiting:
            time.sleep(0.02)
        opened.cancel(review)
        assurance = finished(opened, review)
        assert assurance.not_answered == ()
        assert len(endpoint.asked) < ASKED + 9 * LINES
        assert {one.same == one.of for one in assurance.agreements} <= {True}


def test_a_spent_repeat_is_replaced_and_one_of_a_spent_draft_takes_its_place_unpaid(tmp_path: Path) -> None:
    spent = {("2.a", None), ("2.b", 1)}

    def rubbish(body: dict[str, Any]) -> tuple[int, Any]:
        named = prompt_of(body), body.get("seed")
        return (200, said("I think it is fine.")) if named in spent else always(body)

    with scripted(rubbish) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review, first = begun(opened, repeats=2)
        assert first.draft("2.a").reason is Outcome.UNPARSABLE
        assert first.agreement("2.a") is None, "what was not answered has no repeats to agree with"
        assert (counted(first, "2.b").of, counted(first, "2.b").not_answered) == (2, 1)
        endpoint.asked.clear()
        opened.start(review, repeats=2)
        second = finished(opened, review)
    assert sorted((prompt_of(body), body["seed"]) for body in endpoint.asked) == [("2.a", 3), ("2.b", 3)]
    assert second.not_answered == ()
    assert (counted(second, "2.a").of, counted(second, "2.a").not_answered) == (3, 0)
    assert (counted(second, "2.b").of, counted(second, "2.b").not_answered) == (3, 1)
    assert second.draft("2.b") == first.draft("2.b")


def test_asked_afresh_the_draft_and_its_repeats_are_all_new(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review, first = begun(opened, repeats=2)
        endpoint.asked.clear()
        opened.start(review, fresh=True, repeats=1)
        second = finished(opened, review)
    # The information items and the trace were asked for once before, and so are at their seed 1.
    assert {(body["seed"]) for body in endpoint.asked if prompt_of(body) == "2.a"} == {3, 4}
    assert {body["seed"] for body in endpoint.asked if prompt_of(body) in ("info.period", "trace")} == {1}
    assert {one.of for one in second.agreements} == {2}
    assert {d.key for d in first.drafts}.isdisjoint(d.key for d in second.drafts)


def test_a_decision_keeps_its_draft_and_its_agreement_when_others_are_drafted(tmp_path: Path) -> None:
    with scripted(by_seed) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review, first = begun(opened, repeats=2)
        key = first.draft("2.a").key
        opened.decide(
            review, Act(kind=DecisionKind.ACCEPT, prompt="2.a", line=Line.ABOVE, by="R. Quill", draft=key)
        )
        opened.start(review, fresh=True)
        second = finished(opened, review)
    assert [one.prompt for one in second.agreements] == ["2.a"]
    assert second.agreement("2.a") == first.agreement("2.a")


def test_a_hidden_draft_hides_how_its_repeats_fell(tmp_path: Path) -> None:
    with scripted(by_seed) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review, repeats=1, judge_first=Share.TENTH)
        assurance = finished(opened, review)
    assert len(assurance.still_hidden) == 1
    assert not {one.prompt for one in assurance.agreements} & {*assurance.still_hidden}
    assert len(assurance.agreements) == LINES - 1


def test_a_recording_is_not_asked_again(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'assistant.db'}"
    setup = Setup(database_url=database, jobs_url=database)
    with Pipeline.opened(setup, now=lambda: datetime.now(UTC)) as opened:
        review = opened.take_in(*library.sample(), sample=True)
        with pytest.raises(NotAllowed, match="cannot be asked again"):
            opened.start(review, repeats=2)
        assert opened.assurance(review).run is None
