"""A review is removed whole, and nothing else is: not by us, and not by anybody who opens the database."""

import gc
import weakref
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from assistant.domain.draft import Instructions, Outcome, RawReply
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.opening import Opening
from assistant.domain.review import Intake, Part
from assistant.edges.store import Spent, Store, Task
from assistant.edges.store.database import open_database
from assistant.edges.store.tables import deletions, metadata
from assistant.errors import NotFound, StoreTrouble
from tests.edges.store.test_store import ACCEPT, NOON, SECRET, a_draft, a_review
from tests.edges.store.test_store import store as store  # a fixture

DRAFTING = Instructions(name="draft.v1", sha256="c" * 64)
WORDS = b"what only the file says"


def keep_everything(store: Store, number: int, *keys: str, sample: bool = False) -> str:
    review = a_review(number, title=f"Review {number}")
    store.add_review(review, Intake(), (("review.docx", WORDS),), NOON, sample=sample)
    wanted = [Task(key=key, prompt=f"1.1.{key}", repeat=0) for key in keys]
    store.start_run(review.id, "m", "h", DRAFTING, wanted, NOON)
    for key in keys:
        reply = RawReply(outcome=Outcome.REPLIED, text=f"a reply for {key}")
        store.keep_reply(key, 0, "d" * 64, reply, NOON, spent=Spent(review=review.id, tokens=5))
        store.keep_draft(a_draft(key, rationale=f"a rationale for {key}"))
    store.append(review.id, ACCEPT, NOON)
    store.append(review.id, Act(kind=DecisionKind.NOTE, prompt="1.1.a", reason="So.", by="A."), NOON)
    store.correct(review.id, "s1", Part.PLANNING, "A.", NOON)
    store.keep_opening(review.id, Opening(prompt="1.1.a", passage="p1", by="A.", at=NOON))
    return review.id


def rows(database_url: str) -> dict[str, int]:
    engine = open_database(database_url)
    with engine.connect() as connection:
        found = {t.name: len(connection.execute(select(t)).all()) for t in metadata.sorted_tables}
    engine.dispose()
    return found


def test_nothing_of_a_deleted_review_is_left_and_another_is_untouched(store: Store, database_url: str) -> None:
    kept = keep_everything(store, 1, "a", "b")
    before = rows(database_url)
    gone = keep_everything(store, 2, "c", "d")
    assert store.keys(gone) == ("c", "d")
    store.delete(gone, "R. Quillfeather", NOON)
    assert rows(database_url) == before | {"deletions": 1}
    assert [review.id for review in store.reviews()] == [kept]
    assert len(store.decisions(kept)) == 2
    assert store.draft("c") is None
    with pytest.raises(NotFound):
        store.review(gone)


def test_a_deletion_is_kept_with_who_and_when_and_without_any_words_of_the_review(
    store: Store, database_url: str
) -> None:
    gone = keep_everything(store, 2, "c")
    store.delete(gone, "R. Quillfeather", NOON)
    engine = open_database(database_url)
    with engine.connect() as connection:
        (row,) = connection.execute(select(deletions)).all()
    engine.dispose()
    assert (row.review, row.by, row.at, row.sample, row.under_way) == (
        gone,
        "R. Quillfeather",
        NOON,
        False,
        False,
    )


def test_the_guards_stay_closed_for_every_other_review_and_close_again(store: Store, database_url: str) -> None:
    gone, kept = keep_everything(store, 2, "c"), keep_everything(store, 1, "a")
    store.delete(gone, "A.", NOON)
    keep_everything(store, 2, "c")
    engine = open_database(database_url)
    for table in ("decisions", "corrections"):
        for review in (gone, kept):
            with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
                connection.execute(text(f"DELETE FROM {table} WHERE review = :review"), {"review": review})  # noqa: S608 - two names of ours
    engine.dispose()
    assert len(store.decisions(gone)) == len(store.decisions(kept)) == 2


def test_a_draft_that_two_reviews_share_stays_with_the_other(store: Store) -> None:
    first, second = keep_everything(store, 1, "a", "b"), keep_everything(store, 2, "b", "c")
    assert store.task("b").review == first
    assert store.keys(first) == ("a",)
    store.delete(first, "A.", NOON)
    assert store.task("b").review == second
    assert [draft.key for draft in store.drafts(second)] == ["b", "c"]
    assert [reply.reply.text for reply in store.replies("b")] == ["a reply for b"]


def test_a_reply_that_comes_after_the_deletion_is_not_kept(store: Store, database_url: str) -> None:
    gone = keep_everything(store, 1, "a")
    store.delete(gone, "A.", NOON)
    before = rows(database_url)
    reply = RawReply(outcome=Outcome.REPLIED, text="too late")
    with pytest.raises(StoreTrouble):
        store.keep_reply("a", 0, "d" * 64, reply, NOON, spent=Spent(review=gone, tokens=5))
    with pytest.raises(StoreTrouble):
        store.keep_draft(a_draft("a"))
    assert rows(database_url) == before


def test_what_is_not_there_cannot_be_deleted(store: Store, database_url: str) -> None:
    with pytest.raises(NotFound):
        store.delete("f" * 16, "A.", NOON)
    assert rows(database_url)["deletions"] == 0


def test_the_sample_is_known_to_have_been_deleted(store: Store) -> None:
    other, sample = keep_everything(store, 1, "a"), keep_everything(store, 2, "c", sample=True)
    store.delete(other, "A.", NOON)
    assert not store.sample_deleted()
    store.delete(sample, "A.", NOON)
    assert store.sample_deleted()


def test_what_was_deleted_cannot_be_read_out_of_the_file(tmp_path: Path) -> None:
    opened = Store.open(f"sqlite:///{tmp_path / 'a.db'}")
    gone = keep_everything(opened, 1, "a", "b")
    for words in (WORDS, SECRET.encode(), b"a reply for b", b"a rationale for a"):
        assert words in (tmp_path / "a.db").read_bytes()
    opened.delete(gone, "A.", NOON)
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    opened.close()
    for words in (WORDS, SECRET.encode(), b"a reply for b", b"a rationale for a"):
        assert words not in left


def test_what_was_read_of_a_deleted_review_is_not_held_in_memory(store: Store) -> None:
    review = keep_everything(store, 1, "a", "b")
    held = [weakref.ref(draft) for draft in store.drafts(review)]
    again = [weakref.ref(draft) for draft in store.all_drafts(review)]
    assert [one() for one in held] == [one() for one in again]
    assert all(one() is not None for one in held)
    store.delete(review, "R. Quillfeather", NOON)
    gc.collect()
    assert [one() for one in held] == [None, None]
