"""The parent's part of reading: bytes of one file in, Contents out, or one ``Refusal``.

It stands alone because a child process must be started the same way from a command line, a wheel and the
threads of a server: a fresh interpreter, never a fork, with no environment, no terminal and no log.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from threading import BoundedSemaphore, Event, Timer

from assistant.domain.refusal import Refusal
from assistant.domain.review import Contents
from assistant.edges.sandbox.answer import BIG, MAX_ANSWER, SLOW, Form, heard
from assistant.errors import UnreadableFile

WAIT = {Form.WORD: 30.0, Form.TEXT: 30.0, Form.MARKDOWN: 30.0, Form.PDF: 600.0}
"""Seconds by the clock. The child's CPU time ends first (``limits``) unless the computer is very busy."""

_START = (
    "import sys; sys.path[:] = sys.argv[2:]; from assistant.edges.sandbox.inside import main; main(sys.argv[1])"
)
# What an interpreter may need to find its own libraries; nothing else of the environment, least of all a key.
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
# Arithmetic libraries start threads, and reserve memory, for each processor.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_ENDS = {SLOW: Refusal.TOO_SLOW, BIG: Refusal.TOO_BIG}
if sys.platform != "win32":
    # The kernel's own ends: CPU time; and the one that a system out of memory gives.
    _ENDS |= {-signal.SIGXCPU: Refusal.TOO_SLOW, -signal.SIGKILL: Refusal.TOO_BIG}

_AT_ONCE = BoundedSemaphore(2)


def read_apart(form: Form, data: bytes) -> Contents:
    """What the reader of that form makes of the bytes; ``UnreadableFile`` with a ``Refusal``."""
    with _AT_ONCE:
        read = _read(form, data)
    if isinstance(read, Refusal):
        raise UnreadableFile(read)
    return read


def _read(form: Form, data: bytes) -> Contents | Refusal:
    try:
        child = _started(form)
    except OSError:
        return Refusal.NOT_STARTED
    late = Event()
    timer = Timer(WAIT[form], _end, (child, late))
    with child:
        timer.start()
        try:
            said = _exchange(child, data)
        finally:
            timer.cancel()
            _kill(child)
    if late.is_set():
        return Refusal.TOO_SLOW
    if child.returncode and len(said) <= MAX_ANSWER:
        return _ENDS.get(child.returncode, Refusal.STOPPED)
    return heard(said)


def _started(form: Form) -> "subprocess.Popen[bytes]":
    # Without site and user folders: the parent's own path says where its libraries are.
    path = [os.path.abspath(folder) for folder in sys.path]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-I", "-S", "-B", "-c", _START, form, *path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_ONE_THREAD | {name: os.environ[name] for name in _KEPT if name in os.environ},
        start_new_session=True,
    )


def _exchange(child: "subprocess.Popen[bytes]", data: bytes) -> bytes:
    """Gives the file, takes the answer; one byte more than allowed is enough to know."""
    if child.stdin is None or child.stdout is None:
        raise ValueError("both pipes are asked for when a child is started")
    with suppress(BrokenPipeError):
        child.stdin.write(data)
    with suppress(BrokenPipeError):
        child.stdin.close()
    said = child.stdout.read(MAX_ANSWER + 1)
    if len(said) <= MAX_ANSWER:
        child.wait()
    return said


def _end(child: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    _kill(child)


def _kill(child: "subprocess.Popen[bytes]") -> None:
    """Ends the child and whatever it may have started, unless it has ended."""
    if child.poll() is not None:
        return
    if sys.platform == "win32":
        child.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
