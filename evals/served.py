"""The assistant as people run it, in a process of its own, and a browser to look at it with.

Comes in: settings. Goes out: the address it answers at; a window on it. It stands alone because the bench, the
pictures of the guide and the journeys in the tests all look at the same thing.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from playwright.sync_api import Browser, sync_playwright

from assistant.errors import AssistantError

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""What chromium is started with, so that it asks for nothing by itself."""

PATIENCE = 60.0
"""Seconds for a server to stop in order. One that takes longer is ended, which is an error."""


@contextmanager
def serving(**environment: str) -> Iterator[str]:
    """``assistant serve`` on a free port with these settings beside those in force; gives its address."""
    settings = {"ASSISTANT_PORT": "0", "PYTHONUNBUFFERED": "1", **environment}
    command = [sys.executable, "-m", "assistant", "serve", "--no-browser"]
    # A file takes whatever it says; a pipe that nobody reads would stop it when full.
    with (
        NamedTemporaryFile("a") as said,
        subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=ROOT, env=os.environ | settings, stderr=said
        ) as server,
    ):
        try:
            yield _address(server, Path(said.name))
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE)
        finally:
            server.kill()


def _address(server: "subprocess.Popen[bytes]", said: Path) -> str:
    """Where it answers, once it says so."""
    while not (found := re.search(r"http://127\.0\.0\.1:\d+/", words := said.read_text(errors="replace"))):
        if server.poll() is not None:
            raise AssistantError(f"The assistant did not start: {words}")
        time.sleep(0.05)
    return found[0]


@contextmanager
def browsing() -> Iterator[Browser]:
    """Debian's chromium without a window; ``AssistantError`` where there is none."""
    if CHROMIUM is None:
        raise AssistantError(
            "There is no chromium on this machine. Install it (Debian: chromium), then try again."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
