"""What the report says: nothing drafted as decided, nothing left in silence."""

from datetime import date

import pytest

from assistant.domain.agreement import Agreement, Lines
from assistant.domain.assurance import Run
from assistant.domain.draft import (
    CheckedFinding,
    Draft,
    DraftStatus,
    Flag,
    FlagKind,
    Instructions,
    Line,
    Met,
    Outcome,
    Stance,
    Tokens,
)
from assistant.domain.judgement import Answer, ReasonCode
from assistant.domain.result import trail_head
from assistant.domain.review import Intake
from assistant.domain.rubric import Over
from tests.steps.reporting import AT, RUBRIC, K, assurance, decision, draft, made, quoted, review, told


def test_until_signed_off_the_status_counts_what_is_undecided() -> None:
    one = decision(K.OVERRIDE, prompt="1.3.c", line=Line.ABOVE)
    assert made(assurance(decisions=[one])).status == "Draft: 53 of 54 undecided"
    every = [decision(K.OVERRIDE, prompt=p.id, line=Line.ABOVE) for p in RUBRIC.prompts]
    assert made(assurance(decisions=every)).status == "Draft: all 54 decided, not signed off"
    signed = decision(K.SIGN_OFF, reason="2.c was judged by hand.")
    whole = made(assurance(decisions=[*every, signed]))
    assert whole.status == "Signed off by R. Quillfeather, 12 November 2026"
    assert {f.name: f.value for f in whole.cover}["Signed with points open"] == "2.c was judged by hand."


def test_every_prompt_and_every_node_of_the_rubric_is_in_the_report() -> None:
    whole = made(assurance())
    nodes = [node for s in whole.standards for node in (s.node, *s.key_questions)]
    told_of = [p.id for n in (*nodes, *whole.groups) for p in n.prompts]
    assert sorted(told_of) == sorted(p.id for p in RUBRIC.prompts)
    assert [row.node for row in whole.summary] == [*(n.id for n in RUBRIC.nodes()), "overall"]
    assert [group.title for group in whole.groups] == ["Chronology", "Information"]
    assert all(not group.facts and not group.trace for group in whole.groups)  # no rule weighs them


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (Line.ABOVE, "Above the line"),
        (Line.BELOW, "Below the line"),
        (Line.NOT_APPLICABLE, "Not applicable"),
        (Line.UNDETERMINED, "Undetermined"),
    ],
)
def test_a_drafted_line_is_said_to_be_drafted_and_not_decided(line: Line, words: str) -> None:
    found = told(assurance(draft("1.3.c", line)), "1.3.c")
    assert (found.standing, found.by, found.line) == (words, "drafted, not decided", line)
    assert found.reasons[0].name == "Rationale, drafted and not decided"


def test_an_accepted_draft_names_who_decided_and_when() -> None:
    act = decision(K.ACCEPT, prompt="1.3.c", line=Line.BELOW, draft="k-1.3.c")
    found = told(assurance(draft("1.3.c"), decisions=[act]), "1.3.c")
    assert (found.standing, found.by) == ("Below the line", "decided by R. Quillfeather, 12 November 2026")
    assert [(f.name, f.value) for f in found.reasons] == [("Rationale", "Why 1.3.c.")]


def test_whose_words_the_rationales_are_is_said_once_and_not_where_no_draft_is_told() -> None:
    words = made(assurance(draft("1.3.c"))).words
    assert words is not None
    assert "drafted by a language model" in words
    assert made(assurance()).words is None


def test_a_draft_departed_from_is_not_told_as_the_reason() -> None:
    source = review()
    offered = draft(
        "1.3.c",
        citations=(quoted(source, "did not take place"),),
        findings=(CheckedFinding(expectation="1.3.c/1", met=Met.NOT_MET, note="n"),),
    )
    act = decision(
        K.OVERRIDE,
        prompt="1.3.c",
        line=Line.ABOVE,
        draft="k-1.3.c",
        reason_code=ReasonCode.WRONG_THRESHOLD,
        reason="The visit was made up for",
    )
    found = told(assurance(offered, decisions=[act], source=source), "1.3.c")
    assert [(f.name, f.value) for f in found.reasons] == [
        ("Inspector's reason", "Right evidence, wrong threshold. The visit was made up for.")
    ]
    assert found.remarks == ("The draft had: Below the line.",)
    assert found.found == ()
    assert [q.texts for q in found.quotations] == [("did not take place",)]


