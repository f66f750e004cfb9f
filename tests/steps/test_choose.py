"""Which draft stands: the one decided on, for ever; else the newest there is."""

from datetime import UTC, datetime, timedelta

from assistant.domain.draft import Draft, DraftStatus, Instructions, Line, Outcome, Provenance, Tokens
from assistant.domain.judgement import Decision, DecisionKind
from assistant.domain.trace import Trace
from assistant.edges import library
from assistant.steps.choose import as_signed, choose, choose_trace

RUBRIC = library.rubric()


def draft(key: str, status: DraftStatus = DraftStatus.DRAFTED) -> Draft:
    reason = None if status is DraftStatus.DRAFTED else Outcome.SERVER_ERROR
    return Draft(key=key, review="r", prompt="1.3.c", status=status, reason=reason)


def accepted(key: str) -> Decision:
    return Decision(
        id="d1",
        kind=DecisionKind.ACCEPT,
        prompt="1.3.c",
        line=Line.ABOVE,
        by="R. Quill",
        at=datetime(2026, 11, 1, tzinfo=UTC),
        draft=key,
    )


OLD, NEW, FAILED = draft("old"), draft("new"), draft("failed", DraftStatus.NOT_ANSWERED)


def stands(latest: list[Draft], kept: list[Draft], decisions: list[Decision]) -> Draft:
    chosen = choose(RUBRIC, "r", latest, kept, decisions)
    assert [d.prompt for d in chosen] == [p.id for p in RUBRIC.prompts]
    return next(d for d in chosen if d.prompt == "1.3.c")


def test_the_draft_that_was_decided_on_stands_beside_its_decision_whatever_runs_follow() -> None:
    assert stands([NEW], [NEW, OLD], [accepted("old")]) is OLD
    assert stands([FAILED], [FAILED, OLD], [accepted("old")]) is OLD


def test_without_a_decision_the_newest_draft_stands() -> None:
    assert stands([NEW], [NEW, OLD], []) is NEW


def test_a_run_that_fails_takes_no_draft_away() -> None:
    assert stands([FAILED], [FAILED, OLD], []) is OLD
    assert stands([], [OLD], []) is OLD


def test_where_there_is_no_draft_the_reason_stands() -> None:
    assert stands([FAILED], [FAILED], []) is FAILED
    assert stands([], [], []).status is DraftStatus.NOT_RUN


def test_of_several_traces_the_last_that_was_drafted_stands_else_why_there_is_none() -> None:
    old, new = (Trace(key=key, review="r", status=DraftStatus.DRAFTED) for key in ("old", "new"))
    failed = Trace(key="failed", review="r", status=DraftStatus.NOT_ANSWERED, reason=Outcome.TIMEOUT)
    assert choose_trace([new, old]) is new
    assert choose_trace([failed, old]) is old
    assert choose_trace([failed]) is failed
    assert choose_trace([]) is None


def made(key: str, at: datetime) -> Draft:
    came = Provenance(
        model="m",
        endpoint="e",
        instructions=Instructions(name="draft.v2", sha256="0"),
        request="0",
        requests=1,
        tokens=Tokens(),
        at=at,
    )
    return draft(key).model_copy(update={"provenance": came})


def test_what_was_made_after_the_sign_off_counts_once_reopened_and_never_before() -> None:
    signed = accepted("old").model_copy(update={"kind": DecisionKind.SIGN_OFF})
    reopened = signed.model_copy(update={"kind": DecisionKind.REOPEN})
    before, with_it, after = (made(f"{n}", signed.at + timedelta(seconds=n)) for n in (-1, 0, 1))
    assert as_signed([before, with_it, after, OLD], [signed]) == (before, with_it, OLD)
    assert as_signed([after], []) == as_signed([after], [signed, reopened]) == (after,)
