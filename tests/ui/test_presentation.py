"""What each screen shows of an assurance, without a browser."""

from datetime import date

import pytest

from assistant.domain.agreement import Agreement, Lines
from assistant.domain.assurance import Endpoint, InPart, Progress, ToAsk
from assistant.domain.draft import DraftStatus, Flag, FlagKind, Line, Stance
from assistant.domain.judgement import Act, Answer, Decision, DecisionKind, ReasonCode
from assistant.domain.review import Kind, Notice, NoticeKind
from assistant.ui.presentation.draft import ShownDraft
from assistant.ui.presentation.frame import frame
from assistant.ui.presentation.judgements import judgements
from assistant.ui.presentation.node import OVERALL
from assistant.ui.presentation.prompt import ShownPrompt, shown_prompt
from assistant.ui.presentation.read import ShownInPart, read
from assistant.ui.presentation.reviews import reviews
from assistant.ui.presentation.sign_off import sign_off
from assistant.ui.presentation.task_list import Row, task_list
from assistant.ui.presentation.text import Item, Table, text
from tests.steps.reporting import quoted
from tests.ui.specimen import AT, REVIEW, review
from tests.ui.stand_in import StandIn
from tests.worked import BY, sign, work

ENDPOINT = Endpoint(host="models.example:8443", model="evidence-large")
TO_ASK = ToAsk(requests=54, tokens=900)


@pytest.fixture
def pipeline() -> StandIn:
    return StandIn(recorded=date(2026, 11, 20))


def prompt(pipeline: StandIn, prompt_id: str, running: bool = False) -> ShownPrompt:
    near = pipeline.near(REVIEW, prompt_id, ())
    return shown_prompt(pipeline.rubric, pipeline.assurance(REVIEW), prompt_id, running, near, {})


def row(pipeline: StandIn, prompt_id: str, running: bool = False) -> Row:
    groups = task_list(pipeline.rubric, pipeline.assurance(REVIEW), running)
    return next(one for group in groups for one in group.rows if one.id == prompt_id)


def override(pipeline: StandIn, prompt_id: str, line: Line) -> None:
    act = Act(
        kind=DecisionKind.OVERRIDE,
        prompt=prompt_id,
        line=line,
        reason_code=ReasonCode.MISSED_EVIDENCE,
        reason="Row 2.",
        by="R. Quillfeather",
        draft=pipeline.assurance(REVIEW).draft(prompt_id).key,
    )
    pipeline.decide(REVIEW, act)


def accept(pipeline: StandIn, prompt_id: str) -> None:
    draft = pipeline.assurance(REVIEW).draft(prompt_id)
    pipeline.decide(
        REVIEW,
        Act(kind=DecisionKind.ACCEPT, prompt=prompt_id, line=draft.line, by="R. Quillfeather", draft=draft.key),
    )


def test_the_state_of_a_prompt_is_told_in_words(pipeline: StandIn) -> None:
    accept(pipeline, "1.1.b")
    accept(pipeline, "info.case_details")
    override(pipeline, "1.3.c", Line.ABOVE)
    told = {i: row(pipeline, i).words for i in ("1.1.b", "1.3.c", "1.3.d", "2.c", "3.1.d", "info.case_details")}
    line = "Below" if pipeline.assurance(REVIEW).line("1.3.d") is Line.BELOW else "Above"
    decided = "Below" if pipeline.assurance(REVIEW).line("1.1.b") is Line.BELOW else "Above"
    assert told == {
        "1.1.b": f"{decided}, decided",
        "1.3.c": "Above, overridden",
        "1.3.d": f"{line}, drafted",
        "2.c": "Not answered",
        "3.1.d": "Unsupported",
        "info.case_details": "Noted",
    }


def test_the_list_has_all_prompts_under_their_headings(pipeline: StandIn) -> None:
    groups = task_list(pipeline.rubric, pipeline.assurance(REVIEW), running=False)
    assert [group.heading for group in groups][:3] == ["Information", "Chronology", "1.1 Assessment"]
    assert [group.standard for group in groups if group.standard] == [
        "Standard 1: Analysis of practice",
        "Standard 3: Learning",
    ]
    assert sum(len(group.rows) for group in groups) == 54
    assert row(pipeline, "1.3.c").checks == "1 check"


