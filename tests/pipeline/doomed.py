"""Processes that draft a small review and die where they are told to, forked from one that has imported all.

Comes in on standard input: a line of JSON for each process wanted. Goes out: a line with its number when it
begins and one with its wait status when it has ended. It stands alone because only a process of its own can be
killed, and because importing everything anew for each of hundreds of them would take hours.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from dbos import DBOS
from sqlalchemy import Engine, event

from assistant.domain.review import Intake
from assistant.edges.jobs import Jobs
from assistant.edges.model import Model
from assistant.edges.store import Store
from assistant.pipeline import Pipeline, Setup, drafting, tracing

IN_FLIGHT = 4
TEXT = b"1. Assessment\n\nThe officer completed the first assessment and asked the police at once.\n"

PLACES: dict[str, tuple[Any, str]] = {
    "run recorded": (Store, "start_run"),
    "all enqueued": (Jobs, "enqueue"),
    "one enqueued": (DBOS, "enqueue_workflow"),
    "job run": (Jobs, "_run"),
    "task read": (Store, "task"),
    "request composed": (drafting.Drafting, "compose"),
    "model asked": (Model, "ask"),
    "reply kept": (Store, "keep_reply"),
    "reply parsed": (drafting, "parse"),
    "quotations verified": (drafting, "verify"),
    "draft settled": (drafting, "settle"),
    "draft kept": (Store, "keep_draft"),
    "trace settled": (tracing, "settle_trace"),
    "trace kept": (Store, "keep_trace"),
}
"""What happens while a review is drafted, by the function that does it."""

COMMIT = "commit"
"""The moment before a transaction of the store or of the queue is made to last."""


def _dies_at(name: str, when: str, nth: int) -> None:
    """Has the process killed before or after the nth time that this happens."""
    count = 0

    def met() -> None:
        nonlocal count
        count += 1
        if count == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    if name == COMMIT:
        event.listen(Engine, "commit", lambda _: met())
        return
    owner, attribute = PLACES[name]
    kept: Callable[..., Any] = getattr(owner, attribute)

    def wrapped(*given: Any, **named: Any) -> Any:
        if when == "before":
            met()
        made = kept(*given, **named)
        if when == "after":
            met()
        return made

    setattr(owner, attribute, wrapped)


def _live(database: str, url: str, start: bool, point: tuple[str, str, int] | None) -> None:
    if point is not None:
        _dies_at(*point)
    setup = Setup(
        database_url=database,
        jobs_url=database,
        base_url=url,
        model="scripted",
        retries=0,
        concurrency=IN_FLIGHT,
        recording=False,
    )
    with Pipeline.opened(setup, now=lambda: datetime.now(UTC)) as pipeline:
        review = pipeline.take_in([("review.txt", TEXT)], Intake())
        if start:
            pipeline.start(review)
        while pipeline.progress(review).running:
            time.sleep(0.02)


def main() -> None:
    """Forks a process for each line until the input ends."""
    for line in sys.stdin:
        wanted = json.loads(line)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                _live(**wanted)
                status = 0
            finally:
                os._exit(status)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _, ended = os.waitpid(child, 0)
        sys.stdout.write(f"{ended}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
