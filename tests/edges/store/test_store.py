import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assistant.domain.draft import Draft, DraftStatus, Instructions, Line, Outcome, RawReply, Tokens
from assistant.domain.judge_first import JudgeFirst, Share
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.opening import Opening
from assistant.domain.review import Intake, Kind, Part, Passage, Review, ReviewFile, Section
from assistant.domain.trace import TRACE, Trace
from assistant.edges.store import Spent, Store, Task
from assistant.edges.store.database import open_database
from assistant.edges.store.tables import metadata
from assistant.errors import NotFound, StoreTrouble

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DRAFTING = Instructions(name="draft.v1", sha256="c" * 64)
SECRET = "the words of the review"
ACCEPT = Act(kind=DecisionKind.ACCEPT, prompt="1.1.a", line=Line.ABOVE, by="An Inspector")
FILES = (("review.docx", b"PK\x03\x04\x00"), ("plan.pdf", b"%PDF\xff"))


def a_review(number: int = 1, title: str = "Review of a case") -> Review:
    return Review(
        id=f"{number:016x}",
        title=title,
        files=(ReviewFile(name="review.docx", sha256="a" * 64),),
        words=5,
        text=SECRET,
        sections=(Section(id="s1", title=title, part=Part.OTHER, file="review.docx", level=1),),
        passages=(
            Passage(
                id="p1",
                section="s1",
                file="review.docx",
                kind=Kind.PARAGRAPH,
                text=SECRET,
                start=0,
                end=len(SECRET),
            ),
        ),
    )


def a_draft(key: str, status: DraftStatus = DraftStatus.DRAFTED, rationale: str = "") -> Draft:
    return Draft(key=key, review=a_review().id, prompt="1.1.a", status=status, rationale=rationale)


def add(store: Store, review: Review, at: datetime = NOON) -> bool:
    return store.add_review(review, Intake(reference="R-1"), FILES, at)


def start(store: Store, *keys: str, model: str = "a-model") -> int:
    wanted = [Task(key=key, prompt=f"1.1.{key}", repeat=0) for key in keys]
    return store.start_run(a_review().id, model, "host:1", DRAFTING, wanted, NOON)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url)
    yield opened
    opened.close()


def test_everything_is_there_after_a_restart(database_url: str) -> None:
    review, intake = a_review(), Intake(reference="R-1", region="North", offence_date=NOON.date())
    reply = RawReply(outcome=Outcome.REPLIED, text="{}", tokens=Tokens(input=7), recorded=NOON.date())
    before = Store.open(database_url)
    assert before.add_review(review, intake, FILES, NOON, sample=True)
    run = before.start_run(review.id, "m", "h", DRAFTING, [Task(key="a", prompt="1.1.a", repeat=2)], NOON)
    before.keep_reply("a", 0, "d" * 64, reply, NOON)
    before.keep_draft(a_draft("a", rationale="because"))
    decision = before.append(review.id, ACCEPT, NOON)
    before.close()

    after = Store.open(database_url)
    assert after.review(review.id) == review
    assert after.intake(review.id) == intake
    assert [after.file(review.id, name) for name, _ in FILES] == [data for _, data in FILES]
    kept = after.task("a")
    assert (kept.key, kept.review, kept.prompt, kept.repeat) == ("a", review.id, "1.1.a", 2)
    assert (kept.run, kept.model, kept.endpoint, kept.instructions) == (run, "m", "h", DRAFTING)
    (kept_reply,) = after.replies("a")
    assert (kept_reply.attempt, kept_reply.request_digest, kept_reply.at) == (0, "d" * 64, NOON)
    assert kept_reply.reply == reply
    assert after.drafts(review.id) == (a_draft("a", rationale="because"),)
    assert after.decisions(review.id) == (decision,)
    after.close()


def test_reviews_are_listed_newest_first(store: Store) -> None:
    add(store, a_review(1, "Old"), NOON)
    add(store, a_review(2, "New"), NOON + timedelta(microseconds=1))
    east = timezone(timedelta(hours=5))
    add(store, a_review(3, "Oldest"), (NOON - timedelta(hours=1)).astimezone(east))
    assert [kept.title for kept in store.reviews()] == ["New", "Old", "Oldest"]
    oldest = store.reviews()[-1]
    assert (oldest.added, oldest.words, oldest.sample) == (NOON - timedelta(hours=1), 5, False)
    assert oldest.intake == Intake(reference="R-1")


