"""The one place where steps meet edges: read, segment, ask, verify, keep, decide, compute, export.

Comes in: files, acts of an inspector, keys of drafts that the queue wants made. Goes out: what the
screens and the command line show. Everything it knows is in the store; it can be stopped anywhere.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, Self

from assistant.domain.assurance import (
    Assurance,
    Endpoint,
    Progress,
    ReviewSummary,
    Run,
    latest_decision,
    sign_off_in_force,
)
from assistant.domain.draft import (
    Draft,
    DraftStatus,
    Instructions,
    Match,
    Outcome,
    Provenance,
    RawReply,
    Request,
    Tokens,
    draft_key,
)
from assistant.domain.judgement import Act, Decision
from assistant.domain.record import Record
from assistant.domain.review import Intake, Review
from assistant.domain.rubric import Prompt, Rubric
from assistant.edges import export, library
from assistant.edges.intake import read_file
from assistant.edges.jobs import Jobs
from assistant.edges.model import Model
from assistant.edges.recording import Recording
from assistant.edges.store import KeptReview, KeptTask, Store, Task
from assistant.edges.wire import condensed as condensed
from assistant.errors import NoEndpoint
from assistant.steps.aggregate import aggregate, standings
from assistant.steps.check import check
from assistant.steps.compose import ask_again, compose, known_beside
from assistant.steps.parse import Fault, parse
from assistant.steps.permit import permit
from assistant.steps.report import report
from assistant.steps.result import result
from assistant.steps.segment import segment
from assistant.steps.settle import settle
from assistant.steps.verify import Finder, verify

REASKS = 2
"""Further requests for one draft at most, after an unparsable reply or an absent quotation."""

JOBS = "1"
"""The way a queued draft is made. Queued under another number it is left alone: count up when this changes."""

NO_ENDPOINT = (
    "No model endpoint is set up, so nothing can be drafted. Set OPENAI_BASE_URL and ASSISTANT_MODEL "
    "(and OPENAI_API_KEY where the endpoint wants a key) and start again. Everything else works without."
)


class Answerer(Protocol):
    """Whatever answers requests: the model endpoint, or a recording of one."""

    @property
    def host(self) -> str:
        """Host and port the review goes to; 'recording' when it goes nowhere."""
        ...

    @property
    def model(self) -> str:
        """The model's name."""
        ...

    def ask(self, request: Request) -> RawReply:
        """The reply, or the outcome that stands in its place. Never raises."""
        ...

    def used(self, *, parsed: bool) -> None:
        """Told whether the reply could be parsed."""
        ...


