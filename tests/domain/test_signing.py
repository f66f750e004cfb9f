"""What is open before a signature: what stops it, what takes a reason, and what closes each point."""

import pytest

from assistant.domain.draft import Line
from assistant.domain.judgement import Act, Answer, DecisionKind, ReasonCode
from assistant.domain.notices import notice_ids
from assistant.domain.review import Notice, NoticeKind
from assistant.domain.signing import Signing, acknowledged, signing
from assistant.errors import NotAllowed
from tests.ui.specimen import REVIEW
from tests.ui.stand_in import StandIn
from tests.worked import BY, sign, work

K = DecisionKind


def point(kept: StandIn) -> Signing:
    return signing(kept.rubric, kept.assurance(REVIEW))


def accept(kept: StandIn, prompt: str) -> None:
    draft = kept.assurance(REVIEW).draft(prompt)
    kept.decide(REVIEW, Act(kind=K.ACCEPT, prompt=prompt, line=draft.line, by=BY, draft=draft.key))


def acknowledge(kept: StandIn, *notices: str) -> None:
    kept.decide(REVIEW, Act(kind=K.ACKNOWLEDGE, notices=notices, by=BY))


def test_everything_is_open_at_first() -> None:
    found = point(StandIn())
    assert (len(found.undecided), len(found.unjudged), len(found.unrated)) == (54, 10, 5)
    assert found.stops == 69
    assert found.not_answered == ("2.c",)
    assert found.unsupported == ("3.1.d",)
    assert len(found.notices) == 2
    assert found.unopened == ()


def test_an_accepted_draft_is_open_until_a_passage_of_its_evidence_was_opened_under_it() -> None:
    kept = StandIn()
    accept(kept, "1.3.c")
    (found,) = point(kept).unopened
    assert (found.prompt, found.accepted.id) == ("1.3.c", "d1")
    assert found.passages == ("p10", "p6", "p11", "p7", "p9")
    kept.keep_opening(REVIEW, "1.3.c", BY)
    kept.keep_opening(REVIEW, "1.3.a", BY, "p6")
    kept.keep_opening(REVIEW, "1.3.c", BY, "p2")
    assert len(point(kept).unopened) == 1
    kept.keep_opening(REVIEW, "1.3.c", BY, "p11")
    assert point(kept).unopened == ()


def test_a_line_of_ones_own_asks_for_no_evidence_to_be_opened() -> None:
    kept = StandIn()
    act = Act(kind=K.OVERRIDE, prompt="1.3.c", line=Line.ABOVE, reason_code=ReasonCode.OTHER, reason="r", by=BY)
    kept.decide(REVIEW, act)
    assert point(kept).unopened == ()


def test_a_notice_is_open_until_it_is_acknowledged_and_then_names_who_did() -> None:
    kept = StandIn()
    first, second = (one.id for one in point(kept).notices)
    acknowledge(kept, first)
    assert [one.id for one in point(kept).notices] == [second]
    with pytest.raises(NotAllowed, match="acknowledged before"):
        acknowledge(kept, first)
    acknowledge(kept, first, second)
    assert point(kept).notices == ()
    done = acknowledged(kept.assurance(REVIEW))
    assert {name: (decision.id, decision.by) for name, decision in done.items()} == {
        first: ("d1", BY),
        second: ("d2", BY),
    }


def test_a_notice_that_is_not_of_the_review_is_refused() -> None:
    with pytest.raises(NotAllowed, match="may have changed since it was shown"):
        acknowledge(StandIn(), "0" * 12)


def test_an_id_is_of_what_a_notice_says_and_where() -> None:
    one = Notice(kind=NoticeKind.COMMENT, message="A comment.", text="Check.", passage="p4")
    other = one.model_copy(update={"passage": "p5"})
    ids = notice_ids([one, other, one])
    assert len(set(ids)) == 3
    assert ids[2] == f"{ids[0]}-2"
    assert notice_ids([other, one]) == (ids[1], ids[0])


def test_a_signature_over_open_points_takes_a_reason_that_names_none_of_them_as_closed() -> None:
    kept = StandIn()
    work(kept)
    assert point(kept).stops == 0
    with pytest.raises(NotAllowed) as refused:
        kept.decide(REVIEW, Act(kind=K.SIGN_OFF, by=BY))
    said = str(refused.value)
    for open_point in ("47 accepted drafts", "2 notices not acknowledged", "no draft was obtained for 2.c"):
        assert open_point in said
    sign(kept)
    signed = kept.assurance(REVIEW).signed_off
    assert signed is not None
    with pytest.raises(NotAllowed, match="read, not changed"):
        acknowledge(kept, point(kept).notices[0].id)


def test_a_judgement_that_the_counts_have_left_is_recorded_anew_or_given_a_reason() -> None:
    kept = StandIn()
    work(kept)

    def judge(answer: Answer, reason: str | None = None) -> None:
        kept.decide(REVIEW, Act(kind=K.JUDGE, node="1.1", answer=answer, reason=reason, by=BY))

    def computed() -> Answer:
        initial = kept.assurance(REVIEW).judgement("1.1").initial
        assert initial is not None
        return initial.answer

    before = computed()
    judge(before)
    assert point(kept).moved == ()
    line = Line.ABOVE if before is Answer.NO else Line.BELOW
    for letter in "abcde":
        act = Act(
            kind=K.OVERRIDE, prompt=f"1.1.{letter}", line=line, reason_code=ReasonCode.OTHER, reason="r", by=BY
        )
        kept.decide(REVIEW, act)
    assert computed() is not before
    assert (point(kept).moved, point(kept).stops) == (("1.1",), 1)
    with pytest.raises(NotAllowed, match="to be recorded anew: 1 of 10 judgements"):
        sign(kept)
    judge(before, "The police were asked in time.")
    assert point(kept).moved == ()
    judge(computed())
    assert point(kept).moved == ()
    sign(kept)
