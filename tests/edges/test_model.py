"""Whatever an endpoint does ends in a named outcome, and the review goes to one host only."""

import json
import socket
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.draft import Instructions, Message, Outcome, Request
from assistant.edges.model import Model, transport
from assistant.edges.model.outcome import asked_wait, of_status, stated_context
from tests.scripted import said, scripted

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
REQUEST = Request(
    review="r1",
    prompt="1.3.c",
    instructions=Instructions(name="draft.v1", sha256="0" * 64),
    messages=(Message(role="system", content="Read."), Message(role="user", content="The question")),
    answer_schema='{"type":"object"}',
    cache_key="k1",
)

SHAPES = {
    "a whole reply": (200, said('{"a": 1}'), Outcome.REPLIED),
    "a refusal": (
        200,
        said(None, message={"role": "assistant", "content": None, "refusal": "I won't."}),
        Outcome.REFUSED,
    ),
    "a filtered reply": (200, said("", finish_reason="content_filter"), Outcome.FILTERED),
    "a filtered request": (400, {"error": {"code": "content_filter", "message": "blocked"}}, Outcome.FILTERED),
    "a reply cut off": (200, said('{"a": ', finish_reason="length"), Outcome.TRUNCATED),
    "an empty reply": (200, said(""), Outcome.EMPTY),
    "a null reply": (200, said(None), Outcome.EMPTY),
    "no choices": (200, {"choices": []}, Outcome.NOT_UNDERSTOOD),
    "no message": (200, {"choices": [{"finish_reason": "stop"}]}, Outcome.NOT_UNDERSTOOD),
    "an error with status 200": (200, {"error": {"message": "no"}}, Outcome.NOT_UNDERSTOOD),
    "a page of HTML": (200, b"<html>Sign in</html>", Outcome.NOT_UNDERSTOOD),
    "broken JSON": (200, b'{"choices": [', Outcome.NOT_UNDERSTOOD),
    "a list": (200, [1, 2], Outcome.NOT_UNDERSTOOD),
    "an unknown key": (401, {"error": {"message": "bad key"}}, Outcome.UNAUTHORISED),
    "an unknown model": (404, {"error": {"message": "no model"}}, Outcome.NO_SUCH_MODEL),
    "a used-up quota": (429, {"error": {"code": "insufficient_quota", "message": "pay"}}, Outcome.QUOTA),
    "a limit": (429, {"error": {"message": "slow down"}}, Outcome.RATE_LIMITED),
    "a fault of the server": (500, {"error": {"message": "oops"}}, Outcome.SERVER_ERROR),
    "a schema not accepted": (400, {"error": {"message": "invalid: $defs.quotation"}}, Outcome.BAD_REQUEST),
    "too long a prompt": (400, {"error": {"code": "context_length_exceeded"}}, Outcome.CONTEXT_OVERFLOW),
    "a request not accepted": (400, {"error": {"message": "bad temperature"}}, Outcome.BAD_REQUEST),
}

TOO_LONG = {
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9012 tokens.": 8192,
    "This model's maximum context length is 32768 tokens. However, you requested 33,000 tokens (...)": 32768,
    "the request (9012 tokens) exceeds the available context size (4,096 tokens), try increasing it": 4096,
    "{'message': 'exceeds the available context size', 'n_prompt_tokens': 9012, 'n_ctx': 8192}": 8192,
    "the model is loaded with context length of only 4096 tokens, which is not enough": 4096,
    "prompt is too long: 210000 tokens > 200000 maximum": 200000,
    "prompt contains 40000 tokens, too large for model with 32768 maximum context length": 32768,
    "your input exceeds the context window of this model": None,
    "context_length_exceeded": None,
    "maximum context length is 12 tokens": None,
    "maximum context length is 99999999999 tokens": None,
}


@pytest.mark.parametrize("words", TOO_LONG)
def test_the_context_is_learnt_from_a_refusal_that_states_it(words: str) -> None:
    assert stated_context(words.lower()) == TOO_LONG[words]


