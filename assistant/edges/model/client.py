"""Asks one model on one endpoint, and asks again where that may help, within the time it is given.

In goes a Request, out comes a RawReply of the closed set of outcomes. It stands apart from the classifier
because time, threads and openai are here, and nowhere else.
"""

import json
import math
import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai

from assistant.domain.draft import Outcome, RawReply, Request
from assistant.edges import wire
from assistant.edges.model.local import model_names
from assistant.edges.model.outcome import asked_wait, if_read_whole, of_status, stated_context
from assistant.edges.model.transport import NOT_COMPRESSED, Bounded
from assistant.edges.wire import Form

RETRIED = frozenset({Outcome.SERVER_ERROR, Outcome.UNREACHABLE, Outcome.BROKEN_OFF})
"""Outcomes that another try may mend; a time-out is not among them, since it has cost minutes already."""

PATIENT_RETRIES = 6
"""Further tries after a limit of the rate, which waiting mends: a minute where the server names no time."""

LONGEST_WAIT = 60.0
"""Seconds. A server that asks for a longer pause ends the request as rate limited."""

CONNECTING = 10.0
"""Seconds for reaching the endpoint; the reply has longer."""

_NAMES_FORM = re.compile(r"response_format|json.?schema|grammar")
"""How a server names the form it refuses; llama-server does so by the schema, or by the grammar made of it."""

_STEP = 1.0  # seconds of a wait after which we look whether drafting was cancelled


def _never() -> bool:
    return False


