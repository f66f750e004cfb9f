"""Runs: what Start sets going for a review, how far it has come, and what it has cost.

Comes in: a review and whoever answers for it. Goes out: tasks in the queue, progress in prompts, a Run. It
stands alone because drafts, their repeats and the trace share one queue, while every count is of prompts.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from assistant.domain.assurance import Progress, Run
from assistant.domain.draft import Draft, DraftStatus, Outcome, Tokens
from assistant.domain.review import Intake, Review
from assistant.domain.rubric import Rubric
from assistant.domain.trace import TRACE, Trace
from assistant.edges.jobs import Jobs
from assistant.edges.store import KeptRun, Store, Task
from assistant.pipeline.asking import Answerer
from assistant.pipeline.drafting import Drafting
from assistant.pipeline.fitting import Fitted
from assistant.pipeline.tracing import Tracing

JOBS = "2"
"""The way a queued key is made something of. Under another number it is left alone: count up on any change."""


class Runs:
    """The runs of every review; whatever they still have to make is in one queue."""

    def __init__(
        self,
        store: Store,
        rubric: Rubric,
        drafting: Drafting,
        tracing: Tracing,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._rubric = rubric
        self._drafting = drafting
        self._tracing = tracing
        self._now = now

    def launch(self, jobs_url: str, *, concurrency: int) -> None:
        """Starts working, on what earlier processes left undone first."""
        self._jobs = Jobs(jobs_url, self._make, concurrency=concurrency, version=JOBS)
        self._jobs.launch()

    def given_up(self, key: str) -> bool:
        """Whether the draft or trace of that key was cancelled while it was being made."""
        return self._jobs.given_up(key)

    def close(self) -> None:
        """Stops taking work; what is queued goes on at the next start."""
        self._jobs.close()

    def start(
        self,
        review: Review,
        intake: Intake,
        answerer: Answerer,
        *,
        fresh: bool = False,
        repeats: int = 0,
        only: Collection[str] | None = None,
    ) -> None:
        """Has everything made that this answerer has not made for this review yet; ``fresh``, once more; and
        each prompt with a line repeated so many times. ``only`` some prompts: those, and no trace."""
        tasks = self._tasks(review, intake, answerer, fresh, repeats, only)
        instructions = self._drafting.instructions
        self._store.start_run(review.id, answerer.model, answerer.host, instructions, tasks, self._now())
        self._jobs.enqueue([task.key for task in tasks if self._wanted(task)], again=True)

    def again(self, review: Review, intake: Intake, answerer: Answerer, prompt: str) -> bool:
        """Has the draft of that prompt asked for once more; False where nothing was done.

        While the latest run is under way this is one more task of it. Else it is a run of the same tasks, with
        another in the place of one whose number is spent: so it has faults of its own, and every look at the
        latest run still sees all prompts. Nothing is done where that run was another answerer's, had no such
        prompt, or is under way and would have to change.
        """
        run = self._store.latest_run(review.id)
        if run is None or (run.endpoint, run.model) != (answerer.host, answerer.model):
            return False
        kept = self._store.tasks(run.id)
        ((task,), _) = self._drafting.tasks(review, intake, answerer, fresh=False, repeats=0, only=[prompt])
        before = next((one for one in kept if one.prompt == prompt), None)
        under_way = bool(self._jobs.waiting(_keys(run)))
        if before is None or (under_way and task.key != before.key):
            return False
        if not under_way:
            # A number that is spent may be followed by that of a repeat: it is in the run once all the same.
            others = [one for one in kept if one is before or one.key != task.key]
            same = [task if one is before else one for one in others]
            terms = run.model, run.endpoint, run.instructions
            self._store.start_run(review.id, *terms, same, self._now())
        self._jobs.enqueue([task.key], again=True)
        return True

    def waiting(self, review: str) -> frozenset[str]:
        """The keys of the latest run that are queued or in the making."""
        run = self._store.latest_run(review)
        return self._jobs.waiting(_keys(run)) if run is not None else frozenset()

    def first(self, review: str, prompt: str) -> None:
        """Has that prompt drafted next, if it waits for its draft in a run of all prompts."""
        run = self._store.latest_run(review)
        ids = [one.id for one in self._rubric.prompts]
        if run is not None and prompt in ids and len(run.keys) == len(ids):
            self._jobs.first(run.keys[ids.index(prompt)])  # a run's keys stand in the rubric's order

    def to_ask(
        self,
        review: Review,
        intake: Intake,
        answerer: Answerer,
        context: int | None,
        *,
        repeats: int = 0,
        only: Collection[str] | None = None,
    ) -> list[tuple[str, Fitted]]:
        """The first requests that ``start`` would make within the ``context``, but for their seeds, each after
        its prompt's id."""
        tasks = self._tasks(review, intake, answerer, False, repeats, only)
        missing = [task.prompt for task in tasks if self._wanted(task)]
        asked = {
            prompt: self._tracing.compose(review, 0, context)
            if prompt == TRACE
            else self._drafting.compose(review, intake, self._rubric.prompt(prompt), context=context)
            for prompt in dict.fromkeys(missing)
        }
        return [(prompt, asked[prompt]) for prompt in missing]

    def cancel(self, review: str) -> None:
        """Stops what is queued; what is there stays."""
        run = self._store.latest_run(review)
        if run is not None:
            self._jobs.cancel(_keys(run))

    def stop(self, keys: Sequence[str]) -> None:
        """Stops what is queued or in the making under these keys, whichever run asked for it."""
        self._jobs.cancel(keys)

    def forget(self, keys: Sequence[str]) -> None:
        """Leaves nothing of these keys in the queue's tables."""
        self._jobs.forget(keys)

    def progress(self, review: str) -> Progress:
        """How far the latest run has come, in prompts."""
        run = self._store.latest_run(review)
        waiting = self._jobs.waiting(_keys(run)) if run else frozenset()
        done = [draft for draft in self._store.drafts(review) if draft.key not in waiting]
        tracing = run is not None and run.trace in waiting
        again = frozenset(run.repeats) if run else frozenset()
        return Progress(
            total=len(self._rubric.prompts),
            drafted=sum(d.status is DraftStatus.DRAFTED for d in done),
            not_answered=sum(d.status is DraftStatus.NOT_ANSWERED for d in done),
            waiting=len(waiting - again) - tracing,
            tracing=tracing,
            repeats=len(again),
            repeating=len(waiting & again),
        )

    def latest(
        self,
        review: str,
        of_run: Sequence[Draft],
        shown: Sequence[Draft],
        repeats: Sequence[Draft],
        trace: Trace | None,
    ) -> Run | None:
        """The latest run, or None. Its requests and tokens are those of the drafts ``shown``, of their
        ``repeats`` and of the trace; ``of_run`` are the drafts it has kept so far."""
        run = self._store.latest_run(review)
        if run is None:
            return None
        # A recording that holds no trace was asked for none.
        traced = trace.provenance if trace is not None and trace.reason is not Outcome.NOT_RECORDED else None
        made = [p for p in (*(d.provenance for d in (*shown, *repeats)), traced) if p is not None]
        ended = [p.at for p in (*(d.provenance for d in (*of_run, *repeats)), traced) if p is not None]
        done = not self._jobs.waiting(_keys(run))
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

    def _make(self, key: str) -> None:
        """Makes what a queued key stands for."""
        task = self._store.task(key)
        (self._tracing if task.prompt == TRACE else self._drafting).make(task)

    def _tasks(
        self,
        review: Review,
        intake: Intake,
        answerer: Answerer,
        fresh: bool,
        repeats: int,
        only: Collection[str] | None = None,
    ) -> list[Task]:
        """All tasks in the order they are made: the prompts; the trace, whose reply is the longest and for
        which no prompt waits; then repeats, so that a budget or a patience that ends cuts them off first."""
        drafts, again = self._drafting.tasks(review, intake, answerer, fresh=fresh, repeats=repeats, only=only)
        if only is not None:
            return [*drafts, *again]
        return [*drafts, self._tracing.task(review, answerer, fresh=fresh), *again]

    def _wanted(self, task: Task) -> bool:
        """Whether asking may still bring what that task stands for."""
        if task.prompt == TRACE:
            return self._tracing.wanted(task)
        kept = self._store.draft(task.key)
        return kept is None or kept.status is not DraftStatus.DRAFTED


def _keys(run: KeptRun) -> tuple[str, ...]:
    return (*run.keys, *([] if run.trace is None else [run.trace]), *run.repeats)
