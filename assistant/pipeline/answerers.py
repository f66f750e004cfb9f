"""Who answers requests: the endpoint that the setup names, if any, and the bundled recording, if wanted.

It stands apart because openai takes its time to import, and is not needed where no endpoint is named.
"""

from collections.abc import Callable
from datetime import datetime

from assistant.edges import library
from assistant.edges.recording import Recording
from assistant.pipeline.asking import Answerer
from assistant.pipeline.setup import Setup


def answerers_of(setup: Setup, now: Callable[[], datetime]) -> tuple[Answerer | None, Recording | None]:
    """The model endpoint and the recording, each None where there is none."""
    path = library.sample_recording() if setup.recording else None
    return _model(setup, now), Recording(path) if path is not None else None


def _model(setup: Setup, now: Callable[[], datetime]) -> Answerer | None:
    if not (setup.base_url and setup.model):
        return None
    from assistant.edges.model import Model

    return Model(
        setup.base_url,
        setup.api_key,
        setup.model,
        azure_version=setup.azure_version,
        timeout=setup.timeout,
        retries=setup.retries,
        now=now,
    )
