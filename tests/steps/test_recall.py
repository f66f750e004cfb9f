"""What an earlier decision rests on, what became of it, and when it may be reconfirmed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.domain.change import Became
from assistant.domain.draft import CheckedCitation, Draft, DraftStatus, Line, Match, Stance
from assistant.domain.earlier import Earlier
from assistant.domain.judgement import Act, Decision, DecisionKind
from assistant.domain.near import Near
from assistant.domain.review import Review, Span
from assistant.errors import NotAllowed
from assistant.steps.change import change, differ
from assistant.steps.recall import may_reconfirm, recall, reference
from tests.steps.test_change import AUDIT, CALM, PLAN, TEST, VISIT, version

AT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
BEFORE = version(VISIT, TEST, CALM)
AFTER = version(VISIT.replace("2 June", "9 June"), CALM, AUDIT, number=2)
VISIT_MISSED, NOBODY_ASKED = "did not take place", "nobody asked why"


def quote(words: str, passage: str, stance: Stance = Stance.AGAINST) -> CheckedCitation:
    text = next(p.text for p in BEFORE.passages if p.id == passage)
    start = text.index(words)
    return CheckedCitation(
        expectation=None,
        cited_passage=passage,
        passage=passage,
        quote=words,
        match=Match.EXACT,
        start=start,
        end=start + len(words),
        stance=stance,
    )


def draft(*citations: CheckedCitation, searched: tuple[str, ...] = (), line: Line | None = Line.BELOW) -> Draft:
    return Draft(
        key="k1",
        review=BEFORE.id,
        prompt="1.3.c",
        status=DraftStatus.DRAFTED,
        line=line,
        citations=citations,
        searched=searched,
    )


def did(number: int, kind: DecisionKind = DecisionKind.ACCEPT, **more: Any) -> Decision:
    given = {"prompt": "1.3.c", "by": "A.", "at": AT} | more
    return Decision(id=f"d{number}", kind=kind, **given)


def near(*passages: str) -> list[Near]:
    return [Near(passage=passage, shown=Span(start=0, end=3), terms=()) for passage in passages]


def recalled(
    of: Draft | None, *decisions: Decision, after: Review = AFTER, found: list[Near] | None = None
) -> Earlier:
    changes = change(BEFORE, after)
    texts = {p.id: p.text for p in after.passages}
    stretches = {
        f.before: differ(next(p.text for p in BEFORE.passages if p.id == f.before), texts[f.after])
        for f in changes.fates
        if f.became is Became.CHANGED and f.after
    }
    made = decisions or (did(1, line=Line.BELOW, draft="k1"),)
    earlier = recall("1.3.c", BEFORE, after, changes, made, of, stretches, found or [])
    assert earlier is not None
    return earlier


def reconfirming(of: Earlier, **more: Any) -> Act:
    given: dict[str, Any] = {"line": of.decision.line, "earlier": reference(of)} | more
    return Act(kind=DecisionKind.OVERRIDE, prompt="1.3.c", by="A.", **given)


def test_where_nothing_was_decided_there_is_nothing_to_recall() -> None:
    changes = change(BEFORE, AFTER)
    undone = did(1, line=Line.BELOW), did(2, DecisionKind.UNDO, undoes="d1")
    for made in ((), (did(1, prompt="1.3.d", line=Line.BELOW),), undone):
        assert recall("1.3.c", BEFORE, AFTER, changes, made, None, {}, []) is None


def test_each_ground_says_what_became_of_it_and_whether_its_words_still_stand() -> None:
    earlier = recalled(draft(quote(VISIT_MISSED, "p1"), quote("2 June", "p1"), quote("positive", "p2")))
    first, second = earlier.grounds
    assert (first.passage, first.became, first.after) == ("p1", Became.CHANGED, "p1")
    assert first.quotes == (VISIT_MISSED, "2 June")
    assert not first.stands
    assert [one.text for one in first.stretches if one.wording != "kept"] == ["2", "9"]
    assert (second.became, second.after, second.stands) == (Became.GONE, None, False)
    assert first.stood_at == "A, paragraph 1"


def test_words_that_stand_in_a_changed_passage_are_said_to_stand() -> None:
    (ground,) = recalled(draft(quote(NOBODY_ASKED, "p1"))).grounds
    assert ground.became is Became.CHANGED
    assert ground.stands


def test_an_unchanged_passage_shows_no_difference() -> None:
    (ground,) = recalled(draft(quote("seen every week", "p3", Stance.SUPPORTS))).grounds
    assert (ground.became, ground.stretches, ground.stands) == (Became.UNCHANGED, (), True)


def test_where_the_draft_looked_in_vain_is_told_by_places_of_the_earlier_version() -> None:
    earlier = recalled(draft(searched=("The chronology [p2], for any test",)))
    assert earlier.searched == ("The chronology [A, paragraph 2], for any test",)


def test_evidence_that_the_inspector_added_and_removed_is_what_the_decision_rests_on() -> None:
    cite = did(2, DecisionKind.CITE, citation=quote("seen every week", "p3"))
    remove = did(3, DecisionKind.REMOVE, citation=quote("positive", "p2"))
    decision = did(4, DecisionKind.OVERRIDE, line=Line.BELOW)
    earlier = recalled(draft(quote("positive", "p2")), cite, remove, decision)
    assert [ground.passage for ground in earlier.grounds] == ["p3"]


@pytest.mark.parametrize(
    ("line", "citations", "searched", "absent"),
    [
        (Line.BELOW, [quote(VISIT_MISSED, "p1")], (), False),
        (Line.BELOW, [quote(VISIT_MISSED, "p1")], ("The chronology",), True),
        (Line.BELOW, [quote("seen", "p3", Stance.SUPPORTS)], (), True),
        (Line.ABOVE, [quote("seen", "p3", Stance.SUPPORTS)], ("The action plan",), False),
        (Line.ABOVE, [quote(VISIT_MISSED, "p1")], (), True),
        (Line.NOT_APPLICABLE, [quote("seen", "p3", Stance.SUPPORTS)], (), False),
        (Line.NOT_APPLICABLE, [], (), True),
        (Line.UNDETERMINED, [quote("seen", "p3")], ("All of it",), True),
        (None, [quote("seen", "p3")], (), False),
        (None, [], (), True),
    ],
)
def test_a_decision_rests_on_absence_where_evidence_does_not_carry_it(
    line: Line | None, citations: list[CheckedCitation], searched: tuple[str, ...], absent: bool
) -> None:
    of = draft(*citations, searched=searched, line=line)
    earlier = recalled(of, did(1, line=line, draft="k1"), found=near("p2", "p3"))
    assert earlier.absent is absent
    assert earlier.look_at == (("p3",) if absent else ())


def test_of_what_is_near_only_what_is_new_or_changed_is_put_before_the_inspector() -> None:
    earlier = recalled(draft(searched=("All of it",)), found=near("p2", "p1", "p3"))
    assert [one.passage for one in earlier.near] == ["p1", "p3"]
    assert earlier.look_at == ("p1", "p3")


def test_where_nothing_near_is_new_an_absence_is_judged_by_what_is_nearest() -> None:
    after = version(VISIT, TEST, CALM, PLAN, number=2)
    searched = recalled(draft(searched=("All of it",)), after=after, found=near("p1", "p2"))
    assert searched.look_at == ("p1", "p2")
    present = recalled(draft(quote(VISIT_MISSED, "p1")), after=after, found=near("p1", "p2"))
    assert present.near == ()


def test_where_nothing_is_near_an_absence_is_judged_by_what_is_new() -> None:
    assert recalled(draft(searched=("All of it",))).look_at == ("p1", "p3")
    assert recalled(draft(searched=("All of it",)), after=version(VISIT, TEST, CALM, number=2)).look_at == ()


def test_a_decision_that_rests_on_evidence_may_be_reconfirmed_at_once() -> None:
    earlier = recalled(draft(quote(VISIT_MISSED, "p1")), found=near("p3"))
    may_reconfirm(earlier, reconfirming(earlier), opened=())


def test_a_bar_that_stood_is_told_with_its_reason_and_one_that_was_withdrawn_is_not() -> None:
    decided, barred = did(1, line=Line.BELOW), did(2, DecisionKind.PRECLUDE, reason="It decides the case.")
    assert recalled(None, decided, barred).barred == "It decides the case."
    assert recalled(None, decided, barred, did(3, DecisionKind.WITHDRAW_PRECLUSION)).barred is None


def test_one_that_rests_on_absence_may_not_before_all_that_is_listed_was_opened() -> None:
    earlier = recalled(draft(searched=("All of it",)), found=near("p1", "p3"))
    with pytest.raises(NotAllowed, match="2 of 2 are not opened"):
        may_reconfirm(earlier, reconfirming(earlier), opened=())
    with pytest.raises(NotAllowed, match="1 of 2 are not opened"):
        may_reconfirm(earlier, reconfirming(earlier), opened=("p1", "p2"))
    may_reconfirm(earlier, reconfirming(earlier), opened=("p3", "p1", "p2"))


def test_only_the_decision_that_was_shown_and_only_its_line_can_be_reconfirmed() -> None:
    earlier = recalled(draft(quote(VISIT_MISSED, "p1")))
    assert reference(earlier) == f"{BEFORE.id}/d1"
    with pytest.raises(NotAllowed, match="not the one that was shown"):
        may_reconfirm(earlier, reconfirming(earlier, earlier=f"{BEFORE.id}/d2"), opened=())
    with pytest.raises(NotAllowed, match="not the one that was shown"):
        may_reconfirm(None, reconfirming(earlier), opened=())
    with pytest.raises(NotAllowed, match="Only the earlier line"):
        may_reconfirm(earlier, reconfirming(earlier, line=Line.ABOVE), opened=())
