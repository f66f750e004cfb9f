"""Related prompts that pull apart are pointed out with both places, and nothing comes of it."""

import pytest

from assistant.domain.apart import Apart
from assistant.domain.draft import CheckedFinding, Draft, DraftStatus, Line, Met
from assistant.domain.judgement import Decision, DecisionKind, Origin
from assistant.edges import library
from assistant.steps.aggregate import standings
from assistant.steps.hide import withheld
from assistant.steps.relate import relate
from tests.steps.reporting import AT, BY, draft

RUBRIC = library.rubric()


def apart(
    *drafts: Draft, decisions: tuple[Decision, ...] = (), hidden: frozenset[str] = frozenset()
) -> tuple[Apart, ...]:
    seen = withheld(drafts, hidden)
    return relate(RUBRIC, standings(RUBRIC, seen, decisions), seen)


def places(*drafts: Draft) -> list[tuple[str, str, str]]:
    return [(pair.matter, pair.first.member, pair.second.member) for pair in apart(*drafts)]


def found(prompt: str, number: int, met: Met, line: Line | None = Line.UNDETERMINED) -> Draft:
    return draft(prompt, line, findings=(CheckedFinding(expectation=f"{prompt}/{number}", met=met, note=""),))


def test_one_above_and_a_related_one_below_pull_apart() -> None:
    (pair,) = apart(draft("2.b", Line.ABOVE), draft("3.1.a", Line.BELOW))
    assert (pair.matter, pair.first.prompt, pair.second.prompt) == ("Staff at all levels", "2.b", "3.1.a")
    assert (pair.first.sufficient, pair.second.sufficient) == (True, False)
    assert {pair.first.origin, pair.second.origin} == {Origin.DRAFTED}


@pytest.mark.parametrize("line", [Line.ABOVE, Line.UNDETERMINED, Line.NOT_APPLICABLE])
def test_one_that_agrees_or_takes_no_side_does_not(line: Line) -> None:
    assert apart(draft("2.b", Line.ABOVE), draft("3.1.a", line)) == ()


def test_phases_are_not_held_against_each_other_but_each_against_the_whole() -> None:
    drafts = [draft("1.1.e", Line.ABOVE), draft("1.2.e", Line.BELOW)]
    assert places(*drafts) == []
    assert places(*drafts, draft("2.i", Line.ABOVE)) == [("Partnership working", "1.2.e", "2.i")]


def test_an_expectation_speaks_by_what_was_found_for_it() -> None:
    good = draft("2.d", Line.ABOVE)
    assert places(good, found("1.3.a", 8, Met.NOT_MET)) == [("Good practice", "1.3.a/8", "2.d")]
    assert places(good, found("1.3.a", 8, Met.PARTLY)) == []
    assert places(good, found("1.3.a", 7, Met.NOT_MET)) == []


def test_a_decision_counts_before_the_draft() -> None:
    decided = Decision(
        id="d1", kind=DecisionKind.OVERRIDE, prompt="3.1.a", line=Line.ABOVE, by=BY, at=AT, reason="Read again."
    )
    assert apart(draft("2.b", Line.ABOVE), draft("3.1.a", Line.BELOW), decisions=(decided,)) == ()


def test_what_the_inspector_has_not_seen_is_left_out() -> None:
    pair = (draft("2.b", Line.ABOVE), draft("3.1.a", Line.BELOW))
    assert apart(*pair, hidden=frozenset({"3.1.a"})) == ()
    seen = (draft("2.d", Line.ABOVE), found("1.3.a", 8, Met.NOT_MET))
    assert apart(*seen, hidden=frozenset({"1.3.a"})) == ()


def test_a_draft_that_is_not_there_says_nothing() -> None:
    none = Draft(key="", review="0" * 16, prompt="3.1.a", status=DraftStatus.NOT_RUN)
    assert apart(draft("2.b", Line.ABOVE), none) == ()


def test_every_matter_of_the_rubric_can_pull_apart() -> None:
    drafts = [
        found(p.id, 1, Met.MET, Line.BELOW if p.id in ("4.c", "4.e", "3.1.a", "2.i", "2.d") else Line.ABOVE)
        for p in RUBRIC.prompts
        if p.rule or p.id.startswith("chronology")
    ]
    drafts = [d if d.prompt != "1.3.a" else found("1.3.a", 8, Met.MET) for d in drafts]
    assert {pair.matter for pair in apart(*drafts)} == {related.label for related in RUBRIC.related}
