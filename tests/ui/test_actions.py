"""What the browser asks is read strictly, passed on, and answered in words."""

import logging
from typing import Any

import pytest

from assistant.domain.assurance import Assurance, Endpoint, LocalServer, Progress
from assistant.domain.draft import Line
from assistant.domain.judgement import Decision, DecisionKind
from assistant.ui.actions import answer
from tests.ui.specimen import AT, PAYLOAD, REVIEW
from tests.ui.stand_in import StandIn

BY = "R. Quillfeather"


@pytest.fixture
def pipeline() -> StandIn:
    return StandIn()


def key(pipeline: StandIn, prompt: str) -> str:
    return pipeline.assurance(REVIEW).draft(prompt).key


def ask(pipeline: StandIn, what: str, **given: Any) -> dict[str, Any]:
    return answer(pipeline, {"ask": what, "review": REVIEW, **given})


def decide(pipeline: StandIn, prompt: str, **given: Any) -> dict[str, Any]:
    default = {"draft": key(pipeline, prompt), "line": None, "reason_code": None, "note": "", "by": BY}
    return ask(pipeline, "decide", prompt=prompt, **{**default, **given})


def test_accepting_records_the_draft_and_answers_with_what_follows(pipeline: StandIn) -> None:
    told = ask(pipeline, "accept", prompt="1.3.c", draft=key(pipeline, "1.3.c"), note="", by=BY)
    assert told["ok"]
    assert told["said"].startswith("Recorded: Below the line. 1.3: ")
    assert told["frame"]["words"] == "Draft: 53 of 54 undecided"
    assert told["prompt"]["choice"]["decided"]["words"] == "Below the line"
    (decision,) = pipeline.decisions
    assert (decision.kind, decision.line, decision.by, decision.draft) == (
        DecisionKind.ACCEPT,
        Line.BELOW,
        BY,
        key(pipeline, "1.3.c"),
    )


def test_another_line_needs_a_reason_and_says_which_field(pipeline: StandIn) -> None:
    told = decide(pipeline, "1.3.c", line="above")
    assert not told["ok"]
    assert told["error"]["field"] == "reason_code"
    assert len(pipeline.decisions) == 0
    told = decide(pipeline, "1.3.c", line="above", reason_code="missed_evidence", note="Row 2 was not weighed.")
    assert told["ok"]
    (decision,) = pipeline.decisions
    assert (decision.kind, decision.reason) == (DecisionKind.OVERRIDE, "Row 2 was not weighed.")


def test_recording_the_line_of_the_draft_accepts_it(pipeline: StandIn) -> None:
    assert decide(pipeline, "1.3.c", line="below")["ok"]
    assert pipeline.decisions[0].kind is DecisionKind.ACCEPT


def test_a_prompt_without_a_draft_can_be_decided_by_hand(pipeline: StandIn) -> None:
    told = decide(pipeline, "2.c", draft=None, line="above", note="Section 5.3 explains the procedure.")
    assert told["ok"]
    assert pipeline.decisions[0].draft is None


def test_nothing_is_accepted_that_is_no_draft(pipeline: StandIn) -> None:
    for prompt in ("2.c", "3.1.d"):
        told = ask(pipeline, "accept", prompt=prompt, draft=key(pipeline, prompt), note="", by=BY)
        assert not told["ok"]
    assert pipeline.decisions == ()


def test_an_information_item_is_noted(pipeline: StandIn) -> None:
    told = decide(pipeline, "info.staff_interviewed", note="One officer is not listed.")
    assert told["ok"]
    assert told["prompt"]["choice"]["decided"]["words"] == "Noted"
    assert told["said"] == "Recorded: Noted. Information items are shown, never counted."


def test_a_decision_needs_a_name_first(pipeline: StandIn) -> None:
    told = decide(pipeline, "1.3.c", line="below", by="  ")
    assert told["error"] == {"message": "Give your name first: it stands beside every decision.", "field": "by"}
    assert pipeline.decisions == ()


def test_a_bar_is_recorded_only_once_the_line_is_below_and_can_be_withdrawn(pipeline: StandIn) -> None:
    given = {"prompt": "1.3.c", "withdraw": False, "reason": "It decided the case.", "by": BY}
    assert not ask(pipeline, "bar", **given)["ok"]
    decide(pipeline, "1.3.c", line="below")
    assert ask(pipeline, "bar", **given)["prompt"]["choice"]["bar"]["in_force"]
    assert not ask(pipeline, "bar", **{**given, "withdraw": True})["prompt"]["choice"]["bar"]["in_force"]


