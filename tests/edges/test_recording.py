"""A recorded reply is found by exactly the request that asked for it, whatever wrote the cassette."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.domain.draft import Instructions, Message, Outcome, Request
from assistant.edges import recording as module
from assistant.edges import wire
from assistant.edges.recording import Recording
from assistant.errors import AssistantError
from tests.scripted import said

REQUEST = Request(
    review="r1",
    prompt="1.3.c",
    instructions=Instructions(name="draft.v1", sha256="0" * 64),
    messages=(Message(role="system", content="Read."), Message(role="user", content="a long review " * 100)),
    answer_schema='{"type":"object"}',
    cache_key="k1",
)


def with_text(text: str) -> Request:
    return REQUEST.model_copy(update={"messages": (REQUEST.messages[0], Message(role="user", content=text))})


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    sent = wire.condensed(wire.body(REQUEST, "local-bridge"))
    interaction = {
        "request": {"method": "POST", "uri": "http://127.0.0.1:8099/v1", "body": json.dumps(sent)},
        "response": {"status": {"code": 200}, "body": {"string": json.dumps(said('{"a": 1}'))}},
    }
    path = tmp_path / "cassette.yaml"
    path.write_text(yaml.safe_dump({"version": 1, "interactions": [interaction]}), encoding="utf-8")
    return Recording(path)


def test_the_reply_to_the_same_request_is_found_with_its_date(recording: Recording) -> None:
    reply = recording.ask(REQUEST)
    assert (reply.outcome, reply.text) == (Outcome.REPLIED, '{"a": 1}')
    assert reply.recorded == recording.date == date(2026, 9, 21)
    assert recording.holds(REQUEST)


@pytest.mark.parametrize(
    "other",
    [
        with_text("a long review " * 100 + "."),
        REQUEST.model_copy(update={"answer_schema": '{"type":"array"}'}),
        REQUEST.model_copy(update={"repeat": 1}),
        REQUEST.model_copy(update={"cache_key": "k2"}),
    ],
    ids=["text", "schema", "seed", "cache key"],
)
def test_a_request_that_differs_in_anything_sent_is_not_in_the_recording(
    recording: Recording, other: Request
) -> None:
    assert recording.ask(other).outcome is Outcome.NOT_RECORDED
    assert not recording.holds(other)


def test_a_missing_cassette_holds_nothing(tmp_path: Path) -> None:
    assert Recording(tmp_path / "none.yaml").ask(REQUEST).outcome is Outcome.NOT_RECORDED


def interactions(*, sent: object, came: object = "{}") -> bytes:
    one = {"request": {"body": json.dumps(sent)}, "response": {"body": {"string": came}}}
    return yaml.safe_dump({"version": 1, "interactions": [one]}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"interactions: [",
        b"\xff\xfe",
        b"- 1",
        b"version: 1",
        b"interactions: 7",
        b"interactions: [7]",
        b"interactions: [{request: {body: '{}'}}]",
        b"[" * 5000,
        interactions(sent=[1]),
        interactions(sent={"model": "m"}),
        interactions(sent={"model": "m", "messages": ["a"]}),
        interactions(sent={"model": "m", "messages": []}, came="no JSON"),
    ],
)
def test_a_broken_cassette_is_named_and_never_taken_for_an_empty_one(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "cassette.yaml"
    path.write_bytes(data)
    with pytest.raises(AssistantError, match=r"cassette\.yaml cannot be used .* Record it anew"):
        Recording(path)


def test_a_cassette_is_read_up_to_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cassette.yaml"
    path.write_bytes(b"interactions: []")
    assert not Recording(path).holds(REQUEST)
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    with pytest.raises(AssistantError):
        Recording(path)


def test_no_long_text_is_kept_in_a_condensed_body() -> None:
    kept = json.dumps(wire.condensed(wire.body(REQUEST, "m")))
    assert "a long review" not in kept
    assert "Read." in kept


def test_condensing_twice_is_condensing_once() -> None:
    once = wire.condensed(wire.body(REQUEST, "m"))
    assert wire.condensed(once) == once


def test_a_repeat_is_sent_as_the_seed() -> None:
    assert "seed" not in wire.body(REQUEST, "m")
    assert wire.body(REQUEST.model_copy(update={"repeat": 3}), "m")["seed"] == 3
