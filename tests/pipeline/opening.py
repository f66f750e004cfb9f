"""A pipeline of its own for each test, on a scripted endpoint, over a review of two sections."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from assistant.domain.assurance import Assurance, Run
from assistant.domain.review import Intake
from assistant.edges.places import private
from assistant.pipeline import Pipeline, Setup
from tests.scripted import Scripted, scripted

TEXT = b"""1. Assessment

The officer completed the first assessment within fifteen working days and asked the police for information.

2. Planning

The plan was countersigned by the manager, who did not ask why the home visit had not taken place.
"""
FILES = [("review.txt", TEXT)]
QUEUE = "assistant-jobs.db"
ASKED = 54 + 1
"""Requests of a run where each is answered at once: the prompts, and what answers what."""
ASKED_OF_2 = 5 + 9 + 1
"""The same where Standard 2 and the information items are rubric enough."""


@contextmanager
def pipeline(
    folder: Path, endpoint: Scripted | None, *, concurrency: int = 8, model: str = "scripted", **more: Any
) -> Iterator[Pipeline]:
    folder.mkdir(exist_ok=True)
    queue = private(folder / QUEUE)
    if not queue.stat().st_size:
        queue.write_bytes(_queue())
    with _opened(folder, endpoint, concurrency=concurrency, model=model, **more) as opened:
        yield opened


@cache
def _queue() -> bytes:
    """A new queue's file, with its tables: DBOS finds a queue that it has just made only after a second."""
    with tempfile.TemporaryDirectory() as folder:
        with _opened(Path(folder), None):
            pass
        return (Path(folder) / QUEUE).read_bytes()


@contextmanager
def _opened(
    folder: Path, endpoint: Scripted | None, *, concurrency: int = 8, model: str = "scripted", **more: Any
) -> Iterator[Pipeline]:
    database = f"sqlite:///{folder / 'assistant.db'}"
    setup = Setup(
        database_url=database,
        jobs_url=database,
        base_url=endpoint.url if endpoint else None,
        model=model if endpoint else None,
        concurrency=concurrency,
        recording=False,
        **({"retries": 0} | more),
    )
    with Pipeline.opened(setup, now=lambda: datetime.now(UTC)) as opened:
        yield opened


def finished(opened: Pipeline, review: str) -> Assurance:
    while opened.progress(review).running:
        time.sleep(0.02)
    return opened.assurance(review)


def run_of(assurance: Assurance) -> Run:
    assert assurance.run is not None
    return assurance.run


def drafted(folder: Path, script: Any, **more: Any) -> tuple[Assurance, Scripted]:
    with scripted(script) as endpoint, pipeline(folder, endpoint, **more) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        return finished(opened, review), endpoint
