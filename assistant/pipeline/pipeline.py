"""Reviews, drafting, deciding, exporting: everything the assistant does, in order, as methods of one class.

Comes in: files and acts of an inspector. Goes out: what the screens and the command line show. Everything it
knows is in the store, so it can be stopped anywhere; how one draft is made stands in ``drafting``.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Self

from pydantic import Field

from assistant.domain.assurance import (
    Assurance,
    Endpoint,
    LocalServer,
    Progress,
    ReviewSummary,
    Run,
    ToAsk,
    latest_decision,
    sign_off_in_force,
)
from assistant.domain.draft import Draft, DraftStatus, Tokens
from assistant.domain.judgement import Act, Decision
from assistant.domain.near import Near
from assistant.domain.record import Record
from assistant.domain.review import Correction, Intake, Part
from assistant.domain.rubric import Rubric
from assistant.edges import export, library
from assistant.edges.jobs import Jobs
from assistant.edges.recording import Recording
from assistant.edges.store import KeptReview, Store, Task
from assistant.errors import NoEndpoint, NotAllowed, NotFound
from assistant.pipeline.drafting import Answerer, Drafting
from assistant.pipeline.gate import BREAKS_AFTER, Gate
from assistant.pipeline.kept_reviews import KeptReviews
from assistant.pipeline.reading import read_review
from assistant.steps.aggregate import aggregate, standings
from assistant.steps.choose import choose
from assistant.steps.permit import permit
from assistant.steps.report import report
from assistant.steps.result import result, written

JOBS = "1"
"""The way a queued draft is made. Queued under another number it is left alone: count up when this changes."""

SIGNED_OFF = "This assurance is signed off, so nothing was changed or sent. Reopen it first, with a reason."

NO_ENDPOINT = (
    "No model endpoint is set up, so nothing can be drafted. Set OPENAI_BASE_URL and ASSISTANT_MODEL "
    "(and OPENAI_API_KEY where the endpoint wants a key) and start again. Everything else works without."
)


class Setup(Record):
    """What a pipeline is opened with, as plain values."""

    database_url: str
    jobs_url: str
    base_url: str | None = None
    api_key: str = ""
    model: str | None = None
    azure_version: str | None = Field(default=None, description="set where the base URL is an Azure resource")
    timeout: float = 300.0
    retries: int = 2
    concurrency: int = 8
    budget: int | None = Field(default=None, description="tokens that one review may use, in and out")
    breaks_after: int | None = Field(default=BREAKS_AFTER, description="faults in a row; None never breaks")
    narrows: bool = Field(default=True, description="find what a content filter objects to by asking further")
    instructions: str = "draft.v1"
    recording: bool = True


class Pipeline:
    """Everything the assistant does, in order. One for each process; its methods may be called from threads."""

    def __init__(
        self,
        setup: Setup,
        *,
        now: Callable[[], datetime],
        model: Answerer | None = None,
        recording: Recording | None = None,
    ) -> None:
        self.rubric: Rubric = library.rubric()
        self._now = now
        self._budget = setup.budget
        self._model = model
        self._recording = recording
        self._deciding = threading.Lock()
        self._store = Store.open(setup.database_url)
        self._reviews = KeptReviews(self._store, self.rubric)
        answerers = [answerer for answerer in (model, recording) if answerer is not None]
        self._drafting = Drafting(
            self._store,
            self.rubric,
            setup.instructions,
            answerers,
            now,
            gate=Gate(self._store, budget=setup.budget, breaks_after=setup.breaks_after),
            timeout=setup.timeout,
            stopped=lambda key: self._jobs.given_up(key),
            narrows=setup.narrows,
        )
        self._jobs = Jobs(setup.jobs_url, self._drafting.make, concurrency=setup.concurrency, version=JOBS)
        self._jobs.launch()

    @classmethod
    def opened(cls, setup: Setup, *, now: Callable[[], datetime]) -> Self:
        """A pipeline on the endpoint that the setup names, if any, and on the bundled recording, if wanted."""
        model = None
        if setup.base_url and setup.model:
            from assistant.edges.model import Model  # openai takes its time, and is not needed without

            model = Model(
                setup.base_url,
                setup.api_key,
                setup.model,
                azure_version=setup.azure_version,
                timeout=setup.timeout,
                retries=setup.retries,
                now=now,
            )
        path = library.sample_recording() if setup.recording else None
        recording = Recording(path) if path is not None else None
        return cls(setup, now=now, model=model, recording=recording)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stops taking work; what is queued goes on at the next start."""
        self._jobs.close()
        if self._model is not None:
            self._model.close()
        self._store.close()

    # Reviews

    def reviews(self) -> tuple[ReviewSummary, ...]:
        """Every review kept, newest first, with counts."""
        return tuple(self._summary(kept) for kept in self._store.reviews())

    def take_in(self, files: Sequence[tuple[str, bytes]], intake: Intake, *, sample: bool = False) -> str:
        """Reads the files as one review and keeps it; returns its id. ``UnreadableFile`` keeps nothing.

        A review that is there already stays as it is; only what is known beside it is brought up to date.
        """
        review = read_review(files)
        kept = [(file.name, data) for file, (_, data) in zip(review.files, files, strict=True)]
        if not self._store.add_review(review, intake, kept, self._now(), sample=sample):
            self._know(review.id, intake)
        return review.id

    def _know(self, review: str, intake: Intake) -> None:
        """Brings what is known beside a review up to date with the fields that are given."""
        before = self._store.intake(review)
        after = Intake.model_validate(before.model_dump() | intake.model_dump(exclude_defaults=True))
        if after == before:
            return
        if sign_off_in_force(self._store.decisions(review)) is not None:
            raise NotAllowed(SIGNED_OFF)
        self._store.set_intake(review, after)

    def open_sample(self) -> str:
        """Takes in the bundled sample if it is not there, with the drafts of its recording; its id."""
        kept = next((review.id for review in self._store.reviews() if review.sample), None)
        review = kept or self.take_in(*library.sample(), sample=True)
        if self._recording is not None and self._store.latest_run(review) is None:
            self._run(review, self._recording)
        return review

    def sample_intake(self, files: Sequence[tuple[str, bytes]]) -> Intake | None:
        """The bundled sample's intake, if these files are the bundled sample."""
        bundled, intake = library.sample()
        return intake if [data for _, data in files] == [data for _, data in bundled] else None

    def correct(self, review: str, section: str, part: Part, by: str) -> Correction:
        """Keeps an inspector's word on which part a section is; it is on disk when this returns.

        ``NotFound`` where there is no such section; ``NotAllowed`` once signed off: then nothing is kept.
        """
        with self._deciding:  # no sign-off between the question and the answer
            if sign_off_in_force(self._store.decisions(review)) is not None:
                raise NotAllowed(SIGNED_OFF)
            if section not in {found.id for found in self._reviews.review(review).sections}:
                raise NotFound(f"The review has no section {section}. Nothing was changed.")
            return self._store.correct(review, section, part, by, self._now())

    # Drafting

    def endpoint(self) -> Endpoint | None:
        """The model endpoint that Start would send to, or None."""
        return Endpoint(host=self._model.host, model=self._model.model) if self._model else None

    def local_servers(self) -> tuple[LocalServer, ...]:
        """Model servers that answer on this computer; they are asked for their models and nothing else."""
        from assistant.edges.model import local_servers  # openai comes with it, and takes its time

        return local_servers()

    def recording(self, review: str) -> Endpoint | None:
        """The recording that holds this review's replies, or None."""
        if self._recording is None:
            return None
        first = self._drafting.compose(
            self._reviews.review(review), self._store.intake(review), self.rubric.prompts[0]
        )
        held = self._recording.holds(first)
        return Endpoint(host=self._recording.host, model=self._recording.model) if held else None

    def start(self, review: str, *, fresh: bool = False) -> None:
        """Drafts every prompt that has no draft yet from this endpoint; ``fresh``, every prompt once more, and
        keeps both.

        ``NoEndpoint`` where there is none, ``NotAllowed`` once signed off; then nothing is sent.
        """
        if sign_off_in_force(self._store.decisions(review)) is not None:
            raise NotAllowed(SIGNED_OFF)
        answerer = self._answerer(review)
        if answerer is None:
            raise NoEndpoint(NO_ENDPOINT)
        self._run(review, answerer, fresh=fresh)

    def first(self, review: str, prompt: str) -> None:
        """Has that prompt drafted next, if it waits for its draft."""
        run = self._store.latest_run(review)
        ids = [one.id for one in self.rubric.prompts]
        if run is not None and prompt in ids:
            self._jobs.first(run.keys[ids.index(prompt)])  # a run's keys stand in the rubric's order

    def to_ask(self, review: str) -> ToAsk:
        """What Start would ask: about the prompts without a draft from this endpoint as things stand."""
        answerer = self._answerer(review)
        if answerer is None:
            return ToAsk(requests=0, tokens=0)
        tasks = self._tasks(review, answerer)
        missing = frozenset(self._missing(tasks))
        read, intake = self._reviews.review(review), self._store.intake(review)
        requests = [
            self._drafting.compose(read, intake, self.rubric.prompt(task.prompt), repeat=task.repeat)
            for task in tasks
            if task.key in missing
        ]
        left = None if self._budget is None else max(0, self._budget - self._store.spent(review))
        return ToAsk(
            requests=len(requests),
            tokens=sum(request.estimate for request in requests),
            left=left if answerer.live else None,
        )

    def cancel(self, review: str) -> None:
        """Stops what is queued; drafts that are there stay."""
        run = self._store.latest_run(review)
        if run is not None:
            self._jobs.cancel(run.keys)

    def progress(self, review: str) -> Progress:
        """How far the latest run has come."""
        run = self._store.latest_run(review)
        drafts = {draft.key: draft for draft in self._store.drafts(review)}
        waiting = self._jobs.waiting(run.keys) if run else frozenset()
        done = [draft for key, draft in drafts.items() if key not in waiting]
        return Progress(
            total=len(self.rubric.prompts),
            drafted=sum(d.status is DraftStatus.DRAFTED for d in done),
            not_answered=sum(d.status is DraftStatus.NOT_ANSWERED for d in done),
            waiting=len(waiting),
        )

    # Finding, without any model

    def near(self, review: str, prompt: str, without: Sequence[str] = ()) -> dict[str, tuple[Near, ...]]:
        """The passages nearest to each expectation of that prompt, by its id; ``KeyError`` if there is none.

        Passages ``without`` are left out, such as those that are shown as evidence already.
        """
        asked, search = self.rubric.prompt(prompt), self._reviews.search(review)
        return {e.id: search.expectation(asked, e, without=without) for e in asked.expectations}

    def find(self, review: str, words: str) -> tuple[Near, ...]:
        """The passages nearest to what somebody typed."""
        return self._reviews.search(review).words(words)

    # Deciding and exporting

    def assurance(self, review: str) -> Assurance:
        """The whole record as it stands, judgements recomputed; ``NotFound``."""
        read, intake = self._reviews.review(review), self._store.intake(review)
        decisions, latest = self._store.decisions(review), self._store.drafts(review)
        drafts = self._chosen(review, latest, decisions)
        standing = standings(self.rubric, drafts, decisions)
        return Assurance(
            review=read.model_copy(update={"checks": self._reviews.checks(review, intake)}),
            intake=intake,
            run=self._run_of(review, latest, drafts),
            drafts=drafts,
            decisions=decisions,
            standings=standing,
            judgements=aggregate(self.rubric, standing, decisions, drafts),
        )

    def decide(self, review: str, act: Act) -> Decision:
        """Keeps an inspector's act; ``NotAllowed`` keeps nothing. It is on disk when this returns."""
        with self._deciding:  # what is permitted depends on the decision before
            permit(self.rubric, self.assurance(review), act)
            return self._store.append(review, act, self._now())

    def result(self, review: str) -> bytes:
        """The result file (design, The result file), UTF-8 JSON."""
        return written(result(self.rubric, self.assurance(review)))

    def report(self, review: str) -> bytes:
        """The Word report."""
        return export.word(report(self.rubric, self.assurance(review), self._now()))

    # Within

    def _answerer(self, review: str) -> Answerer | None:
        if self._model is not None:
            return self._model
        return self._recording if self.recording(review) is not None else None

    def _tasks(self, review: str, answerer: Answerer, *, fresh: bool = False) -> list[Task]:
        read, intake = self._reviews.review(review), self._store.intake(review)
        return self._drafting.tasks(read, intake, answerer, fresh=fresh)

    def _missing(self, tasks: Sequence[Task]) -> list[str]:
        kept = {task.key: self._store.draft(task.key) for task in tasks}
        return [key for key, draft in kept.items() if draft is None or draft.status is not DraftStatus.DRAFTED]

    def _run(self, review: str, answerer: Answerer, *, fresh: bool = False) -> None:
        tasks, instructions = self._tasks(review, answerer, fresh=fresh), self._drafting.instructions
        self._store.start_run(review, answerer.model, answerer.host, instructions, tasks, self._now())
        self._jobs.enqueue(self._missing(tasks), again=True)

    def _chosen(self, review: str, latest: Sequence[Draft], decisions: Sequence[Decision]) -> tuple[Draft, ...]:
        return choose(self.rubric, review, latest, self._store.all_drafts(review), decisions)

    def _summary(self, kept: KeptReview) -> ReviewSummary:
        progress, decisions = self.progress(kept.id), self._store.decisions(kept.id)
        drafts = self._chosen(kept.id, self._store.drafts(kept.id), decisions)
        return ReviewSummary(
            id=kept.id,
            title=kept.title,
            reference=kept.intake.reference,
            region=kept.intake.region,
            added=kept.added,
            words=kept.words,
            total=progress.total,
            drafted=sum(d.status is DraftStatus.DRAFTED for d in drafts),
            not_answered=sum(d.status is DraftStatus.NOT_ANSWERED for d in drafts),
            started=self._store.latest_run(kept.id) is not None,
            decided=sum(latest_decision(decisions, p.id) is not None for p in self.rubric.prompts),
            waiting=progress.waiting,
            signed_off=sign_off_in_force(decisions) is not None,
            sample=kept.sample,
        )

    def _run_of(self, review: str, latest: Sequence[Draft], drafts: Sequence[Draft]) -> Run | None:
        run = self._store.latest_run(review)
        if run is None:
            return None
        made = [d.provenance for d in drafts if d.provenance is not None]
        ended = [d.provenance.at for d in latest if d.provenance is not None]
        done = not self._jobs.waiting(run.keys)
        return Run(
            model=run.model,
            endpoint=run.endpoint,
            instructions=run.instructions,
            started=run.started,
            # A run that found all its drafts kept had nothing to wait for: it finished when it started.
            finished=max(run.started, *ended) if done and ended else None,
            requests=sum(p.requests for p in made),
            tokens=sum((p.tokens for p in made), Tokens()),
        )
