import logging
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dbos import DBOS, WorkflowStatus

from assistant.edges import jobs as edge
from assistant.edges.jobs import Jobs
from assistant.edges.store import Store
from assistant.errors import StoreTrouble

LONG = 120.0


class Desk:
    """Launches jobs on one database, one after the other, and remembers which keys were drafted."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.drafted: list[str] = []
        self.wait_for: dict[str, threading.Event] = {}
        self.fails: set[str] = set()
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._jobs: Jobs | None = None

    def _draft(self, key: str) -> None:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self.drafted.append(key)
        try:
            if key in self.wait_for:
                assert self.wait_for[key].wait(LONG)
            if key in self.fails:
                raise ValueError("the words of the review")
        finally:
            with self._lock:
                self._at_once -= 1

    def launch(self, concurrency: int = 4, version: str = "1") -> Jobs:
        self.close()
        self._jobs = Jobs(self.url, self._draft, concurrency=concurrency, version=version)
        self._jobs.launch()
        return self._jobs

    def close(self) -> None:
        """Stops the jobs. A draft that waits goes on once no more are taken off the queue."""
        going_on = threading.Thread(target=self._go_on)
        going_on.start()
        if self._jobs is not None:
            self._jobs.close(patience=int(LONG))
        going_on.join()

    def _go_on(self) -> None:
        until(lambda: not taking())
        for event in self.wait_for.values():
            event.set()


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    Store.open(database_url).close()
    desk = Desk(database_url)
    yield desk
    desk.close()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.01)


def taking() -> bool:
    """Whether a thread of DBOS's still takes jobs off the queue; it ends once DBOS is told to stop."""
    return any(thread.name.startswith("queue-worker") for thread in threading.enumerate())


def test_twenty_keys_are_each_drafted_once_four_at_a_time(desk: Desk) -> None:
    jobs = desk.launch(concurrency=4)
    keys = [f"k{number}" for number in range(20)]
    desk.wait_for = {key: threading.Event() for key in keys}
    jobs.enqueue(keys)
    assert jobs.waiting(keys) == frozenset(keys)
    until(lambda: len(desk.drafted) == 4)
    assert set(desk.drafted) == set(keys[:4])
    for event in desk.wait_for.values():
        event.set()
    until(lambda: not jobs.waiting(keys))
    assert Counter(desk.drafted) == Counter(keys)
    assert desk.most_at_once == 4


