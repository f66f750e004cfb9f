"""Against any endpoint the drafts tell the truth: drafted with located evidence, or not answered and why."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.assurance import Assurance
from assistant.domain.draft import DraftStatus, FlagKind, Line, Match, Outcome
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.review import Intake, NoticeKind, Part
from assistant.errors import NoEndpoint, NotAllowed, NotFound
from assistant.steps.settle import settle
from tests.pipeline.opening import ASKED, ASKED_OF_2, FILES, TEXT, drafted, finished, pipeline, run_of
from tests.scripted import always, answer, prompt_of, said, scripted


def test_every_prompt_is_asked_once_over_the_whole_review_and_drafted(tmp_path: Path) -> None:
    assurance, endpoint = drafted(tmp_path, always)
    assert sorted(endpoint.prompts()) == sorted([*(d.prompt for d in assurance.drafts), "trace"])
    assert {d.status for d in assurance.drafts} == {DraftStatus.DRAFTED}
    assert all(c.match is Match.EXACT for d in assurance.drafts for c in d.citations)
    assert {"did not ask why the home visit" in b["messages"][1]["content"] for b in endpoint.asked} == {True}


def test_all_requests_of_a_review_begin_alike_and_bear_one_cache_key(tmp_path: Path) -> None:
    _, endpoint = drafted(tmp_path, always)
    contents = [b["messages"][1]["content"] for b in endpoint.asked]
    assert len({c.split("# The question")[0] for c in contents}) == 1
    assert len({b["messages"][0]["content"] for b in endpoint.asked}) == 1
    of_prompts = [b for b in endpoint.asked if prompt_of(b) != "trace"]
    assert len({json.dumps(b["response_format"]) for b in of_prompts}) == 1
    assert len({b["prompt_cache_key"] for b in endpoint.asked}) == 1


def test_rubbish_ends_as_not_answered_after_two_re_asks_never_as_a_line(tmp_path: Path) -> None:
    assurance, endpoint = drafted(tmp_path, lambda _: (200, said("I think the review is fine.")))
    assert {(d.status, d.reason, d.line) for d in assurance.drafts} == {
        (DraftStatus.NOT_ANSWERED, Outcome.UNPARSABLE, None)
    }
    assert len(endpoint.asked) == 3 * ASKED
    assert {s.line for s in assurance.standings} == {Line.UNDETERMINED}


@pytest.mark.usefixtures("standard_2")
def test_an_answer_in_the_form_asked_for_is_no_reason_to_ask_in_a_lesser_one(tmp_path: Path) -> None:
    def of_another_question(body: dict[str, Any]) -> tuple[int, Any]:
        return 200, said(answer(body).replace('"expectation": 1,', '"expectation": 99,'))

    _, endpoint = drafted(tmp_path, of_another_question)
    assert {body["response_format"]["type"] for body in endpoint.asked} == {"json_schema"}


def test_a_fabricated_quotation_is_asked_about_and_then_carries_no_line(tmp_path: Path) -> None:
    fabricated = "The officer visited the home on 3 May 2024 and saw the children."
    assurance, endpoint = drafted(tmp_path, lambda body: (200, said(answer(body, quote=fabricated))))
    for draft in assurance.drafts:
        assert {c.match for c in draft.citations} == {Match.ABSENT}
        assert draft.line is (None if draft.proposed_line is None else Line.UNDETERMINED)
    lettered = [d for d in assurance.drafts if d.proposed_line is not None]
    assert len(lettered) == 49
    assert all(FlagKind.UNSUPPORTED in {f.kind for f in d.flags} for d in lettered)
    assert sum(fabricated in b["messages"][-1]["content"] for b in endpoint.asked) == 2 * ASKED


@pytest.mark.usefixtures("standard_2")
def test_a_corrected_quotation_is_accepted_when_asked_again(tmp_path: Path) -> None:
    def corrects(body: dict[str, Any]) -> tuple[int, Any]:
        again = len(body["messages"]) > 2
        return 200, said(answer(body) if again else answer(body, quote="The officer never did any such thing."))

    assurance, endpoint = drafted(tmp_path, corrects)
    assert len(endpoint.asked) == 2 * ASKED_OF_2
    assert {c.match for d in assurance.drafts for c in d.citations} == {Match.EXACT}
    assert {d.provenance.requests for d in assurance.drafts if d.provenance} == {2}


def test_one_fault_leaves_the_other_prompts_alone(tmp_path: Path) -> None:
    def one_fails(body: dict[str, Any]) -> tuple[int, Any]:
        return (500, {}) if prompt_of(body) == "1.3.c" else always(body)

    assurance, _ = drafted(tmp_path, one_fails)
    assert [(d.prompt, d.reason) for d in assurance.drafts if d.status is not DraftStatus.DRAFTED] == [
        ("1.3.c", Outcome.SERVER_ERROR)
    ]


def test_start_again_asks_only_for_what_is_missing(tmp_path: Path) -> None:
    failing = {"2.c", "4.e"}
    with scripted(lambda b: (503, {}) if prompt_of(b) in failing else always(b)) as endpoint:
        with pipeline(tmp_path, endpoint) as opened:
            review = opened.take_in(FILES, Intake())
            opened.start(review)
            assert set(finished(opened, review).not_answered) == failing
            endpoint.asked.clear()
            endpoint.script = always
            opened.start(review)
            assert finished(opened, review).not_answered == ()
        assert set(endpoint.prompts()) == failing


def test_a_run_never_finishes_before_it_starts_not_even_over_kept_drafts(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        first = run_of(finished(opened, review))
        opened.start(review)
        second = run_of(finished(opened, review))
    assert first.started < first.finished < second.started
    assert second.finished == second.started


@pytest.mark.usefixtures("standard_2")
def test_a_run_that_nobody_answered_finishes_when_the_last_request_ended(tmp_path: Path) -> None:
    with scripted(always) as endpoint:
        with pipeline(tmp_path, endpoint) as opened:
            review = opened.take_in(FILES, Intake())
            opened.start(review)
            finished(opened, review)
        endpoint.script = lambda _: (500, {})
        with pipeline(tmp_path, endpoint, model="other") as opened:
            opened.start(review)
            run = run_of(finished(opened, review))
    assert run.started < run.finished


def test_everything_is_there_after_a_stop_and_a_start(tmp_path: Path) -> None:
    with scripted(always) as endpoint:
        with pipeline(tmp_path, endpoint) as opened:
            review = opened.take_in(FILES, Intake(reference="LM-1"))
            opened.start(review)
            key = finished(opened, review).draft("1.1.a").key
            act = Act(kind=DecisionKind.ACCEPT, prompt="1.1.a", line=Line.ABOVE, by="R. Quill", draft=key)
            decision = opened.decide(review, act)
            before = opened.assurance(review)
        endpoint.asked.clear()
        with pipeline(tmp_path, endpoint) as opened:
            assert opened.assurance(review) == before
            assert opened.assurance(review).decision("1.1.a") == decision
            assert [s.decided for s in opened.reviews()] == [1]
        assert endpoint.asked == []


@pytest.mark.usefixtures("standard_2")
def test_the_same_text_is_never_paid_for_twice(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        for name in ("one.txt", "two.txt"):
            review = opened.take_in([(name, TEXT)], Intake())
            opened.start(review)
            assert finished(opened, review).not_answered == ()
        assert len(opened.reviews()) == 2
        assert len(endpoint.asked) == ASKED_OF_2


def test_without_an_endpoint_nothing_is_drafted_and_everything_else_works(tmp_path: Path) -> None:
    with pipeline(tmp_path, None) as opened:
        review = opened.take_in(FILES, Intake())
        with pytest.raises(NoEndpoint, match="OPENAI_BASE_URL"):
            opened.start(review)
        act = Act(kind=DecisionKind.OVERRIDE, prompt="1.1.a", line=Line.BELOW, by="R. Quill")
        opened.decide(review, act)
        assurance = opened.assurance(review)
        assert assurance.line("1.1.a") is Line.BELOW
        assert {d.status for d in assurance.drafts} == {DraftStatus.NOT_RUN}
        assert json.loads(opened.result(review))["decisions"][0]["line"] == "below"
        assert opened.report(review).startswith(b"PK")


def test_cancelling_keeps_what_is_drafted_and_leaves_the_rest_not_run(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint, concurrency=1) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        while opened.progress(review).drafted < 3:
            time.sleep(0.01)
        opened.cancel(review)
        assurance = finished(opened, review)
        statuses = [d.status for d in assurance.drafts]
        assert statuses.count(DraftStatus.DRAFTED) >= 3
        assert statuses.count(DraftStatus.NOT_RUN) > 0
        assert len(endpoint.asked) < 54


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    with pipeline(tmp_path, None) as opened:
        other = b"3. Reviewing\n\nThe plan was looked at again in the spring after the move to the new flat."
        review = opened.take_in([("part.txt", TEXT), ("part.txt", other)], Intake())
        assert [f.name for f in opened.assurance(review).review.files] == ["part.txt", "part.txt (2)"]


@pytest.mark.usefixtures("standard_2")
def test_after_rubbish_a_mended_endpoint_is_asked_anew(tmp_path: Path) -> None:
    with scripted(lambda _: (200, said("I think so."))) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        assert len(finished(opened, review).not_answered) == ASKED_OF_2 - 1
        endpoint.script = always
        assert opened.to_ask(review).requests == ASKED_OF_2
        opened.start(review)
        assert finished(opened, review).not_answered == ()
        assert opened.to_ask(review).requests == 0


def test_a_fault_of_our_own_is_said_and_leaves_the_others_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*given: Any, **named: Any) -> Any:
        if given[1].id == "2.c":
            raise KeyError("text of a review")
        return settle(*given, **named)

    monkeypatch.setattr("assistant.pipeline.drafting.settle", breaks)
    assurance, _ = drafted(tmp_path, always)
    assert [(d.prompt, d.reason) for d in assurance.drafts if d.reason] == [("2.c", Outcome.FAULT)]


@pytest.mark.usefixtures("standard_2")
def test_a_second_model_that_fails_takes_nothing_from_what_was_decided(tmp_path: Path) -> None:
    with scripted(always) as endpoint:
        with pipeline(tmp_path, endpoint) as opened:
            review = opened.take_in(FILES, Intake())
            opened.start(review)
            draft = finished(opened, review).draft("2.a")
            act = Act(kind=DecisionKind.ACCEPT, prompt="2.a", line=Line.ABOVE, by="R. Quill", draft=draft.key)
            opened.decide(review, act)
        endpoint.script = lambda _: (500, {})
        with pipeline(tmp_path, endpoint, model="other") as opened:
            assert opened.to_ask(review).requests == ASKED_OF_2
            opened.start(review)
            assurance = finished(opened, review)
            assert assurance.draft("2.a") == draft
            assert assurance.not_answered == ()


def test_what_is_known_beside_a_review_is_added_to_and_not_wiped(tmp_path: Path) -> None:
    with pipeline(tmp_path, None) as opened:
        review = opened.take_in(FILES, Intake(reference="LM-1"))
        assert opened.take_in(FILES, Intake(region="Lowmere")) == review
        assert opened.assurance(review).intake == Intake(reference="LM-1", region="Lowmere")
        opened.take_in(FILES, Intake())
        assert opened.assurance(review).intake == Intake(reference="LM-1", region="Lowmere")


def missing(assurance: Assurance) -> list[str]:
    return [n.message for n in assurance.review.notices if n.kind is NoticeKind.MISSING_PART]


def test_a_corrected_part_holds_for_everybody_and_sends_nothing_anew(tmp_path: Path) -> None:
    with (
        scripted(always) as endpoint,
        pipeline(tmp_path, endpoint) as opened,
        pipeline(tmp_path, endpoint) as other,
    ):
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        before = finished(opened, review)
        assert other.assurance(review).review.sections[1].part is Part.PLANNING
        opened.correct(review, "s2", Part.REVIEWING, "An Inspector")
        for assurance in (opened.assurance(review), other.assurance(review)):
            section = assurance.review.sections[1]
            assert (section.part, section.corrected and section.corrected.by) == (
                Part.REVIEWING,
                "An Inspector",
            )
            assert "No section on planning was found, by heading or by content." in missing(assurance)
            assert len(missing(assurance)) == len(missing(before))
            assert assurance.review.passages == before.review.passages
        assert opened.to_ask(review).requests == 0
        kept = json.loads(opened.result(review))["review"]["sections"]
        assert [section["part"] for section in kept] == ["assessment", "reviewing"]


def test_a_section_that_is_not_there_is_not_corrected_and_nothing_is_once_signed_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pipeline(tmp_path, None) as opened:
        review = opened.take_in(FILES, Intake())
        with pytest.raises(NotFound, match="no section s9"):
            opened.correct(review, "s9", Part.PLANNING, "An Inspector")
        monkeypatch.setattr("assistant.pipeline.deciding.permit", lambda *_: None)
        opened.decide(review, Act(kind=DecisionKind.SIGN_OFF, by="An Inspector"))
        with pytest.raises(NotAllowed, match="signed off"):
            opened.correct(review, "s2", Part.REVIEWING, "An Inspector")
        assert opened.assurance(review).review.sections[1].part is Part.PLANNING


def test_what_was_opened_is_kept_until_the_sign_off_and_only_what_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pipeline(tmp_path, None) as opened:
        review = opened.take_in(FILES, Intake())
        passage = opened.assurance(review).review.passages[1].id
        opened.keep_opening(review, "1.1.a", "An Inspector")
        opened.keep_opening(review, "1.1.a", "An Inspector", passage)
        opened.keep_opening(review, "1.1.a", "An Inspector", passage)
        with pytest.raises(NotFound, match="no prompt 9"):
            opened.keep_opening(review, "9.z", "An Inspector")
        with pytest.raises(NotFound, match="no passage p9999"):
            opened.keep_opening(review, "1.1.a", "An Inspector", "p9999")
        monkeypatch.setattr("assistant.pipeline.deciding.permit", lambda *_: None)
        opened.decide(review, Act(kind=DecisionKind.SIGN_OFF, by="An Inspector"))
        opened.keep_opening(review, "1.1.b", "An Inspector")
        kept = [(one.prompt, one.passage) for one in opened.assurance(review).openings]
        assert kept == [("1.1.a", None), ("1.1.a", passage)]


@pytest.mark.usefixtures("standard_2")
def test_asking_afresh_keeps_both_and_a_stopped_one_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        first = finished(opened, review)
        endpoint.script = lambda b: (500, {}) if prompt_of(b) == "2.c" else always(b)
        opened.start(review, fresh=True)
        second = finished(opened, review)
        assert len(endpoint.asked) == 2 * ASKED_OF_2
        assert {body.get("seed") for body in endpoint.asked} == {None, 1}
        assert opened.to_ask(review).requests == 1
        endpoint.script = always
        opened.start(review)
        third = finished(opened, review)
        assert endpoint.prompts()[2 * ASKED_OF_2 :] == ["2.c"]
        assert third.not_answered == ()
        keys = [{d.key for d in one.drafts} for one in (first, second, third)]
        assert keys[0].isdisjoint(keys[2])
        assert len(keys[0] & keys[1]) == 1, "the earlier draft of 2.c stands until there is another"
        assert {d.key for d in first.drafts} <= {d.key for d in opened._store.all_drafts(review)}
        opened.start(review, fresh=True)
        finished(opened, review)
        assert {body.get("seed") for body in endpoint.asked[2 * ASKED_OF_2 + 1 :]} == {2}
