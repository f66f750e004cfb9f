"""Durable drafting: takes draft keys, and sees that the function handed in is called for each of them.

It stands alone because it is the only user of DBOS. A job is one workflow with one key as its argument and
"done" or "failed" as its result; no text ever enters DBOS's tables. Jobs of a process that died are taken up
at the next ``launch``. DBOS exists once in a process, and so does a launched ``Jobs``.
"""

import logging
import math
import threading
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextvars import Context
from itertools import count

from dbos import DBOS, DBOSConfig, SetEnqueueOptions, SetWorkflowID, WorkflowStatus

from assistant.edges.places import Held, beside, hold, not_opened, private

_QUEUE = "drafts"
_WORKFLOW = "draft"
_POLLING_SECONDS = 0.05  # with DBOS's own second, a job that ends would leave its place empty for half of one
_LOOKS_SECONDS = 0.25  # after which what another process cancelled is noticed
_UNFINISHED = ["ENQUEUED", "PENDING"]
_NEXT = 1  # the priority of a key that is wanted before all others; those in their order come after
_DONE, _FAILED = "done", "failed"
_PREFIXES = 200  # SQLite refuses an expression with a thousand alternatives

_log = logging.getLogger(__name__)


class _Left(BaseException):
    """Ends a job of which DBOS is to record nothing, as it records every ``Exception``: it is made later."""


