"""The next version on screen: what changed, and earlier decisions as proposals to reconfirm."""

from typing import Any

import pytest

from assistant.domain.change import Changes
from assistant.domain.draft import Line
from assistant.domain.earlier import JudgedBefore
from assistant.domain.judgement import Answer, Decision, DecisionKind
from assistant.domain.opening import Opening
from assistant.domain.review import Review
from assistant.steps.change import change
from assistant.ui.actions import answer
from assistant.ui.presentation.changes import MOST, changed_words, shown_changes
from tests.steps.test_change import VISIT, version
from tests.ui.resubmitted import BEFORE_ID, PROMPT, following
from tests.ui.specimen import AT, PAYLOAD, REVIEW
from tests.ui.stand_in import StandIn


def ask(pipeline: StandIn, what: str, **given: Any) -> dict[str, Any]:
    return answer(pipeline, {"ask": what, "review": REVIEW, **given})


def shown(pipeline: StandIn, prompt: str = PROMPT) -> dict[str, Any]:
    told: dict[str, Any] = ask(pipeline, "assure", prompt=prompt)["prompt"]["earlier"]
    return told


def reconfirm(pipeline: StandIn, **given: Any) -> dict[str, Any]:
    wanted = {"prompt": PROMPT, "earlier": "d7", "draft": None, "note": "", "by": "A."} | given
    return ask(pipeline, "reconfirm", **wanted)


def test_an_earlier_decision_is_a_proposal_with_what_became_of_each_passage() -> None:
    told = shown(following())
    assert (told["words"], told["offers"], told["state"], told["absent"]) == (
        "Below the line",
        True,
        None,
        False,
    )
    assert told["changed"] == "The earlier version had 55 passages. Since then: 1 changed, 1 gone."
    assert [(one["became"], one["lost"]) for one in told["grounds"]] == [
        ("unchanged", False),
        ("changed", True),
        ("gone", False),
    ]
    assert told["grounds"][1]["place"] == "5.3 Implementation, paragraph 3"
    assert told["grounds"][2]["quotes"] == ["Nobody rang the family."]
    assert shown(following(), "2.a") is None
    assert shown(StandIn()) is None


def test_a_decision_is_reconfirmed_as_one_of_this_version_with_the_reason_of_before() -> None:
    pipeline = following()
    told = reconfirm(pipeline)
    assert told["said"].startswith("Recorded: Below the line.")
    (decision,) = pipeline.decisions
    assert (decision.kind, decision.line, decision.earlier) == (
        DecisionKind.OVERRIDE,
        Line.BELOW,
        f"{BEFORE_ID}/d7",
    )
    assert decision.reason == PAYLOAD
    prompt = told["prompt"]
    assert (prompt["earlier"]["state"], prompt["earlier"]["offers"]) == ("Reconfirmed on this version.", False)
    assert not prompt["choice"]["decided"]["overridden"]
    assert prompt["history"][-1]["words"].startswith("Reconfirmed from the earlier version: Below the line.")
    other = following()
    reconfirm(other, note="Still so.")
    assert other.decisions[0].reason == "Still so."


def test_what_must_be_opened_first_says_so_and_says_when_it_was() -> None:
    pipeline = following(searched=("All of it",))
    told = shown(pipeline)
    assert told["absent"]
    assert [(one["must"], one["new"], one["opened"]) for one in told["to_open"]] == [(True, True, False)]
    refused = reconfirm(pipeline)
    assert "1 of 1 are not opened" in refused["error"]["message"]
    assert pipeline.decisions == ()
    pipeline.openings = (Opening(prompt=PROMPT, passage="p11", by="A.", at=AT),)
    assert [one["opened"] for one in shown(pipeline)["to_open"]] == [True]
    assert reconfirm(pipeline)["ok"]


def test_where_there_is_nothing_to_reconfirm_nothing_is_recorded() -> None:
    for pipeline, prompt in ((StandIn(), PROMPT), (following(), "2.a"), (following(), "9.z")):
        assert not reconfirm(pipeline, prompt=prompt)["ok"]
        assert pipeline.decisions == ()
    assert reconfirm(following(), by="")["error"]["field"] == "by"


def test_the_task_list_says_what_was_decided_before_and_still_waits() -> None:
    pipeline = following()

    def waiting(told: dict[str, Any]) -> list[str]:
        return [row["id"] for group in told["groups"] for row in group["rows"] if row["before"]]

    assert waiting(ask(pipeline, "assure", prompt="2.a")) == [PROMPT]
    assert waiting(ask(StandIn(), "assure", prompt="2.a")) == []


def test_a_judgement_and_a_rating_of_before_are_told_and_go_no_further() -> None:
    pipeline = following()
    judged = Decision(
        id="d8", kind=DecisionKind.JUDGE, node="1", answer=Answer.NO, by="A.", at=AT, reason="So."
    )
    rated = Decision(id="d9", kind=DecisionKind.RATE, node="1", rating="Good", by="A.", at=AT)
    pipeline.judged = {"1": JudgedBefore(judged=judged, rated=rated)}
    told = ask(pipeline, "judgements", node="1")["judgements"]
    assert told["before"] == (
        "On the earlier version: No, So (A., 11 November 2026); rated Good (A., 11 November 2026). "
        "It does not go on to this one."
    )
    assert [row["held"] for row in told["rows"] if row["id"] == "1"] == [None]
    assert ask(pipeline, "judgements", node="1.1")["judgements"]["before"] is None


def test_a_prompt_decided_anew_says_so_beside_the_earlier_decision() -> None:
    pipeline = following()
    given = {"draft": None, "line": "above", "reason_code": "other", "note": "It was mended.", "by": "A."}
    told = ask(pipeline, "decide", prompt=PROMPT, **given)
    assert told["prompt"]["earlier"]["state"] == "Decided anew on this version."


def test_what_changed_is_shown_in_the_order_of_this_version_and_then_what_is_gone() -> None:
    pipeline = following()
    told = ask(pipeline, "changes")["changes"]
    assert [(row["became"], row["passage"]) for row in told["rows"]] == [("changed", "p11"), ("gone", None)]
    assert [s["text"] for s in told["rows"][0]["stretches"] if s["wording"] == "gone"] == ["seldom "]
    assert told["rows"][1]["place"].endswith("in the earlier version")
    version_told = ask(pipeline, "read")["read"]["version"]
    assert version_told["waiting"] == "To be reconfirmed here, one by one, under Assure: 1 decision."
    assert ask(StandIn(), "read")["read"]["version"] is None
    assert not ask(StandIn(), "changes")["ok"]


def test_a_version_that_was_rewritten_shows_a_part_and_says_so() -> None:
    before, after = version(VISIT), version(*(f"Sentence {n} is new." for n in range(MOST + 3)), number=2)
    told = shown_changes(before, after, change(before, after), {})
    assert len(told.rows) == MOST
    assert told.more == "4 more passages not shown: so much of it is new that it is better read as a whole."


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (version(VISIT, number=2), "No passage differs from the earlier version."),
        (version(VISIT, "New.", number=2), "The earlier version had 1 passage. Since then: 1 new."),
        (
            version("New.", number=2),
            "The earlier version had 1 passage. Since then: 1 gone, 1 new. Most of it is gone: make sure that "
            "these are files of the same review.",
        ),
    ],
)
def test_how_much_changed_is_said_in_a_sentence(after: Review, words: str) -> None:
    changes: Changes = change(version(VISIT), after)
    assert changed_words(changes) == words
