"""What an inspector may do beside deciding: reword the rationale, add and remove evidence, undo."""

import re

import pytest

from assistant.domain.draft import Line, Match, Stance
from assistant.domain.judgement import Act, Decision, DecisionKind
from assistant.errors import NotAllowed
from assistant.steps.permit import permit
from tests.steps.reporting import AT, BY, RUBRIC, assurance, draft, quoted, review

K = DecisionKind
SOURCE = review()
VISIT = quoted(SOURCE, "The home visit planned for 2 June did not take place.", expectation="4.a/1")
MISSED = quoted(SOURCE, "We consider this a missed opportunity.", stance=Stance.SUPPORTS)
ABSENT = quoted(SOURCE, "Nobody was told of it at all.", match=Match.ABSENT)
DRAFT = draft("4.a", Line.BELOW, citations=(VISIT, ABSENT), rationale="No visit took place [p2].")


def done(number: int, kind: DecisionKind, prompt: str = "4.a", **fields: object) -> Decision:
    return Decision(id=f"d{number}", kind=kind, prompt=prompt, by=BY, at=AT, **fields)


ACCEPTED = done(1, K.ACCEPT, line=Line.BELOW, draft="k-4.a")
CHANGED = done(2, K.OVERRIDE, line=Line.ABOVE)
REMOVED = done(3, K.REMOVE, citation=VISIT)
REWORDED = done(4, K.REWORD, rationale="It was a gap.")


def tried(act: Act, *decisions: Decision, hidden: str | None = None) -> None:
    permit(RUBRIC, assurance(DRAFT, decisions=decisions, source=SOURCE, hidden=hidden), act)


def act(kind: DecisionKind, **fields: object) -> Act:
    return Act(kind=kind, by=BY, prompt="4.a", **fields)


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        (act(K.REWORD, rationale="No visit took place, and nobody asked why [p2].", draft="k-4.a"), ()),
        (act(K.REWORD, rationale="No visit took place [p2]."), (REWORDED,)),
        (act(K.CITE, citation=MISSED), ()),
        (act(K.CITE, citation=MISSED.model_copy(update={"expectation": "4.a/1"})), ()),
        (act(K.CITE, citation=VISIT), (REMOVED,)),
        (act(K.REMOVE, citation=VISIT), ()),
        (act(K.REMOVE, citation=MISSED), (done(1, K.CITE, citation=MISSED),)),
        (act(K.UNDO, undoes="d1"), (ACCEPTED,)),
        (act(K.UNDO, undoes="d2"), (ACCEPTED, CHANGED)),
        (act(K.UNDO, undoes="d1"), (ACCEPTED, CHANGED, done(3, K.UNDO, undoes="d2"))),
        (act(K.UNDO, undoes="d3"), (REMOVED, REWORDED)),
        (act(K.UNDO, undoes="d4", reason="The draft says it better."), (REMOVED, REWORDED)),
    ],
)
def test_is_permitted(asked: Act, before: tuple[Decision, ...]) -> None:
    tried(asked, *before)


@pytest.mark.parametrize(
    ("said", "asked", "before"),
    [
        ("has changed since it was shown", act(K.REWORD, rationale="Words.", draft="older"), ()),
        ("is empty", act(K.REWORD, rationale=" \n"), ()),
        ("the same as before", act(K.REWORD, rationale=DRAFT.rationale), ()),
        ("the same as before", act(K.REWORD, rationale="It was a gap."), (REWORDED,)),
        ("cannot carry: citation", act(K.REWORD, rationale="Words.", citation=MISSED), ()),
        ("Only words that stand in the review", act(K.CITE, citation=ABSENT), ()),
        ("Only words that stand in the review", act(K.CITE), ()),
        ("evidence of 4.a already", act(K.CITE, citation=VISIT), ()),
        ("no expectation 4.b/1", act(K.CITE, citation=MISSED.model_copy(update={"expectation": "4.b/1"})), ()),
        ("is not there", act(K.REMOVE, citation=MISSED), ()),
        ("is not there", act(K.REMOVE, citation=ABSENT), ()),
        ("is not there", act(K.REMOVE, citation=VISIT), (REMOVED,)),
        ("nothing of that kind", act(K.UNDO), (ACCEPTED,)),
        ("nothing of that kind", act(K.UNDO, undoes="d9"), (ACCEPTED,)),
        ("may be undone already", act(K.UNDO, undoes="d1"), (ACCEPTED, done(2, K.UNDO, undoes="d1"))),
        ("nothing of that kind", act(K.UNDO, undoes="d5"), (done(5, K.ACCEPT, prompt="4.b", line=Line.BELOW),)),
        ("nothing of that kind", act(K.UNDO, undoes="d5"), (done(5, K.NOTE, reason="Ask."),)),
        ("nothing of that kind", act(K.UNDO, undoes="d2"), (ACCEPTED, done(2, K.UNDO, undoes="d1"))),
        ("Undo the later one first", act(K.UNDO, undoes="d1"), (ACCEPTED, CHANGED)),
    ],
)
def test_is_refused_with_a_sentence(said: str, asked: Act, before: tuple[Decision, ...]) -> None:
    with pytest.raises(NotAllowed, match=re.escape(said)):
        tried(asked, *before)


@pytest.mark.parametrize(
    "asked",
    [act(K.REWORD, rationale="It was a gap."), act(K.REMOVE, citation=VISIT)],
    ids=["reword", "remove"],
)
def test_what_is_hidden_can_be_neither_reworded_nor_removed(asked: Act) -> None:
    with pytest.raises(NotAllowed):
        tried(asked, hidden="4.a")


def test_evidence_of_ones_own_may_be_added_while_the_draft_is_hidden_even_what_the_draft_cites() -> None:
    tried(act(K.CITE, citation=VISIT), hidden="4.a")


@pytest.mark.parametrize("kind", [K.REWORD, K.CITE, K.REMOVE, K.UNDO])
def test_nothing_of_it_is_done_once_signed_off(kind: DecisionKind) -> None:
    signed = Decision(id="d8", kind=K.SIGN_OFF, by=BY, at=AT)
    with pytest.raises(NotAllowed, match="Reopen it, with a reason"):
        tried(act(kind), ACCEPTED, signed)