def test_not_run_waiting_and_not_answered_are_three_things() -> None:
    pipeline = StandIn(endpoint=ENDPOINT).unstarted()
    assert row(pipeline, "1.3.c").words == "Not run"
    assert row(pipeline, "1.3.c", running=True).words == "Waiting"
    assert prompt(pipeline, "1.3.c").draft.title == "Not run"
    answered = prompt(StandIn(), "2.c").draft
    assert answered.title == "Not answered: the endpoint's content filter blocked the request or the reply"
    assert answered.key is None
    assert answered.source is not None
    assert answered.source.words.startswith("of evidence-large at models.example:8443")


def test_only_a_supported_draft_can_be_accepted(pipeline: StandIn) -> None:
    assert prompt(pipeline, "1.3.c").choice.accept == "Below the line"
    assert prompt(pipeline, "info.case_details").choice.accept == "Noted"
    assert prompt(pipeline, "2.c").choice.accept is None
    assert prompt(pipeline, "3.1.d").choice.accept is None


def test_a_recorded_draft_names_the_model_and_the_day(pipeline: StandIn) -> None:
    source = prompt(pipeline, "1.3.c").draft.source
    assert source is not None
    assert source.words.startswith(
        "Answered by a large language model behind a local OpenAI-compatible endpoint, "
        "model local-bridge, recorded 20 November 2026."
    )
    live = prompt(StandIn(), "1.3.c").draft.source
    assert live is not None
    assert "models.example:8443" in live.words
    assert live.at is not None


def test_expectations_carry_what_was_found_and_the_rest_of_their_evidence(pipeline: StandIn) -> None:
    shown = prompt(pipeline, "1.3.c")
    assert shown.found == "1 partly, 1 not met"
    first, second = shown.expectations[:2]
    assert first.met_words == "Partly"
    assert [piece.n for piece in first.note if piece.kind == "cite"] == [4]
    assert second.cites == (2, 5)


def test_the_draft_says_how_many_of_its_quotations_were_not_found(pipeline: StandIn) -> None:
    shown = prompt(pipeline, "1.2.e")
    assert shown.draft.faults == (
        "1 of 2 quotations was not found in the review. The draft rests on the other 1.",
    )
    assert [one.offered for one in shown.absent] == ["Regular liaison took place throughout"]


def test_a_bar_on_a_yes_is_offered_only_where_the_rule_has_the_clause(pipeline: StandIn) -> None:
    assert prompt(pipeline, "2.a").choice.bar is None
    proposed = prompt(pipeline, "1.3.c").choice.bar
    assert proposed is not None
    assert (proposed.proposed, proposed.open, proposed.in_force) == (True, False, False)
    accept(pipeline, "1.3.c")
    pipeline.decide(
        REVIEW,
        Act(kind=DecisionKind.PRECLUDE, prompt="1.3.c", reason="It decided the case.", by="R. Quillfeather"),
    )
    bar = prompt(pipeline, "1.3.c").choice.bar
    assert bar is not None
    assert bar.in_force
    assert prompt(pipeline, "1.3.c").effect == "1.3: a yes is barred by 1.3.c: No."


def test_intake_that_bears_on_a_prompt_stands_beside_it(pipeline: StandIn) -> None:
    assert prompt(pipeline, "info.high_profile").intake == (("High-profile status, from HMPPS", "Yes"),)


def test_the_text_holds_every_passage_once_with_tables_as_tables(pipeline: StandIn) -> None:
    shown = text(pipeline.review)
    items = [item for section in shown.sections for item in section.items]
    held = [i.passage for i in items if isinstance(i, Item)]
    held += [r.passage for i in items if isinstance(i, Table) for r in i.rows]
    assert sorted(held) == sorted(p.id for p in pipeline.review.passages)
    (table,) = [i for i in items if isinstance(i, Table)]
    assert [r.header for r in table.rows] == [True, False, False]
    assert {i.kind for i in items} >= {Kind.HEADING, Kind.FOOTNOTE, Kind.LIST_ITEM, "table"}


def test_judgements_show_the_counts_the_rule_and_what_is_pivotal(pipeline: StandIn) -> None:
    shown = judgements(pipeline.rubric, pipeline.assurance(REVIEW), "2")
    rows = {one.id: one for one in shown.rows}
    assert list(rows) == ["1.1", "1.2", "1.3", "1.4", "1", "2", "3.1", "3.2", "3", "4", OVERALL]
    assert rows["2"].not_counted == ("1 unknown",)
    assert rows["1"].above.endswith("yes")
    assert "1 unknown" in (shown.chosen.counts or "")
    assert len(shown.chosen.traced) == 9
    assert shown.chosen.trace
    assert shown.chosen.rated
    overall = judgements(pipeline.rubric, pipeline.assurance(REVIEW), OVERALL).chosen
    assert overall.points is None
    assert overall.rated


