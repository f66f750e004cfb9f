"""Sign-off without a browser: what is open in words, notices acknowledged, signed, reopened, exported."""

from typing import Any

import pytest

from assistant.domain.draft import Line
from assistant.domain.judgement import Act, Answer, DecisionKind, ReasonCode
from assistant.domain.review import Notice, NoticeKind
from assistant.ui.actions import answer
from assistant.ui.presentation.notices import shown_notices
from assistant.ui.presentation.sign_off import SignOff, sign_off
from tests.ui.specimen import REVIEW, review
from tests.ui.stand_in import StandIn
from tests.worked import BY, sign, work

K = DecisionKind


@pytest.fixture
def pipeline() -> StandIn:
    return StandIn()


def ask(pipeline: StandIn, what: str, **given: Any) -> dict[str, Any]:
    return answer(pipeline, {"ask": what, "review": REVIEW, **given})


def shown(pipeline: StandIn) -> SignOff:
    return sign_off(pipeline.rubric, pipeline.assurance(REVIEW))


def accept(pipeline: StandIn, prompt: str) -> None:
    draft = pipeline.assurance(REVIEW).draft(prompt)
    pipeline.decide(REVIEW, Act(kind=K.ACCEPT, prompt=prompt, line=draft.line, by=BY, draft=draft.key))


def test_what_stops_and_what_to_check_are_counted_in_a_sentence(pipeline: StandIn) -> None:
    assert shown(pipeline).lede.startswith(
        "Three things stop sign-off. Check two more: you may sign with them open"
    )
    work(pipeline)
    assert shown(pipeline).lede.startswith("Everything is decided, judged and rated. Check three things:")
    for prompt, passage in [(u.prompt, u.passage) for u in shown(pipeline).unopened]:
        pipeline.keep_opening(REVIEW, prompt, BY, passage)
    ask(
        pipeline,
        "acknowledge",
        notices=[i for n in shown(pipeline).notices for i in n.ids],
        screen="read",
        by=BY,
    )
    assert shown(pipeline).lede.startswith(
        "Everything is decided, judged and rated. Check one thing: you may sign"
    )
    sign(pipeline)
    assert shown(pipeline).lede == "This assurance is signed off: it can be read and exported, not changed."


def test_a_judgement_that_the_counts_have_left_stops_it_and_leads_to_the_judgement(pipeline: StandIn) -> None:
    work(pipeline)
    initial = pipeline.assurance(REVIEW).judgement("1.1").initial
    assert initial is not None
    pipeline.decide(REVIEW, Act(kind=K.JUDGE, node="1.1", answer=initial.answer, by=BY))
    other = Line.ABOVE if initial.answer is Answer.NO else Line.BELOW
    for letter in "abcde":
        act = Act(
            kind=K.OVERRIDE, prompt=f"1.1.{letter}", line=other, reason_code=ReasonCode.OTHER, reason="r", by=BY
        )
        pipeline.decide(REVIEW, act)
    assert shown(pipeline).lede.startswith("One thing stops sign-off.")
    ((node, name),) = shown(pipeline).moved
    assert (node, name[:4]) == ("1.1", "1.1 ")


def test_a_draft_accepted_unread_is_listed_with_where_to_begin(pipeline: StandIn) -> None:
    accept(pipeline, "1.3.c")
    (one,) = shown(pipeline).unopened
    assert (one.title, one.words, one.evidence) == ("1.3.c Missed opportunities", "Below the line", "0 of 5")
    assert one.passage == "p10"


def test_an_information_item_is_called_by_its_name_and_not_by_an_id(pipeline: StandIn) -> None:
    accept(pipeline, "info.case_details")
    assert [one.title for one in shown(pipeline).unopened] == ["Case details"]


def test_what_was_not_answered_and_what_is_unsupported_say_why(pipeline: StandIn) -> None:
    view = shown(pipeline)
    assert view.unanswered_title == "1 prompt not answered, 1 unsupported"
    words = {prompt: said for prompt, _, said in view.unanswered}
    assert words["2.c"].startswith("Not answered: the endpoint's content filter")
    assert words["3.1.d"].endswith("carries what was proposed, Not applicable")


