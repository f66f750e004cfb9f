"""What every act of the assistant works with: the store, the queue, and whoever answers.

Comes in: a Setup, the clock, and answerers. Goes out: the base of ``Pipeline``, opened and ready. It stands
apart because how the parts are put together is one thing, and what is done with them another.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Self

from assistant.domain.assurance import Endpoint
from assistant.domain.draft import Draft
from assistant.domain.judgement import Decision
from assistant.domain.rubric import Rubric
from assistant.domain.trace import shown_under
from assistant.edges import library
from assistant.edges.recording import Recording
from assistant.edges.store import Store
from assistant.pipeline.answerers import answerers_of
from assistant.pipeline.asking import Answerer, Asking
from assistant.pipeline.drafting import Drafting
from assistant.pipeline.filtering import Filtering
from assistant.pipeline.fitting import Fitting
from assistant.pipeline.gate import Gate
from assistant.pipeline.kept_reviews import KeptReviews
from assistant.pipeline.runs import Runs
from assistant.pipeline.setup import Setup
from assistant.pipeline.tracing import INSTRUCTIONS, Tracing
from assistant.pipeline.versions import Versions
from assistant.steps.choose import as_signed, choose
from assistant.steps.compose import common
from assistant.steps.hide import judged_first
from assistant.steps.verify import Finder

SIGNED_OFF = "This assurance is signed off, so nothing was changed or sent. Reopen it first, with a reason."


class Workings:
    """Opened parts that are put together once for each process; they are used from threads."""

    def __init__(
        self,
        setup: Setup,
        *,
        now: Callable[[], datetime],
        model: Answerer | None = None,
        recording: Recording | None = None,
        rubric: Rubric | None = None,
    ) -> None:
        self.rubric: Rubric = library.rubric() if rubric is None else rubric
        self._now = now
        self._budget = setup.budget
        self._prices = setup.prices
        self._model = model
        self._recording = recording
        self._deciding = threading.Lock()
        self._store = Store.open(setup.database_url)
        self._reviews = KeptReviews(self._store, self.rubric, setup.terms)
        self._versions = Versions(self._store, self.rubric, self._reviews)
        answerers = [answerer for answerer in (model, recording) if answerer is not None]
        drafts, traces = library.instructions(setup.instructions), library.instructions(INSTRUCTIONS)
        read = self._reviews.review
        finder = self._finder = lru_cache(maxsize=4)(lambda review: Finder(read(review)))
        beginning = self._common = lru_cache(maxsize=4)(
            lambda review, selection: common(read(review), *drafts, selection)
        )
        gate = Gate(self._store, budget=setup.budget, breaks_after=setup.breaks_after)

        def stopped(key: str) -> bool:
            return self._runs.given_up(key)

        self._fitting = Fitting(self.rubric, library.search_words(), self._reviews.search, setup.context)
        asking = Asking(self._store, now, gate=gate, timeout=setup.timeout, stopped=stopped)
        filtering = Filtering(self._store, gate, now, stopped) if setup.narrows else None
        parts = answerers, asking, read, finder, beginning, self._fitting
        self._drafting = Drafting(self._store, self.rubric, drafts, *parts, filtering)
        traced = [prompt for prompt in self.rubric.prompts if shown_under(prompt.id)]
        self._runs = Runs(
            self._store,
            self.rubric,
            self._drafting,
            Tracing(self._store, traces, *parts, traced),
            now,
        )
        self._runs.launch(setup.jobs_url, concurrency=setup.concurrency)

    @classmethod
    def opened(cls, setup: Setup, *, now: Callable[[], datetime], rubric: Rubric | None = None) -> Self:
        """A pipeline on the endpoint that the setup names, if any, and on the bundled recording, if wanted.

        It asks by the bundled rubric, or by the one that is given.
        """
        model, recording = answerers_of(setup, now)
        return cls(setup, now=now, model=model, recording=recording, rubric=rubric)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stops taking work; what is queued goes on at the next start."""
        self._runs.close()
        if self._model is not None:
            self._model.close()
        self._store.close()

    def recording(self, review: str) -> Endpoint | None:
        """The recording that holds this review's replies, or None."""
        if self._recording is None:
            return None
        first = self._drafting.compose(
            self._reviews.review(review), self._store.intake(review), self.rubric.prompts[0]
        )
        held = self._recording.holds(first.request)
        return Endpoint(host=self._recording.host, model=self._recording.model) if held else None

    def _answerer(self, review: str) -> Answerer | None:
        if self._model is not None:
            return self._model
        return self._recording if self.recording(review) is not None else None

    def _chosen(self, review: str, latest: Sequence[Draft], decisions: Sequence[Decision]) -> tuple[Draft, ...]:
        kept = as_signed(self._store.all_drafts(review), decisions)
        return choose(self.rubric, review, as_signed(latest, decisions), kept, decisions)

    def _judged_first(self, review: str) -> tuple[str, ...]:
        chosen = self._store.judge_first(review)
        return () if chosen is None else judged_first(self.rubric, review, chosen.share)