class Jobs:
    """The queue of drafts still to be made, on the database at ``database_url`` (SQLite or PostgreSQL).

    ``draft`` makes the draft of one key and keeps it; it must do no harm when called again for a key that is
    done, because a job whose process died as it ended is run again. It is never called for one key twice at a
    time in one process. An exception out of it is logged by its kind and place, without its text, and ends that
    job alone. ``concurrency`` is the number of jobs this process runs at a time. ``version`` names the way a
    job works, not the release: jobs left under another version are not run, and not counted as waiting.
    """

    def __init__(
        self, database_url: str, draft: Callable[[str], None], *, concurrency: int, version: str
    ) -> None:
        self._url = database_url
        self._draft = draft
        self._concurrency = concurrency
        self._version = version
        self._in_hand: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._room = threading.BoundedSemaphore(concurrency)
        self._looking = threading.Lock()
        self._looked = -math.inf
        self._seen: frozenset[str] = frozenset()
        self._own = ""
        self._place: Held | None = None
        self._closing = False
        self._left: set[str] = set()
        self._workflow: Callable[[str], str] = self._run

    def launch(self) -> None:
        """Starts working, with what earlier processes left unfinished first; raises ``StoreTrouble``.

        Several processes may work on one database: each has a place, held by a lock that ends with the process,
        so that only the jobs of dead ones are taken up.
        """
        if self._place is not None:
            raise RuntimeError("these jobs are launched already")
        self._closing = False
        self._left.clear()
        places = (f"place-{number}" for number in count())
        self._own, self._place = next(
            (place, held) for place in places if (held := hold(self._url, place)) is not None
        )
        # With a handler there DBOS adds none of its own; what it logs goes where the program's log goes.
        logging.getLogger("dbos").addHandler(logging.NullHandler())
        try:
            config: DBOSConfig = {
                "name": "sfo-assistant",
                "system_database_url": _jobs_url(self._url),
                "application_version": self._version,
                "executor_id": self._own,
                "log_level": "ERROR",
                "enable_otlp": False,
                # Nothing is ever notified, but closing waits for the next look: with DBOS's own, for a second.
                "notification_listener_polling_interval_sec": _POLLING_SECONDS,
            }
            DBOS(config=config)
            self._workflow = DBOS.workflow(name=_WORKFLOW)(_named(self._run))
            DBOS.launch()
            DBOS.register_queue(
                _QUEUE,
                worker_concurrency=self._concurrency,
                polling_interval_sec=_POLLING_SECONDS,
                on_conflict="always_update",
            )
            self._take_up()
        except Exception as error:
            self.close()
            raise not_opened(error) from None

    def enqueue(self, keys: Sequence[str], *, again: bool = False) -> None:
        """Has a draft made for every key, in this order; keys of several calls take turns, first ones first.

        A key that is waiting is left alone. One whose last job failed or was cancelled is run again; one whose
        last job is done only with ``again``, which is for a draft that says "not answered".
        """
        attempts: defaultdict[str, list[WorkflowStatus]] = defaultdict(list)
        for job in self._of(keys):
            attempts[_key(job)].append(job)
        for position, key in enumerate(keys, start=_NEXT + 1):
            earlier = attempts[key]
            if earlier:
                last = max(earlier, key=_attempt)
                waits = last.status in _UNFINISHED and last.app_version == self._version
                done = last.status == "SUCCESS" and last.output == _DONE
                if waits or (done and not again):
                    continue
            self._enqueue(key, len(earlier), position)

    def first(self, key: str) -> None:
        """Has that key's draft made before all others that are queued; does nothing where it is not queued."""
        queued = [j for j in self._unfinished(key) if j.status == "ENQUEUED" and _key(j) == key]
        if not queued or any(job.priority == _NEXT for job in queued):
            return
        # A priority is not changed: the job gives way to another of the same key. Should it begin before it is
        # cancelled, it goes on to its end, and the other finds nothing left to do.
        DBOS.cancel_workflows([job.workflow_id for job in queued])
        self._enqueue(key, max(_attempt(job) for job in queued) + 1, _NEXT)

    def _enqueue(self, key: str, earlier: int, priority: int) -> None:
        # The id counts the attempts, so that two processes enqueuing at once name the same job.
        with SetWorkflowID(f"{key}:{earlier}" if earlier else key), SetEnqueueOptions(priority=priority):
            DBOS.enqueue_workflow(_QUEUE, self._workflow, key)

    def cancel(self, keys: Sequence[str]) -> None:
        """Takes these keys off the queue. A draft in the making goes on to its end, and what it keeps stays."""
        wanted = frozenset(keys)
        jobs = [job.workflow_id for job in self._unfinished() if _key(job) in wanted]
        if jobs:
            DBOS.cancel_workflows(jobs)
            with self._looking:
                self._looked = -math.inf

    def forget(self, keys: Sequence[str]) -> None:
        """Takes these keys off the queue and out of its tables, with every job they ever had.

        A draft in the making goes on to its end, but is given up, and nobody is told how it ended.
        """
        self.cancel(keys)
        ended = [job.workflow_id for job in self._of(keys)]
        if ended:
            DBOS.delete_workflows(ended)

    def waiting(self, keys: Sequence[str]) -> frozenset[str]:
        """Which of these keys are queued or in the making."""
        return frozenset(keys) & {_key(job) for job in self._unfinished()}

    def given_up(self, key: str) -> bool:
        """Whether that key's draft, in the making, is to be given up: it was cancelled, or we are closing; then
        it is made after the next ``launch``."""
        try:
            if not self._closing:
                return key not in self._seen_waiting() and not self._unfinished(key)
        except Exception:  # DBOS can go at any moment of a closing, and says so in many ways
            if not self._closing:
                raise
        self._left.add(key)
        return True

    def close(self, patience: int = 0) -> None:
        """Stops working; what is not done within ``patience`` seconds is left for the next ``launch``.

        A draft still in the making is not interrupted; its thread keeps the interpreter from ending.
        """
        if self._place is None:
            return
        self._closing = True
        # DBOS waits in whole seconds, even for nothing.
        waits = patience if patience and self._running(self._own) else 0
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=waits)
        # A draft that ends now finds no DBOS to report to, which DBOS would log as an error with a traceback.
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        self._place.close()
        self._place = None

    def _run(self, key: str) -> str:
        """The body of a job. Two attempts at one key can meet when the first was cancelled in the making."""
        # The queue's number in the database is the last that any process set, and is looked at once a poll.
        with self._in_hand[key], self._room:
            try:
                self._draft(key)
            except Exception as error:
                where = traceback.extract_tb(error.__traceback__)[-1]
                kind = type(error).__name__
                _log.error("draft %s failed: %s at %s:%s", key, kind, where.filename, where.lineno)
                return _FAILED
            if key in self._left:
                raise _Left
        return _DONE

    def _of(self, keys: Sequence[str]) -> Iterator[WorkflowStatus]:
        """Every job these keys ever had."""
        for start in range(0, len(keys), _PREFIXES):
            some = list(keys[start : start + _PREFIXES])
            for job in DBOS.list_workflows(workflow_id_prefix=some, load_input=False):
                if _key(job) in some:
                    yield job

    def _unfinished(self, prefix: str | None = None) -> list[WorkflowStatus]:
        # Within a job DBOS would keep what it lists, or that it could not as it closed, and tell the job the
        # same again after a restart: so it is asked from outside.
        return Context().run(
            DBOS.list_workflows,
            workflow_id_prefix=prefix,
            name=_WORKFLOW,
            status=_UNFINISHED,
            app_version=self._version,
            load_input=False,
            load_output=False,
        )

    def _seen_waiting(self) -> frozenset[str]:
        """All keys that were waiting or in the making a moment ago: drafts that begin together look once, as
        many at a time would stand in each other's way."""
        with self._looking:
            if time.monotonic() - self._looked > _LOOKS_SECONDS:
                self._seen = frozenset(_key(job) for job in self._unfinished())
                self._looked = time.monotonic()
            return self._seen

    def _take_up(self) -> None:
        """Queues again what processes in other places were running when they died."""
        places = {str(job.executor_id) for job in self._unfinished() if job.status == "PENDING"}
        for place in sorted(places - {self._own}):
            if (held := hold(self._url, place)) is None:
                continue
            try:
                for job in self._running(place):
                    DBOS.resume_workflow(job.workflow_id, queue_name=_QUEUE)
            finally:
                held.close()

    def _running(self, place: str) -> list[WorkflowStatus]:
        jobs = self._unfinished()
        return [job for job in jobs if job.status == "PENDING" and job.executor_id == place]


def _named(run: Callable[[str], str]) -> Callable[[str], str]:
    """A plain function, as DBOS wants it, around a method."""

    def draft(key: str) -> str:
        return run(key)

    return draft


def _key(job: WorkflowStatus) -> str:
    return job.workflow_id.partition(":")[0]


def _attempt(job: WorkflowStatus) -> int:
    return int(job.workflow_id.partition(":")[2] or 0)


def _jobs_url(url: str) -> str:
    """DBOS's own tables: the same PostgreSQL database, or a private file beside that of SQLite."""
    return f"sqlite:///{private(beside(url, '-jobs.db'))}" if url.startswith("sqlite") else url
