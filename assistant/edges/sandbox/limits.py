"""What the child process takes from itself before it sees a file.

It stands alone because each limit is a different promise of the system, and none of them is a whole one:

* ``resource`` (Linux; on macOS all but memory): the kernel ends a process over its CPU time, refuses memory, a
  write to any file, a core dump, more than a few open files and, unless it runs as root, any new process.
* a watch thread (everywhere): ends the process by name when its time is used up and, where ``resource`` is, its
  memory too; a call into C that never lets Python run again escapes it.
* a network namespace of its own (Linux, where the system lets a program make one): the kernel has no network to
  offer, not even to C code.
* an audit hook (everywhere): Python code can open no socket, start no process, write no file, and read none but
  the libraries'. It does not bind C code that has been taken over.

On Windows the watch thread's time, the hook and the parent's clock are all there is: no limit on memory.
"""

import ctypes
import os
import sys
import threading
import time

from assistant.edges.sandbox.answer import BIG, SLOW

if sys.platform != "win32":
    import resource

MEMORY = 1_000_000_000
"""Bytes of address space, and of resident memory."""

SECONDS = 8.0
"""CPU time for any file. An honest one of 300 pages takes 1.2 s as Word; a hostile one gets no more."""

SECONDS_A_PAGE = 0.5
"""More CPU time for each page of a PDF that was finished. Measured: 0.11 to 0.14 s a page."""

MOST_SECONDS = 210.0
"""CPU time for a PDF of the 400 pages that a review may have."""

_FILES = 32
_EVERY = 0.05
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_REFUSED = (
    *("socket.", "subprocess.", "shutil.", "tempfile.", "urllib.", "ctypes.dlopen", "webbrowser."),
    *("os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "os.startfile", "os.kill", "pty."),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.ch"),
)  # fmt: skip


class Allowance:
    """The CPU time this process may use, from now on; more of it is earned by pages."""

    def __init__(self) -> None:
        self._until = time.process_time() + SECONDS
        self._most = self._until + MOST_SECONDS
        self._tell_kernel()

    def page_read(self) -> None:
        """A page is done: the next one may take its time too."""
        self._until = min(self._until + SECONDS_A_PAGE, self._most)
        self._tell_kernel()

    @property
    def used_up(self) -> bool:
        """Whether the process ought to end."""
        return time.process_time() > self._until

    def _tell_kernel(self) -> None:
        # In whole seconds: as a rule the watch comes first.
        if sys.platform != "win32":
            _limit(resource.RLIMIT_CPU, int(self._until) + 1, int(self._most) + 2)


def confine() -> Allowance:
    """Takes from this process what reading does not need, for good; the reader's libraries are loaded."""
    if sys.platform != "win32":
        for limit, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, _FILES),
            (resource.RLIMIT_AS, MEMORY),
        ):
            _limit(limit, most, most)
    allowance = Allowance()
    threading.Thread(target=_watch, args=(allowance,), daemon=True).start()
    if sys.platform != "win32":
        _limit(resource.RLIMIT_NPROC, 0, 0)
    sys.addaudithook(_Hook())
    return allowance


def _limit(kind: int, soft: int, hard: int) -> None:
    """Sets that limit, or a lower one where the system has set one already."""
    if sys.platform != "win32":
        before = resource.getrlimit(kind)[1]
        lowest = hard if before == resource.RLIM_INFINITY else min(hard, before)
        resource.setrlimit(kind, (min(soft, lowest), lowest))


def leave_network() -> None:
    """Into a network of its own, with nothing in it; only while the process has a single thread."""
    if sys.platform == "linux":
        # Refused in many containers; then the hook is what there is.
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def _watch(allowance: Allowance) -> None:
    while True:
        time.sleep(_EVERY)
        if allowance.used_up:
            os._exit(SLOW)
        if _resident() > MEMORY:
            os._exit(BIG)


def _resident() -> int:
    """The most memory this process ever had resident, in bytes; 0 where nobody says."""
    if sys.platform == "win32":
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


class _Hook:
    """Refuses what a reader never does. It can be added, never taken away."""

    def __init__(self) -> None:
        roots = {os.path.abspath(path) for path in (*sys.path, sys.prefix, sys.base_prefix)}
        self._libraries = tuple(root.rstrip(os.sep) + os.sep for root in roots)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITES:
                raise PermissionError("nothing is written while reading")
            if isinstance(path, str | bytes) and not os.path.abspath(os.fsdecode(path)).startswith(
                self._libraries
            ):
                raise PermissionError("nothing but the libraries is opened while reading")
        elif event.startswith(_REFUSED):
            raise PermissionError(f"{event} is not for reading")
