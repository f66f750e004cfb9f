"""What answers what on screen: orphans first, words of the file apart from the model's, and no judgement."""

import json
from typing import Any

import pytest

from assistant.domain.draft import DraftStatus, Flag, FlagKind, Outcome
from assistant.domain.places import Places
from assistant.domain.trace import Trace
from assistant.ui.presentation.prompt import shown_prompt
from assistant.ui.presentation.trace import ShownTrace, shown_trace
from tests.ui.specimen import review, trace
from tests.ui.stand_in import StandIn

REVIEW = review()
PLACES = Places(REVIEW)


def shown(**changed: Any) -> ShownTrace:
    return shown_trace(trace(REVIEW).model_copy(update=changed), False, PLACES, REVIEW)


def test_orphans_come_first_and_what_is_nowhere_last() -> None:
    view = shown()
    assert [(row.number, row.state) for row in view.findings] == [
        (2, "orphan"),
        (1, "answered"),
        (3, "explained"),
        (4, "unsupported"),
    ]
    assert [(row.number, row.state, row.others) for row in view.actions] == [
        (2, "orphan", ()),
        (1, "answered", (1,)),
    ]
    assert view.found == (
        "1 of 3 findings has no action and no reason for none. 1 of 2 planned actions answers no finding."
    )


def test_quotations_are_the_files_own_words_and_have_their_place() -> None:
    first = shown().findings[0]
    assert [q.quotes for q in first.quoted] == [
        ("Drug test positive for cocaine. No further test was arranged.",)
    ]
    assert first.quoted[0].place == "4 Chronology, row 2, 14 May 2026, Event"
    assert first.quoted[0].passage == "p6"


def test_words_that_are_nowhere_are_offered_and_never_quoted() -> None:
    last = shown().findings[-1]
    assert last.quoted == ()
    assert last.offered == (("Liaison was regular throughout.", False),)
    short = Flag(
        kind=FlagKind.QUOTATION_NOT_EVIDENCE, text="Liaison was regular throughout.", place="finding 4"
    )
    assert shown(flags=(short,)).findings[-1].offered == (("Liaison was regular throughout.", True),)


def test_the_reviews_reason_for_no_action_stands_beside_the_finding() -> None:
    explained = shown().findings[2]
    assert explained.reason is not None
    assert explained.reason.quotes == ("Text message sent asking him to ring the office.",)


def test_a_detail_in_none_of_the_passages_is_flagged_where_it_stands() -> None:
    flagged = [piece.text for piece in shown().findings[0].summary if piece.kind == "flag"]
    assert flagged == ["15 May"]
    assert not any(piece.kind == "flag" for piece in shown().findings[1].summary)


def failed(reason: Outcome) -> Trace:
    return Trace(key="k", review=REVIEW.id, status=DraftStatus.NOT_ANSWERED, reason=reason)


@pytest.mark.parametrize(
    ("kept", "running", "words", "fault"),
    [
        (None, False, "Not asked for. Start lists it beside the drafts.", False),
        (None, True, "Still to come.", False),
        (failed(Outcome.NOT_RECORDED), False, "Not in the recording.", False),
        (
            failed(Outcome.TIMEOUT),
            False,
            "Not answered: the endpoint did not answer in time. This says nothing about the review.",
            True,
        ),
        (failed(Outcome.TIMEOUT), True, "Still to come.", False),
    ],
)
def test_where_there_is_none_it_is_said_why(kept: Trace | None, running: bool, words: str, fault: bool) -> None:
    view = shown_trace(kept, running, PLACES, REVIEW)
    assert (view.none, view.fault, view.findings, view.actions) == (words, fault, (), ())


def test_it_stands_under_the_prompts_it_is_evidence_for_and_no_other() -> None:
    pipeline = StandIn()
    assurance = pipeline.assurance(REVIEW.id)
    under = [
        prompt.id
        for prompt in pipeline.rubric.prompts
        if shown_prompt(pipeline.rubric, assurance, prompt.id, False, {}, {}).trace is not None
    ]
    assert under == ["2.h", *(f"3.1.{c}" for c in "abcde"), *(f"3.2.{c}" for c in "abcdef")]
    view = shown_prompt(pipeline.rubric, assurance, "3.2.a", False, {}, {}).trace
    assert view is not None
    told = json.dumps(view.model_dump(mode="json")).lower()
    assert "the line" not in told


def test_where_not_everything_was_read_nothing_is_called_an_orphan() -> None:
    view = shown(unread=("s1",))
    assert {row.state for row in (*view.findings, *view.actions)} == {
        "answered",
        "explained",
        "unknown",
        "unsupported",
    }
    assert [row.words for row in view.findings if row.state == "unknown"] == ["No action in what was read"]
    assert [row.words for row in view.actions if row.state == "unknown"] == [
        "Answers no finding in what was read"
    ]
    assert view.found.startswith(f"Not read: 1 of {len(REVIEW.sections)} sections (")
    assert view.found.endswith("what has nothing on the other side is not known.")
    assert (view.whole, shown().whole) == (False, True)