def test_what_is_not_known_is_not_called_undetermined_in_the_trace(pipeline: StandIn) -> None:
    shown = judgements(pipeline.rubric, pipeline.assurance(REVIEW), "2").chosen
    unknown = next(one for one in shown.traced if one.origin == "Not answered")
    assert unknown.words == "Unknown"
    override(pipeline, unknown.id, Line.UNDETERMINED)
    shown = judgements(pipeline.rubric, pipeline.assurance(REVIEW), "2").chosen
    assert next(one for one in shown.traced if one.id == unknown.id).words == "Undetermined"


def test_signed_off_the_judgements_are_final(pipeline: StandIn) -> None:
    assert judgements(pipeline.rubric, pipeline.assurance(REVIEW), "1").lede.endswith("until you record it.")
    work(pipeline)
    sign(pipeline)
    assert judgements(pipeline.rubric, pipeline.assurance(REVIEW), "1").lede.endswith(f"Signed off by {BY}.")


def test_a_judgement_and_its_reason_are_held(pipeline: StandIn) -> None:
    act = Act(kind=DecisionKind.JUDGE, node="1.3", answer=Answer.UNDETERMINED, reason="Too close.", by="R. Q.")
    pipeline.decide(REVIEW, act)
    shown = judgements(pipeline.rubric, pipeline.assurance(REVIEW), "1.3")
    assert shown.chosen.held is Answer.UNDETERMINED
    assert shown.chosen.held_reason == "Too close."
    assert shown.chosen.judged_by == "R. Q., 11 November 2026"
    assert shown.chosen.rated_by is None
    assert next(one for one in shown.rows if one.id == "1.3").held == "Undetermined"


def test_what_we_read_says_what_would_be_sent_and_where() -> None:
    pipeline = StandIn(endpoint=ENDPOINT).unstarted()
    shown = read(
        pipeline.assurance(REVIEW),
        {},
        ENDPOINT,
        None,
        pipeline.progress(REVIEW),
        TO_ASK,
    )
    assert shown.drafting.state == "ready"
    assert shown.drafting.host == "models.example:8443"
    assert shown.drafting.estimate.requests == 54
    assert shown.drafting.estimate.tokens_in.startswith("Fewer than 1,000")
    assert next(row.part for row in shown.parts.rows if not row.found) == "Staff interviewed"
    assert shown.notices[1].struck
    assert shown.notices[0].place == "5.3 Implementation, paragraph 1"


def test_how_drafting_stands_is_told_prompt_by_prompt_and_nothing_of_what_a_draft_says(
    pipeline: StandIn,
) -> None:
    idle = pipeline.progress(REVIEW)
    labels = {prompt.id: prompt.label for prompt in pipeline.rubric.prompts}

    def told(of: StandIn, progress: Progress = idle) -> dict[str, str]:
        return dict(read(of.assurance(REVIEW), labels, None, None, progress, TO_ASK).drafting.prompts)

    assert told(pipeline)["1.3.c"] == "Drafted"
    assert told(pipeline)["2.c"].startswith("Not answered: the endpoint's content filter")
    assert told(pipeline)["Staff interviewed"] == "Drafted"
    fresh = StandIn().unstarted()
    assert told(fresh) == {}
    fresh.begun = True
    running = Progress(total=54, drafted=0, not_answered=0, waiting=54)
    assert (told(fresh)["1.3.c"], told(fresh, running)["1.3.c"]) == ("Not run", "To come")


def test_notices_are_counted_as_in_the_result_and_words_for_a_machine_warn() -> None:
    kinds = (NoticeKind.MISSING_PART, NoticeKind.INSTRUCTION_LIKE, NoticeKind.MISSING_PART, NoticeKind.COMMENT)
    notices = tuple(Notice(kind=kind, message="Seen.") for kind in kinds)
    pipeline = StandIn(of=review().model_copy(update={"notices": notices}))
    shown = read(pipeline.assurance(REVIEW), {}, None, None, pipeline.progress(REVIEW), TO_ASK)
    assert "4 notices, 1 check." in shown.lede
    assert [(one.title, one.warns) for one in shown.notices] == [
        ("Text that reads like an instruction", True),
        ("Comment", False),
        ("2 expected parts not found", False),
    ]


