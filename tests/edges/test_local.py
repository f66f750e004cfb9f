"""Servers on this computer are found by their list of models, and nothing else counts as one."""

from urllib.parse import urlsplit

import pytest

from assistant.edges.model import local, local_servers
from assistant.edges.model.local import MOST_MODELS, model_names
from tests.scripted import always, scripted


def test_a_server_that_lists_models_is_offered_with_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "SECONDS", 30.0)
    with scripted(always) as endpoint, scripted(always) as other:
        other.models = None
        ports = [urlsplit(one.url).port or 0 for one in (endpoint, other)]
        (found,) = local_servers([(ports[0], "Ollama"), (ports[1], "vLLM")])
        assert (found.name, found.base_url, found.models) == ("Ollama", endpoint.url, ("scripted",))
        assert endpoint.asked == []
    assert local_servers([(ports[0], "Ollama")]) == ()


@pytest.mark.parametrize("payload", [None, [], {}, {"data": None}, {"data": "x"}, "text", 7])
def test_what_is_no_list_of_models_is_none(payload: object) -> None:
    assert model_names(payload) is None


def test_only_names_that_can_be_shown_are_taken_and_not_without_end() -> None:
    odd = [{"id": "a\x1b[2J"}, {"id": 7}, {}, "x", {"id": ""}, {"id": "n" * 1000}]
    many = [{"id": f"m{number}"} for number in range(100)]
    assert model_names({"data": [*odd, *many]}) == tuple(f"m{number}" for number in range(MOST_MODELS))
