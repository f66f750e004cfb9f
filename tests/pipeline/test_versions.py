"""The next version of a review: what was decided before is shown beside it, and nothing carries itself."""

import contextlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.domain.change import Became
from assistant.domain.draft import Line
from assistant.domain.judgement import Act, Answer, DecisionKind, Origin, ReasonCode
from assistant.domain.review import Intake, Status
from assistant.errors import NotAllowed, NotFound
from assistant.pipeline import Pipeline
from assistant.steps.recall import reference
from tests.pipeline.opening import FILES, TEXT, finished, pipeline
from tests.scripted import always, scripted

ANEW = TEXT.replace(b"fifteen working days", b"twenty working days") + (
    b"\nA home visit was made in July, and the manager recorded why the earlier one had been missed.\n"
)
NEXT = [("review-2.txt", ANEW)]
BY = "R. Quillfeather"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Pipeline]:
    """On the first version 1.1.a was accepted as drafted, and 1.3.c decided below without evidence."""
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake(reference="LM-1", region="Lowmere", high_profile=Status.YES))
        opened.start(review, only=["1.1.a"])
        draft = finished(opened, review).draft("1.1.a")
        accept = Act(kind=DecisionKind.ACCEPT, prompt="1.1.a", line=draft.line, by=BY, draft=draft.key)
        opened.decide(review, accept)
        below = Act(
            kind=DecisionKind.OVERRIDE,
            prompt="1.3.c",
            line=Line.BELOW,
            reason="Nothing on home visits.",
            reason_code=ReasonCode.OTHER,
            by=BY,
        )
        opened.decide(review, below)
        yield opened


def first_of(opened: Pipeline) -> str:
    return opened.reviews()[-1].id


def next_of(opened: Pipeline) -> str:
    return opened.take_in(NEXT, Intake(region="Hexley"), earlier=first_of(opened))


def reconfirmed(opened: Pipeline, review: str, prompt: str) -> Act:
    earlier = opened.earlier(review, prompt)
    assert earlier is not None
    return Act(
        kind=DecisionKind.OVERRIDE,
        prompt=prompt,
        line=earlier.decision.line,
        reason=earlier.decision.reason,
        by=BY,
        earlier=reference(earlier),
    )


def test_the_next_version_begins_with_what_is_known_and_with_nothing_decided(opened: Pipeline) -> None:
    review = next_of(opened)
    assurance = opened.assurance(review)
    assert assurance.intake == Intake(reference="LM-1", region="Hexley", high_profile=Status.YES)
    assert assurance.decisions == ()
    assert {standing.origin for standing in assurance.standings} == {Origin.NOT_RUN}
    version = opened.version(review)
    assert version is not None
    assert (version.earlier, version.reference) == (first_of(opened), "LM-1")
    assert version.to_reconfirm == ("1.1.a", "1.3.c")
    assert (version.changes.count(Became.CHANGED), len(version.changes.new)) == (1, 1)
    row = opened.reviews()[0]
    assert (row.id, row.version, row.to_reconfirm) == (review, 2, 2)
    assert (opened.reviews()[1].version, opened.reviews()[1].to_reconfirm) == (1, 0)
    assert opened.version(first_of(opened)) is None


def test_a_decision_that_rests_on_evidence_is_shown_with_what_changed_and_reconfirmed(opened: Pipeline) -> None:
    review = next_of(opened)
    earlier = opened.earlier(review, "1.1.a")
    assert earlier is not None
    assert not earlier.absent
    (ground,) = earlier.grounds
    assert ground.became is Became.CHANGED
    assert [one.text for one in ground.stretches if one.wording != "kept"] == ["fifteen", "twenty"]
    decision = opened.decide(review, reconfirmed(opened, review, "1.1.a"))
    assert decision.earlier == f"{first_of(opened)}/d1"
    assurance = opened.assurance(review)
    assert assurance.decision("1.1.a") == decision
    assert {s.origin for s in assurance.standings if s.prompt == "1.1.a"} == {Origin.DECIDED}
    version = opened.version(review)
    assert version is not None
    assert version.to_reconfirm == ("1.3.c",)