@pytest.mark.parametrize(
    ("endpoint", "recording", "waiting", "state"),
    [
        (None, None, 0, "unconnected"),
        (None, ENDPOINT, 0, "recorded"),
        (ENDPOINT, ENDPOINT, 0, "ready"),
        (ENDPOINT, None, 3, "running"),
    ],
)
def test_the_start_panel_follows_what_is_connected(
    endpoint: Endpoint | None, recording: Endpoint | None, waiting: int, state: str
) -> None:
    pipeline = StandIn().unstarted()
    progress = Progress(total=54, drafted=0, not_answered=0, waiting=waiting)
    assert read(pipeline.assurance(REVIEW), {}, endpoint, recording, progress, TO_ASK).drafting.state == state


def test_repeats_are_offered_where_an_endpoint_can_be_asked_and_nowhere_else() -> None:
    idle, nothing = Progress(total=54, drafted=0, not_answered=0, waiting=0), ToAsk(requests=0, tokens=0)

    def offered(pipeline: StandIn, endpoint: Endpoint | None, to_ask: ToAsk = TO_ASK) -> tuple[int, ...]:
        shown = read(pipeline.assurance(REVIEW), {}, endpoint, ENDPOINT, idle, to_ask)
        return shown.drafting.repeats

    fresh = StandIn().unstarted()
    whole = StandIn(made=[d for d in StandIn().drafts if d.status is DraftStatus.DRAFTED])
    assert offered(fresh, ENDPOINT) == (0, 2, 4)
    assert offered(whole, ENDPOINT, nothing) == (2, 4), "once drafted, repeats are all there is to ask for"
    assert offered(fresh, None) == offered(whole, None, nothing) == ()
    whole.decisions = (Decision(id="d1", at=AT, kind=DecisionKind.SIGN_OFF, by="R. Quillfeather"),)
    assert offered(whole, ENDPOINT, nothing) == ()


def test_how_often_drafts_agree_stands_in_the_draft_and_tells_those_that_disagree(pipeline: StandIn) -> None:
    assert prompt(pipeline, "1.3.c").draft.agreement is None
    pipeline.agreements = (
        Agreement(prompt="1.3.c", line=Line.BELOW, lines=Lines(above=1, below=2)),
        Agreement(prompt="1.3.d", line=Line.BELOW, lines=Lines(below=3)),
    )
    assert prompt(pipeline, "1.3.c").draft.agreement == "2 of 3 drafts agree: once Above."
    assert prompt(pipeline, "1.3.d").draft.agreement == "3 of 3 drafts agree."
    assert [row(pipeline, one).disagrees for one in ("1.3.c", "1.3.d", "1.3.e")] == [True, False, False]


def test_the_strongest_passage_each_way_is_shown_or_said_to_be_none(pipeline: StandIn) -> None:
    def none(prompt_id: str) -> tuple[str | None, str | None]:
        shown = prompt(pipeline, prompt_id)
        return shown.none_for, shown.none_against

    assert none("1.3.c") == (None, None)
    assert none("1.1.b") == (None, "None found by the draft")
    assert none("2.c") == (None, None), "nobody answered, so nobody looked"
    invented = quoted(pipeline.review, "never written anywhere", stance=Stance.AGAINST, cited="p9")
    pipeline.drafts = tuple(
        d.model_copy(update={"citations": (*d.citations, invented)}) if d.prompt == "1.1.b" else d
        for d in pipeline.drafts
    )
    assert none("1.1.b") == (None, "The draft offered one that is no evidence")


def test_the_list_of_reviews_tells_status_and_counts(pipeline: StandIn) -> None:
    (one,) = reviews(pipeline.reviews(), None, pipeline.rubric).rows
    assert (one.status, one.sub, one.drafted, one.not_answered) == (
        "In progress",
        "54 undecided",
        "53 of 54",
        1,
    )
    assert one.opens == "assure"
    (fresh,) = reviews(StandIn().unstarted().reviews(), None, pipeline.rubric).rows
    assert (fresh.status, fresh.opens) == ("Read, not started", "read")


def test_a_next_version_is_told_apart_with_the_decisions_that_wait_to_be_reconfirmed(
    pipeline: StandIn,
) -> None:
    (first,) = pipeline.reviews()
    second = first.model_copy(update={"id": "f" * 16, "version": 2, "to_reconfirm": 12})
    shown = reviews((second, first), None, pipeline.rubric).rows
    assert [row.reference for row in shown] == ["LM-2026-014, version 2", "LM-2026-014"]
    assert shown[0].sub == "12 earlier decisions to reconfirm. 54 undecided"
    assert reviews((), None, pipeline.rubric).offers_sample


