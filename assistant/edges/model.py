"""The model endpoint: a Request in, a RawReply out, and nothing an endpoint does raises an exception.

The only importer of openai. It stands alone so that every way a call can end is told apart in one
place: one total classifier from whatever came back to the closed set of outcomes.
"""

import json
import re
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import openai

from assistant.domain.draft import Outcome, RawReply, Request
from assistant.edges import wire
from assistant.edges.wire import Form

RETRIED = frozenset({Outcome.RATE_LIMITED, Outcome.SERVER_ERROR, Outcome.UNREACHABLE})
"""Outcomes that another try may mend; a time-out is not among them, since it has cost minutes already."""

MOST_BYTES = 4_000_000
"""Of one reply; a whole answer has some tens of thousands."""

CHARACTERS_PER_TOKEN = 8
"""No tokeniser makes so few tokens of English: a smaller count means that the server cut the request short."""

LONGEST_WAIT = 60.0
"""Seconds. A server that asks for a longer pause ends the request as rate limited."""


class Model:
    """One model on one OpenAI-compatible endpoint. Safe to call from several threads."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        model: str,
        *,
        timeout: float = 300.0,
        retries: int = 2,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``timeout`` is in seconds, for one try; ``retries`` are further tries after a passing fault."""
        self.model = model
        self.host = urlsplit(base_url).netloc.rpartition("@")[2]
        self._retries = retries
        self._sleep = sleep
        self._lock = threading.Lock()
        self._form = Form.JSON_SCHEMA
        self._form_proved = False
        self._cache_key = True
        # A redirect would carry the whole review to another host: never followed.
        self._client = openai.OpenAI(
            base_url=base_url,
            api_key=api_key or "none",
            max_retries=0,
            timeout=timeout,
            # Nor does a proxy named in the environment see it: it goes to the host on the screen alone.
            http_client=openai.DefaultHttpxClient(follow_redirects=False, timeout=timeout, trust_env=False),
        )
        self._timeout = timeout

    def close(self) -> None:
        """Gives back the connections."""
        self._client.close()

    def ask(self, request: Request) -> RawReply:
        """One request, tried again where that may help. Total: never raises."""
        for tried in range(self._retries + 1):
            reply, wait = self._once(request)
            if reply.outcome not in RETRIED or tried == self._retries or wait > LONGEST_WAIT:
                return reply
            self._sleep(max(wait, 2.0**tried))
        raise AssertionError("unreachable: the last try returns")

    def used(self, reply: RawReply, *, parsed: bool) -> None:
        """Told whether a new reply could be parsed. Until one could, an unparsable one steps the form down."""
        with self._lock:
            if reply.form != self._form:
                return  # asked before the last step down: it says nothing of the form in use
            if parsed:
                self._form_proved = True
            elif not self._form_proved:
                self._form = _next(self._form)

    def _once(self, request: Request) -> tuple[RawReply, float]:
        for _ in range(len(Form) + 1):
            form, cache_key = self._form, self._cache_key
            try:
                sent = wire.body(request, self.model, form, cache_key=cache_key)
                reply = wire.raw_reply(self._answer(sent)).model_copy(update={"form": form.value})
                return _if_read_whole(reply, request), 0.0
            except openai.APIStatusError as problem:
                if not self._stepped_down(problem, form, cache_key):
                    return _failed(problem), _asked_wait(problem)
            except openai.APITimeoutError:
                return RawReply(outcome=Outcome.TIMEOUT), 0.0
            except openai.APIConnectionError:
                return RawReply(outcome=Outcome.UNREACHABLE), 0.0
            except Exception as problem:  # the classifier is total: a page of HTML, broken JSON, a reset stream
                return RawReply(outcome=Outcome.NOT_UNDERSTOOD, detail=type(problem).__name__), 0.0
        return RawReply(outcome=Outcome.BAD_REQUEST), 0.0

    def _answer(self, sent: dict[str, Any]) -> object:
        """The body that comes back, read within the time for one try and up to the most bytes."""
        end, data = time.monotonic() + self._timeout, bytearray()
        completions = self._client.chat.completions.with_streaming_response
        with completions.create(**sent) as response:
            for piece in response.iter_bytes():
                data += piece
                if len(data) > MOST_BYTES:
                    return None
                if time.monotonic() > end:
                    raise openai.APITimeoutError(response.http_request)
        return json.loads(data)

    def _stepped_down(self, problem: openai.APIStatusError, form: Form, cache_key: bool) -> bool:
        """Whether a 400 named what we may do without, and the next try does without it."""
        said = _said(problem)
        if problem.status_code not in (400, 422):
            return False
        with self._lock:
            if "prompt_cache_key" in said and cache_key:
                self._cache_key = False
                return True
            if "response_format" in said and form is not Form.PLAIN:
                if self._form is form:
                    self._form = _next(form)
                return True
        return False


def _if_read_whole(reply: RawReply, request: Request) -> RawReply:
    """The reply, unless the server's own count shows that it read only a part of the request (facts: a
    truncating server answers 200)."""
    sent = sum(len(message.content) for message in request.messages)
    if reply.outcome is Outcome.REPLIED and 0 < reply.tokens.input * CHARACTERS_PER_TOKEN < sent:
        cut = f"{reply.tokens.input} tokens counted for {sent} characters"
        return reply.model_copy(update={"outcome": Outcome.CONTEXT_OVERFLOW, "text": "", "detail": cut})
    return reply


def _next(form: Form) -> Form:
    return Form.JSON_OBJECT if form is Form.JSON_SCHEMA else Form.PLAIN


def _said(problem: openai.APIStatusError) -> str:
    return str(problem.body if problem.body is not None else problem.message)[:2000].lower()


def _failed(problem: openai.APIStatusError) -> RawReply:
    """The outcome of a status that is not 200. ``detail`` is the status alone: messages may echo the review."""
    status, said = problem.status_code, _said(problem)
    return RawReply(outcome=_outcome(status, said), detail=f"status {status}")


def _outcome(status: int, said: str) -> Outcome:
    if "content_filter" in said or "content management policy" in said:
        return Outcome.FILTERED
    if "insufficient_quota" in said or re.search(r"\bquota\b", said) or status == 402:
        return Outcome.QUOTA
    if any(
        words in said for words in ("context_length", "context length", "maximum context", "too many tokens")
    ):
        return Outcome.CONTEXT_OVERFLOW
    if 300 <= status < 400:
        return Outcome.REDIRECTED
    by_status: dict[int, Outcome] = {
        401: Outcome.UNAUTHORISED,
        403: Outcome.UNAUTHORISED,
        404: Outcome.NO_SUCH_MODEL,
        408: Outcome.TIMEOUT,
        413: Outcome.CONTEXT_OVERFLOW,
        429: Outcome.RATE_LIMITED,
    }
    return by_status.get(status, Outcome.SERVER_ERROR if status >= 500 else Outcome.BAD_REQUEST)


def _asked_wait(problem: openai.APIStatusError) -> float:
    """Seconds the server asks us to wait, from Retry-After in seconds; 0 when it does not say."""
    value: Any = problem.response.headers.get("retry-after", "")
    try:
        return max(0.0, float(value))
    except ValueError:
        return 0.0
