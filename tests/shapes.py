"""Every shape in which an endpoint may answer, and how a draft asked of it must end.

For the scripted endpoint. A shape is asked for one prompt; nothing it does may touch another.
"""

import gzip
import json
import socket
import struct
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from typing import Any, NamedTuple

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.domain.draft import Match, Outcome
from tests.scripted import Script, answer, prompt_of, said

TRUE = "The officer completed the first assessment within fifteen working days"
HIDDEN = "The manager had already told the officer to close the case early"
DELETED = "The officer had never been trained to manage such a case at all"
FABRICATED = "The officer visited the home on 3 May 2024 and saw the children."
NEAR_MISS = "The officer never completed the first assessment within fifteen working days"

LONG_TIME = 60.0
"""Seconds for one request, which no answer that comes needs."""

SHORT_TIME = 1.0
"""Seconds for a request that meets a shape which never ends."""

DRIP = 0.05
"""Seconds from one byte of a dripping answer to the next."""


class Ends(NamedTuple):
    """How a draft ends: the outcome it is not answered with; or, drafted, how its quotations are graded."""

    reason: Outcome | None = None
    match: Match | None = None


class Shape(NamedTuple):
    """What comes back, and how the draft ends; ``endless`` where that is when its time is over."""

    script: Script
    ends: Ends
    endless: bool = False


def review() -> list[tuple[str, bytes]]:
    """A review with hidden text and a tracked deletion, as a Word file."""
    document = Document()
    document.add_heading("1. Assessment", 1)
    paragraph = document.add_paragraph(f"{TRUE} and asked the police for information. ")
    paragraph.add_run(f"{HIDDEN}. ").font.hidden = True
    document.add_heading("2. Planning", 1)
    paragraph = document.add_paragraph("The plan was countersigned by the manager, who asked nothing more. ")
    deleted = (
        f'<w:del {nsdecls("w")} w:id="1" w:author="A"><w:r><w:delText>{DELETED}.</w:delText></w:r></w:del>'
    )
    paragraph._p.append(parse_xml(deleted))
    data = BytesIO()
    document.save(data)
    return [("review.docx", data.getvalue())]


def good(body: dict[str, Any], **changed: Any) -> str:
    """An answer that names its prompt and quotes what is there."""
    return answer(body, **{"quote": TRUE, "rationale": f"This is the answer to {prompt_of(body)}."} | changed)


def whole(body: dict[str, Any]) -> tuple[int, Any]:
    """The script of an endpoint with no fault."""
    return 200, said(good(body))


def says(make: Callable[[dict[str, Any]], str]) -> Script:
    return lambda body: (200, said(make(body)))


def status(number: int, **error: Any) -> Script:
    return lambda _: (number, {"error": error})


