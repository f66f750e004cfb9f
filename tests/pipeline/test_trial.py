"""What is said of an endpoint is so: each fault is found, by filler alone."""

import json
import re
from typing import Any

import pytest

from assistant.edges.model import Model
from assistant.pipeline.trial import Mark, Said, try_endpoint
from tests.scripted import Scripted, said, scripted

SIZE = 60_000


def reads(seen: str) -> dict[str, Any]:
    """What a model answers that reads this much, and no more."""
    word = {where: re.search(rf"The {where} word to remember is (\w+)\.", seen) for where in ("first", "last")}
    found = {where: match[1] if match else "unknown" for where, match in word.items()}
    asked = seen.rpartition("exactly")[2]
    values = {"word": "ready", "numbers": list(range(1, 101))} | found
    return {key: value for key, value in values.items() if re.search(rf"\b{key}\b", asked.partition(".")[0])}


class Server:
    """An endpoint that reads the last ``context`` characters, caches or not, and knows a form or not."""

    def __init__(
        self, *, context: int = 10**9, counts: bool = True, caches: bool = True, form: bool = True
    ) -> None:
        self.context, self.counts, self.caches, self.form = context, counts, caches, form
        self.before = ""

    def __call__(self, body: dict[str, Any]) -> tuple[int, Any]:
        if not self.form and "response_format" in body:
            return 400, {"error": {"message": "response_format is not known here"}}
        content = body["messages"][1]["content"]
        seen = content[-self.context :]
        common = len(content) // 2 if content[:1000] == self.before[:1000] and len(content) > 1000 else 0
        self.before = content
        read = len(body["messages"][0]["content"]) + len(seen)
        usage: dict[str, Any] = {"prompt_tokens": read // 4 if self.counts else 0, "completion_tokens": 200}
        usage["prompt_tokens_details"] = {"cached_tokens": common // 4 if self.caches else 0}
        return 200, said(json.dumps(reads(seen))) | {"usage": usage}


def tried(endpoint: Scripted, model: str = "scripted") -> list[Said]:
    asked = Model(endpoint.url, "", model, retries=0)
    try:
        return list(try_endpoint(asked, SIZE))
    finally:
        asked.close()


def words(found: list[Said], mark: Mark) -> str:
    return " ".join(one.words for one in found if one.mark is mark)


def test_of_a_good_endpoint_everything_is_good_and_only_filler_was_sent() -> None:
    with scripted(Server()) as endpoint:
        found = tried(endpoint)
    assert {one.mark for one in found} == {Mark.GOOD}
    for part in (
        "offers scripted",
        "json_schema",
        "from the first line to the last",
        "are cached",
        "tokens a second",
    ):
        assert part in words(found, Mark.GOOD)
    assert [len(body["messages"][1]["content"]) > SIZE for body in endpoint.asked] == [False, True, True, False]
    long = [body["messages"][1]["content"] for body in endpoint.asked[1:3]]
    assert long[0][:SIZE] == long[1][:SIZE]


def test_a_server_that_cuts_the_front_off_is_found_out_by_its_count() -> None:
    with scripted(Server(context=8000)) as endpoint:
        found = tried(endpoint)
    assert "read only a part" in words(found, Mark.BAD)
    assert "num_ctx" in words(found, Mark.BAD)


def test_a_server_that_cuts_the_front_off_and_counts_nothing_is_found_out_by_the_first_line() -> None:
    with scripted(Server(context=8000, counts=False)) as endpoint:
        found = tried(endpoint)
    assert "the beginning was not read, and nothing said so" in words(found, Mark.BAD)
    assert "counts no tokens" in words(found, Mark.BAD)


def test_a_lesser_form_is_named() -> None:
    with scripted(Server(form=False)) as endpoint:
        found = tried(endpoint)
    assert "only by asking for it (plain)" in words(found, Mark.UNKNOWN)
    assert words(found, Mark.BAD) == ""


def test_a_wrong_answer_in_the_form_asked_for_is_no_fault_of_the_form() -> None:
    with scripted(lambda _: (200, said('{"word": "rdy"}'))) as endpoint:
        found = tried(endpoint)
        kinds = {body["response_format"]["type"] for body in endpoint.asked}
    assert "works with the schema enforced (json_schema)" in words(found, Mark.UNKNOWN)
    assert "its answer was wrong" in words(found, Mark.UNKNOWN)
    assert kinds == {"json_schema"}


def test_a_model_that_is_not_there_is_named_with_those_that_are() -> None:
    with scripted(Server()) as endpoint:
        endpoint.models = {"data": [{"id": "one"}, {"id": "two"}]}
        found = tried(endpoint)
        assert "does not list scripted. It offers one, two." in words(found, Mark.BAD)
        endpoint.models = None
        assert "does not list its models" in words(tried(endpoint), Mark.UNKNOWN)


def test_no_sign_of_a_cache_is_said_and_is_no_fault() -> None:
    with scripted(Server(caches=False)) as endpoint:
        found = tried(endpoint)
    assert "No sign that common beginnings are cached" in words(found, Mark.UNKNOWN)
    assert words(found, Mark.BAD) == ""


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ((401, {}), "did not accept the key"),
        ((200, said("I am ready.")), "not answered in the form asked for"),
        ((400, {"error": {"code": "context_length_exceeded"}}), "longer than the model can read"),
    ],
)
def test_what_is_wrong_is_said_in_words(answer: tuple[int, Any], fault: str) -> None:
    with scripted(lambda _: answer) as endpoint:
        assert fault in words(tried(endpoint), Mark.BAD)


def test_an_endpoint_that_is_not_there_ends_the_trial() -> None:
    with scripted(Server()) as endpoint:
        pass
    (only,) = tried(endpoint)
    assert only.mark is Mark.NOT_REACHED
    assert "could not be reached" in only.words
