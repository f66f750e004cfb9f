"""kill -9 in the middle of drafting: nothing stored is lost, misplaced or asked for again."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.draft import DraftStatus
from assistant.pipeline import Pipeline, Setup
from tests.scripted import answer, prompt_of, said, scripted

IN_FLIGHT = 4

WORKER = """
import sys, time
from datetime import UTC, datetime
from assistant.domain.review import Intake
from assistant.pipeline import Pipeline, Setup

database, url, start = sys.argv[1:]
setup = Setup(database_url=database, jobs_url=database, base_url=url, model="scripted", retries=0,
              concurrency=4, recording=False)
with Pipeline.opened(setup, now=lambda: datetime.now(UTC)) as pipeline:
    text = b"1. Assessment\\n\\nThe officer completed the first assessment and asked the police at once.\\n"
    review = pipeline.take_in([("review.txt", text)], Intake())
    if start == "start":
        pipeline.start(review)
    while pipeline.progress(review).running:
        time.sleep(0.02)
"""


def run(folder: Path, url: str, start: str) -> "subprocess.Popen[bytes]":
    database = f"sqlite:///{folder / 'assistant.db'}"
    return subprocess.Popen([sys.executable, "-c", WORKER, database, url, start])


def killed_after(folder: Path, replies: int, pause: float) -> None:
    """Kills the first process once so many requests have come in, lets a second one go on, and looks."""
    arrived = threading.Event()
    count, lock = 0, threading.Lock()

    def slow(body: dict[str, Any]) -> tuple[int, Any]:
        nonlocal count
        with lock:
            count += 1
            if count >= replies:
                arrived.set()
        time.sleep(0.03)
        return 200, said(answer(body, rationale=f"This is the answer to {prompt_of(body)}."))

    with scripted(slow) as endpoint:
        first = run(folder, endpoint.url, "start")
        assert arrived.wait(60)
        time.sleep(pause)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        second = run(folder, endpoint.url, "go on")
        assert second.wait(60) == 0
        asked = Counter(endpoint.prompts())

    database = f"sqlite:///{folder / 'assistant.db'}"
    setup = Setup(database_url=database, jobs_url=database, recording=False)
    with Pipeline.opened(setup, now=lambda: datetime.now(UTC)) as pipeline:
        assurance = pipeline.assurance(pipeline.reviews()[0].id)
    assert {d.status for d in assurance.drafts} == {DraftStatus.DRAFTED}
    assert [d.rationale for d in assurance.drafts] == [
        f"This is the answer to {d.prompt}." for d in assurance.drafts
    ]
    assert set(asked) == {d.prompt for d in assurance.drafts}
    assert max(asked.values()) <= 2
    assert sum(n - 1 for n in asked.values()) <= IN_FLIGHT


@pytest.mark.parametrize("replies", [1, 20, 50])
def test_a_kill_costs_at_most_the_requests_in_flight(tmp_path: Path, replies: int) -> None:
    killed_after(tmp_path, replies, 0.0)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
def test_a_kill_at_any_moment_costs_at_most_the_requests_in_flight(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - only spreads the moments
    killed_after(tmp_path, chance.randint(1, 53), chance.random() * 0.06)