@given(st.text(max_size=300))
def test_whatever_a_refusal_says_the_context_is_a_sensible_number_or_none(words: str) -> None:
    context = stated_context(f"maximum context length {words}".lower())
    assert context is None or 512 <= context <= 100_000_000


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_answer_ends_in_its_outcome(shape: str) -> None:
    status, payload, outcome = SHAPES[shape]
    with scripted(lambda _: (status, payload)) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=0)
        assert model.ask(REQUEST).outcome is outcome
        model.close()


def test_a_redirect_is_not_followed_with_the_review() -> None:
    with scripted(lambda body: (200, said("{}"))) as other, scripted(lambda _: (307, {})) as endpoint:
        endpoint.headers["location"] = f"{other.url}/chat/completions"
        model = Model(endpoint.url, "key", "m", retries=0)
        assert model.ask(REQUEST).outcome is Outcome.REDIRECTED
        model.close()
        assert other.asked == []


def test_nobody_listening_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        model = Model(f"http://127.0.0.1:{taken.getsockname()[1]}/v1", "", "m", retries=0)
        assert model.ask(REQUEST).outcome is Outcome.UNREACHABLE
        model.close()


def test_a_passing_fault_is_tried_again_and_a_lasting_one_is_not() -> None:
    waits: list[float] = []
    replies = [(500, {}), (502, {}), (200, said("{}"))]
    with scripted(lambda _: replies.pop(0)) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=2, sleep=waits.append)
        assert model.ask(REQUEST).outcome is Outcome.REPLIED
        assert sum(waits) == 1.0 + 2.0
        for lasting in ((401, {}), (403, {}), (404, {}), (400, {}), (402, {})):
            endpoint.script = lambda _, lasting=lasting: lasting
            model.ask(REQUEST)
        endpoint.script = lambda _: (429, {"error": {"code": "insufficient_quota"}})
        assert model.ask(REQUEST).outcome is Outcome.QUOTA
        model.close()
        assert len(endpoint.asked) == 3 + 6


def test_a_limit_of_the_rate_is_waited_out_for_longer() -> None:
    waits: list[float] = []
    with scripted(lambda _: (429, {})) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=2, sleep=waits.append)
        assert model.ask(REQUEST).outcome is Outcome.RATE_LIMITED
        model.close()
        assert len(endpoint.asked) == 7
    assert sum(waits) == 1 + 2 + 4 + 8 + 16 + 32


def test_with_no_retries_nothing_is_asked_twice() -> None:
    with scripted(lambda _: (429, {})) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=0)
        assert model.ask(REQUEST).outcome is Outcome.RATE_LIMITED
        model.close()
        assert len(endpoint.asked) == 1


@pytest.mark.parametrize("asked", ["7", "Fri, 27 Nov 2026 12:00:07 GMT"])
def test_retry_after_is_honoured_in_seconds_and_as_a_date(asked: str) -> None:
    waits: list[float] = []
    replies = [(429, {}), (200, said("{}"))]
    with scripted(lambda _: replies.pop(0)) as endpoint:
        endpoint.headers["retry-after"] = asked
        model = Model(endpoint.url, "key", "m", sleep=waits.append, now=lambda: NOON)
        assert model.ask(REQUEST).outcome is Outcome.REPLIED
        model.close()
    assert sum(waits) == 7.0


def test_a_long_retry_after_ends_the_request() -> None:
    with scripted(lambda _: (429, {})) as endpoint:
        endpoint.headers["retry-after"] = "3600"
        model = Model(endpoint.url, "key", "m")
        assert model.ask(REQUEST).outcome is Outcome.RATE_LIMITED
        model.close()
        assert len(endpoint.asked) == 1


def test_no_try_begins_beyond_the_time_for_all_of_them() -> None:
    with scripted(lambda _: (503, {})) as endpoint:
        model = Model(endpoint.url, "key", "m")
        assert model.ask(REQUEST, within=0.9).outcome is Outcome.SERVER_ERROR
        assert model.ask(REQUEST, within=0.0).outcome is Outcome.TIMEOUT
        model.close()
        assert len(endpoint.asked) == 1


def test_cancelling_is_noticed_between_two_tries() -> None:
    cancelled: list[bool] = []
    with scripted(lambda _: (503, {})) as endpoint:
        model = Model(endpoint.url, "key", "m", sleep=lambda _: cancelled.append(True))
        assert model.ask(REQUEST, stopped=lambda: bool(cancelled)).outcome is Outcome.CANCELLED
        model.close()
        assert len(endpoint.asked) == 1