def test_a_decision_on_an_earlier_draft_does_not_borrow_the_evidence_of_the_new_one() -> None:
    source = review()
    act = decision(K.ACCEPT, prompt="1.3.c", line=Line.BELOW, draft="older")
    offered = draft("1.3.c", citations=(quoted(source, "did not take place"),))
    found = told(assurance(offered, decisions=[act], source=source), "1.3.c")
    assert (found.reasons, found.quotations) == ((), ())
    assert found.remarks == ("Decided on an earlier draft, which is kept with the assurance.",)


def test_not_answered_not_run_and_hidden_are_three_things_plainly_said() -> None:
    failed = Draft(
        key="k", review="0" * 16, prompt="2.c", status=DraftStatus.NOT_ANSWERED, reason=Outcome.FILTERED
    )
    state = assurance(failed, draft("1.4.b", Line.ABOVE), hidden="1.4.b")
    assert told(state, "2.c").standing == "Not answered"
    assert told(state, "2.c").by.startswith("the endpoint's content filter blocked")
    assert told(state, "2.d").standing == "Not run"
    hidden = told(state, "1.4.b")
    assert (hidden.standing, hidden.line, hidden.reasons) == ("Not decided", None, ())
    points = {f.name: f.value for f in made(state).open_points}
    assert points["Not answered"].startswith("2.c: the endpoint's content filter")
    assert points["Hidden until a line is recorded"] == "1.4.b"
    assert points["Undecided"] == "54 of 54 prompts"


def test_a_line_recorded_before_the_draft_was_shown_is_told_as_one_with_the_draft_beside_it() -> None:
    act = decision(K.OVERRIDE, prompt="1.4.b", line=Line.BELOW, unseen="k1")
    state = assurance(draft("1.4.b", Line.ABOVE), decisions=[act])
    assert told(state, "1.4.b").remarks[:2] == (
        "Recorded before the draft was shown.",
        "The draft had: Above the line.",
    )
    assert made(state).trail[0].act == "Decided 1.4.b: Below the line, before the draft was shown."


def test_a_prompt_decided_by_hand_says_that_there_was_no_draft() -> None:
    failed = Draft(
        key="k", review="0" * 16, prompt="2.c", status=DraftStatus.NOT_ANSWERED, reason=Outcome.TIMEOUT
    )
    acts = [decision(K.OVERRIDE, prompt=p, line=Line.ABOVE) for p in ("2.c", "2.d")]
    state = assurance(failed, decisions=acts)
    assert told(state, "2.c").remarks == (
        "Decided by hand: no draft was obtained (the endpoint did not answer in time).",
    )
    assert told(state, "2.d").remarks == ("Decided by hand: no draft was run.",)
    assert {f.name: f.value for f in made(state).open_points}["Not answered"].startswith(
        "2.c (decided by hand)"
    )


def test_not_applicable_outside_the_rules_wording_is_marked() -> None:
    act = decision(K.OVERRIDE, prompt="1.3.a", line=Line.NOT_APPLICABLE, reason="No contact in the period.")
    assert told(assurance(decisions=[act]), "1.3.a").remarks[-1].startswith("Not applicable is outside")


def test_an_unsupported_draft_says_what_was_proposed() -> None:
    offered = draft(
        "3.1.d",
        Line.UNDETERMINED,
        proposed_line=Line.NOT_APPLICABLE,
        flags=(Flag(kind=FlagKind.UNSUPPORTED, text="x"),),
    )
    found = told(assurance(offered), "3.1.d")
    assert found.standing == "Undetermined"
    assert found.remarks[0] == (
        "Unsupported: no located evidence carries the line the model proposed (Not applicable)."
    )


def test_the_strongest_passage_against_is_told_to_be_none_where_there_is_none() -> None:
    missed = quoted(review(), "did not take place", stance=Stance.AGAINST, cited="p2")
    invented = quoted(review(), "never written anywhere", stance=Stance.AGAINST, cited="p2")
    against = [
        told(assurance(draft("1.3.c", citations=given)), "1.3.c").none_against
        for given in ((missed,), (), (invented,))
    ]
    assert against == [
        None,
        "Strongest passage against: None found by the draft.",
        "Strongest passage against: The draft offered one that is no evidence.",
    ]
    assert told(assurance(), "1.3.c").none_against is None, "without a draft nobody was asked"


def test_how_often_drafts_agree_is_told_of_the_draft_that_is_shown_and_of_no_other() -> None:
    counted = Agreement(prompt="1.3.c", line=Line.BELOW, lines=Lines(above=1, below=2))
    repeated = assurance(draft("1.3.c")).model_copy(update={"agreements": (counted,)})
    assert told(repeated, "1.3.c").remarks == ("Asked again: 2 of 3 drafts agree: once Above.",)
    assert told(assurance(draft("1.3.c")), "1.3.c").remarks == ()
    earlier = decision(K.OVERRIDE, prompt="1.3.c", line=Line.ABOVE, draft="another", reason="Row 3.")
    decided = assurance(draft("1.3.c"), decisions=[earlier]).model_copy(update={"agreements": (counted,)})
    assert not any("Asked again" in remark for remark in told(decided, "1.3.c").remarks)


