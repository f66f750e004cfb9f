"""Evidence, rationale and undo as the browser asks for them: checked, and answered with what follows."""

from typing import Any

import pytest

from assistant.domain.draft import CheckedFinding, Flag, FlagKind, Met
from assistant.domain.judgement import DecisionKind as K
from assistant.ui.actions import answer
from tests.ui.specimen import REVIEW
from tests.ui.stand_in import StandIn

BY = "R. Quillfeather"
WORDS = "We consider this a missed opportunity."


@pytest.fixture
def pipeline() -> StandIn:
    return StandIn()


def ask(pipeline: StandIn, what: str, prompt: str = "1.3.c", **given: Any) -> dict[str, Any]:
    by = {} if what == "assure" else {"by": BY}
    return answer(pipeline, {"ask": what, "review": REVIEW, "prompt": prompt, **by, **given})


def cite(pipeline: StandIn, **given: Any) -> dict[str, Any]:
    told = {"stance": "against", "expectation": 2, "passage": "p10", "words": WORDS, "pieces": [], **given}
    return ask(pipeline, "cite", **told)


def reword(pipeline: StandIn, words: str, **given: Any) -> dict[str, Any]:
    shown = ask(pipeline, "assure")["prompt"]
    told = {"draft": shown["draft"]["key"], "words": words, "numbers": shown["edit"]["numbers"], **given}
    return ask(pipeline, "reword", **told)


def kinds(pipeline: StandIn) -> list[K]:
    return [decision.kind for decision in pipeline.decisions]


def test_own_evidence_is_numbered_among_the_drafts_and_says_whose_it_is(pipeline: StandIn) -> None:
    told = cite(pipeline)
    assert told["said"] == "Evidence added."
    own = [one for one in told["prompt"]["evidence"] if one["own"]]
    assert [(one["n"], one["own"], one["stance"], one["expectations"]) for one in own] == [
        (5, BY, "against", ["/2"])
    ]
    assert not own[0]["strongest"]
    assert [one["n"] for one in told["prompt"]["evidence"]] == [1, 2, 3, 4, 5, 6]
    rows = {row["number"]: row for row in told["prompt"]["expectations"]}
    assert 5 in rows["/2"]["cites"]


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"stance": None}, "stance", "for or against"),
        ({"words": "We consider this an opportunity."}, "own-words", "do not stand in the review"),
        ({"words": "We consider"}, "own-words", "too little"),
        ({"expectation": 40}, "own-words", "no expectation 1.3.c/40"),
        ({"pieces": [{"passage": "p10", "start": 0, "end": 4000}]}, "own-words", "do not stand"),
        ({"by": " "}, "by", "Give your name first"),
        ({"stance": "perhaps"}, None, "could not be read"),
        ({"pieces": [{"passage": "p10", "start": -1, "end": 4}]}, None, "could not be read"),
        ({"pieces": [{"passage": "p10", "start": 0, "end": 4}] * 41}, None, "could not be read"),
    ],
)
def test_what_is_no_evidence_is_refused_at_its_field(
    pipeline: StandIn, given: dict[str, Any], field: str | None, said: str
) -> None:
    told = cite(pipeline, **given)
    assert not told["ok"]
    assert told["error"]["field"] == field
    assert said in told["error"]["message"]
    assert pipeline.decisions == ()


def test_what_is_removed_is_no_evidence_until_it_is_put_back(pipeline: StandIn) -> None:
    strongest = next(one for one in ask(pipeline, "assure")["prompt"]["evidence"] if one["n"] == 4)
    given = {"stance": "supports", "pieces": strongest["located"]}
    told = ask(pipeline, "remove", **given)
    assert told["said"] == "Evidence removed. It can be put back."
    assert [one["n"] for one in told["prompt"]["evidence"]] == [1, 2, 3, 4]
    assert WORDS not in str(told["prompt"]["evidence"])
    assert told["prompt"]["none_for"] == "Removed. It can be put back below"
    (gone,) = told["prompt"]["removed"]
    assert (gone["quotes"], gone["by"], gone["stance"]) == ([WORDS], BY, "for")
    assert "is not there" in ask(pipeline, "remove", **given)["error"]["message"]
    told = ask(pipeline, "undo", decision=gone["decision"])
    assert told["said"] == "Undone. Put back: it is evidence again."
    assert (told["prompt"]["removed"], len(told["prompt"]["evidence"])) == ([], 5)
    assert kinds(pipeline) == [K.REMOVE, K.UNDO]


def test_a_line_whose_evidence_was_all_removed_says_so_and_the_count_of_the_drafts_own_stays(
    pipeline: StandIn,
) -> None:
    shown = ask(pipeline, "assure", prompt="1.2.e")["prompt"]
    faults, (drafted,) = shown["draft"]["faults"], shown["evidence"]
    side, stance = ("for", "supports") if drafted["stance"] == "for" else ("against", "against")
    cite(pipeline, prompt="1.2.e", stance=stance, expectation=None)
    told = ask(pipeline, "remove", prompt="1.2.e", stance=stance, pieces=drafted["located"])
    assert told["prompt"]["draft"]["faults"] == faults
    (own,) = told["prompt"]["evidence"]
    told = ask(pipeline, "remove", prompt="1.2.e", stance=stance, pieces=own["located"])
    said = f"All evidence {side} was removed: nothing that stands carries this line."
    assert told["prompt"]["draft"]["faults"] == [*faults, said]


