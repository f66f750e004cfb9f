"""Which passages an endpoint's content filter objects to, found once for each review and endpoint.

Comes in: a task whose request was filtered. Goes out: passage ids. It stands apart from drafting because it
sends requests of its own, small ones, behind the same gate and on the same budget.
"""

import math
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from assistant.domain.draft import Outcome, RawReply, Request
from assistant.domain.review import Kind, Passage, Review
from assistant.domain.selection import Selection
from assistant.edges import library
from assistant.edges.store import KeptTask, Spent, Store
from assistant.pipeline.gate import Gate, taken
from assistant.steps.compose import compose_filtered
from assistant.steps.narrow import narrow

PASSED = frozenset({Outcome.REPLIED, Outcome.EMPTY, Outcome.TRUNCATED, Outcome.REFUSED})
"""Outcomes of a request that got past the filter."""


class Asked(Protocol):
    """What answers the small requests."""

    def ask(self, request: Request, *, within: float, stopped: Callable[[], bool]) -> RawReply:
        """The reply, or the outcome that stands in its place."""
        ...


class Filtering:
    """Looks for the passages, one search at a time; the others that were filtered wait for what it finds."""

    def __init__(
        self, store: Store, gate: Gate, now: Callable[[], datetime], stopped: Callable[[str], bool]
    ) -> None:
        self._store = store
        self._gate = gate
        self._now = now
        self._stopped = stopped
        self._instructions, self._text = library.instructions("filter.v1")
        self._lock = threading.Lock()
        self._found: dict[tuple[str, str, str], tuple[str, ...]] = {}
        self._untold: set[int] = set()

    def passages(
        self, task: KeptTask, review: Review, answerer: Asked, selection: Selection | None
    ) -> tuple[str, ...] | None:
        """The ids of the smallest run of passages found that the filter objects to; empty where none is, None
        where that could not be told: then it is not tried again in this run.

        ``selection`` is what of the review was sent; None is all.
        """
        named = task.review, task.endpoint, task.model
        with self._lock:
            if named not in self._found and task.run not in self._untold:
                found = self._kept(task)
                if found is None:
                    found = self._searched(task, review, answerer, selection)
                if found is None:
                    self._untold.add(task.run)
                else:
                    self._found[named] = found
            return self._found.get(named)

    def _kept(self, task: KeptTask) -> tuple[str, ...] | None:
        """What an earlier search in this review found at this endpoint, or None where there was none."""
        for draft in self._store.all_drafts(task.review):
            if draft.filtered is not None and self._terms(draft.key) == (task.endpoint, task.model):
                return draft.filtered
        return None

    def _terms(self, key: str) -> tuple[str, str]:
        earlier = self._store.task(key)
        return earlier.endpoint, earlier.model

    def _searched(
        self, task: KeptTask, review: Review, answerer: Asked, selection: Selection | None
    ) -> tuple[str, ...] | None:
        sent = [
            passage
            for passage in review.passages
            if passage.kind is not Kind.FURNITURE and (selection is None or passage.id in selection.passages)
        ]
        found = narrow(sent, lambda some: self._objects(task, some, answerer))
        return None if found is None else tuple(passage.id for passage in found)

    def _objects(self, task: KeptTask, some: Sequence[Passage], answerer: Asked) -> bool | None:
        """Whether the filter objects to these passages alone; None where there was no telling."""
        request = compose_filtered(self._instructions, self._text, some)

        def stopped() -> bool:
            return self._stopped(task.key)

        with self._gate.opened(task, request, stopped) as barred:
            if barred is not None or stopped():
                return None
            raw = answerer.ask(request, within=math.inf, stopped=stopped)
            tokens = taken(request, raw)
            with self._gate.counted(task):
                if tokens:
                    self._store.spend(Spent(review=task.review, tokens=tokens), self._now())
            self._gate.passed(task, raw)
        return True if raw.outcome is Outcome.FILTERED else False if raw.outcome in PASSED else None
