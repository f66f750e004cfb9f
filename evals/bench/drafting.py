"""The assistant's own work, measured: what a review costs beside what the model takes.

Comes in: a review's files. Goes out: lines of text, each a ratio of two things measured in the same run, so
that they hold on a slow machine too. Speed is measured here and nowhere in the tests.
"""

import json
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import ceil
from pathlib import Path

from assistant.domain.review import Intake
from evals.record import drafted, opened

DELAY = 5.0
"""Seconds the endpoint of the benchmark takes for every reply."""


def measure(files: Sequence[tuple[str, bytes]], intake: Intake) -> Iterator[str]:
    """Drafts the review against a local endpoint with a fixed delay, at 8 and 32 in flight."""
    for in_flight in (8, 32):
        with (
            endpoint(DELAY) as url,
            tempfile.TemporaryDirectory() as folder,
            opened(Path(folder), url, "", "fixed-delay", concurrency=in_flight) as pipeline,
        ):
            begun = time.perf_counter()
            assurance = drafted(pipeline, files, intake)
            took = time.perf_counter() - begun
            begun = time.perf_counter()
            pipeline.assurance(assurance.review.id)
            reopened = time.perf_counter() - begun
        requests = assurance.run.requests if assurance.run else 0
        ideal = (1 + ceil((requests - 1) / in_flight)) * DELAY  # one goes first and warms the cache
        yield (
            f"{in_flight} in flight: {took:.2f} s for {requests} requests, reading included; "
            f"{took / ideal:.2f} times the ideal of {ideal:.1f} s at {DELAY:g} s a reply"
        )
    yield f"putting the assurance together again: {reopened * 1000:.0f} ms, {reopened / DELAY:.3f} of one reply"


@contextmanager
def endpoint(delay: float, answer: Callable[[str], Mapping[str, object]] | None = None) -> Iterator[str]:
    """An endpoint on loopback that answers every question after ``delay`` seconds.

    What it answers is well-formed and says nothing, unless ``answer`` makes something of the question.
    """
    answering = answer or _answer

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

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
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


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
