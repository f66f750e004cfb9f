"""Keeps everything an assurance is made of, and gives it back as the records that went in.

It stands alone because promise 6 rests on it: what a method has returned from is on the disk. A reply is
kept once and never overwritten, a draft gives way only while it is unanswered, a decision never; until a person
has the whole review removed. Any method may be called from any thread, and raises ``StoreTrouble`` where the
database fails.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from assistant.domain.draft import Instructions, RawReply
from assistant.domain.judgement import Act, Decision
from assistant.domain.parts import corrected
from assistant.domain.review import Correction, Intake, Part, Review
from assistant.domain.trace import TRACE
from assistant.edges.store.drafts import KeptDrafts
from assistant.edges.store.judge_first import KeptJudgeFirst
from assistant.edges.store.kept import KeptReply, KeptReview, KeptRun, KeptTask, RunTerms, Spent, Task
from assistant.edges.store.opened import lock_review, not_found
from assistant.edges.store.openings import KeptOpenings
from assistant.edges.store.pace import KeptPace
from assistant.edges.store.repeats import KeptRepeats
from assistant.edges.store.rows import insert_once, record_of, text_of
from assistant.edges.store.tables import (
    corrections,
    decisions,
    files,
    replies,
    reviews,
    run_tasks,
    runs,
    spending,
    tasks,
)
from assistant.edges.store.traces import KeptTraces
from assistant.edges.store.versions import KeptVersions


class Store(KeptDrafts, KeptTraces, KeptRepeats, KeptOpenings, KeptJudgeFirst, KeptVersions, KeptPace):
    """An open database. Times that go in must carry their zone; times that come out are in UTC."""

    # Reviews

    def add_review(
        self,
        review: Review,
        intake: Intake,
        contents: Sequence[tuple[str, bytes]],
        at: datetime,
        sample: bool = False,
    ) -> bool:
        """Keeps a review and its files (name, bytes); False, and nothing changed, if its id is kept already."""
        row = {
            "id": review.id,
            "title": review.title,
            "added": at,
            "words": review.words,
            "sample": sample,
            "intake": text_of(intake),
            "record": text_of(review),
        }
        with self._writing() as connection:
            if not insert_once(connection, reviews, row):
                return False
            for position, (name, data) in enumerate(contents):
                kept = {"review": review.id, "position": position, "name": name, "data": data}
                connection.execute(files.insert(), kept)
        return True

    def review(self, review: str) -> Review:
        """The review with that id, its sections under the parts that inspectors corrected; ``NotFound``."""
        query = select(reviews.c.record).where(reviews.c.id == review)
        read = record_of(Review, self._one(query, f"review {review}").record)
        return corrected(read, self.corrections(review))

    def intake(self, review: str) -> Intake:
        """The intake of that review; ``NotFound``."""
        query = select(reviews.c.intake).where(reviews.c.id == review)
        return record_of(Intake, self._one(query, f"review {review}").intake)

    def set_intake(self, review: str, intake: Intake) -> None:
        """Replaces the intake of that review; ``NotFound``."""
        with self._writing() as connection:
            change = reviews.update().where(reviews.c.id == review).values(intake=text_of(intake))
            if not connection.execute(change).rowcount:
                raise not_found(f"review {review}")

    def reviews(self) -> tuple[KeptReview, ...]:
        """All reviews, newest first, without their text."""
        shown = reviews.c
        query = select(shown.id, shown.title, shown.intake, shown.added, shown.words, shown.sample)
        rows = self._all(query.order_by(shown.added.desc(), shown.id))
        return tuple(KeptReview(**{**row._asdict(), "intake": record_of(Intake, row.intake)}) for row in rows)

    def file(self, review: str, name: str) -> bytes:
        """The bytes of that file of the review, as they came; ``NotFound``."""
        query = select(files.c.data).where(files.c.review == review, files.c.name == name)
        return bytes(self._one(query.order_by(files.c.position).limit(1), f"file of review {review}").data)

    # Runs and tasks

    def start_run(
        self,
        review: str,
        model: str,
        endpoint: str,
        instructions: Instructions,
        wanted: Sequence[Task],
        at: datetime,
    ) -> int:
        """Records that drafting was started, with its tasks in order; gives the run's number. ``NotFound``.

        A key that an earlier run named keeps what is stored under it: the replies and the draft.
        """
        terms = RunTerms(model=model, endpoint=endpoint, instructions=instructions)
        with self._writing() as connection:
            lock_review(connection, review)
            row = {"review": review, "started": at, "record": text_of(terms)}
            inserted = connection.execute(runs.insert().returning(runs.c.id), row)
            run = int(inserted.scalar_one())
            for position, task in enumerate(wanted):
                insert_once(connection, tasks, {**task.model_dump(), "review": review})
                connection.execute(run_tasks.insert(), {"run": run, "position": position, "key": task.key})
        return run

    def task(self, key: str) -> KeptTask:
        """The task of that draft key, under the terms of the latest run that names it; ``NotFound``."""
        query = (
            select(tasks, runs.c.id.label("run"), runs.c.record)
            .join(run_tasks, run_tasks.c.key == tasks.c.key)
            .join(runs, runs.c.id == run_tasks.c.run)
            .where(tasks.c.key == key)
            .order_by(runs.c.id.desc())
            .limit(1)
        )
        fields = self._one(query, f"task {key}")._asdict()
        terms = record_of(RunTerms, fields.pop("record"))
        return KeptTask(**fields, **dict(terms))

    def tasks(self, run: int) -> tuple[Task, ...]:
        """The tasks of that run, in their order."""
        query = (
            select(tasks.c.key, tasks.c.prompt, tasks.c.repeat)
            .join(run_tasks, run_tasks.c.key == tasks.c.key)
            .where(run_tasks.c.run == run)
            .order_by(run_tasks.c.position)
        )
        return tuple(Task(**row._asdict()) for row in self._all(query))

    def latest_run(self, review: str) -> KeptRun | None:
        """The run of that review that was started last, or None."""
        query = select(runs).where(runs.c.review == review).order_by(runs.c.id.desc()).limit(1)
        rows = self._all(query)
        if not rows:
            return None
        fields = rows[0]._asdict()
        terms = record_of(RunTerms, fields.pop("record"))
        named = (
            select(run_tasks.c.key, tasks.c.prompt)
            .join(tasks, tasks.c.key == run_tasks.c.key)
            .where(run_tasks.c.run == fields["id"])
            .order_by(run_tasks.c.position)
        )
        of_prompt: dict[str, list[str]] = {}
        for row in self._all(named):
            of_prompt.setdefault(row.prompt, []).append(row.key)
        trace = of_prompt.pop(TRACE, [None])
        return KeptRun(
            **fields,
            **dict(terms),
            keys=tuple(first for first, *_ in of_prompt.values()),
            trace=trace[0],
            repeats=tuple(key for _, *again in of_prompt.values() for key in again),
        )

    # Raw replies

    def keep_reply(
        self,
        key: str,
        attempt: int,
        request_digest: str,
        reply: RawReply,
        at: datetime,
        *,
        spent: Spent | None = None,
    ) -> None:
        """Keeps what came back for that attempt at a draft, and what it took; one already kept for it stays."""
        row = {
            "key": key,
            "attempt": attempt,
            "request_digest": request_digest,
            "at": at,
            "record": text_of(reply),
        }
        with self._writing() as connection:
            insert_once(connection, replies, row)
            if spent is not None:
                _spend(connection, spent, at)

    def replies(self, key: str) -> tuple[KeptReply, ...]:
        """The raw replies kept for that draft key, in the order of the attempts."""
        shown = replies.c
        query = select(shown.attempt, shown.request_digest, shown.at, shown.record).where(shown.key == key)
        return tuple(
            KeptReply(
                attempt=row.attempt,
                request_digest=row.request_digest,
                reply=record_of(RawReply, row.record),
                at=row.at,
            )
            for row in self._all(query.order_by(shown.attempt))
        )

    def spend(self, spent: Spent, at: datetime) -> None:
        """Adds what one request took that brought no reply to keep."""
        with self._writing() as connection:
            _spend(connection, spent, at)

    def spent(self, review: str) -> int:
        """Tokens that all requests for that review took so far, in every run."""
        total = func.coalesce(func.sum(spending.c.tokens), 0).label("total")
        return int(self._all(select(total).where(spending.c.review == review))[0].total)

    # Decisions

    def append(self, review: str, act: Act, at: datetime) -> Decision:
        """Adds an inspector's act as the next decision of that review, and gives it back; ``NotFound``."""
        with self._writing() as connection:
            lock_review(connection, review)
            last = select(func.max(decisions.c.seq)).where(decisions.c.review == review)
            seq = (connection.execute(last).scalar() or 0) + 1
            decision = Decision(id=f"d{seq}", at=at, **act.model_dump())
            row = {"review": review, "seq": seq, "record": text_of(decision)}
            connection.execute(decisions.insert(), row)
        return decision

    def decisions(self, review: str) -> tuple[Decision, ...]:
        """Every decision on that review, in the order they were made."""
        query = select(decisions.c.record).where(decisions.c.review == review).order_by(decisions.c.seq)
        return tuple(record_of(Decision, row.record) for row in self._all(query))

    # Corrections

    def correct(self, review: str, section: str, part: Part, by: str, at: datetime) -> Correction:
        """Adds an inspector's word on which part a section is, and gives it back; ``NotFound``."""
        with self._writing() as connection:
            lock_review(connection, review)
            last = select(func.max(corrections.c.seq)).where(corrections.c.review == review)
            seq = (connection.execute(last).scalar() or 0) + 1
            correction = Correction(section=section, part=part, by=by, at=at)
            row = {"review": review, "seq": seq, "record": text_of(correction)}
            connection.execute(corrections.insert(), row)
        return correction

    def corrections(self, review: str) -> tuple[Correction, ...]:
        """Every correction of a section's part in that review, in the order they were made."""
        shown = corrections.c
        query = select(shown.record).where(shown.review == review).order_by(shown.seq)
        return tuple(record_of(Correction, row.record) for row in self._all(query))


def _spend(connection: Connection, spent: Spent, at: datetime) -> None:
    connection.execute(spending.insert(), {**spent.model_dump(), "at": at})