def test_what_was_not_read_is_told_by_name_with_the_draft() -> None:
    flags = (Flag(kind=FlagKind.NOT_READ_WHOLE, text="1 of 5 sections", place="review"),)
    section = assurance().review.sections[0]
    found = told(
        assurance(draft("1.3.c", Line.BELOW, flags=flags, unread=(section.id,), searched=("Annex",))), "1.3.c"
    )
    (remark,) = [words for words in found.remarks if "Not read" in words]
    assert remark.startswith("Not read by the model, or not whole, so nothing here shows an absence: 1 of ")
    assert section.title in remark
    assert "Looked in vain in what was read" in {fact.name for fact in found.reasons}


def test_faults_of_a_draft_are_told_with_its_rationale() -> None:
    flags = (
        Flag(kind=FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, text="14 May"),
        Flag(kind=FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, text="Mr Holm"),
    )
    assert told(assurance(draft("1.3.c", flags=flags)), "1.3.c").remarks == (
        "In the draft's words, but in none of the passages it cites: 14 May; Mr Holm.",
    )


def test_findings_are_told_where_something_falls_short_and_for_items_without_a_line() -> None:
    def findings(prompt: str, *met: Met) -> tuple[CheckedFinding, ...]:
        expectations = RUBRIC.prompt(prompt).expectations
        return tuple(
            CheckedFinding(expectation=e.id, met=m, note="n") for e, m in zip(expectations, met, strict=False)
        )

    mixed = findings("1.3.a", Met.MET, Met.PARTLY, Met.NOT_APPLICABLE)
    assert [f.met for f in told(assurance(draft("1.3.a", findings=mixed)), "1.3.a").found] == ["Partly"]
    above = draft("1.3.a", Line.ABOVE, findings=mixed)
    assert told(assurance(above), "1.3.a").found == ()
    noted = draft("info.staff_interviewed", None, findings=findings("info.staff_interviewed", *mixed_met()))
    found = told(assurance(noted), "info.staff_interviewed")
    assert [f.met for f in found.found] == ["Met", "Not met"]
    assert (found.standing, found.by) == ("Findings", "drafted, not decided")


def mixed_met() -> tuple[Met, ...]:
    return (Met.MET, Met.NOT_MET, Met.NOT_APPLICABLE)


def test_an_information_item_says_what_the_intake_gives() -> None:
    found = told(assurance(), "info.high_profile")
    assert [(f.name, f.value) for f in found.reasons] == [("From the intake", "No")]


def test_what_the_intake_gives_is_told_in_a_phrase_and_only_as_far_as_it_is_known() -> None:
    given = Intake(
        offence_date=date(2024, 11, 14),
        period_start=date(2023, 5, 26),
        period_end=date(2024, 11, 14),
        parallel_reviews_note="A review is being considered. ",
    )
    state = assurance().model_copy(update={"intake": given})
    period = told(state, "info.period").reasons[0]
    assert period.value == "offence on 14 November 2024, supervised from 26 May 2023 to 14 November 2024"
    assert told(state, "info.parallel_reviews").reasons[0].value == "Not known: A review is being considered"
    cover = {f.name: f.value for f in made(state).cover}
    assert cover["Date of the offence"] == "14 November 2024"
    assert cover["Supervised period"] == "from 26 May 2023 to 14 November 2024"
    assert cover["Parallel reviews, from HMPPS"] == "Not known: A review is being considered"
    begun = state.model_copy(update={"intake": Intake(period_start=date(2023, 5, 26))})
    assert told(begun, "info.period").reasons[0].value == "supervised from 26 May 2023"
    assert told(state.model_copy(update={"intake": Intake()}), "info.period").reasons == ()


def test_what_the_rubric_says_of_its_own_file_is_not_read_as_said_of_the_report() -> None:
    assert made(assurance()).attribution.endswith(f"The file of the rubric says of itself: {RUBRIC.licence}")