def test_a_review_that_is_kept_is_not_overwritten(store: Store) -> None:
    assert add(store, a_review(1, "First"))
    assert not add(store, a_review(1, "Second"))
    assert store.review(a_review(1).id).title == "First"
    assert len(store.reviews()) == 1


def test_the_intake_can_be_replaced(store: Store) -> None:
    add(store, a_review())
    store.set_intake(a_review().id, Intake(region="South"))
    assert store.intake(a_review().id) == Intake(region="South")
    assert store.reviews()[0].intake.region == "South"


def test_what_is_not_there_is_not_found(store: Store) -> None:
    add(store, a_review())
    for look in (
        lambda: store.review("none"),
        lambda: store.intake("none"),
        lambda: store.set_intake("none", Intake()),
        lambda: store.file(a_review().id, "other.docx"),
        lambda: store.task("none"),
        lambda: store.start_run("none", "m", "h", DRAFTING, [], NOON),
        lambda: store.append("none", ACCEPT, NOON),
        lambda: store.correct("none", "s1", Part.PLANNING, "An Inspector", NOON),
    ):
        with pytest.raises(NotFound):
            look()
    assert store.latest_run(a_review().id) is None
    assert store.draft("none") is None
    assert [*store.drafts("none"), *store.replies("none"), *store.decisions("none")] == []


def test_starting_again_reuses_what_is_stored_under_the_same_keys(store: Store) -> None:
    add(store, a_review())
    start(store, "a", "b")
    store.keep_reply("a", 0, "d", RawReply(outcome=Outcome.REPLIED, text="kept"), NOON)
    store.keep_draft(a_draft("a"))
    store.keep_draft(a_draft("b"))
    second = start(store, "c", "a", model="same-key-later-run")
    run = store.latest_run(a_review().id)
    assert run is not None
    assert (run.id, run.keys, run.started, run.review) == (second, ("c", "a"), NOON, a_review().id)
    assert store.replies("a")[0].reply.text == "kept"
    assert [draft.key for draft in store.drafts(a_review().id)] == ["a"]
    assert store.draft("b") is not None
    assert (store.task("a").run, store.task("a").model) == (second, "same-key-later-run")
    assert store.task("b").model == "a-model"


def test_a_reply_kept_twice_keeps_the_first(store: Store) -> None:
    add(store, a_review())
    start(store, "a")
    for attempt, words in ((1, "second"), (0, "first"), (0, "later"), (1, "later")):
        store.keep_reply("a", attempt, "d", RawReply(outcome=Outcome.REPLIED, text=words), NOON)
    assert [(kept.attempt, kept.reply.text) for kept in store.replies("a")] == [(0, "first"), (1, "second")]


def test_what_requests_took_adds_up_for_a_review_whatever_they_brought(store: Store) -> None:
    add(store, a_review())
    start(store, "a")
    assert store.spent(a_review().id) == 0
    reply = RawReply(outcome=Outcome.REPLIED, text="{}")
    for tokens in (10, 20):
        spent = Spent(review=a_review().id, tokens=tokens)
        store.keep_reply("a", 0, "d", reply, NOON, spent=spent)
        store.spend(spent, NOON)
    assert store.spent(a_review().id) == 60


def test_a_reply_with_half_a_character_and_a_nul_is_kept_as_it_came(store: Store) -> None:
    add(store, a_review(title="half \ud800 a NUL \x00"))
    start(store, "a")
    reply = RawReply(outcome=Outcome.REPLIED, text="\ud83d and \x00 and ‘é’")
    store.keep_reply("a", 0, "d", reply, NOON)
    assert store.replies("a")[0].reply == reply
    assert store.reviews()[0].title == store.review(a_review().id).title == "half \ud800 a NUL \x00"


def test_an_unanswered_draft_gives_way_and_a_drafted_one_never(store: Store) -> None:
    add(store, a_review())
    start(store, "a")
    for status, words in (
        (DraftStatus.NOT_ANSWERED, "first"),
        (DraftStatus.NOT_ANSWERED, "second"),
        (DraftStatus.DRAFTED, "third"),
        (DraftStatus.NOT_ANSWERED, "fourth"),
        (DraftStatus.DRAFTED, "fifth"),
    ):
        store.keep_draft(a_draft("a", status, words))
        kept = store.draft("a")
        assert kept is not None
        assert kept.rationale == (words if words in {"first", "second"} else "third")


