"""What stands in front of every page: who may call, which paths exist, and the headers of each answer.

Comes in: every HTTP request. Goes out: a refusal, or the inner application's answer with our headers.
It stands alone so that what Gradio serves is decided by a list of ours, not by Gradio's next release.
"""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.address import OWN

POLICY = "; ".join(
    (
        "default-src 'self'",
        # Gradio's own start page needs inline scripts and eval; nothing remote is ever allowed.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""The content security policy of every answer."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
"""Headers of every answer; files that never change under their name may be cached (see ``KEPT``)."""

KEPT = re.compile(r"^/(assets|static|ours)/")
"""Paths of program files, never of anybody's text: the browser may keep them, asking each time."""

OPEN = (
    ("GET", re.compile(r"^/$")),
    ("GET", re.compile(r"^/(theme\.css|favicon\.ico|robots\.txt)$")),
    ("GET", re.compile(r"^/(assets|static|ours)/[\w./@+-]+$")),
    ("POST", re.compile(r"^/gradio_api/component_server/?$")),
    ("GET", re.compile(r"^/health$")),
    ("POST", re.compile(r"^/reviews$")),
    ("GET", re.compile(r"^/reviews/[0-9a-f]{16,64}/(result\.json|report\.docx|prompts\.csv)$")),
)
"""Every method and path that exists. Uploads to Gradio, its file routes, history, monitoring do not."""


class Perimeter:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        """Any Host but this computer's own names is refused, so that no other site can reach the application
        through a name of its own (DNS rebinding)."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses or passes on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            refusal = self._refusal(scope)
            answer = PlainTextResponse(refusal[1], refusal[0]) if refusal else self._app
            await answer(scope, receive, _with_headers(scope["path"], send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if _name(f"//{headers.get('host', '')}") not in OWN:
            return 421, "This page is served to this computer only."
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        if ".." in scope["path"] or not any(
            method == known and path.fullmatch(scope["path"]) for known, path in OPEN
        ):
            return 404, "There is nothing here."
        if method == "POST" and not self._same_site(headers):
            return 403, "This request came from another page."
        if scope["path"].startswith("/gradio_api/") and method == "POST" and not _json(headers):
            return 415, "Only JSON is taken here: Gradio would keep a file sent to it."
        return None

    def _same_site(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is not None:
            return urlsplit(origin).netloc == headers.get("host")
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _json(headers: Headers) -> bool:
    return headers.get("content-type", "").split(";")[0].strip().lower() == "application/json"


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _with_headers(path: str, send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if KEPT.match(path):
                headers["cache-control"] = "no-cache"
            if "server" in headers:
                del headers["server"]
        await send(message)

    return sending
