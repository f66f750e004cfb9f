"""Judge first: the review itself chooses which drafts are hidden, and of a hidden one nothing is left."""

from datetime import UTC, datetime

import pytest

from assistant.domain.draft import CheckedCitation, Draft, DraftStatus, Line, Match, Stance
from assistant.domain.judge_first import Share
from assistant.domain.judgement import Decision, DecisionKind
from assistant.edges import library
from assistant.steps.hide import hidden, judged_first, withheld

RUBRIC = library.rubric()
REVIEW = "5a5a5a5a5a5a5a5a"
AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
CHOSEN = judged_first(RUBRIC, REVIEW, Share.TENTH)
DRAFT = Draft(
    key="k1",
    review=REVIEW,
    prompt=CHOSEN[0],
    status=DraftStatus.DRAFTED,
    line=Line.BELOW,
    proposed_line=Line.BELOW,
    rationale="Nothing is said of the licence.",
    searched=("licence",),
    precludes=True,
    citations=(
        CheckedCitation(
            expectation=None,
            cited_passage="p1",
            passage="p1",
            quote="No licence",
            match=Match.EXACT,
            start=0,
            end=10,
            stance=Stance.AGAINST,
        ),
    ),
)


def decision(kind: DecisionKind, number: int = 1, **more: object) -> Decision:
    told = {"id": f"d{number}", "kind": kind, "prompt": DRAFT.prompt, "by": "A", "at": AT, **more}
    return Decision.model_validate(told)


@pytest.mark.parametrize(("share", "many"), [(Share.NONE, 0), (Share.TENTH, 5), (Share.ALL, 49)])
def test_a_share_of_the_prompts_with_a_line_is_judged_first(share: Share, many: int) -> None:
    chosen = judged_first(RUBRIC, REVIEW, share)
    assert len(chosen) == len(set(chosen)) == many
    assert not [prompt for prompt in chosen if prompt.startswith("info.")]
    assert list(chosen) == [prompt.id for prompt in RUBRIC.prompts if prompt.id in chosen]


def test_the_review_is_the_seed_so_the_same_review_has_the_same_prompts_and_another_has_others() -> None:
    assert judged_first(RUBRIC, REVIEW, Share.TENTH) == CHOSEN
    others = {judged_first(RUBRIC, f"{number:016x}", Share.TENTH) for number in range(20)}
    assert len(others) == 20


def test_over_many_reviews_every_prompt_has_its_turn() -> None:
    reviews = [f"{number:016x}" for number in range(300)]
    turns = [prompt for review in reviews for prompt in judged_first(RUBRIC, review, Share.TENTH)]
    lines = len(judged_first(RUBRIC, REVIEW, Share.ALL))
    counted = [turns.count(prompt) for prompt in set(turns)]
    assert len(counted) == lines
    assert max(counted) < 2 * len(turns) / lines


def test_a_draft_is_hidden_until_a_line_was_recorded_and_stays_seen_when_that_is_undone() -> None:
    recorded = decision(DecisionKind.OVERRIDE, line=Line.ABOVE)
    undone = decision(DecisionKind.UNDO, 2, undoes="d1")
    note = decision(DecisionKind.NOTE, reason="I must look at this again.")
    assert hidden(CHOSEN, [DRAFT], []) == {DRAFT.prompt}
    assert hidden(CHOSEN, [DRAFT], [note]) == {DRAFT.prompt}
    assert hidden(CHOSEN, [DRAFT], [recorded]) == frozenset()
    assert hidden(CHOSEN, [DRAFT], [recorded, undone]) == frozenset()


@pytest.mark.parametrize("status", [DraftStatus.NOT_ANSWERED, DraftStatus.NOT_RUN])
def test_where_there_is_no_draft_nothing_is_hidden(status: DraftStatus) -> None:
    assert hidden(CHOSEN, [DRAFT.model_copy(update={"status": status})], []) == frozenset()


def test_of_a_hidden_draft_nothing_is_left_but_its_place_and_others_stay_as_they_are() -> None:
    other = DRAFT.model_copy(update={"prompt": "another"})
    seen = withheld([DRAFT, other], {DRAFT.prompt})
    assert seen == (
        Draft(key="", review=REVIEW, prompt=DRAFT.prompt, status=DraftStatus.HIDDEN),
        other,
    )