@pytest.mark.parametrize(
    ("status", "said_with_it", "headers", "outcome"),
    [
        (429, "quota exceeded for requests per minute, limit: 5", {}, Outcome.RATE_LIMITED),
        (429, "you exceeded your current quota", {"retry-after": "20"}, Outcome.RATE_LIMITED),
        (429, "you exceeded your current quota, please check your plan", {}, Outcome.QUOTA),
        (429, "insufficient_quota", {"retry-after": "20"}, Outcome.QUOTA),
        (400, "the request exceeds the available context size", {}, Outcome.CONTEXT_OVERFLOW),
        (500, "context size has been exceeded", {}, Outcome.CONTEXT_OVERFLOW),
        (400, "innererror: responsibleaipolicyviolation", {}, Outcome.FILTERED),
        (418, "", {}, Outcome.BAD_REQUEST),
        (599, "quota", {}, Outcome.SERVER_ERROR),
    ],
)
def test_what_is_said_with_a_status_tells_apart_what_is_mended_differently(
    status: int, said_with_it: str, headers: dict[str, str], outcome: Outcome
) -> None:
    assert of_status(status, said_with_it, headers) is outcome


@given(status=st.integers(100, 999), said_with_it=st.text(), value=st.text())
def test_any_status_with_any_words_has_an_outcome_and_any_header_a_wait(
    status: int, said_with_it: str, value: str
) -> None:
    headers = {"retry-after": value}
    assert of_status(status, said_with_it, headers) is not Outcome.REPLIED
    assert asked_wait(headers, NOON) >= 0


@pytest.mark.parametrize(
    "asked",
    [
        "Mon, 99999999999999999999 Jan 2024 00:00:00 GMT",
        "Mon, 27 Nov 2026 99999999999:00:00 GMT",
        "Mon, 27 Nov 2026 12:00:07 99999999999999999999",
        "Mon, 31 Feb 2026 12:00:07 GMT",
        "9" * 5000 + " Nov 2026 12:00:07 GMT",
        "nan",
        "-7",
    ],
)
def test_a_retry_after_that_no_clock_knows_asks_for_no_wait(asked: str) -> None:
    assert asked_wait({"retry-after": asked}, NOON) == 0.0
    with scripted(lambda _: (429, {})) as endpoint:
        endpoint.headers["retry-after"] = asked
        model = Model(endpoint.url, "key", "m", retries=0)
        assert model.ask(REQUEST).outcome is Outcome.RATE_LIMITED
        model.close()


@pytest.mark.parametrize(
    "refusal",
    [
        "response_format is not supported",
        "Failed to initialize samplers: failed to parse grammar",
        "JSON schema conversion failed",
    ],
)
def test_only_a_400_that_names_the_form_steps_it_down(refusal: str) -> None:
    def old(body: dict[str, Any]) -> tuple[int, Any]:
        if "response_format" in body:
            return 400, {"error": {"message": refusal}}
        return 200, said("{}")

    with scripted(old) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=0)
        assert model.ask(REQUEST).outcome is Outcome.REPLIED
        assert model.ask(REQUEST).outcome is Outcome.REPLIED
        model.close()
        kinds = [body.get("response_format", {}).get("type") for body in endpoint.asked]
        assert kinds == ["json_schema", "json_object", None, None]
        assert '{"type":"object"}' in endpoint.asked[-1]["messages"][-1]["content"]


def test_a_first_reply_in_another_form_steps_down_and_a_later_one_does_not() -> None:
    with scripted(lambda _: (200, said("{}"))) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=0)
        model.used(model.ask(REQUEST), in_form=False)
        model.used(model.ask(REQUEST), in_form=True)
        model.used(model.ask(REQUEST), in_form=False)
        model.ask(REQUEST)
        model.close()
        kinds = [body["response_format"]["type"] for body in endpoint.asked]
        assert kinds == ["json_schema", "json_object", "json_object", "json_object"]