def test_a_decision_that_rests_on_absence_waits_until_what_is_new_was_opened(opened: Pipeline) -> None:
    review = next_of(opened)
    earlier = opened.earlier(review, "1.3.c")
    assert earlier is not None
    assert earlier.absent
    assert earlier.grounds == ()
    texts = {passage.id: passage.text for passage in opened.assurance(review).review.passages}
    assert all("twenty" in texts[one] or "July" in texts[one] for one in earlier.look_at)
    assert earlier.look_at
    act = reconfirmed(opened, review, "1.3.c")
    with pytest.raises(NotAllowed, match="not opened"):
        opened.decide(review, act)
    assert opened.assurance(review).decisions == ()
    for passage in earlier.look_at:
        opened.keep_opening(review, "1.3.c", BY, passage)
    assert opened.decide(review, act).reason == "Nothing on home visits."


def test_a_decision_changed_on_the_earlier_version_meanwhile_is_not_reconfirmed_unseen(
    opened: Pipeline,
) -> None:
    review = next_of(opened)
    act = reconfirmed(opened, review, "1.1.a")
    again = Act(
        kind=DecisionKind.OVERRIDE, prompt="1.1.a", line=Line.BELOW, reason="No.", by=BY, reason_code="other"
    )
    opened.decide(first_of(opened), again)
    with pytest.raises(NotAllowed, match="not the one that was shown"):
        opened.decide(review, act)


def test_a_judgement_of_the_earlier_version_is_told_and_counts_for_nothing(opened: Pipeline) -> None:
    first = first_of(opened)
    judge = Act(kind=DecisionKind.JUDGE, node="1.1", answer=Answer.NO, reason="The whole.", by=BY)
    opened.decide(first, judge)
    opened.decide(first, judge.model_copy(update={"answer": Answer.YES}))
    review = next_of(opened)
    held = opened.judged_before(review, "1.1")
    assert held is not None
    assert held.judged is not None
    assert (held.judged.answer, held.rated) == (Answer.YES, None)
    assert opened.judged_before(review, "1.2") is None
    assert opened.judged_before(first, "1.1") is None
    assert opened.assurance(review).judgement("1.1").answer is None


def test_a_review_cannot_follow_itself_nor_what_follows_it_nor_two(opened: Pipeline) -> None:
    first, review = first_of(opened), next_of(opened)
    with pytest.raises(NotAllowed, match="earlier version itself"):
        opened.take_in(NEXT, Intake(), earlier=review)
    with pytest.raises(NotAllowed, match="earlier version itself"):
        opened.take_in(FILES, Intake(), earlier=review)
    other = opened.take_in([("other.txt", ANEW + b"\nOne more.\n")], Intake())
    with pytest.raises(NotAllowed, match="another review already"):
        opened.take_in(NEXT, Intake(), earlier=other)
    assert opened.take_in(NEXT, Intake(), earlier=first) == review
    before = len(opened.reviews())
    with pytest.raises(NotFound, match="Nothing was kept"):
        opened.take_in([("new.txt", b"1. Planning\n\nA plan.\n")], Intake(), earlier="f" * 16)
    assert len(opened.reviews()) == before


def test_of_two_reviews_made_to_follow_each_other_at_once_one_is_refused(
    opened: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = first_of(opened), opened.take_in(NEXT, Intake())
    both = threading.Barrier(2, timeout=0.5)
    follow = opened._store.follow

    def together(review: str, earlier: str) -> bool:
        with contextlib.suppress(threading.BrokenBarrierError):  # only one came as far as this
            both.wait()
        return follow(review, earlier)

    monkeypatch.setattr(opened._store, "follow", together)
    with ThreadPoolExecutor(2) as people:
        asked = [
            people.submit(opened.take_in, FILES, Intake(), earlier=other),
            people.submit(opened.take_in, NEXT, Intake(), earlier=first),
        ]
    refused = [error for one in asked if (error := one.exception()) is not None]
    assert [type(error) for error in refused] == [NotAllowed]
    assert sorted(row.version for row in opened.reviews()) == [1, 2]


def test_where_the_earlier_version_is_deleted_what_was_reconfirmed_stays(opened: Pipeline) -> None:
    review = next_of(opened)
    opened.decide(review, reconfirmed(opened, review, "1.1.a"))
    opened.delete(first_of(opened), BY)
    assert opened.version(review) is None
    assert opened.earlier(review, "1.3.c") is None
    decision = opened.assurance(review).decision("1.1.a")
    assert decision is not None
    assert decision.earlier is not None
    assert opened.result(review)
