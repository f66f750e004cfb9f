"""A review that is deleted is gone: from the store, from memory, from the queue; and nothing brings it back."""

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from dbos import DBOS

from assistant.domain.judgement import Act, DecisionKind, Origin
from assistant.domain.review import Intake
from assistant.errors import NotAllowed, NotFound
from assistant.pipeline import Pipeline, Setup
from tests.pipeline.opening import FILES, finished, pipeline
from tests.scripted import always, scripted

BY = "R. Quillfeather"


def test_a_review_deleted_while_it_is_drafted_leaves_nothing_and_asks_for_nothing_more(tmp_path: Path) -> None:
    under_way, go_on = threading.Semaphore(0), threading.Event()

    def held(body: dict[str, Any]) -> tuple[int, Any]:
        under_way.release()
        assert go_on.wait(120)
        return always(body)

    with scripted(held) as endpoint, pipeline(tmp_path, endpoint, concurrency=2) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        assert under_way.acquire(timeout=120)
        opened.delete(review, BY)
        assert opened.reviews() == ()
        assert DBOS.list_workflows() == []
        go_on.set()
        again = opened.take_in(
            [("other.txt", b"1. Planning\n\nThe plan was agreed with the manager.\n")], Intake()
        )
        opened.start(again, only=["1.1.a"])
        finished(opened, again)
        assert len(endpoint.asked) == 2, "one was in flight, and one is the other review's"
        for look in (opened.assurance, opened.result, opened.report):
            with pytest.raises(NotFound):
                look(review)
        with pytest.raises(NotFound):
            opened.near(review, "1.1.a")
    words = b"countersigned by the manager"
    assert not [path for path in tmp_path.iterdir() if words in path.read_bytes()]


def test_the_same_files_can_be_added_again_and_nothing_of_before_comes_with_them(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake(reference="LM-1"))
        opened.start(review, only=["1.1.a"])
        draft = finished(opened, review).draft("1.1.a")
        opened.decide(
            review,
            Act(kind=DecisionKind.ACCEPT, prompt="1.1.a", line=draft.line, by=BY, draft=draft.key),
        )
        opened.delete(review, BY)
        assert opened.take_in(FILES, Intake()) == review
        assurance = opened.assurance(review)
        assert (assurance.decisions, assurance.run, assurance.intake.reference) == ((), None, None)
        assert {standing.origin for standing in assurance.standings} == {Origin.NOT_RUN}
        opened.start(review, only=["1.1.a"])
        assert finished(opened, review).draft("1.1.a").status == "drafted"


def test_without_a_name_or_once_signed_off_nothing_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.pipeline.deciding.permit", lambda *_: None)
    with pipeline(tmp_path, None) as opened:
        review = opened.take_in(FILES, Intake())
        with pytest.raises(NotAllowed, match="who deletes"):
            opened.delete(review, "  ")
        opened.decide(review, Act(kind=DecisionKind.SIGN_OFF, by=BY))
        with pytest.raises(NotAllowed, match="signed off"):
            opened.delete(review, BY)
        assert [kept.id for kept in opened.reviews()] == [review]
        opened.decide(review, Act(kind=DecisionKind.REOPEN, reason="To delete it.", by=BY))
        opened.delete(review, BY)
        assert opened.reviews() == ()
        with pytest.raises(NotFound):
            opened.delete(review, BY)


def test_a_deleted_sample_stays_away_until_it_is_asked_for(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'assistant.db'}"
    setup = Setup(database_url=database, jobs_url=database, recording=False)
    for offered in (True, False):
        with Pipeline.opened(setup, now=lambda: datetime.now(UTC)) as opened:
            opened.offer_sample()
            assert len(opened.reviews()) == offered
            if offered:
                opened.delete(opened.reviews()[0].id, BY)
            else:
                sample = opened.open_sample()
                assert [kept.id for kept in opened.reviews()] == [sample]