def test_replies_asked_under_an_older_form_say_nothing_of_the_one_in_use() -> None:
    with scripted(lambda _: (200, said("{}"))) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=0)
        at_once = [model.ask(REQUEST), model.ask(REQUEST)]
        for reply in at_once:
            model.used(reply, in_form=False)
        model.ask(REQUEST)
        model.close()
        assert endpoint.asked[-1]["response_format"]["type"] == "json_object"


def test_a_server_that_reads_only_a_part_is_not_believed() -> None:
    long = REQUEST.model_copy(update={"messages": (Message(role="user", content="word " * 4000),)})
    with scripted(lambda _: (200, said("{}") | {"usage": {"prompt_tokens": 200}})) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=0)
        assert model.ask(REQUEST).outcome is Outcome.REPLIED
        assert model.ask(long).outcome is Outcome.READ_IN_PART
        model.close()


def test_a_reply_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MOST_BYTES", 1000)
    with scripted(lambda _: (200, said("x" * 2000))) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=0)
        assert model.ask(REQUEST).outcome is Outcome.NOT_UNDERSTOOD
        model.close()


def test_a_reply_that_drips_is_given_up_when_its_time_is_over() -> None:
    dripped = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-length", "10000")
        handler.end_headers()
        with suppress(OSError):  # until the other side has had enough
            for _ in range(10_000):
                handler.wfile.write(b" ")
                time.sleep(0.02)
        dripped.set()

    with scripted(lambda _: (200, drip)) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=0, timeout=1.0)
        assert model.ask(REQUEST).outcome is Outcome.TIMEOUT
        assert dripped.wait(120), "the connection is given back"
        model.close()


def test_a_proxy_named_in_the_environment_never_sees_the_review(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted(lambda _: (200, said("{}"))) as proxy, scripted(lambda _: (200, said("{}"))) as endpoint:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        model = Model(endpoint.url, "key", "m", retries=0)
        assert model.ask(REQUEST).outcome is Outcome.REPLIED
        model.close()
        assert proxy.asked == []


def test_the_cache_key_is_left_out_once_an_endpoint_does_not_take_it() -> None:
    def strict(body: dict[str, Any]) -> tuple[int, Any]:
        if "prompt_cache_key" in body:
            return 400, {"error": {"message": "Unknown parameter: prompt_cache_key"}}
        return 200, said("{}")

    with scripted(strict) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=0)
        model.ask(REQUEST)
        model.ask(REQUEST)
        model.close()
        assert ["prompt_cache_key" in body for body in endpoint.asked] == [True, False, False]


def test_no_word_of_the_endpoints_message_is_kept_since_it_may_echo_the_review() -> None:
    with scripted(lambda body: (400, {"error": {"message": f"bad: {json.dumps(body)}"}})) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=0)
        assert model.ask(REQUEST).detail == "status 400"
        model.close()


def test_tokens_are_counted_as_the_endpoint_counts_them() -> None:
    with scripted(lambda _: (200, said("{}"))) as endpoint:
        model = Model(endpoint.url, "key", "m", retries=0)
        reply = model.ask(REQUEST)
        model.close()
    assert (reply.tokens.input, reply.tokens.cached, reply.tokens.output) == (20_000, 16_000, 100)
    assert reply.model == "scripted"


def test_an_azure_resource_is_asked_by_its_deployment_version_and_key() -> None:
    with scripted(lambda _: (200, said("{}"))) as endpoint:
        address = endpoint.url.removesuffix("/v1")
        model = Model(address, "secret", "my-deployment", azure_version="2026-06-01", retries=0)
        assert model.ask(REQUEST).outcome is Outcome.REPLIED
        assert model.offered() == (Outcome.REPLIED, None)
        assert model.host == urlsplit(address).netloc
        model.close()
        path = "/openai/deployments/my-deployment/chat/completions?api-version=2026-06-01"
        assert endpoint.paths == [path]
        assert endpoint.got[0]["api-key"] == "secret"


def test_the_models_an_endpoint_offers_are_listed() -> None:
    with scripted(lambda _: (200, said("{}"))) as endpoint:
        model = Model(endpoint.url, "key", "m")
        assert model.offered() == (Outcome.REPLIED, ("scripted",))
        endpoint.models = None
        assert model.offered() == (Outcome.NO_SUCH_MODEL, None)
        model.close()