def sends(*pieces: bytes, then: Callable[[socket.socket], None] | None = None) -> Script:
    """Writes these bytes as they are, and closes the connection."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        try:
            for piece in pieces:
                handler.wfile.write(piece)
                handler.wfile.flush()
            if then is not None:
                then(handler.connection)
        except OSError:
            pass  # the other side has had enough, which is what it is there for

    return lambda _: (200, write)


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def stays(connection: socket.socket) -> None:
    """Silent until the other side leaves."""
    connection.settimeout(LONG_TIME)
    connection.recv(1)


def drips(connection: socket.socket) -> None:
    """A byte at a time, each well within the time of a request, until the other side leaves."""
    for _ in range(int(LONG_TIME / DRIP)):
        connection.sendall(b" ")
        time.sleep(DRIP)


def head(code: int = 200, **headers: str) -> bytes:
    # The connection is closed behind it; untold, the next request could be sent into the closing one.
    told = {"connection": "close"} | headers
    lines = [f"HTTP/1.1 {code} X", *(f"{name.replace('_', '-')}: {value}" for name, value in told.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def body_of(made: Callable[[dict[str, Any]], bytes], **headers: str) -> Script:
    """A status 200 with these headers, and with a body that is made for the request."""

    def script(body: dict[str, Any]) -> tuple[int, Any]:
        data = made(body)
        length = {"content_length": str(len(data))}
        return sends(head(**{"content_type": "application/json"} | length | headers), data)(body)

    return script


def completion(body: dict[str, Any]) -> bytes:
    return json.dumps(said(good(body))).encode()


def cut_short(body: dict[str, Any]) -> tuple[int, Any]:
    return 200, said(good(body)) | {"usage": {"prompt_tokens": 512, "completion_tokens": 90}}


def part(content: str | None, **more: Any) -> Script:
    message = {"role": "assistant", "content": content} | more
    return lambda _: (200, said(None, message=message))


def elsewhere(body: dict[str, Any]) -> tuple[int, Any]:
    return sends(head(307, location="http://127.0.0.1:9/v1/chat/completions", content_length="0"))(body)


def _answered(**changed: Any) -> Script:
    return says(lambda body: good(body, **changed))


def _wrong_number(body: dict[str, Any]) -> str:
    return good(body).replace('"expectation": 1,', '"expectation": 99,', 1)


def _wrong_passage(body: dict[str, Any]) -> str:
    return json.dumps(_renamed(json.loads(good(body))))


def _renamed(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: "p999" if k == "passage" else _renamed(v) for k, v in value.items()}
    return [_renamed(v) for v in value] if isinstance(value, list) else value


UNPARSABLE = Ends(Outcome.UNPARSABLE)
NOT_UNDERSTOOD = Ends(Outcome.NOT_UNDERSTOOD)
BROKEN_OFF = Ends(Outcome.BROKEN_OFF)
TIMEOUT = Ends(Outcome.TIMEOUT)
ABSENT = Ends(match=Match.ABSENT)
EXACT = Ends(match=Match.EXACT)
LONG = b" " * 100_000

SHAPES: dict[str, Shape] = {
    # No reply, and said so
    "refused": Shape(part(None, refusal="I cannot help with that."), Ends(Outcome.REFUSED)),
    "filtered before": Shape(status(400, code="content_filter", message="blocked"), Ends(Outcome.FILTERED)),
    "filtered after": Shape(lambda _: (200, said("", finish_reason="content_filter")), Ends(Outcome.FILTERED)),
    "truncated": Shape(lambda _: (200, said("{", finish_reason="length")), Ends(Outcome.TRUNCATED)),
    "empty": Shape(lambda _: (200, said("")), Ends(Outcome.EMPTY)),
    "white space": Shape(lambda _: (200, said(" \n ")), Ends(Outcome.EMPTY)),
    "null": Shape(lambda _: (200, said(None)), Ends(Outcome.EMPTY)),
    "a tool call": Shape(part(None, tool_calls=[{"id": "x"}]), Ends(Outcome.EMPTY)),
    "no choices": Shape(lambda _: (200, said("") | {"choices": []}), NOT_UNDERSTOOD),
    "no message": Shape(lambda _: (200, {"choices": [{"finish_reason": "stop"}]}), NOT_UNDERSTOOD),
    "content in parts": Shape(lambda _: (200, said(None, message={"content": [{}]})), NOT_UNDERSTOOD),
    "an error with 200": Shape(lambda _: (200, {"error": {"message": "overloaded"}}), NOT_UNDERSTOOD),
    "a page of HTML": Shape(lambda _: (200, b"<html>Sign in</html>"), NOT_UNDERSTOOD),
    "a list": Shape(lambda _: (200, [1, 2]), NOT_UNDERSTOOD),
    "nothing at all": Shape(lambda _: (200, b""), NOT_UNDERSTOOD),
    # Statuses
    "an unknown key": Shape(status(401, message="bad key"), Ends(Outcome.UNAUTHORISED)),
    "not allowed": Shape(status(403, message="no"), Ends(Outcome.UNAUTHORISED)),
    "an unknown model": Shape(status(404, message="no such model"), Ends(Outcome.NO_SUCH_MODEL)),
    "a limit": Shape(status(429, message="slow down"), Ends(Outcome.RATE_LIMITED)),
    "a limit for an hour": Shape(
        sends(head(429, retry_after="3600", content_length="0")), Ends(Outcome.RATE_LIMITED)
    ),
    "a used-up quota": Shape(status(429, code="insufficient_quota", message="pay"), Ends(Outcome.QUOTA)),
    "payment required": Shape(status(402, message="pay"), Ends(Outcome.QUOTA)),
    "a fault of the server": Shape(status(500, message="oops"), Ends(Outcome.SERVER_ERROR)),
    "too long a request": Shape(status(400, code="context_length_exceeded"), Ends(Outcome.CONTEXT_OVERFLOW)),
    "a request not accepted": Shape(status(400, message="bad"), Ends(Outcome.BAD_REQUEST)),
    "a redirect": Shape(elsewhere, Ends(Outcome.REDIRECTED)),
    "read in part": Shape(cut_short, Ends(Outcome.READ_IN_PART)),
    # The connection
    "reset before the answer": Shape(sends(then=reset), BROKEN_OFF),
    "closed before the answer": Shape(sends(), BROKEN_OFF),
    "reset half way": Shape(sends(head(content_length="500"), b'{"choices"', then=reset), BROKEN_OFF),
    "closed half way": Shape(sends(head(content_length="500"), b'{"choices"'), BROKEN_OFF),
    "broken chunks": Shape(sends(head(transfer_encoding="chunked"), b'5\r\n{"cho\r\nzz\r\n'), BROKEN_OFF),
    "no HTTP": Shape(sends(b"hello\r\n\r\n"), BROKEN_OFF),
    "silence": Shape(sends(then=stays), TIMEOUT, endless=True),
    "a slow drip": Shape(sends(head(content_length="9000"), then=drips), TIMEOUT, endless=True),
    "an error that drips": Shape(sends(head(500, content_length="9000"), then=drips), TIMEOUT, endless=True),
    "an answer without end": Shape(sends(head(), *[LONG] * 60), NOT_UNDERSTOOD),
    "an error without end": Shape(sends(head(500), *[LONG] * 60), NOT_UNDERSTOOD),
    "a gzip bomb": Shape(body_of(lambda _: gzip.compress(LONG * 200), content_encoding="gzip"), NOT_UNDERSTOOD),
    "broken gzip": Shape(body_of(lambda _: b"\x1f\x8bnot so", content_encoding="gzip"), NOT_UNDERSTOOD),
    "an unknown compression": Shape(body_of(completion, content_encoding="zstd"), NOT_UNDERSTOOD),
    "invalid UTF-8": Shape(body_of(lambda _: b'{"choices": "\xff\xfe"}'), NOT_UNDERSTOOD),
    "a stream not asked for": Shape(body_of(lambda b: b"data: " + completion(b) + b"\n\n"), NOT_UNDERSTOOD),
    # Replies that are none
    "prose": Shape(says(lambda _: "I think the review is fine."), UNPARSABLE),
    "duplicate keys": Shape(says(lambda b: good(b).replace("{", '{"rationale": "x", ', 1)), UNPARSABLE),
    "extra keys": Shape(_answered(confidence=0.9), UNPARSABLE),
    "a missing key": Shape(says(lambda b: good(b).replace('"precludes"', '"precluded"')), UNPARSABLE),
    "NaN": Shape(says(lambda b: good(b).replace('"searched": []', '"searched": NaN')), UNPARSABLE),
    "an expectation that is none": Shape(says(_wrong_number), UNPARSABLE),
    "a line that is none": Shape(_answered(line="excellent"), UNPARSABLE),
    "half a character": Shape(_answered(rationale="\ud800"), UNPARSABLE),
    "a reply of a megabyte": Shape(_answered(rationale="long " * 200_000), UNPARSABLE),
    "brackets without end": Shape(says(lambda _: "[" * 100_000), UNPARSABLE),
    "two answers": Shape(says(lambda b: good(b) + good(b)), UNPARSABLE),
    # Replies that are answers, whatever is around them
    "fenced": Shape(says(lambda b: f"```json\n{good(b)}\n```"), EXACT),
    "a think block": Shape(says(lambda b: f"<think>Let me see: {{}}</think>\n{good(b)}"), EXACT),
    "another content type": Shape(body_of(completion, content_type="text/plain"), EXACT),
    "compressed": Shape(body_of(lambda b: gzip.compress(completion(b)), content_encoding="gzip"), EXACT),
    # Answers that rest on nothing
    "a fabricated quotation": Shape(_answered(quote=FABRICATED), ABSENT),
    "a near miss": Shape(_answered(quote=NEAR_MISS), ABSENT),
    "a quotation of hidden text": Shape(_answered(quote=HIDDEN), ABSENT),
    "a quotation of deleted text": Shape(_answered(quote=DELETED), ABSENT),
    "the wrong passage": Shape(says(_wrong_passage), Ends(match=Match.MOVED)),
}