def test_a_draft_that_was_not_run_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="not run"):
        store.keep_draft(a_draft("a", DraftStatus.NOT_RUN))


def test_a_trace_is_kept_beside_the_drafts_and_by_their_rules(store: Store) -> None:
    add(store, a_review())
    tasks = [Task(key="a", prompt="1.1.a", repeat=0), Task(key="t", prompt=TRACE, repeat=0)]
    store.start_run(a_review().id, "m", "h", DRAFTING, tasks, NOON)
    run = store.latest_run(a_review().id)
    assert run is not None
    assert (run.keys, run.trace) == (("a",), "t")
    failed = Trace(key="t", review=a_review().id, status=DraftStatus.NOT_ANSWERED, reason=Outcome.TIMEOUT)
    made = Trace(key="t", review=a_review().id, status=DraftStatus.DRAFTED)
    for kept, expected in ((failed, failed), (made, made), (failed, made)):
        store.keep_trace(kept)
        assert store.trace("t") == expected
        assert store.traces(a_review().id) == (expected,)
    assert store.drafts(a_review().id) == ()
    assert store.trace("none") is None
    with pytest.raises(ValueError, match="not run"):
        store.keep_trace(Trace(key="t", review=a_review().id, status=DraftStatus.NOT_RUN))


def test_decisions_are_numbered_in_the_order_of_the_review(store: Store) -> None:
    add(store, a_review(1))
    add(store, a_review(2))
    first = store.append(a_review(1).id, ACCEPT, NOON)
    store.append(a_review(2).id, ACCEPT, NOON)
    second = store.append(a_review(1).id, ACCEPT.model_copy(update={"reason": "again"}), NOON)
    assert (first.id, second.id) == ("d1", "d2")
    assert store.decisions(a_review(1).id) == (first, second)
    assert [decision.id for decision in store.decisions(a_review(2).id)] == ["d1"]


def test_threads_and_programs_deciding_at_once_lose_nothing(store: Store, database_url: str) -> None:
    add(store, a_review())
    other = Store.open(database_url)

    def decide(number: int) -> str:
        act = ACCEPT.model_copy(update={"reason": str(number)})
        return (store, other)[number % 2].append(a_review().id, act, NOON).id

    with ThreadPoolExecutor(4) as threads:
        ids = list(threads.map(decide, range(60)))
    other.close()
    kept = store.decisions(a_review().id)
    assert [decision.id for decision in kept] == [f"d{n}" for n in range(1, 61)]
    assert sorted(ids) == sorted(decision.id for decision in kept)
    assert {decision.reason for decision in kept} == {str(number) for number in range(60)}


DECIDING = """
import sys
from datetime import UTC, datetime
from assistant.domain.judgement import Act
from assistant.edges.store import Store

store = Store.open(sys.argv[1])
act = Act(kind="accept", prompt="1.1.a", line="above", by="An Inspector")
while True:
    print(store.append(sys.argv[2], act, datetime.now(UTC)).id, flush=True)
"""


def test_decisions_acknowledged_before_a_kill_are_kept(store: Store, database_url: str) -> None:
    review = a_review().id
    add(store, a_review())
    command = [sys.executable, "-c", DECIDING, database_url, review]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as deciding:
        assert deciding.stdout is not None
        acknowledged = [deciding.stdout.readline().strip() for _ in range(20)]
        deciding.kill()
        acknowledged += deciding.stdout.read().split()
    kept = [decision.id for decision in store.decisions(review)]
    assert kept[: len(acknowledged)] == acknowledged
    assert len(kept) - len(acknowledged) in {0, 1}, "one may have been kept and not yet acknowledged"
    assert store.append(review, ACCEPT, NOON).id == f"d{len(kept) + 1}"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET record = '{}'",
        "DELETE FROM decisions",
        "UPDATE corrections SET record = '{}'",
        "DELETE FROM corrections",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_decision_or_a_correction(
    store: Store, database_url: str, change: str
) -> None:
    add(store, a_review())
    decision = store.append(a_review().id, ACCEPT, NOON)
    correction = store.correct(a_review().id, "s1", Part.PLANNING, "An Inspector", NOON)
    engine = open_database(database_url)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(change))
    engine.dispose()
    assert store.decisions(a_review().id) == (decision,)
    assert store.corrections(a_review().id) == (correction,)


