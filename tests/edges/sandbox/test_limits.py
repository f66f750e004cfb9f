"""A process that confined itself can read what it was given and no more, and ends when it takes too much."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.edges.sandbox.answer import BIG, SLOW
from assistant.edges.sandbox.limits import MEMORY

CONFINED = """
import os, re, socket, subprocess, sys, time
from assistant.edges.sandbox import limits
limits.leave_network()
"""

ALONE = "limits.Allowance._tell_kernel = lambda allowance: None"
"""Leaves time to the watch: the kernel's limit, in whole seconds, may come a moment after the watch's own."""


def confined(then: str, *, first: str = "") -> "subprocess.CompletedProcess[str]":
    """A process that confines itself and runs that code; ``first`` runs while it is still free."""
    code = f"{CONFINED}{first}\nallowance = limits.confine()\n{then}"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


@pytest.mark.parametrize(
    "act",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "open('written', 'w')",
        "os.open('written', os.O_CREAT | os.O_WRONLY)",
        "os.remove(sys.executable)",
        "os.mkdir('made')",
        "open('/etc/passwd')",
        "open(os.path.join(sys.prefix, '..', '..', '..', 'etc', 'passwd'))",
    ],
)
def test_python_code_is_refused_what_a_reader_never_does(act: str) -> None:
    ended = confined(f"try:\n    {act}\nexcept PermissionError:\n    print('refused')")
    assert ended.stdout == "refused\n"


def test_a_library_loaded_late_can_still_be_loaded() -> None:
    assert confined("import colorsys; print(colorsys.__name__)").stdout == "colorsys\n"


@pytest.mark.skipif(sys.platform == "win32", reason="left out: there is no resource module on Windows")
def test_the_kernel_refuses_what_goes_round_python(tmp_path: Path) -> None:
    # Opened while free, as C code that was taken over could: not a byte can be written.
    kept = tmp_path / "kept"
    ended = confined("os.write(kept, b'x')", first=f"kept = os.open({str(kept)!r}, os.O_CREAT | os.O_WRONLY)")
    assert ended.returncode != 0
    assert kept.read_bytes() == b""
    files = "found = []\nwhile True: found.append(os.dup(1))"
    assert "Too many open files" in confined(files).stderr


@pytest.mark.skipif(sys.platform != "linux", reason="left out: only Linux limits memory")
def test_memory_beyond_the_limit_is_refused() -> None:
    assert "MemoryError" in confined(f"bytearray({MEMORY})").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="left out: there is no resource module on Windows")
def test_a_lower_limit_of_the_system_stays() -> None:
    first = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))"
    assert confined("print(resource.getrlimit(resource.RLIMIT_NOFILE))", first=first).stdout == "(20, 20)\n"


@pytest.mark.parametrize(
    ("first", "then", "status"),
    [
        (f"{ALONE}; limits.SECONDS = 0.2", "while True: pass", SLOW),
        (
            f"{ALONE}; limits.SECONDS = 0.2; limits.SECONDS_A_PAGE = 0.0",
            "while True: allowance.page_read()",
            SLOW,
        ),
        ("limits.MEMORY = 2_000_000_000; limits._resident = lambda: 3_000_000_000", "time.sleep(50)", BIG),
    ],
    ids=["time", "time although pages are read", "memory"],
)
def test_the_watch_ends_a_process_that_took_too_much(first: str, then: str, status: int) -> None:
    assert confined(then, first=first).returncode == status


def test_a_page_that_was_read_earns_time_for_the_next() -> None:
    first = "limits.SECONDS = 0.1; limits.SECONDS_A_PAGE = 5.0"
    then = "allowance.page_read()\nuntil = time.process_time() + 0.3\nwhile time.process_time() < until: pass"
    assert confined(then, first=first).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="left out: there is no resource module on Windows")
def test_the_kernel_ends_a_computation_that_lets_no_watch_run() -> None:
    ended = confined("re.match('(a*)*b', 'a' * 40)", first="limits.SECONDS = 0.1")
    assert ended.returncode == -signal.SIGXCPU
