"""Recorded replies of a model: a Request in, the reply recorded for exactly that request out.

Reads the cassettes that vcrpy writes (YAML) and finds a reply by the digest of the body that asked for
it, so a changed review or changed instructions find nothing. It stands alone so that the bundled
sample can be shown with no endpoint at all; tests and evals play the same files through vcrpy.
"""

import json
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.domain.draft import Outcome, RawReply, Request
from assistant.edges import wire
from assistant.errors import AssistantError

MOST_BYTES = 50_000_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Recording:
    """The replies of one cassette, by the digest of the request's body."""

    host = "recording"
    live = False

    def __init__(self, path: Path) -> None:
        """Reads the cassette; a missing one is an empty recording. ``AssistantError`` where there is one that
        cannot be used, so that nobody takes a damaged recording for one that holds no reply."""
        self._replies: dict[str, dict[str, Any]] = {}
        self.model = ""
        self.date: date | None = None
        if not path.exists():
            return
        try:
            self._take(_data(path))
        # What is no YAML, or not of the shape that vcrpy writes, ends in one of these.
        except (OSError, yaml.YAMLError, ValueError, KeyError, TypeError, RecursionError) as problem:
            raise AssistantError(
                f"The recording {path.name} cannot be used ({type(problem).__name__}): it is damaged, or no "
                "recording of replies. Record it anew, or install the assistant again."
            ) from problem

    def _take(self, data: bytes) -> None:
        loaded = yaml.load(data.decode("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
        for interaction in loaded["interactions"]:
            sent = json.loads(_text(interaction["request"]["body"]))
            payload = json.loads(_text(interaction["response"]["body"]))
            self._replies[wire.digest(sent)] = payload
            self.model = str(sent["model"])
            self.date = wire.raw_reply(payload, recorded=True).recorded or self.date

    def holds(self, request: Request) -> bool:
        """Whether a reply to this request was recorded."""
        return self._named(request) in self._replies

    def ask(
        self, request: Request, *, within: float = math.inf, stopped: Callable[[], bool] | None = None
    ) -> RawReply:
        """The recorded reply, or the outcome NOT_RECORDED; it comes at once."""
        payload = self._replies.get(self._named(request))
        if payload is None:
            return RawReply(outcome=Outcome.NOT_RECORDED)
        return wire.raw_reply(payload, recorded=True)

    def used(self, reply: RawReply, *, in_form: bool) -> None:
        """A recording is what it is; nothing to learn from a reply."""

    def close(self) -> None:
        """Holds nothing open."""

    def _named(self, request: Request) -> str:
        return wire.digest(wire.body(request, self.model))


def _data(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(f"larger than {MOST_BYTES} bytes")
    return data


def _text(body: object) -> str:
    string = body["string"] if isinstance(body, dict) else body
    return string.decode("utf-8") if isinstance(string, bytes) else str(string)