def test_a_larger_number_set_by_another_process_lets_no_more_be_drafted_here(desk: Desk) -> None:
    jobs = desk.launch(concurrency=2)
    queue = DBOS.retrieve_queue("drafts")
    assert queue is not None
    queue.set_worker_concurrency(8)
    keys = [f"k{number}" for number in range(8)]
    desk.wait_for = {key: threading.Event() for key in keys}
    jobs.enqueue(keys)
    until(lambda: all(job.status == "PENDING" for job in DBOS.list_workflows(status=["ENQUEUED", "PENDING"])))
    until(lambda: len(desk.drafted) == 2)
    for event in desk.wait_for.values():
        event.set()
    until(lambda: not jobs.waiting(keys))
    assert Counter(desk.drafted) == Counter(keys)
    assert desk.most_at_once == 2


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks at the queue less often. DBOS counts a job once its thread runs: on a busy computer it takes one
    more before that, and the two may pass each other on their way to the room for one."""
    monkeypatch.setattr(edge, "_POLLING_SECONDS", 0.25)


@pytest.mark.usefixtures("unhurried")
def test_keys_are_drafted_in_their_order_and_calls_take_turns(desk: Desk) -> None:
    jobs = desk.launch(concurrency=1)
    desk.wait_for = {"first": threading.Event()}
    jobs.enqueue(["first"])
    until(lambda: desk.drafted == ["first"])
    jobs.enqueue(["a1", "a2", "a3"])
    jobs.enqueue(["b1", "b2"])
    desk.wait_for["first"].set()
    until(lambda: not jobs.waiting(["a1", "a2", "a3", "b1", "b2"]))
    assert desk.drafted == ["first", "a1", "b1", "a2", "b2", "a3"]


@pytest.mark.usefixtures("unhurried")
def test_a_key_that_is_wanted_first_goes_before_all_others_once(desk: Desk) -> None:
    jobs = desk.launch(concurrency=1)
    desk.wait_for = {"k0": threading.Event()}
    keys = [f"k{number}" for number in range(6)]
    jobs.enqueue(["k0"])
    until(lambda: desk.drafted == ["k0"])
    jobs.enqueue(keys)
    for key in ("k4", "k4", "k0", "k9"):
        jobs.first(key)
    assert jobs.waiting(keys) == frozenset(keys)
    desk.wait_for["k0"].set()
    until(lambda: not jobs.waiting(keys))
    assert desk.drafted == ["k0", "k4", "k1", "k2", "k3", "k5"]
    jobs.first("k4")
    assert not jobs.waiting(keys)


def test_a_key_is_not_queued_twice_and_a_finished_one_runs_again_only_when_asked(desk: Desk) -> None:
    jobs = desk.launch()
    desk.wait_for = {"k1": threading.Event()}
    for again in (False, False, True):
        jobs.enqueue(["k1"], again=again)
    desk.wait_for["k1"].set()
    until(lambda: not jobs.waiting(["k1"]))
    jobs.enqueue(["k1"])
    assert not jobs.waiting(["k1"])
    assert desk.drafted == ["k1"]
    for times in (2, 3):
        jobs.enqueue(["k1", "k10"], again=True)
        until(lambda: not jobs.waiting(["k1", "k10"]))
        assert Counter(desk.drafted) == {"k1": times, "k10": times - 1}


def test_a_draft_that_raises_ends_alone_and_can_be_run_again(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    jobs = desk.launch()
    desk.fails = {"k1"}
    keys = ["k0", "k1", "k2"]
    with caplog.at_level(logging.DEBUG):
        jobs.enqueue(keys)
        until(lambda: not jobs.waiting(keys))
    assert sorted(desk.drafted) == keys
    assert "draft k1 failed: ValueError" in caplog.text
    assert "words of the review" not in caplog.text
    desk.fails = set()
    jobs.enqueue(keys)
    until(lambda: not jobs.waiting(keys))
    assert Counter(desk.drafted) == {"k0": 1, "k1": 2, "k2": 1}


def test_cancelling_takes_the_rest_off_the_queue_and_leaves_what_is_finished(desk: Desk) -> None:
    jobs = desk.launch(concurrency=1)
    keys = ["k0", "k1", "k2", "k3"]
    desk.wait_for = {"k1": threading.Event()}
    jobs.enqueue(["k0", "k1"])
    until(lambda: "k1" in desk.drafted)
    jobs.enqueue(keys)
    jobs.cancel(keys)
    assert not jobs.waiting(keys)
    jobs.enqueue(keys)
    assert jobs.waiting(keys) == {"k1", "k2", "k3"}
    time.sleep(0.2)
    assert desk.drafted == ["k0", "k1"], "the second attempt at k1 waits for the first to end"
    desk.wait_for["k1"].set()
    until(lambda: not jobs.waiting(keys))
    assert Counter(desk.drafted) == {"k0": 1, "k1": 2, "k2": 1, "k3": 1}


def test_a_draft_in_the_making_can_see_that_it_was_cancelled(desk: Desk) -> None:
    jobs = desk.launch(concurrency=1)
    desk.wait_for = {"k0": threading.Event()}
    jobs.enqueue(["k0"])
    until(lambda: "k0" in desk.drafted)
    assert not jobs.given_up("k0")
    jobs.cancel(["k0"])
    assert jobs.given_up("k0")
    jobs.enqueue(["k0"])
    assert not jobs.given_up("k0")
    desk.close()
    assert jobs.given_up("k0")


def test_what_is_forgotten_is_neither_queued_nor_named_any_more(desk: Desk) -> None:
    jobs = desk.launch(concurrency=1)
    keys = ["k0", "k1", "k2"]
    desk.wait_for = {"k1": threading.Event()}
    jobs.enqueue(["k0", "k1"])
    until(lambda: "k1" in desk.drafted)
    jobs.enqueue(["k2", "k0-of-another"])
    jobs.forget(keys)
    assert jobs.given_up("k1")
    assert jobs.waiting(keys) == frozenset()
    assert {key_of(job) for job in DBOS.list_workflows()} == {"k0-of-another"}
    desk.wait_for["k1"].set()
    until(lambda: not jobs.waiting(["k0-of-another"]))
    assert desk.drafted == ["k0", "k1", "k0-of-another"]
    assert {key_of(job) for job in DBOS.list_workflows()} == {"k0-of-another"}


def key_of(job: WorkflowStatus) -> str:
    return job.workflow_id.partition(":")[0]


def test_what_is_queued_outlives_a_stop(desk: Desk) -> None:
    jobs = desk.launch(concurrency=1)
    keys = ["k0", "k1", "k2"]
    desk.wait_for = {"k0": threading.Event()}
    jobs.enqueue(["k0"])
    until(lambda: desk.drafted == ["k0"])
    jobs.enqueue(["k1", "k2"])
    assert taking()
    desk.close()
    assert desk.drafted == ["k0"]
    jobs.launch()
    until(lambda: not jobs.waiting(keys))
    assert desk.drafted == keys


def test_a_draft_given_up_while_its_jobs_close_is_made_after_the_next_launch(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, closing = threading.Event(), threading.Event()
    made: list[str] = []

    def draft(key: str) -> None:
        looked = jobs.given_up(key)
        began.set()
        assert closing.wait(LONG)
        if not (looked or jobs.given_up(key)):
            made.append(key)

    def destroyed(**how: Any) -> None:
        """The draft ends while DBOS still records."""
        closing.set()
        destroy(**how)

    Store.open(database_url).close()
    destroy = DBOS.destroy
    monkeypatch.setattr(DBOS, "destroy", destroyed)
    jobs = Jobs(database_url, draft, concurrency=1, version="1")
    jobs.launch()
    jobs.enqueue(["k0"])
    assert began.wait(LONG)
    jobs.close(patience=int(LONG))
    assert made == []
    jobs.launch()
    until(lambda: not jobs.waiting(["k0"]))
    assert made == ["k0"]
    assert DBOS.list_workflow_steps("k0") == [], "a look at the queue is nothing to be told again"
    jobs.close()


def test_jobs_left_under_another_version_are_not_waiting_and_can_be_queued_anew(desk: Desk) -> None:
    jobs = desk.launch(concurrency=1)
    desk.wait_for = {"k0": threading.Event()}
    jobs.enqueue(["k0"])
    until(lambda: desk.drafted == ["k0"])
    jobs.enqueue(["k1"])
    assert taking()
    desk.close()
    assert desk.drafted == ["k0"]
    jobs = desk.launch(version="2")
    assert not jobs.waiting(["k0", "k1"])
    jobs.enqueue(["k1"])
    until(lambda: not jobs.waiting(["k1"]))
    assert desk.drafted == ["k0", "k1"]
    (left, anew) = sorted(DBOS.list_workflows(workflow_id_prefix="k1"), key=lambda job: job.workflow_id)
    assert (left.app_version, left.status) == ("1", "ENQUEUED")
    assert (anew.app_version, anew.status) == ("2", "SUCCESS")


def test_nothing_queued_is_nothing_to_do(desk: Desk) -> None:
    jobs = desk.launch()
    jobs.enqueue([])
    jobs.cancel(["k0"])
    assert jobs.waiting(["k0"]) == frozenset()
    with pytest.raises(RuntimeError, match="already"):
        jobs.launch()


def test_jobs_that_cannot_be_opened_say_so_and_leave_room_for_others(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kept.db"
    (tmp_path / "kept-jobs.db").write_bytes(b"not a database, " * 100)
    with pytest.raises(StoreTrouble, match="list of drafts"):
        Jobs(url, print, concurrency=1, version="1").launch()
    (tmp_path / "kept-jobs.db").unlink()
    jobs = Jobs(url, print, concurrency=1, version="1")
    jobs.launch()
    jobs.close()
    with pytest.raises(StoreTrouble, match="list of drafts"):
        Jobs("sqlite:////proc/none/kept.db", print, concurrency=1, version="1").launch()


PROGRAM = """
import sys, time
from pathlib import Path
from assistant.edges.jobs import Jobs