def test_a_judgement_that_departs_needs_a_reason(pipeline: StandIn) -> None:
    told = ask(pipeline, "judge", node="1.3", answer="undetermined", reason="", by=BY)
    assert told["error"]["field"] == "judge-reason"
    told = ask(pipeline, "judge", node="1.3", answer="undetermined", reason="Too close to call.", by=BY)
    assert told["judgements"]["chosen"]["held"] == "undetermined"
    assert ask(pipeline, "rate", node="1", rating="Good", by=BY)["said"] == "Rating recorded: Good."
    assert not ask(pipeline, "rate", node="1.3", rating="Good", by=BY)["ok"]


def test_signing_off_says_what_is_missing(pipeline: StandIn) -> None:
    given = {"reopen": False, "reason": "", "by": BY}
    assert ask(pipeline, "sign", mine=False, **given)["error"]["field"] == "mine"
    told = ask(pipeline, "sign", mine=True, **given)
    assert "54 of 54 prompts" in told["error"]["message"]


def test_nothing_is_sent_before_start() -> None:
    pipeline = StandIn(endpoint=Endpoint(host="models.example", model="m")).unstarted()
    for what, more in (
        ("read", {}),
        ("assure", {"prompt": None}),
        ("judgements", {"node": None}),
        ("sign-off", {}),
    ):
        assert ask(pipeline, what, **more)["ok"]
    assert pipeline.started == 0
    assert ask(pipeline, "start")["read"]["drafting"]["state"] == "running"
    assert pipeline.started == 1
    assert ask(pipeline, "cancel")["read"]["drafting"]["state"] == "ready"


def test_what_start_would_send_follows_the_repeats_and_start_takes_them() -> None:
    pipeline = StandIn(endpoint=Endpoint(host="models.example", model="m")).unstarted()
    told = ask(pipeline, "read")["read"]["drafting"]
    asked = [ask(pipeline, "estimate", repeats=times)["estimate"]["requests"] for times in told["repeats"]]
    first = told["estimate"]["requests"]
    assert asked == [first, first + 98, first + 196]
    assert not ask(pipeline, "start", repeats=3)["ok"]
    assert not ask(pipeline, "start", repeats=-2)["ok"]
    assert pipeline.started == 0
    assert ask(pipeline, "start", repeats=2)["ok"]
    assert pipeline.repeats == [2]


def test_start_without_an_endpoint_is_refused_in_words(pipeline: StandIn) -> None:
    told = ask(pipeline.unstarted(), "start")
    assert told["error"]["message"] == "No model endpoint is configured."


def test_without_a_prompt_the_first_undecided_is_shown(pipeline: StandIn) -> None:
    first = pipeline.rubric.prompts[0].id
    assert ask(pipeline, "assure", prompt=None)["prompt"]["id"] == first
    decide(pipeline, first, note="Yes.")
    assert ask(pipeline, "assure", prompt=None)["prompt"]["id"] == pipeline.rubric.prompts[1].id


def test_a_corrected_part_is_shown_with_its_name_and_what_is_missing_follows(pipeline: StandIn) -> None:
    told = ask(pipeline, "correct", section="s3", part="planning", by=BY)
    assert told["said"] == "Saved: “5.3 Implementation” is Planning."
    rows = {row["id"]: row for row in told["read"]["parts"]["rows"]}
    assert rows["planning"]["found"][0]["corrected"]["by"] == BY
    assert rows["implementation"]["found"] == []
    (missing,) = (
        n["message"] for n in told["read"]["notices"] if n["title"].endswith("expected parts not found")
    )
    assert missing.startswith("Found neither by heading nor by content: Staff interviewed, Parallel reviews,")
    assert "Implementation" in missing
    assert "Planning" not in missing


def test_once_signed_off_no_part_can_be_corrected(pipeline: StandIn) -> None:
    pipeline.decisions = (Decision(id="d1", kind=DecisionKind.SIGN_OFF, by=BY, at=AT),)
    assert ask(pipeline, "read")["read"]["parts"]["closed"]
    told = ask(pipeline, "correct", section="s3", part="planning", by=BY)
    assert "signed off" in told["error"]["message"]
    assert pipeline.corrections == ()


def test_a_part_is_not_corrected_without_a_name_or_a_section_that_is_there(pipeline: StandIn) -> None:
    assert ask(pipeline, "correct", section="s3", part="planning", by="")["error"]["field"] == "by"
    assert (
        "no section s99" in ask(pipeline, "correct", section="s99", part="planning", by=BY)["error"]["message"]
    )
    assert pipeline.corrections == ()