def test_a_bar_in_force_is_told_with_its_reason_and_a_proposed_one_as_proposed() -> None:
    acts = [
        decision(K.OVERRIDE, prompt="1.3.d", line=Line.BELOW, draft="k-1.3.d"),
        decision(K.PRECLUDE, prompt="1.3.d", reason="The root of it."),
    ]
    state = assurance(draft("1.3.d"), decisions=acts, barred_by=("1.3.d",))
    bar = told(state, "1.3.d").reasons[-1]
    assert (bar.name, bar.value) == (
        "Bars a yes for 1.3",
        "The root of it. Decided by R. Quillfeather, 12 November 2026.",
    )
    facts = {f.name: f.value for f in made(state).standards[0].key_questions[2].facts}
    assert facts["Initial judgement"] == "No: a yes is barred by 1.3.d"
    proposed = told(assurance(draft("1.3.d", precludes=True)), "1.3.d")
    assert proposed.remarks == ("The draft proposes that this bars a yes for 1.3; it counts only if decided.",)
    assert told(assurance(draft("2.a", precludes=True)), "2.a").remarks == ()  # no such clause there


def test_what_the_rules_compute_and_what_the_inspector_holds_stand_side_by_side() -> None:
    acts = [
        decision(K.JUDGE, node="1", answer=Answer.NO, reason="1.3 weighs more."),
        decision(K.RATE, node="1", rating="Requires improvement"),
    ]
    whole = made(assurance(decisions=acts))
    assert [(f.name, f.value) for f in whole.standards[0].node.facts] == [
        ("Inspector's judgement", "No, recorded by R. Quillfeather, 12 November 2026"),
        ("Reason", "1.3 weighs more."),
        ("Initial judgement", "Undetermined: a tie, the inspector decides"),
        ("Rating", "Requires improvement, recorded by R. Quillfeather, 12 November 2026"),
    ]
    assert whole.standards[0].node.trace == ("Above the line 2.", "A tie.")
    (row,) = [r for r in whole.summary if r.node == "1"]
    assert (row.title, row.counts, row.judgement, row.rating) == (
        "Standard 1: Analysis of practice",
        "Undetermined",
        "No",
        "Requires improvement",
    )
    assert RUBRIC.node("1").rule.over is Over.KEY_QUESTIONS
    assert (row.above, row.below, row.not_counted) == ("2 yes", "2 no", "1 not applicable")


def test_a_judgement_that_the_counts_have_left_says_why_it_has_no_reason() -> None:
    def reasons(answer: Answer) -> list[str]:
        state = assurance(decisions=[decision(K.JUDGE, node="1", answer=answer)])
        return [f.value for f in made(state).standards[0].node.facts if f.name == "Reason"]

    (said,) = reasons(Answer.YES)
    assert said.endswith("the initial judgement agreed when this was recorded and has changed since.")
    assert reasons(Answer.UNDETERMINED) == []


def test_the_trail_tells_every_decision_but_not_the_text_of_a_note() -> None:
    acts = [
        decision(K.ACCEPT, prompt="1.3.c", line=Line.BELOW),
        decision(
            K.OVERRIDE,
            prompt="1.3.d",
            line=Line.ABOVE,
            reason_code=ReasonCode.OTHER,
            reason="In the footnote.",
        ),
        decision(K.NOTE, prompt="1.3.d", reason="private"),
        decision(K.RATE, node="overall", rating="Good"),
        decision(K.JUDGE, node="4", answer=Answer.YES),
    ]
    whole = made(assurance(decisions=acts))
    assert [row.act for row in whole.trail] == [
        "Accepted the draft of 1.3.c: Below the line.",
        "Decided 1.3.d: Above the line. In the footnote.",
        "Wrote a note on 1.3.d.",
        "Rated overall: Good.",
        "Judged Standard 4: Yes.",
    ]
    assert whole.trail[0].at == "12 November 2026, 14:32 UTC"
    assert whole.head == trail_head("0" * 16, acts)
    assert "private" not in whole.model_dump_json()


def test_notices_are_counted_and_text_left_out_of_the_reading_stays_out_of_the_report() -> None:
    whole = made(assurance())
    assert whole.notices == ("Text deleted by tracked changes (2 times). Not acknowledged.",)
    assert "secret" not in whole.model_dump_json()


def test_the_appendix_says_which_model_and_instructions_or_that_none_was_used() -> None:
    run = Run(
        model="a-model",
        endpoint="api.example.org",
        instructions=Instructions(name="draft.v1", sha256="ab" * 32),
        started=AT,
        finished=None,
        requests=54,
        tokens=Tokens(input=3_400_000, output=48_000),
    )
    facts = {f.name: f.value for f in made(assurance(run=run)).drafting}
    assert facts["Language model"] == "a-model"
    assert facts["Endpoint"] == "api.example.org"
    assert facts["Instructions"] == f"draft.v1, sha256 {'ab' * 32}"
    assert facts["Tokens"] == "3,400,000 sent, 48,000 received"
    assert [f.value for f in made(assurance()).drafting] == ["None was used."]


def test_the_same_assurance_and_time_give_the_same_report() -> None:
    assert made(assurance(draft("1.3.c"))) == made(assurance(draft("1.3.c")))
