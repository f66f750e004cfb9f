"""llama.cpp's own server, started on a free port of this computer and stopped at the end.

Comes in: the program that ``make test-llama`` builds, and a model. Goes out: its address. Nothing of the
environment reaches it, since it takes settings from there too.
"""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

PROGRAM = Path(__file__).parents[2] / ".venv" / "llama" / "llama-server"
SLOTS = 2
SECONDS = 60.0
"""For the server to be ready."""


@contextmanager
def serving(model: Path, log: Path, *, context: int, longest: int) -> Iterator[str]:
    """The server's address, with ``/v1``; what it says meanwhile goes to ``log``.

    ``context`` is in tokens, for each of two requests at a time, and ``longest`` is of a reply, which is cut
    off there. The samplers that leave rare tokens out are switched off: what comes is what the weights say.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        PROGRAM,
        "--model",
        model,
        "--alias",
        model.stem,
        "--host",
        "127.0.0.1",
        "--port",
        port,
        "--offline",
        "--no-ui",
    ]
    command += ["--parallel", SLOTS, "--ctx-size", SLOTS * context, "--predict", longest]
    command += ["--temp", 1, "--top-k", 0, "--top-p", 1, "--min-p", 0]
    command += ["--threads", 1]  # layers this small cost less than what two threads wait for one another
    with log.open("wb") as said:
        running = subprocess.Popen([str(word) for word in command], stdout=said, stderr=said, env={})
        try:
            _wait(running, f"http://127.0.0.1:{port}/health", log)
            yield f"http://127.0.0.1:{port}/v1"
            assert running.poll() is None, f"the server ended by itself:\n{_end_of(log)}"
        finally:
            running.terminate()
            running.wait(timeout=30)


def _wait(running: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    deadline = time.monotonic() + SECONDS
    with httpx2.Client(trust_env=False) as client:
        while time.monotonic() < deadline and running.poll() is None:
            try:
                if client.get(address).status_code == 200:
                    return
            except httpx2.HTTPError:
                pass
            time.sleep(0.1)
    raise AssertionError(f"the server was not ready:\n{_end_of(log)}")


def _end_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:]
