"""What the report makes of the inspector's own evidence and words, of notices, signatures and lines."""

from typing import Any

import pytest

from assistant.domain.draft import CheckedFinding, Flag, FlagKind, Line, Met, Stance
from assistant.domain.judgement import Act, DecisionKind, ReasonCode
from assistant.domain.notices import notice_ids
from assistant.domain.report import PromptReport, Report
from assistant.steps.report import report
from assistant.steps.report.words import gist
from tests.steps.reporting import AT, quoted
from tests.ui.specimen import REVIEW
from tests.ui.stand_in import StandIn
from tests.worked import BY, sign, work

K = DecisionKind


def made(kept: StandIn) -> Report:
    return report(kept.rubric, kept.assurance(REVIEW), AT)


def told(kept: StandIn, prompt: str) -> PromptReport:
    whole = made(kept)
    nodes = [node for s in whole.standards for node in (s.node, *s.key_questions)]
    (found,) = [p for node in (*nodes, *whole.groups) for p in node.prompts if p.id == prompt]
    return found


def act(kept: StandIn, kind: DecisionKind, prompt: str | None = None, **fields: Any) -> None:
    kept.decide(REVIEW, Act(kind=kind, prompt=prompt, by=BY, **fields))


def test_evidence_of_ones_own_is_quoted_and_said_to_be_added_whatever_it_is_for() -> None:
    kept = StandIn()
    citation = quoted(kept.review, "The visit was not rearranged.", expectation="1.3.c/1", cited="p12")
    act(kept, K.CITE, "1.3.c", citation=citation)
    found = told(kept, "1.3.c")
    assert ("Against", ("The visit was not rearranged.",)) in [(q.stance, q.texts) for q in found.quotations]
    assert f"1 quotation was added by {BY}." in found.remarks
    act(kept, K.UNDO, "1.3.c", undoes="d1")
    assert "added" not in " ".join(told(kept, "1.3.c").remarks)


def test_evidence_of_ones_own_stands_under_a_prompt_that_was_not_answered() -> None:
    kept = StandIn()
    act(
        kept,
        K.CITE,
        "2.c",
        citation=quoted(kept.review, "Notes are clear.", stance=Stance.SUPPORTS, cited="p9"),
    )
    (quotation,) = told(kept, "2.c").quotations
    assert (quotation.stance, quotation.texts) == ("For", ("Notes are clear.",))


def test_evidence_taken_out_is_not_quoted_and_is_said_to_be() -> None:
    kept = StandIn()
    taken = kept.assurance(REVIEW).draft("1.3.c").citations[0]
    act(kept, K.REMOVE, "1.3.c", citation=taken)
    found = told(kept, "1.3.c")
    assert "We consider this a missed opportunity." not in [text for q in found.quotations for text in q.texts]
    assert f"1 quotation taken out by {BY}." in found.remarks


def test_a_rationale_in_ones_own_words_stands_in_place_of_the_drafts_with_its_own_faults() -> None:
    kept = StandIn()
    flags = (Flag(kind=FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, text="9 June"),)
    words = "The visit of 9 June was never explored [p10]. That is all."
    act(kept, K.REWORD, "1.3.c", rationale=words, flags=flags)
    found = told(kept, "1.3.c")
    (rationale,) = [fact for fact in found.reasons if fact.name.startswith("Rationale")]
    assert rationale.name == f"Rationale, in the words of {BY}"
    assert rationale.value.startswith("The visit of 9 June was never explored [1]")
    assert any(remark.endswith("none of the passages it cites: 9 June.") for remark in found.remarks)
    assert not any("15 May" in remark for remark in found.remarks)
    assert found.gist == "The visit of 9 June was never explored. That is all."


