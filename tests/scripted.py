"""A scripted endpoint on loopback: each request goes to a script, which says what comes back.

For faults and for journeys in tests. Its replies say nothing about the quality of any model.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[dict[str, Any]], tuple[int, Any]]


class Scripted:
    """The endpoint: ``asked`` collects the bodies of all requests; ``script`` may be changed at any time."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: list[dict[str, Any]] = []
        self.headers: dict[str, str] = {}
        self.paths: list[str] = []
        self.got: list[dict[str, str]] = []
        self.models: Any = {"data": [{"id": "scripted"}]}
        self.url = ""

    def prompts(self) -> list[str]:
        """The prompt ids asked for, in order of arrival."""
        return [prompt_of(body) for body in self.asked]


@contextmanager
def scripted(script: Script) -> Iterator[Scripted]:
    """A running endpoint, stopped at the end."""
    endpoint = Scripted(script)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            endpoint.asked.append(body)
            endpoint.paths.append(self.path)
            endpoint.got.append({name.lower(): value for name, value in self.headers.items()})
            status, payload = endpoint.script(body)
            if callable(payload):  # it writes on the connection what it likes
                payload(self)
                return
            data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
            self.send_response(status)
            html = isinstance(payload, bytes) and payload.startswith(b"<")
            self.send_header("content-type", "text/html" if html else "application/json")
            self.send_header("content-length", str(len(data)))
            for name, value in endpoint.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            data = json.dumps(endpoint.models).encode()
            self.send_response(200 if endpoint.models is not None and self.path == "/v1/models" else 404)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        # All that come at once, or the kernel turns some away for a second.
        request_queue_size = 128

    server = Server(("127.0.0.1", 0), Handler)
    endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def said(content: str | None, **choice: Any) -> dict[str, Any]:
    """A chat completion that says this."""
    message = {"role": "assistant", "content": content, "refusal": None}
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 1_790_000_000,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message} | choice],
        "usage": {
            "prompt_tokens": 20_000,
            "completion_tokens": 100,
            "prompt_tokens_details": {"cached_tokens": 16_000},
        },
    }


def prompt_of(body: dict[str, Any]) -> str:
    """The id of the prompt that a request asks for; ``trace`` where it asks what answers what."""
    found = re.search(
        r"^# The question\n\n(?:(?:.*\n)*?\n)?((?:\d(?:\.\d)?|info|chronology)\.\w+|trace): ",
        body["messages"][1]["content"],
        re.M,
    )
    assert found is not None
    return found[1]


def answer(body: dict[str, Any], quote: str | None = None, **changed: Any) -> str:
    """An answer in the form asked for, with a true quotation of the first long passage unless one is given."""
    content = body["messages"][1]["content"]
    if prompt_of(body) == "trace":
        return traced(body, quote)
    count = int(re.findall(r"for each of the (\d+) numbers", content)[-1])
    cited = cited_in(content, quote)
    passage = cited["passage"]
    findings = [
        {"expectation": n, "met": "partly", "note": "Seen.", "citations": []} for n in range(1, count + 1)
    ]
    findings[0]["citations"] = [cited | {"stance": "supports"}]
    line = None if "Set line to null." in content else "above"
    made = {
        "findings": findings,
        "strongest_for": cited,
        "strongest_against": None,
        "searched": [],
        "rationale": f"The review deals with this [{passage}].",
        "line": line,
        "precludes": False,
    }
    return json.dumps(made | changed, ensure_ascii=False)


def traced(body: dict[str, Any], quote: str | None = None) -> str:
    """One deficiency and one action that answers it, both with the quotation that an answer would have."""
    cited = cited_in(body["messages"][1]["content"], quote)
    finding = {
        "number": 1,
        "kind": "deficiency",
        "summary": "Seen.",
        "citations": [cited],
        "reason_for_none": None,
    }
    action = {"number": 1, "summary": "Done.", "citations": [cited], "how": "It deals with it.", "answers": [1]}
    return json.dumps({"findings": [finding], "actions": [action]}, ensure_ascii=False)


def cited_in(content: str, quote: str | None = None) -> dict[str, str]:
    """The first long passage of a request, and its first words unless others are given."""
    passage, words = re.findall(r"^\[(p\d+)\] ((?:[^#(|\n-])[^|\n]{60,})$", content, re.M)[0]
    return {"passage": passage, "quote": quote or " ".join(words.split()[:8])}


def always(body: dict[str, Any]) -> tuple[int, Any]:
    """The script that answers every request with a well-formed, quoted answer."""
    return 200, said(answer(body))
