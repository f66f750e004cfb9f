"""The assistant's own work, measured: what a review costs beside what the model takes.

Comes in: a review's files. Goes out: lines of text, each a ratio of two things measured in the same run, so
that they hold on a slow machine too. Speed is measured here and nowhere in the tests.
"""

import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import ceil
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

from assistant.domain.review import Intake
from evals.record import opened

DELAY = 5.0
"""Seconds the endpoint of the benchmark takes for every reply."""

LOOKING = 0.2
"""Seconds between two looks at how far drafting has come; each takes time from it."""

SETTLED = 2.0
"""Seconds that the queue has been up before Start, as it has been before an inspector gets there; in the first
one it is still being looked for."""


def measure(files: Sequence[tuple[str, bytes]], intake: Intake) -> Iterator[str]:
    """Drafts the review against a local endpoint with a fixed delay, at 8 and 32 in flight."""
    for in_flight in (8, 32):
        with (
            endpoint(DELAY) as url,
            tempfile.TemporaryDirectory() as folder,
            opened(Path(folder), url, "", "fixed-delay", concurrency=in_flight) as pipeline,
        ):
            begun = time.perf_counter()
            review = pipeline.take_in(files, intake)
            read = time.perf_counter() - begun
            time.sleep(SETTLED)
            begun = time.perf_counter()
            pipeline.start(review)
            while pipeline.progress(review).running:
                time.sleep(LOOKING)
            took = time.perf_counter() - begun
            begun = time.perf_counter()
            assurance = pipeline.assurance(review)
            reopened = time.perf_counter() - begun
        requests = assurance.run.requests if assurance.run else 0
        ideal = (1 + ceil((requests - 1) / in_flight)) * DELAY  # one goes first and warms the cache
        yield (
            f"{in_flight} in flight: {took:.2f} s for {requests} requests from Start to the last draft; "
            f"{took / ideal:.3f} times the ideal of {ideal:.1f} s at {DELAY:g} s a reply"
        )
        yield f"  before that, reading took {read:.2f} s; with it {(read + took) / ideal:.3f} times the ideal"
    yield f"putting the assurance together again: {reopened * 1000:.0f} ms, {reopened / DELAY:.3f} of one reply"


@contextmanager
def endpoint(delay: float, answer: Callable[[str], Mapping[str, object]] | None = None) -> Iterator[str]:
    """An endpoint on loopback that answers every question after ``delay`` seconds.

    What it answers is well-formed and says nothing, unless ``answer``, a function of a module, makes something
    of the question. It has a process of its own, as a model has, so that its work takes no time from ours.
    """
    ours, its = Pipe()
    server = get_context("spawn").Process(target=_serve, args=(delay, answer or _answer, its), daemon=True)
    server.start()
    its.close()  # so that a process that ends too early is noticed
    try:
        yield f"http://127.0.0.1:{ours.recv()}/v1"
    finally:
        server.terminate()
        server.join()
        ours.close()


def _serve(delay: float, answering: Callable[[str], Mapping[str, object]], told: Connection) -> None:
    """Serves until the process is ended; first tells its port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else every reply takes 40 ms more than it should

        def do_POST(self) -> None:
            """Answers after the delay."""
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            time.sleep(delay)
            data = json.dumps(_said(answering(asked["messages"][1]["content"]))).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    ThreadingHTTPServer.request_queue_size = 128
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.send(server.server_address[1])
    server.serve_forever()


def _answer(question: str) -> dict[str, object]:
    if "\n\ntrace: " in question:
        return {"findings": [], "actions": []}
    count = int(re.findall(r"for each of the (\d+) numbers", question)[-1])
    finding = {"met": "not_met", "note": "Not looked for.", "citations": []}
    return {
        "findings": [{"expectation": n, **finding} for n in range(1, count + 1)],
        "strongest_for": None,
        "strongest_against": None,
        "searched": ["Nothing: this endpoint only measures time."],
        "rationale": "Not read.",
        "line": None if "Set line to null." in question else "undetermined",
        "precludes": False,
    }


def _said(answer: Mapping[str, object]) -> dict[str, object]:
    message = {"role": "assistant", "content": json.dumps(answer)}
    return {"model": "fixed-delay", "choices": [{"finish_reason": "stop", "message": message}]}