def test_a_standard_lists_what_was_done_well_and_what_to_improve_with_what_is_only_drafted() -> None:
    kept = StandIn()
    code = ReasonCode.WRONG_THRESHOLD
    act(kept, K.OVERRIDE, "1.3.c", line=Line.BELOW, reason_code=code, reason="The test is not explored.")
    act(kept, K.PRECLUDE, "1.3.c", reason="It bears on everything.")
    first = made(kept).standards[0]
    (point,) = [point for point in first.to_improve if point.prompt == "1.3.c"]
    assert (point.words, point.note) == ("The test is not explored.", "bars a yes")
    assert {p.note for p in first.done_well} == {"drafted, not decided"}
    well, improve = ({p.prompt for p in points} for points in (first.done_well, first.to_improve))
    assert not well & improve
    assert well | improve == {p.id for n in kept.rubric.standards[0].key_questions for p in n.prompts}


def test_a_line_decided_with_no_reason_is_said_to_have_none() -> None:
    kept = StandIn()
    act(kept, K.OVERRIDE, "2.c", line=Line.BELOW)
    (point,) = [point for point in made(kept).standards[1].to_improve if point.prompt == "2.c"]
    assert (point.words, point.note) == (None, "no reason was written")


def test_below_the_line_what_is_wanting_comes_before_praise() -> None:
    kept = StandIn()
    expectations = [e.id for e in kept.rubric.prompt("1.1.a").expectations]
    findings = (
        CheckedFinding(expectation=expectations[0], met=Met.PARTLY, note="The timing is given only in part."),
        CheckedFinding(expectation=expectations[1], met=Met.NOT_MET, note="No assessment in custody is named."),
    )
    changed = {
        "line": Line.BELOW,
        "proposed_line": Line.BELOW,
        "rationale": "Much is good.",
        "findings": findings,
    }
    kept.drafts = tuple(d.model_copy(update=changed) if d.prompt == "1.1.a" else d for d in kept.drafts)
    assert told(kept, "1.1.a").gist == "No assessment in custody is named."


def test_notices_say_who_acknowledged_them_and_open_points_how_many_nobody_did() -> None:
    kept = StandIn()
    first, _ = notice_ids(kept.review.notices)
    act(kept, K.ACKNOWLEDGE, notices=(first,))
    whole = made(kept)
    assert whole.notices == (
        f"One paragraph is hidden. Acknowledged by {BY}.",
        "One deletion. Not acknowledged.",
    )
    assert {f.name: f.value for f in whole.open_points}["Notices not acknowledged"] == "1 of 2"
    assert whole.trail[-1].act == "Acknowledged 1 notice."


def test_every_signature_and_reopening_is_told_apart_from_the_other_decisions() -> None:
    kept = StandIn()
    work(kept)
    sign(kept)
    act(kept, K.REOPEN, reason="The region sent a correction.")
    whole = made(kept)
    assert [row.act for row in whole.sign_offs] == [
        "Signed off. The rest was read on paper.",
        "Reopened. The region sent a correction.",
    ]
    opened = {f.name: f.value for f in whole.open_points}["Accepted without opening the evidence"]
    assert opened.startswith("chronology.a, ")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The review tests the plan [p51] [p52]. It goes on.", "The review tests the plan. It goes on."),
        (
            "Mr. Marrack was seen by Dr. A. Fenwick every week until the end of April. Then no more.",
            "Mr. Marrack was seen by Dr. A. Fenwick every week until the end of April.",
        ),
        (
            "The manager wrote in the record of that day: “It was late. We went home.” Nothing else is said.",
            "The manager wrote in the record of that day: “It was late. We went home.”",
        ),
        ("", None),
    ],
)
def test_a_gist_is_whole_sentences_without_references_and_never_half_a_quotation(
    text: str, first: str | None
) -> None:
    assert gist(text) == first


def test_where_nothing_is_not_met_the_rationale_is_given_room_to_turn() -> None:
    kept = StandIn()
    words = "Practice is judged at every level and learning is named. Managers are left out. More would help."
    changed = {"line": Line.BELOW, "rationale": words, "findings": ()}
    kept.drafts = tuple(d.model_copy(update=changed) if d.prompt == "1.1.a" else d for d in kept.drafts)
    assert told(kept, "1.1.a").gist == words