def test_the_rationale_is_edited_by_the_numbers_of_the_evidence_and_kept_by_its_passages(
    pipeline: StandIn,
) -> None:
    shown = ask(pipeline, "assure")["prompt"]
    assert shown["edit"]["text"].startswith("The review explores the missed visit [4].")
    told = reword(pipeline, "The visit is explored [4], on 9 June too.")
    assert told["said"] == "Rationale for the report recorded."
    assert pipeline.decisions[0].rationale == "The visit is explored [p10], on 9 June too."
    own = told["prompt"]["reworded"]
    assert [p["kind"] for p in own["paragraphs"][0]] == ["text", "cite", "text", "flag", "text"]
    assert own["faults"].startswith("One place is marked: it stands in none")
    assert told["prompt"]["draft"]["rationale"] == shown["draft"]["rationale"]
    assert reword(pipeline, "The visit is explored [4], on 9 June too.")["error"]["field"] == "rationale-words"
    told = ask(pipeline, "undo", decision="d1")
    assert told["said"] == "Undone. The rationale is as it was before."
    assert told["prompt"]["reworded"] is None
    assert kinds(pipeline) == [K.REWORD, K.UNDO]


def test_words_too_long_or_written_on_another_draft_are_refused(pipeline: StandIn) -> None:
    assert not reword(pipeline, "a" * 4001)["ok"]
    assert "has changed since" in reword(pipeline, "Words.", draft="older")["error"]["message"]
    assert not ask(pipeline, "reword", prompt="9.z", draft=None, words="Words.", numbers=[])["ok"]
    assert pipeline.decisions == ()


def test_an_undo_says_what_counts_now(pipeline: StandIn) -> None:
    key = ask(pipeline, "assure")["prompt"]["draft"]["key"]
    ask(pipeline, "accept", draft=key, note="")
    given = {"draft": key, "line": "above", "reason_code": "missed_evidence", "note": ""}
    told = ask(pipeline, "decide", **given)
    assert told["prompt"]["choice"]["decided"]["id"] == "d2"
    assert "Undo the later one first" in ask(pipeline, "undo", decision="d1")["error"]["message"]
    told = ask(pipeline, "undo", decision="d2")
    assert told["said"].startswith("Undone. The decision before it counts again. 1.3: ")
    assert told["prompt"]["choice"]["decided"]["words"] == "Below the line"
    told = ask(pipeline, "undo", decision="d1")
    assert told["said"].startswith("Undone. This prompt is undecided.")
    assert told["frame"]["words"] == "Draft: 54 of 54 undecided"
    words = [entry["words"] for entry in told["prompt"]["history"]]
    assert words == [
        "Draft: Below the line.",
        "Accepted the draft: Below the line.",
        "Recorded: Above the line. Missed evidence.",
        "Undid: Recorded: Above the line.",
        "Undid: Accepted the draft: Below the line.",
    ]
    assert [entry["undone"] for entry in told["prompt"]["history"]] == [False, True, True, False, False]


def test_looking_at_evidence_is_kept_and_decides_nothing(pipeline: StandIn) -> None:
    assert ask(pipeline, "opened", passages=["p6", "p10"])["ok"]
    shown = ask(pipeline, "assure")["prompt"]
    assert [one["n"] for one in shown["evidence"] if one["opened"]] == [1, 4]
    assert ask(pipeline, "opened", passages=["p6"], by="")["ok"]
    assert not ask(pipeline, "opened", passages=["p6"] * 41)["ok"]
    assert pipeline.decisions == ()


def test_a_finding_that_nothing_carries_says_why(pipeline: StandIn) -> None:
    absent = CheckedFinding(expectation="1.2.e/2", met=Met.UNSUPPORTED, note="It says so.")
    silent = CheckedFinding(expectation="1.2.e/1", met=Met.UNSUPPORTED, note="It says so.")
    flag = Flag(kind=FlagKind.NOT_READ_WHOLE, text="5.3 Implementation")
    changed = {"findings": (absent, silent), "unread": ("s3",), "flags": (flag,)}
    pipeline.drafts = tuple(
        draft.model_copy(update=changed) if draft.prompt == "1.2.e" else draft for draft in pipeline.drafts
    )
    rows = {row["number"]: row for row in ask(pipeline, "assure", prompt="1.2.e")["prompt"]["expectations"]}
    assert rows["/2"]["why"] == "Nothing it quoted for this was found in the review."
    assert rows["/1"]["why"] == "It cited nothing, and not everything was read: nothing rests on absence."
    assert rows["/3"]["why"] is None