class Model:
    """One model on one OpenAI-compatible endpoint. Safe to call from several threads."""

    live = True

    def __init__(
        self,
        base_url: str,
        api_key: str,
        model: str,
        *,
        azure_version: str | None = None,
        timeout: float = 300.0,
        retries: int = 2,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """``timeout`` is in seconds, for one try; ``retries`` are further tries after a passing fault (none
        at all, whatever the fault, where it is 0). With ``azure_version``, the version of its API, the address
        is that of an Azure OpenAI resource, and the model is a deployment there."""
        self.model = model
        self.host = urlsplit(base_url).netloc.rpartition("@")[2]
        self._timeout = timeout
        self._retries = retries
        self._sleep = sleep
        self._now = now
        self._closed = False
        self._lock = threading.Lock()
        self._form = Form.JSON_SCHEMA
        self._form_proved = False
        self._cache_key = True
        # A redirect would carry the whole review to another host: never followed. Nor does a proxy named in
        # the environment see it: it goes to the host on the screen alone.
        network = httpx2.HTTPTransport(trust_env=False, limits=openai.DEFAULT_CONNECTION_LIMITS)
        client = httpx2.Client(
            transport=Bounded(network), follow_redirects=False, timeout=timeout, trust_env=False
        )
        key = api_key or "none"
        if azure_version is not None:
            self._client: openai.OpenAI = openai.AzureOpenAI(
                azure_endpoint=base_url,
                api_version=azure_version,
                api_key=key,
                max_retries=0,
                default_headers=NOT_COMPRESSED,
                http_client=client,
            )
        else:
            self._client = openai.OpenAI(
                base_url=base_url,
                api_key=key,
                max_retries=0,
                default_headers=NOT_COMPRESSED,
                http_client=client,
            )
        self._lists_models = azure_version is None  # Azure lists what could be deployed, not what is

    def close(self) -> None:
        """Gives back the connections; requests that wait for their next try end as cancelled."""
        self._closed = True
        self._client.close()

    def ask(
        self, request: Request, *, within: float = math.inf, stopped: Callable[[], bool] = _never
    ) -> RawReply:
        """One request, tried again where that may help. Total: never raises.

        All tries end ``within`` so many seconds. ``stopped`` is looked at between tries, never during one: a
        reply under way has been paid for.
        """
        end = time.monotonic() + within
        for tried in count():
            reply, wait = self._once(request, min(self._timeout, end - time.monotonic()))
            wait = max(wait, min(2.0**tried, LONGEST_WAIT))
            if tried >= self._further(reply.outcome) or wait > LONGEST_WAIT or time.monotonic() + wait >= end:
                return reply
            if not self._waited(wait, stopped):
                return RawReply(outcome=Outcome.CANCELLED)
        raise AssertionError("unreachable: the last try returns")

    def offered(self) -> tuple[Outcome, tuple[str, ...] | None]:
        """How asking for the list of models ended, and their names, or None where it does not list them."""
        if not self._lists_models:
            return Outcome.REPLIED, None
        try:
            answer = self._client.models.with_raw_response.list(timeout=CONNECTING)
            return Outcome.REPLIED, model_names(json.loads(answer.content))
        except Exception as problem:
            return self._fault(problem)[0].outcome, None

    def used(self, reply: RawReply, *, in_form: bool) -> None:
        """Told whether a new reply had the form asked for. Until one had, one that had not steps it down."""
        with self._lock:
            if reply.form != self._form:
                return  # asked before the last step down: it says nothing of the form in use
            if in_form:
                self._form_proved = True
            elif not self._form_proved:
                self._form = _next(self._form)

    def _further(self, outcome: Outcome) -> int:
        """How many further tries that outcome is worth."""
        if outcome is Outcome.RATE_LIMITED and self._retries:
            return max(PATIENT_RETRIES, self._retries)
        return self._retries if outcome in RETRIED else 0

    def _waited(self, seconds: float, stopped: Callable[[], bool]) -> bool:
        """Whether the wait was to its end, and drafting still goes on."""
        while seconds > 0 and not self._closed and not stopped():
            self._sleep(min(seconds, _STEP))
            seconds -= _STEP
        return not self._closed and not stopped()

    def _once(self, request: Request, seconds: float) -> tuple[RawReply, float]:
        """What one try brings, and the seconds the server asks us to wait before another."""
        if seconds <= 0:
            return RawReply(outcome=Outcome.TIMEOUT), 0.0
        for _ in range(len(Form) + 1):
            form, cache_key = self._form, self._cache_key
            try:
                sent = wire.body(request, self.model, form, cache_key=cache_key)
                reply = wire.raw_reply(self._answer(sent, seconds)).model_copy(update={"form": form.value})
                return if_read_whole(reply, request), 0.0
            except Exception as problem:
                if not self._stepped_down(problem, form, cache_key):
                    return self._fault(problem)
        return RawReply(outcome=Outcome.BAD_REQUEST), 0.0

    def _answer(self, sent: dict[str, Any], seconds: float) -> object:
        """The body that comes back, as JSON; the transport bounds its length and time."""
        limit = httpx2.Timeout(seconds, connect=min(seconds, CONNECTING))
        answer = self._client.chat.completions.with_raw_response.create(**sent, timeout=limit)
        return json.loads(answer.content)

    def _fault(self, problem: Exception) -> tuple[RawReply, float]:
        """The outcome of anything that is no answer, and the seconds the server asks us to wait.

        ``detail`` is the status, or the kind of fault: a message may echo the review.
        """
        if isinstance(problem, openai.APIConnectionError):  # time-outs among them
            return RawReply(outcome=_no_answer(problem)), 0.0
        if not isinstance(problem, openai.APIStatusError):  # HTML, broken JSON, an answer without end
            return RawReply(outcome=Outcome.NOT_UNDERSTOOD, detail=type(problem).__name__), 0.0
        headers = problem.response.headers
        outcome = of_status(problem.status_code, _said(problem), headers)
        context = stated_context(_said(problem)) if outcome is Outcome.CONTEXT_OVERFLOW else None
        reply = RawReply(outcome=outcome, detail=f"status {problem.status_code}", context=context)
        return reply, asked_wait(headers, self._now())

    def _stepped_down(self, problem: Exception, form: Form, cache_key: bool) -> bool:
        """Whether a 400 named what we may do without, and the next try does without it."""
        if not isinstance(problem, openai.APIStatusError) or problem.status_code not in (400, 422):
            return False
        said = _said(problem)
        with self._lock:
            if "prompt_cache_key" in said and cache_key:
                self._cache_key = False
                return True
            if _NAMES_FORM.search(said) and form is not Form.PLAIN:
                if self._form is form:
                    self._form = _next(form)
                return True
        return False


def _no_answer(problem: openai.APIConnectionError) -> Outcome:
    """Whether nobody was reached, the time was over, or the connection broke off half way."""
    cause = problem.__cause__
    if isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout):
        return Outcome.UNREACHABLE
    return Outcome.TIMEOUT if isinstance(problem, openai.APITimeoutError) else Outcome.BROKEN_OFF


def _next(form: Form) -> Form:
    return Form.JSON_OBJECT if form is Form.JSON_SCHEMA else Form.PLAIN


def _said(problem: openai.APIStatusError) -> str:
    return str(problem.body if problem.body is not None else problem.message)[:2000].lower()