class Setup(Record):
    """What a pipeline is opened with, as plain values."""

    database_url: str
    jobs_url: str
    base_url: str | None = None
    api_key: str = ""
    model: str | None = None
    timeout: float = 300.0
    retries: int = 2
    concurrency: int = 8
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
        self._instructions: Instructions
        self._text: str
        self._instructions, self._text = library.instructions(setup.instructions)
        self._now = now
        self._model = model
        self._recording = recording
        self._store = Store.open(setup.database_url)
        self._jobs = Jobs(setup.jobs_url, self.make_draft, concurrency=setup.concurrency, version=JOBS)
        self._jobs.launch()

    @classmethod
    def opened(cls, setup: Setup, *, now: Callable[[], datetime]) -> Self:
        """A pipeline on the endpoint that the setup names, if any, and on the bundled recording, if wanted."""
        model = None
        if setup.base_url and setup.model:
            model = Model(
                setup.base_url, setup.api_key, setup.model, timeout=setup.timeout, retries=setup.retries
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
        self._store.close()

    # Reviews

    def reviews(self) -> tuple[ReviewSummary, ...]:
        """Every review kept, newest first, with counts."""
        return tuple(self._summary(kept) for kept in self._store.reviews())

    def take_in(self, files: Sequence[tuple[str, bytes]], intake: Intake, *, sample: bool = False) -> str:
        """Reads the files as one review and keeps it; returns its id. ``UnreadableFile`` keeps nothing."""
        read = segment([read_file(name, data) for name, data in files])
        review = read.model_copy(update={"checks": check(read, intake)})
        self._store.add_review(review, intake, files, self._now(), sample=sample)
        return review.id

    def set_intake(self, review: str, intake: Intake) -> None:
        """Replaces what the inspector knows beside the files; ``NotFound``."""
        self._store.set_intake(review, intake)

    def open_sample(self) -> str:
        """Takes in the bundled sample if it is not there, with the drafts of its recording; its id."""
        files, intake = library.sample()
        review = self.take_in(files, intake, sample=True)
        if self._recording is not None and self._store.latest_run(review) is None:
            self._run(review, self._recording)
        return review

    def sample_intake(self, files: Sequence[tuple[str, bytes]]) -> Intake | None:
        """The bundled sample's intake, if these files are the bundled sample."""
        bundled, intake = library.sample()
        return intake if [data for _, data in files] == [data for _, data in bundled] else None

    # Drafting

    def endpoint(self) -> Endpoint | None:
        """The model endpoint that Start would send to, or None."""
        return Endpoint(host=self._model.host, model=self._model.model) if self._model else None

    def recording(self, review: str) -> Endpoint | None:
        """The recording that holds this review's replies, or None."""
        if self._recording is None:
            return None
        first = self._compose(self._store.review(review), self._store.intake(review), self.rubric.prompts[0])
        held = self._recording.holds(first)
        return Endpoint(host=self._recording.host, model=self._recording.model) if held else None

    def start(self, review: str) -> None:
        """Drafts every prompt that has no draft yet from this endpoint; ``NoEndpoint`` sends nothing."""
        if self._model is not None:
            self._run(review, self._model)
        elif self._recording is not None and self.recording(review) is not None:
            self._run(review, self._recording)
        else:
            raise NoEndpoint(NO_ENDPOINT)

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

    def make_draft(self, key: str) -> None:
        """Makes and keeps one draft, from stored replies where there are any. Called by the queue."""
        kept = self._store.draft(key)
        if kept is not None and kept.status is DraftStatus.DRAFTED:
            return
        task = self._store.task(key)
        answerer = next((a for a in (self._model, self._recording) if a and _serves(a, task)), None)
        review, intake = self._store.review(task.review), self._store.intake(task.review)
        request = self._compose(review, intake, self.rubric.prompt(task.prompt), repeat=task.repeat)
        if answerer is None or draft_key(request, task.endpoint, task.model) != key:
            # The settings, the instructions or the intake have changed since this was queued.
            self._store.keep_draft(self._not_answered(task, request, Outcome.CANCELLED, 0, Tokens()))
            return
        self._store.keep_draft(self._drafted(task, review, request, answerer))

    def _drafted(self, task: KeptTask, review: Review, request: Request, answerer: Answerer) -> Draft:
        prompt = self.rubric.prompt(task.prompt)
        finder = Finder(review)
        best: Draft | None = None
        outcome, tokens, first = Outcome.UNPARSABLE, Tokens(), request
        for attempt in range(REASKS + 1):
            raw = self._asked(task.key, attempt, request, answerer)
            tokens += raw.tokens
            if raw.outcome is not Outcome.REPLIED:
                outcome = raw.outcome
                break
            reply = parse(raw.text, prompt)
            answerer.used(parsed=not isinstance(reply, Fault))
            if isinstance(reply, Fault):
                request = ask_again(first, self._text, raw.text, fault=reply.sentence)
                continue
            checked = verify(review, prompt, reply, finder)
            best = settle(
                review,
                prompt,
                reply,
                checked,
                key=task.key,
                provenance=self._provenance(task, first, attempt + 1, tokens, raw),
                contains=finder.contains,
                preclude_clause=prompt.rule is not None and self.rubric.node(prompt.rule).rule.preclude,
                intake="\n".join(known_beside(self._store.intake(task.review), prompt)),
            )
            # A quotation too short to be evidence, but there, is no fault to ask again about.
            absent = [c.quote for c in checked if c.match is Match.ABSENT and not finder.contains(c.quote)]
            if not absent:
                break
            request = ask_again(first, self._text, raw.text, absent=absent)
        return best or self._not_answered(task, first, outcome, attempt + 1, tokens)

    def _asked(self, key: str, attempt: int, request: Request, answerer: Answerer) -> RawReply:
        """The stored reply to exactly this request, else a new one, stored before anybody looks into it."""
        for kept in self._store.replies(key):
            if kept.attempt == attempt and kept.request_digest == request.digest:
                return kept.reply
        raw = answerer.ask(request)
        if raw.outcome is Outcome.REPLIED:
            self._store.keep_reply(key, attempt, request.digest, raw, self._now())
        return raw

    # Deciding and exporting

    def assurance(self, review: str) -> Assurance:
        """The whole record as it stands, judgements recomputed; ``NotFound``."""
        read, intake = self._store.review(review), self._store.intake(review)
        made = {draft.prompt: draft for draft in self._store.drafts(review)}
        drafts = tuple(
            made.get(p.id) or Draft(key="", review=review, prompt=p.id, status=DraftStatus.NOT_RUN)
            for p in self.rubric.prompts
        )
        decisions = self._store.decisions(review)
        standing = standings(self.rubric, drafts, decisions)
        return Assurance(
            review=read,
            intake=intake,
            run=self._run_of(review, drafts),
            drafts=drafts,
            decisions=decisions,
            standings=standing,
            judgements=aggregate(self.rubric, standing, decisions),
        )

    def decide(self, review: str, act: Act) -> Decision:
        """Keeps an inspector's act; ``NotAllowed`` keeps nothing. It is on disk when this returns."""
        permit(self.rubric, self.assurance(review), act)
        return self._store.append(review, act, self._now())

    def result(self, review: str) -> bytes:
        """The result file (design, The result file), UTF-8 JSON."""
        made = result(self.rubric, self.assurance(review))
        return (json.dumps(made.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()

    def report(self, review: str) -> bytes:
        """The Word report."""
        return export.word(report(self.rubric, self.assurance(review), self._now()))

    # Within

    def _compose(self, review: Review, intake: Intake, prompt: Prompt, *, repeat: int = 0) -> Request:
        return compose(review, intake, self.rubric, prompt, self._instructions, self._text, repeat=repeat)

    def _run(self, review: str, answerer: Answerer) -> None:
        read, intake = self._store.review(review), self._store.intake(review)
        tasks = []
        for prompt in self.rubric.prompts:
            key = draft_key(self._compose(read, intake, prompt), answerer.host, answerer.model)
            tasks.append(Task(key=key, prompt=prompt.id, repeat=0))
        self._store.start_run(review, answerer.model, answerer.host, self._instructions, tasks, self._now())
        there = {d.key for d in self._store.drafts(review) if d.status is DraftStatus.DRAFTED}
        self._jobs.enqueue([task.key for task in tasks if task.key not in there], again=True)

    def _summary(self, kept: KeptReview) -> ReviewSummary:
        progress, decisions = self.progress(kept.id), self._store.decisions(kept.id)
        return ReviewSummary(
            id=kept.id,
            title=kept.title,
            reference=kept.intake.reference,
            region=kept.intake.region,
            added=kept.added,
            words=kept.words,
            total=progress.total,
            drafted=progress.drafted,
            not_answered=progress.not_answered,
            decided=sum(latest_decision(decisions, p.id) is not None for p in self.rubric.prompts),
            waiting=progress.waiting,
            signed_off=sign_off_in_force(decisions) is not None,
            sample=kept.sample,
        )

    def _run_of(self, review: str, drafts: Sequence[Draft]) -> Run | None:
        run = self._store.latest_run(review)
        if run is None:
            return None
        made = [d.provenance for d in drafts if d.provenance is not None]
        done = not self._jobs.waiting(run.keys)
        return Run(
            model=run.model,
            endpoint=run.endpoint,
            instructions=run.instructions,
            started=run.started,
            finished=max((p.at for p in made), default=None) if done else None,
            requests=sum(p.requests for p in made),
            tokens=sum((p.tokens for p in made), Tokens()),
        )

    def _provenance(
        self, task: KeptTask, request: Request, requests: int, tokens: Tokens, raw: RawReply | None
    ) -> Provenance:
        return Provenance(
            model=(raw.model if raw else "") or task.model,
            endpoint=task.endpoint,
            instructions=request.instructions,
            request=request.digest,
            requests=requests,
            tokens=tokens,
            at=self._now(),
            recorded=raw.recorded if raw else None,
        )

    def _not_answered(
        self, task: KeptTask, request: Request, outcome: Outcome, requests: int, tokens: Tokens
    ) -> Draft:
        return Draft(
            key=task.key,
            review=task.review,
            prompt=task.prompt,
            status=DraftStatus.NOT_ANSWERED,
            reason=outcome,
            provenance=self._provenance(task, request, requests, tokens, None),
        )


def _serves(answerer: Answerer, task: KeptTask) -> bool:
    return (answerer.host, answerer.model) == (task.endpoint, task.model)
