"""What answers what: asked for after the same beginning as a draft, counted only where located."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.draft import DraftStatus, FlagKind, Match, Provenance, Tokens
from assistant.domain.review import Intake, Kind
from assistant.domain.trace import (
    MOST_ACTIONS,
    MOST_CITATIONS,
    MOST_FINDINGS,
    TRACE,
    Trace,
    TraceReply,
    shown_under,
)
from assistant.edges import library
from assistant.steps.compose import ask_again, common, compose, compose_trace
from assistant.steps.parse import Fault, parse_trace
from assistant.steps.settle import settle_trace
from assistant.steps.verify import Finder, verify_trace
from tests.steps.reporting import passages, review

RUBRIC = library.rubric()
DRAFTS, TRACES = library.instructions("draft.v2"), library.instructions("trace.v1")
ROWS = (
    "No.\tFinding\tAction",
    "1\tThe home visit did not take place.\tBriefing to all staff on home visits by 3 May.",
    "2\tManagers did not check the visits.\tNone",
)
REVIEW = review(ROWS)
PROVENANCE = Provenance(
    model="m",
    endpoint="localhost:1",
    instructions=TRACES[0],
    request="0" * 64,
    requests=1,
    tokens=Tokens(),
    at=datetime(2026, 1, 2, tzinfo=UTC),
)
VISIT, MANAGERS = "The home visit did not take place.", "Managers did not check the visits."
BRIEFING = "Briefing to all staff on home visits by 3 May."


def cited(quote: str, passage: str = "p8") -> dict[str, str]:
    return {"passage": passage, "quote": quote}


def finding(number: int, *quotes: str, **changed: Any) -> dict[str, Any]:
    made = {
        "number": number,
        "kind": "deficiency",
        "summary": "A visit was missed.",
        "citations": [cited(quote) for quote in quotes],
        "reason_for_none": None,
    }
    return made | changed


def action(number: int, *quotes: str, answers: tuple[int, ...] = (), **changed: Any) -> dict[str, Any]:
    made = {
        "number": number,
        "summary": "Staff are briefed.",
        "citations": [cited(quote) for quote in quotes],
        "how": "It would deal with missed visits.",
        "answers": list(answers),
    }
    return made | changed


def text(findings: list[dict[str, Any]], actions: list[dict[str, Any]]) -> str:
    return json.dumps({"findings": findings, "actions": actions})


def traced(findings: list[dict[str, Any]], actions: list[dict[str, Any]]) -> Trace:
    reply = parse_trace(text(findings, actions))
    assert isinstance(reply, TraceReply)
    finder = Finder(REVIEW)
    checked = verify_trace(reply, finder)
    return settle_trace(REVIEW, reply, checked, key="k", provenance=PROVENANCE, contains=finder.contains)


def test_a_trace_is_asked_for_over_the_same_beginning_as_every_draft() -> None:
    draft = compose(common(REVIEW, *DRAFTS), Intake(), RUBRIC, RUBRIC.prompt("2.h"))
    trace = compose_trace(common(REVIEW, *DRAFTS), TRACES)
    assert trace.messages[0] == draft.messages[0]
    begins, asked = trace.messages[1].content.split("# The question", 1)
    assert draft.messages[1].content.startswith(begins)
    assert trace.cache_key == draft.cache_key
    assert (trace.prompt, trace.instructions) == (TRACE, TRACES[0])
    assert f"At most {MOST_FINDINGS} findings and {MOST_ACTIONS} actions" in asked


def test_its_schema_is_closed_and_names_every_passage_that_is_sent() -> None:
    schema = json.loads(compose_trace(common(REVIEW, *DRAFTS), TRACES).answer_schema)
    assert schema["$defs"]["passage"]["enum"] == [p.id for p in REVIEW.passages]
    for described in [schema, *(d for d in schema["$defs"].values() if d["type"] == "object")]:
        assert described["additionalProperties"] is False
        assert described["required"] == list(described["properties"])


def test_page_furniture_is_no_passage_to_cite() -> None:
    last = passages([("s1", Kind.FURNITURE, "OFFICIAL", {})])[0].model_copy(update={"id": "p99"})
    more = REVIEW.model_copy(update={"passages": (*REVIEW.passages, last)})
    assert '"p99"' not in compose_trace(common(more, *DRAFTS), TRACES).answer_schema


def test_asking_for_it_again_states_the_fault_in_its_own_words() -> None:
    first = compose_trace(common(REVIEW, *DRAFTS), TRACES)
    again = ask_again(first, TRACES[1], "{}", absent=["The officer flew."])
    assert again.messages[:2] == first.messages
    assert "- The officer flew." in again.messages[3].content
    assert "both lists" in ask_again(first, TRACES[1], "{}", fault="no list").messages[3].content


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("no JSON", "not one JSON object"),
        ('{"findings": [], "findings": [], "actions": []}', "stands twice"),
        ('{"findings": [], "actions": [], "orphans": []}', "not one of the keys"),
        ('{"findings": []}', "'actions' is missing"),
        (text([finding(2, VISIT)], []), "numbered 1, 2, 3"),
        (text([finding(1, VISIT), finding(1, VISIT)], []), "numbered 1, 2, 3"),
        (text([finding(1, VISIT, kind="criticism")], []), "kind"),
        (text([finding(1, VISIT, summary=" ")], []), "summary of finding 1 is empty"),
        (text([finding(1, VISIT)], [action(1, BRIEFING, answers=(2,))]), "finding '2', which is not listed"),
        (text([finding(1, VISIT)], [action(1, BRIEFING, answers=(0,))]), "finding '0', which is not listed"),
        (text([finding(1, VISIT)], [action(1, BRIEFING, answers=(1, 1))]), "names a finding twice"),
        (text([finding(n, VISIT) for n in range(1, MOST_FINDINGS + 2)], []), f"more than {MOST_FINDINGS}"),
        (text([], [action(n, VISIT) for n in range(1, MOST_ACTIONS + 2)]), f"more than {MOST_ACTIONS}"),
        (text([finding(1, *[VISIT] * (MOST_CITATIONS + 1))], []), f"more than {MOST_CITATIONS}"),
        (text([finding(1, "x" * 5000)], []), "quotation is longer"),
        (text([finding(1, VISIT, summary="a\x00b")], []), "control character"),
        (text([finding(1, VISIT, reason_for_none=cited("a\ud800"))], []), "half a character"),
    ],
)
def test_a_reply_in_another_form_is_a_fault(wrong: str, fault: str) -> None:
    parsed = parse_trace(wrong)
    assert isinstance(parsed, Fault)
    assert fault in parsed.sentence


@given(st.text(max_size=200))
def test_no_text_makes_parsing_raise(anything: str) -> None:
    assert isinstance(parse_trace(anything), TraceReply | Fault)


def test_empty_lists_are_an_answer() -> None:
    trace = traced([], [])
    assert (trace.status, trace.without_action, trace.without_finding) == (DraftStatus.DRAFTED, (), ())


def test_what_has_nothing_on_the_other_side_is_computed() -> None:
    trace = traced(
        [finding(1, VISIT), finding(2, MANAGERS)],
        [action(1, BRIEFING, answers=(1,)), action(2, "OASys training for all staff", answers=())],
    )
    assert trace.answered_by(1) == (1,)
    assert trace.without_action == (2,)
    assert trace.without_finding == ()
    assert trace.unsupported == ("action 2",)


def test_an_action_that_answers_nothing_is_an_orphan() -> None:
    trace = traced([finding(1, VISIT)], [action(1, BRIEFING)])
    assert (trace.without_action, trace.without_finding) == ((1,), (1,))


def test_where_not_everything_was_read_nothing_is_an_orphan() -> None:
    whole = traced([finding(1, VISIT)], [action(1, BRIEFING)])
    part = whole.model_copy(update={"unread": ("s2",)})
    assert (whole.orphans, part.orphans) == (2, 0)
    assert (part.without_action, part.without_finding) == ((), ())


def test_a_reason_for_no_action_counts_only_where_it_stands_in_the_review() -> None:
    given = [
        finding(1, VISIT, reason_for_none=cited("We consider this a missed opportunity.", "p4")),
        finding(2, MANAGERS, reason_for_none=cited("The manager has left the service.", "p4")),
    ]
    trace = traced(given, [])
    assert [f.explained for f in trace.findings] == [True, False]
    assert trace.without_action == (2,)


def test_an_action_nowhere_in_the_review_answers_nothing() -> None:
    trace = traced([finding(1, VISIT)], [action(1, "Managers will dip sample twenty visits", answers=(1,))])
    assert trace.without_action == (1,)
    assert trace.without_finding == ()


def test_a_finding_nowhere_in_the_review_is_neither_answered_nor_an_orphan() -> None:
    trace = traced([finding(1, "Nobody ever visited the home.")], [action(1, BRIEFING, answers=(1,))])
    assert trace.findings[0].citations[0].match is Match.ABSENT
    assert trace.unsupported == ("finding 1",)
    assert trace.without_action == ()
    assert trace.without_finding == (1,)


def test_an_item_without_a_quotation_is_unsupported() -> None:
    assert traced([finding(1)], [action(1)]).unsupported == ("finding 1", "action 1")


def test_words_of_the_model_lose_marks_around_what_is_not_there_and_strange_details_are_flagged() -> None:
    trace = traced(
        [
            finding(
                1, VISIT, summary="The “home visit did not take place”, said “it was never arranged” by Mr Oke."
            )
        ],
        [action(1, BRIEFING, answers=(1,), how="By 3 May, for 14 staff [p4].")],
    )
    assert "“home visit did not take place”" in trace.findings[0].summary
    assert "“it was" not in trace.findings[0].summary
    assert {(f.kind, f.text, f.place) for f in trace.flags} == {
        (FlagKind.QUOTATION_NOT_FOUND, "it was never arranged", "finding 1"),
        (FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, "Oke", "finding 1"),
        (FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, "14", "action 1"),
    }


def test_how_an_action_answers_may_use_details_of_the_findings_it_answers() -> None:
    other = finding(1, summary="A visit.", citations=[cited("The home visit planned for 2 June", "p2")])
    how = "It deals with visits such as that of 2 June."
    assert traced([other], [action(1, BRIEFING, answers=(1,), how=how)]).flags == ()
    flagged = traced([other], [action(1, BRIEFING, how=how)]).flags
    assert [(f.text, f.place) for f in flagged] == [("2 June", "action 1")]


def test_words_too_short_to_be_evidence_are_told_from_absent_ones() -> None:
    trace = traced([finding(1, "missed")], [])
    assert [(f.kind, f.place) for f in trace.flags] == [(FlagKind.QUOTATION_NOT_EVIDENCE, "finding 1")]


def test_it_is_evidence_under_2h_and_all_of_3_1_and_3_2() -> None:
    shown = [p.id for p in RUBRIC.prompts if shown_under(p.id)]
    assert shown == ["2.h", *(f"3.1.{c}" for c in "abcde"), *(f"3.2.{c}" for c in "abcdef")]
