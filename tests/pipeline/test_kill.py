"""kill -9 in the middle of drafting, on both databases: nothing stored is lost, misplaced or asked again."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.domain.draft import Draft, DraftStatus
from assistant.domain.trace import TRACE
from assistant.edges import library
from assistant.edges.store import Store
from tests.pipeline.doomed import COMMIT, IN_FLIGHT, PLACES
from tests.scripted import Scripted, answer, prompt_of, said, scripted

PROMPTS = [prompt.id for prompt in library.rubric().prompts]
DRAFTS = len(PROMPTS)


class Point(NamedTuple):
    """Where a process dies: before or after something happens for the nth time."""

    name: str
    when: str
    nth: int

    def __str__(self) -> str:
        return f"{self.when} {self.name} {self.nth}"


ONCE = ("run recorded", "all enqueued", "trace settled", "trace kept")
POINTS = [
    *(Point(name, when, 1) for name in ONCE for when in ("before", "after")),
    *(
        Point(name, when, nth)
        for name in PLACES
        if name not in ONCE
        for when in ("before", "after")
        # Requests are composed once for all prompts when drafting starts, and then once for each draft.
        for nth in (DRAFTS * (name == "request composed") + n for n in (1, DRAFTS // 2, DRAFTS))
    ),
    *(Point(COMMIT, "before", nth) for nth in (4, 40, 120, 240)),
]
SOME_POINTS = random.Random(20).sample(POINTS, 10)  # noqa: S311 - only chooses which run in every test
RANDOM = range(100)
SOME_RANDOM = range(1_000, 1_010)


class Doomed:
    """The process that the doomed ones are forked from."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("doomed.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, database: str, url: str, *, start: bool, point: Point | None = None) -> int:
        assert self._process.stdin is not None
        wanted = {"database": database, "url": url, "start": start, "point": point}
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        return int(self._said())

    def ended(self) -> int:
        """Waits for its end; 0, or minus the number of the signal that killed it."""
        return os.waitstatus_to_exitcode(int(self._said()))

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(120)
        self._process.stdout.close()


@pytest.fixture(scope="module")
def doomed() -> Iterator[Doomed]:
    process = Doomed()
    yield process
    process.close()


class Endpoint:
    """Answers every prompt by its name after a moment, and says when so many requests have come in."""

    def __init__(self) -> None:
        self.arrived = threading.Event()
        self.enough = 0
        self._count, self._lock = 0, threading.Lock()

    def __call__(self, body: dict[str, Any]) -> tuple[int, Any]:
        with self._lock:
            self._count += 1
            if self._count == self.enough:
                self.arrived.set()
        time.sleep(0.01)
        return 200, said(answer(body, rationale=f"This is the answer to {prompt_of(body)}."))


def stored(database: str) -> set[str]:
    """The prompts whose reply is on the disk, and ``trace`` if its is."""
    store = Store.open(database)
    try:
        kept = store.reviews()
        run = store.latest_run(kept[0].id) if kept else None
        keys = (*run.keys, run.trace) if run is not None else ()
        return {store.task(key).prompt for key in keys if key and store.replies(key)}
    finally:
        store.close()


def drafted(database: str) -> list[Draft]:
    """The drafts that are on the disk, in the order of the run."""
    store = Store.open(database)
    try:
        return list(store.drafts(store.reviews()[0].id))
    finally:
        store.close()


def traced(database: str) -> set[DraftStatus]:
    """What became of the traces that are on the disk."""
    store = Store.open(database)
    try:
        return {trace.status for trace in store.traces(store.reviews()[0].id)}
    finally:
        store.close()


def goes_on(doomed: Doomed, database: str, endpoint: Scripted, *, start: bool) -> None:
    """Looks at what was stored when the first process died, lets a second one go on, and looks again."""
    before, asked_before = stored(database), len(endpoint.asked)
    doomed.begin(database, endpoint.url, start=start)
    assert doomed.ended() == 0
    drafts = drafted(database)
    assert [d.prompt for d in drafts] == PROMPTS
    assert {d.status for d in drafts} == {DraftStatus.DRAFTED}
    assert [d.rationale for d in drafts] == [f"This is the answer to {prompt}." for prompt in PROMPTS]
    asked = Counter(prompt_of(body) for body in endpoint.asked)
    again = {prompt_of(body) for body in endpoint.asked[asked_before:]}
    assert not again & before, "a stored reply was asked for again"
    assert set(asked) - {TRACE} == set(PROMPTS)
    # Queued last: where Start was not pressed again, it may not have been queued yet.
    assert traced(database) == {DraftStatus.DRAFTED} or not (start or traced(database))
    assert sum(n - 1 for n in asked.values()) <= IN_FLIGHT
    assert [d.provenance.requests for d in drafts if d.provenance] == [1] * DRAFTS


def killed_at(doomed: Doomed, database: str, point: Point) -> None:
    with scripted(Endpoint()) as endpoint:
        doomed.begin(database, endpoint.url, start=True, point=point)
        assert doomed.ended() == -signal.SIGKILL
        # Drafting begins while the last are still being queued; those are queued when Start is pressed again.
        last = point.nth >= DRAFTS and point.name not in ("one enqueued", "request composed", COMMIT)
        goes_on(doomed, database, endpoint, start=not last)


def killed_some_time(doomed: Doomed, database: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - only spreads the moments
    script = Endpoint()
    script.enough = chance.randint(1, DRAFTS - 1)
    with scripted(script) as endpoint:
        process = doomed.begin(database, endpoint.url, start=True)
        assert script.arrived.wait(120)
        time.sleep(chance.random() * 0.06)
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.kill(process, signal.SIGKILL)
        assert doomed.ended() in (-signal.SIGKILL, 0)
        goes_on(doomed, database, endpoint, start=True)


def test_there_are_sixty_named_points() -> None:
    assert len(set(POINTS)) == len(POINTS) >= 60


def in_turn(some: Sequence[Any]) -> list[Any]:
    """Each with one kind of database, the two kinds in turn."""
    kinds = ("sqlite", "postgresql")
    return [pytest.param(one, kinds[i % 2], id=f"{kinds[i % 2]} {one}") for i, one in enumerate(some)]


@pytest.mark.parametrize(("point", "database_url"), in_turn(SOME_POINTS), indirect=["database_url"])
def test_a_kill_at_a_named_point_loses_nothing(doomed: Doomed, database_url: str, point: Point) -> None:
    killed_at(doomed, database_url, point)


@pytest.mark.parametrize(("seed", "database_url"), in_turn(SOME_RANDOM), indirect=["database_url"])
def test_a_kill_at_any_moment_loses_nothing(doomed: Doomed, database_url: str, seed: int) -> None:
    killed_some_time(doomed, database_url, seed)


@pytest.mark.long
@pytest.mark.parametrize("point", POINTS, ids=str)
def test_a_kill_at_every_named_point_loses_nothing(doomed: Doomed, database_url: str, point: Point) -> None:
    killed_at(doomed, database_url, point)


@pytest.mark.long
@pytest.mark.parametrize("seed", RANDOM)
def test_a_kill_at_a_hundred_moments_loses_nothing(doomed: Doomed, database_url: str, seed: int) -> None:
    killed_some_time(doomed, database_url, seed)