def test_a_notice_is_acknowledged_on_either_screen_and_shows_who_did(pipeline: StandIn) -> None:
    first, second = (one.ids for one in shown_notices(pipeline.assurance(REVIEW)))
    told = ask(pipeline, "acknowledge", notices=list(first), screen="read", by=BY)
    assert told["said"] == "1 notice acknowledged."
    assert [n["acknowledged"] for n in told["read"]["notices"]] == [
        f"Acknowledged by {BY}, 11 November 2026",
        None,
    ]
    told = ask(pipeline, "acknowledge", notices=list(second), screen="sign-off", by=BY)
    assert told["sign_off"]["notices"] == []
    again = ask(pipeline, "acknowledge", notices=list(second), screen="sign-off", by=BY)
    assert "acknowledged before" in again["error"]["message"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"notices": ["0" * 12], "by": BY}, "may have changed"),
        ({"notices": [], "by": BY}, "could not be read"),
        ({"notices": ["<b>"], "by": BY}, "could not be read"),
        ({"notices": ["0" * 12], "by": ""}, "Give your name first"),
    ],
)
def test_an_acknowledgement_that_cannot_be_is_refused_in_words(
    pipeline: StandIn, given: dict[str, Any], says: str
) -> None:
    told = ask(pipeline, "acknowledge", screen="read", **given)
    assert says in told["error"]["message"]
    assert pipeline.decisions == ()


def test_parts_that_are_missing_are_acknowledged_as_the_one_notice_they_are_shown_as() -> None:
    missing = tuple(Notice(kind=NoticeKind.MISSING_PART, message=f"No {part}.") for part in ("a", "b", "c"))
    pipeline = StandIn(of=review().model_copy(update={"notices": missing}))
    (one,) = shown_notices(pipeline.assurance(REVIEW))
    assert one.title == "3 expected parts not found"
    ask(pipeline, "acknowledge", notices=list(one.ids), screen="sign-off", by=BY)
    (one,) = shown_notices(pipeline.assurance(REVIEW))
    assert one.acknowledged == f"Acknowledged by {BY}, 11 November 2026"
    assert shown(pipeline).notices == ()


def test_signed_off_it_is_read_only_but_for_reopening_and_every_signature_is_kept(pipeline: StandIn) -> None:
    work(pipeline)
    given = {"reopen": False, "mine": True, "by": BY}
    refused = ask(pipeline, "sign", reason="", **given)
    assert refused["error"]["field"] == "reason"
    assert "not opened" in refused["error"]["message"]
    told = ask(pipeline, "sign", reason="Read on paper.", **given)
    assert told["said"] == f"Signed off by {BY}."
    assert told["frame"]["signed_off"]
    draft = pipeline.assurance(REVIEW).draft("1.1.a")
    late = ask(pipeline, "accept", prompt="1.1.a", draft=draft.key, note="", by=BY)
    assert "can be read, not changed" in late["error"]["message"]
    notice = shown_notices(pipeline.assurance(REVIEW))[0].ids
    assert not ask(pipeline, "acknowledge", notices=list(notice), screen="read", by=BY)["ok"]
    again = {"reopen": True, "mine": False, "by": BY}
    assert ask(pipeline, "sign", reason="", **again)["error"]["field"] == "reason"
    assert ask(pipeline, "sign", reason="A correction came.", **again)["ok"]
    assert ask(pipeline, "accept", prompt="1.1.a", draft=draft.key, note="", by=BY)["ok"]
    assert [(one.words, one.reason) for one in shown(pipeline).history] == [
        (f"Reopened by {BY}", "A correction came."),
        (f"Signed off by {BY}", "Read on paper."),
    ]


def test_exports_say_in_their_names_whether_they_are_drafts(pipeline: StandIn) -> None:
    names = [one.name for one in shown(pipeline).exports]
    assert names == [
        "LM-2026-014 report DRAFT.docx",
        "LM-2026-014 result DRAFT.json",
        "LM-2026-014 prompts DRAFT.csv",
    ]
    work(pipeline)
    sign(pipeline)
    assert shown(pipeline).exports[0].name == "LM-2026-014 report.docx"
    assert shown(pipeline).mark is None


def test_a_reference_becomes_a_plain_file_name(pipeline: StandIn) -> None:
    whole = pipeline.assurance(REVIEW)
    for reference, name in (
        ("SFO/HM/0417/24", "SFO-HM-0417-24 report"),
        ("../../x", "x report"),
        ("../", "01234567 report"),
    ):
        intake = whole.intake.model_copy(update={"reference": reference})
        view = sign_off(pipeline.rubric, whole.model_copy(update={"intake": intake}))
        assert view.exports[0].name.startswith(name)