@pytest.mark.parametrize(
    "payload",
    [
        None,
        [],
        "reviews",
        {"ask": "drop"},
        {"ask": "reviews", "more": 1},
        {"ask": "read"},
        {"ask": "correct", "review": REVIEW, "section": "s3", "part": "annex", "by": BY},
        {"ask": "read", "review": "../../etc/passwd"},
        {"ask": "read", "review": 7},
        {"ask": "sign", "review": REVIEW, "reopen": "no", "mine": 1, "reason": "", "by": BY},
        {"ask": "accept", "review": REVIEW, "prompt": "1.3.c", "draft": "0", "note": "x" * 5000, "by": BY},
        {"ask": "decide", "review": REVIEW, "prompt": "1.3.c", "draft": None, "line": "up", "by": BY},
        {"ask": "rate", "review": REVIEW, "node": "1", "rating": "Good", "by": "x" * 30_000},
        {"ask": "assure", "review": REVIEW, "prompt": "9.z"},
        {"ask": "judgements", "review": REVIEW, "node": "9"},
        {"ask": "read", "review": "ffffffffffffffff"},
        {"ask": "accept", "review": REVIEW, "prompt": "9.z", "draft": "0", "note": "", "by": BY},
    ],
)
def test_anything_else_gets_a_sentence_and_records_nothing(pipeline: StandIn, payload: object) -> None:
    told = answer(pipeline, payload)
    assert told["ok"] is False
    assert told["error"]["message"].endswith(".")
    assert pipeline.decisions == ()


def test_a_fault_of_ours_gets_a_sentence_and_no_text_in_the_log(
    pipeline: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: str) -> Assurance:
        raise RuntimeError(PAYLOAD)

    monkeypatch.setattr(pipeline, "assurance", broken)
    with caplog.at_level(logging.DEBUG):
        told = ask(pipeline, "read")
    assert told["error"]["message"].startswith("Something went wrong on our side.")
    assert "RuntimeError" in caplog.text
    assert PAYLOAD not in caplog.text


def test_a_fault_while_showing_what_was_recorded_never_says_that_nothing_was(
    pipeline: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: str) -> Progress:
        raise ValueError(PAYLOAD)

    monkeypatch.setattr(pipeline, "progress", broken)
    told = decide(pipeline, "1.3.c", line="below")
    assert len(pipeline.decisions) == 1
    assert told["error"]["message"] == (
        "Something went wrong on our side. Reload the page: it shows what was recorded."
    )
    assert "ValueError" in caplog.text
    assert PAYLOAD not in caplog.text


def test_the_prompt_on_screen_is_wanted_first_while_drafts_are_made(pipeline: StandIn) -> None:
    ask(pipeline, "assure", prompt="1.3.c")
    assert pipeline.looked_at == []
    pipeline.waiting = {"1.3.c", "2.a"}
    ask(pipeline, "assure", prompt="2.a")
    assert pipeline.looked_at == ["2.a"]


def test_a_model_server_on_this_computer_is_offered_by_name(pipeline: StandIn) -> None:
    assert answer(pipeline, {"ask": "local"})["local"] is None
    empty = LocalServer(name="vLLM", base_url="http://127.0.0.1:8000/v1", models=())
    found = LocalServer(name="Ollama", base_url="http://127.0.0.1:11434/v1", models=("a", "b"))
    pipeline.servers = (empty, found)
    assert answer(pipeline, {"ask": "local"})["local"] == (
        "On this computer Ollama seems to answer: OPENAI_BASE_URL=http://127.0.0.1:11434/v1 and "
        "ASSISTANT_MODEL=a (and 1 more model) would use it."
    )


def test_a_review_is_deleted_by_name_only_and_the_sample_comes_back_on_demand(pipeline: StandIn) -> None:
    told = ask(pipeline, "delete", by="")
    assert told["error"]["field"] == "delete-by"
    assert not pipeline.deleted
    told = ask(pipeline, "delete", by="R. Quillfeather")
    assert (told["said"], told["reviews"]["rows"]) == ("Deleted: LM-2026-014.", [])
    assert told["reviews"]["offers_sample"]
    assert len(answer(pipeline, {"ask": "sample"})["reviews"]["rows"]) == 1


class ArrivesBetween(StandIn):
    """The last draft comes right after the first look that is taken, whichever that is."""

    def assurance(self, review: str, /) -> Assurance:
        kept = super().assurance(review)
        self.arrive(1)
        return kept

    def progress(self, review: str, /) -> Progress:
        come = super().progress(review)
        self.arrive(1)
        return come


def test_a_draft_that_comes_while_the_screen_is_made_is_not_taken_for_missing() -> None:
    pipeline = ArrivesBetween(endpoint=Endpoint(host="models.example:8443", model="evidence-large")).unstarted()
    pipeline.start(REVIEW)
    pipeline.arrive(53)
    assert ask(pipeline, "read")["read"]["drafting"]["state"] == "running"
