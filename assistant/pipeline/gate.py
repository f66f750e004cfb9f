"""What stands between a draft and the endpoint: whose turn it is, whether asking helps, what it may cost.

Comes in: a request about to be sent. Goes out: leave to send it, or the outcome that stands in its place.
It stands apart because it is about all requests of a run together, where ``drafting`` makes one draft.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.domain.draft import Outcome, RawReply, Request, tokens_of
from assistant.edges.store import KeptTask, Store

BREAKS_AFTER = 5
"""Requests of one run in a row that end in a fault of the endpoint as a whole; then the rest are not sent."""

ENDPOINT_FAULTS = frozenset(
    {
        Outcome.RATE_LIMITED,
        Outcome.QUOTA,
        Outcome.TIMEOUT,
        Outcome.UNREACHABLE,
        Outcome.BROKEN_OFF,
        Outcome.REDIRECTED,
        Outcome.UNAUTHORISED,
        Outcome.NO_SUCH_MODEL,
        Outcome.SERVER_ERROR,
        Outcome.NOT_UNDERSTOOD,
    }
)
"""Outcomes that say nothing about the prompt that was asked, and will most likely meet the next one too."""


def taken(request: Request, reply: RawReply) -> int:
    """Tokens that a request took: by the endpoint's own count, else as estimated where it was read."""
    counted = reply.tokens.input + reply.tokens.output
    read = reply.outcome in (Outcome.REPLIED, Outcome.FILTERED)
    return counted or (request.estimate + tokens_of(len(reply.text)) if read else 0)


class Gate:
    """The gate of one process. Each run has its own turn and its own faults, so a new Start begins afresh."""

    def __init__(
        self,
        store: Store,
        *,
        budget: int | None,
        breaks_after: int | None,
    ) -> None:
        """``budget`` is in tokens, in and out, for one review and all its runs; None sets no limit."""
        self._store = store
        self._budget = budget
        self._breaks_after = breaks_after
        self._lock = threading.Lock()
        self._first: dict[tuple[int, str], threading.Event] = {}
        self._faults: defaultdict[int, int] = defaultdict(int)
        self._counting = threading.Lock()
        self._under_way: defaultdict[str, dict[str, int]] = defaultdict(dict)

    @contextmanager
    def opened(self, task: KeptTask, request: Request, stopped: Callable[[], bool]) -> Iterator[Outcome | None]:
        """Waits for the request's turn; gives None where it may be sent, else why not.

        The first request of a run goes alone, so that those after it find their common beginning in the
        endpoint's cache; they are let through when it has come back, however it ended.
        """
        with self._turn(task.run, request.cache_key):
            if stopped():
                yield Outcome.CANCELLED
            elif self._broken(task.run):
                yield Outcome.PAUSED
            elif not self._reserved(task, request.estimate):
                yield Outcome.OVER_BUDGET
            else:
                try:
                    yield None
                finally:
                    with self.counted(task):
                        pass

    @contextmanager
    def counted(self, task: KeptTask) -> Iterator[None]:
        """Within it what a request took is kept, and by its end its estimate counts no more: at no moment do
        both, or would a prompt be refused for tokens that nobody used."""
        with self._counting:
            yield
            self._under_way[task.review].pop(task.key, None)

    def passed(self, task: KeptTask, reply: RawReply) -> None:
        """Told what came back for a request that was let through; counts faults in a row."""
        with self._lock:
            self._faults[task.run] = self._faults[task.run] + 1 if reply.outcome in ENDPOINT_FAULTS else 0

    @contextmanager
    def _turn(self, run: int, cache_key: str) -> Iterator[None]:
        """Waits until it is this request's turn."""
        with self._lock:
            back = self._first.get((run, cache_key))
            if back is None:
                mine = self._first[run, cache_key] = threading.Event()
        if back is not None:
            back.wait()
            yield
            return
        try:
            yield
        finally:
            mine.set()

    def _broken(self, run: int) -> bool:
        with self._lock:
            return self._breaks_after is not None and self._faults[run] >= self._breaks_after

    def _reserved(self, task: KeptTask, tokens: int) -> bool:
        """Whether the budget holds so many tokens more; requests under way count as estimated."""
        if self._budget is None:
            return True
        with self._counting:
            under_way = self._under_way[task.review]
            if self._store.spent(task.review) + sum(under_way.values()) + tokens > self._budget:
                return False
            under_way[task.key] = tokens
            return True