url, notes, name, end, *keys = sys.argv[1:]

def note(words):
    with open(notes, "a") as file:
        file.write(f"{name} {words}\\n")

def draft(key):
    note(f"began {key}")
    time.sleep(0.1 if key in keys[:int(end)] else 3600)
    note(f"ended {key}")

jobs = Jobs(url, draft, concurrency=2, version="1")
jobs.launch()
jobs.enqueue(keys)
note("queued all")
while jobs.waiting(keys):
    time.sleep(0.02)
jobs.close()
"""


class Programs:
    """Programs that draft two keys at a time on one database and note it in one file."""

    def __init__(self, url: str, notes: Path) -> None:
        self._url, self._notes = url, notes
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, name: str, end: int, *keys: str) -> subprocess.Popen[bytes]:
        """One that drafts these keys; all but so many of them would take an hour."""
        command = [sys.executable, "-c", PROGRAM, self._url, str(self._notes), name, str(end), *keys]
        self._started.append(subprocess.Popen(command))
        return self._started[-1]

    def noted(self, words: str) -> list[str]:
        lines = self._notes.read_text().splitlines() if self._notes.exists() else []
        return [line.rpartition(" ")[2] for line in lines if line.startswith(words)]

    def kill(self) -> None:
        for one in self._started:
            one.kill()
            one.wait()


@pytest.fixture
def programs(desk: Desk, tmp_path: Path) -> Iterator[Programs]:
    programs = Programs(desk.url, tmp_path / "notes")
    yield programs
    programs.kill()


def test_after_a_kill_finished_drafts_stay_and_the_rest_are_made(desk: Desk, programs: Programs) -> None:
    keys = [f"k{number}" for number in range(12)]
    programs.start("first", 4, *keys)
    until(lambda: programs.noted("first queued") != [] and len(programs.noted("first began")) == 6)
    programs.kill()
    finished, begun = programs.noted("first ended"), programs.noted("first began")
    assert (set(finished), set(begun)) == (set(keys[:4]), set(keys[:6]))

    jobs = desk.launch()
    until(lambda: not jobs.waiting(keys))
    assert len(set(desk.drafted)) == len(desk.drafted)
    again = set(finished) & set(desk.drafted)
    assert set(desk.drafted) == set(keys) - set(finished) | again
    # A draft that ended less than a commit before the kill may be in flight still, as far as the queue knows.
    assert len(again) <= 2


def test_a_second_program_takes_nothing_from_a_living_one_and_all_from_a_dead_one(
    desk: Desk, programs: Programs
) -> None:
    programs.start("first", 0, "k0", "k1")
    until(lambda: len(programs.noted("first began")) == 2)
    assert programs.start("second", 1, "k2").wait() == 0
    assert programs.noted("second began") == ["k2"]

    programs.start("third", 0, "k3")
    until(lambda: programs.noted("third began") == ["k3"])
    programs.kill()
    jobs = desk.launch()
    until(lambda: not jobs.waiting(["k0", "k1", "k2", "k3"]))
    assert sorted(desk.drafted) == ["k0", "k1", "k3"]