def test_a_corrected_part_is_read_with_the_review_and_the_latest_counts(store: Store) -> None:
    add(store, a_review())
    store.correct(a_review().id, "s1", Part.PLANNING, "A", NOON)
    last = store.correct(a_review().id, "s1", Part.GLOSSARY, "B", NOON)
    section = store.review(a_review().id).sections[0]
    assert (section.part, section.corrected) == (Part.GLOSSARY, last)
    assert store.review(a_review().id).passages == a_review().passages
    assert [c.part for c in store.corrections(a_review().id)] == [Part.PLANNING, Part.GLOSSARY]


def test_the_first_time_each_person_opens_a_prompt_or_a_passage_is_kept(store: Store) -> None:
    review = a_review().id
    add(store, a_review())
    first = Opening(prompt="1.1.a", by="Ä. Inspector", at=NOON)
    passage = first.model_copy(update={"passage": "p1", "at": NOON + timedelta(minutes=1)})
    another = first.model_copy(update={"by": "", "at": NOON + timedelta(minutes=2)})
    again = first.model_copy(update={"at": NOON + timedelta(hours=1)})
    kept = [store.keep_opening(review, one) for one in (another, first, passage, again)]
    assert kept == [True, True, True, False]
    assert store.openings(review) == (first, passage, another)
    with pytest.raises(NotFound):
        store.keep_opening("none", first)


def test_what_is_judged_first_can_be_chosen_until_drafting_starts(store: Store) -> None:
    review = a_review().id
    add(store, a_review())
    assert store.judge_first(review) is None
    tenth, none, every = (JudgeFirst(share=share, at=NOON) for share in (Share.TENTH, Share.NONE, Share.ALL))
    assert store.choose_judge_first(review, tenth)
    assert store.choose_judge_first(review, none)
    assert store.judge_first(review) == none
    store.start_run(review, "a-model", "api.example.org", DRAFTING, [], NOON)
    assert not store.choose_judge_first(review, every)
    assert store.judge_first(review) == none
    with pytest.raises(NotFound):
        store.choose_judge_first("none", tenth)


def test_the_migrations_make_the_tables_the_code_expects(database_url: str) -> None:
    engine = open_database(database_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_programs_opening_an_empty_database_together_make_it_once(database_url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        for opened in threads.map(lambda _: Store.open(database_url), range(4)):
            assert opened.reviews() == ()
            opened.close()


def test_a_new_folder_and_file_are_private(tmp_path: Path) -> None:
    Store.open(f"sqlite:///{tmp_path}/new/kept.db").close()
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "new" / "kept.db").stat().st_mode) == 0o600


def test_sqlite_writes_through_to_the_disk(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/kept.db")
    with engine.connect() as connection:
        settings = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    engine.dispose()
    assert settings == (["wal", 2, 1] if sqlite3.sqlite_version_info >= (3, 51, 3) else ["delete", 3, 1])


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "looks like"),
        ("sqlite://", "needs a file"),
        ("mysql://user:hidden@host/name", "neither SQLite nor PostgreSQL"),
        ("postgresql://user:hidden@127.0.0.1:1/name", "cannot be opened"),
        ("sqlite:////proc/none/kept.db", "cannot be opened"),
    ],
)
def test_a_database_that_cannot_be_opened_says_so(url: str, words: str) -> None:
    with pytest.raises(StoreTrouble, match=words) as trouble:
        Store.open(url)
    assert "hidden" not in str(trouble.value)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    path.write_bytes(b"not a database, " * 100)
    with pytest.raises(StoreTrouble, match="not a database"):
        Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == b"not a database, " * 100


def test_a_database_of_a_newer_version_is_refused(database_url: str) -> None:
    engine = open_database(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreTrouble, match="newer version"):
        Store.open(database_url)


def test_trouble_with_the_database_never_quotes_the_review(store: Store) -> None:
    add(store, a_review())
    with pytest.raises(StoreTrouble) as trouble:
        store.keep_draft(a_draft("no such task", rationale=SECRET))
    assert SECRET not in str(trouble.value)
    assert trouble.value.__cause__ is None
    assert trouble.value.__suppress_context__


def test_a_record_that_cannot_be_read_is_not_quoted(store: Store, database_url: str) -> None:
    add(store, a_review())
    engine = open_database(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE reviews SET record = :words"), {"words": f'{{"id": "{SECRET}"}}'})
    engine.dispose()
    with pytest.raises(StoreTrouble, match="kept Review") as trouble:
        store.review(a_review().id)
    assert SECRET not in str(trouble.value)