def test_the_bar_says_how_far_the_assurance_has_come(pipeline: StandIn) -> None:
    idle = pipeline.progress(REVIEW)
    assert frame(pipeline.assurance(REVIEW), idle).words == "Draft: 54 of 54 undecided"
    accept(pipeline, "1.1.b")
    assert frame(pipeline.assurance(REVIEW), idle).words == "Draft: 53 of 54 undecided"
    running = Progress(total=54, drafted=20, not_answered=0, waiting=34)
    assert frame(pipeline.assurance(REVIEW), running).words == "Drafting: 20 of 54"
    again = Progress(total=54, drafted=54, not_answered=0, waiting=0, repeats=98, repeating=60)
    assert (frame(pipeline.assurance(REVIEW), again).words, again.running) == ("Repeating: 38 of 98", True)
    fresh = StandIn().unstarted()
    assert frame(fresh.assurance(REVIEW), idle).words == "Not started: nothing has been sent"


def test_sign_off_lists_what_stops_it(pipeline: StandIn) -> None:
    accept(pipeline, "1.1.b")
    shown = sign_off(pipeline.rubric, pipeline.assurance(REVIEW))
    assert (shown.undecided, shown.total, len(shown.judgements), len(shown.ratings)) == (53, 54, 10, 5)
    assert shown.mark == "Draft: 53 of 54 undecided"
    second = next(part for part in shown.parts if part.heading.startswith("2 "))
    assert ("2.c", "2.c (not answered)") in second.prompts
    assert "1.1.b" not in [i for part in shown.parts for i, _ in part.prompts]


def test_a_footnote_between_two_rows_follows_their_table(pipeline: StandIn) -> None:
    passages = [
        p.model_copy(update={"section": "s2"}) if p.id == "p12" else p for p in pipeline.review.passages
    ]
    between = passages.pop(11)
    of = pipeline.review.model_copy(update={"passages": (*passages[:6], between, *passages[6:])})
    chronology = next(section for section in text(of).sections if section.id == "s2")
    assert [item.kind for item in chronology.items] == ["heading", "table", "footnote"]
    table = chronology.items[1]
    assert isinstance(table, Table)
    assert len(table.rows) == 3


def in_part(**shares: int) -> ToAsk:
    return TO_ASK.model_copy(update={"in_part": InPart(context=16_384, shares=shares)})


def test_before_the_start_it_is_said_how_much_of_a_long_review_each_prompt_will_see(pipeline: StandIn) -> None:
    def told(to_ask: ToAsk) -> ShownInPart | None:
        assurance, progress = pipeline.assurance(REVIEW), pipeline.progress(REVIEW)
        return read(assurance, {}, ENDPOINT, None, progress, to_ask).drafting.in_part

    assert told(TO_ASK) is None
    shown = told(in_part(**{"1.1.a": 34, "1.1.b": 43, "trace": 40}))
    assert shown is not None
    assert shown.words.startswith(
        "The review does not fit the model’s context of 16,384 tokens. A request holds 34 to 43 % of it: "
    )
    assert shown.shares == (("1.1.a", "34 %"), ("1.1.b", "43 %"), ("What answers what", "40 %"))
    none = told(in_part(**{"1.1.a": 0}))
    assert none is not None
    assert none.words.endswith("For 1 request not even one section fits: nothing is sent for them.")


def test_what_the_model_was_not_sent_stands_first_in_the_draft(pipeline: StandIn) -> None:
    assurance = pipeline.assurance(REVIEW)
    names = [section.title for section in assurance.review.sections]

    def told(**changed: object) -> ShownDraft:
        changed = {"unread": ("s1", "s2"), "proposed_line": Line.BELOW, "searched": ("Annex A",)} | changed
        drafts = tuple(d.model_copy(update=changed) if d.prompt == "1.3.c" else d for d in assurance.drafts)
        state = assurance.model_copy(update={"drafts": drafts})
        return shown_prompt(pipeline.rubric, state, "1.3.c", False, {}, {}).draft

    shown = told()
    assert shown.notes[0].startswith(f"Not read: 2 of {len(names)} sections ({names[0]}; {names[1]}). ")
    unsupported = told(flags=(Flag(kind=FlagKind.UNSUPPORTED, text="below", place="line"),))
    assert "because of what it did not find" in unsupported.notes[1]
    assert told(unread=()).notes == ()
