"""Model servers on this computer, found on the ports they usually listen on.

Comes in: nothing but the ports. Goes out: who answers there, and with which models. It stands alone because it
asks without being configured: loopback only, a list of names only, and never anything of a review.
"""

import json
from collections.abc import Sequence
from contextlib import suppress

import httpx2

from assistant.domain.assurance import LocalServer
from assistant.edges.model.transport import NOT_COMPRESSED, Bounded, Unreadable

USUAL = ((11434, "Ollama"), (8080, "llama-server"), (8000, "vLLM"), (1234, "LM Studio"))
"""Ports, and the server that listens on each unless told otherwise."""

SECONDS = 0.5
"""For each port: what listens on loopback answers at once."""

MOST_MODELS = 20
LONGEST_NAME = 200


def local_servers(ports: Sequence[tuple[int, str]] = USUAL) -> tuple[LocalServer, ...]:
    """The servers that answer on those ports of this computer as an OpenAI-compatible one does."""
    found = []
    network = Bounded(httpx2.HTTPTransport(trust_env=False))
    with httpx2.Client(transport=network, timeout=SECONDS, trust_env=False, headers=NOT_COMPRESSED) as client:
        for port, name in ports:
            url = f"http://127.0.0.1:{port}/v1"
            with suppress(httpx2.HTTPError, Unreadable, ValueError, RecursionError):
                answer = client.get(f"{url}/models")
                models = model_names(json.loads(answer.content)) if answer.status_code == 200 else None
                if models is not None:
                    found.append(LocalServer(name=name, base_url=url, models=models))
    return tuple(found)


def model_names(payload: object) -> tuple[str, ...] | None:
    """The names in a list of models, or None where it is no such list."""
    listed = payload.get("data") if isinstance(payload, dict) else None
    if not isinstance(listed, list):
        return None
    names = [one.get("id") for one in listed if isinstance(one, dict)]
    clean = [n for n in names if isinstance(n, str) and n.isprintable() and 0 < len(n) <= LONGEST_NAME]
    return tuple(clean[:MOST_MODELS])
