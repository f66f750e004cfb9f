"""Who answers in a run: a recording of each review, or a live endpoint.

Comes in: recordings, or an address and a model. Goes out: the product's own pipeline on it. It stands alone
because everything after it is the same for both.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from assistant.pipeline import Pipeline
from evals.ran import EndpointKind, Parameters
from evals.record import RECORDED_MODEL, REPLAYED_AT, opened, tape


@dataclass(frozen=True)
class Answering:
    """``opened`` gives a pipeline with its database in a folder; ``playing`` is entered for each recording.

    What ``playing`` gives says, once asked, how many recorded replies nobody asked for.
    """

    kind: EndpointKind
    model: str
    parameters: Parameters
    opened: Callable[[Path], AbstractContextManager[Pipeline]]
    playing: Callable[[Path], AbstractContextManager[Callable[[], int]]]


def recorded() -> Answering:
    """The recordings, one for each review and one for its changes. What is not in them is not answered."""
    parameters = Parameters(concurrency=1, retries=0)
    return Answering(
        EndpointKind.RECORDED,
        RECORDED_MODEL,
        parameters,
        lambda folder: opened(folder, REPLAYED_AT, "", RECORDED_MODEL, retries=0, breaks_after=None),
        _played,
    )


def live(base_url: str, api_key: str, model: str, concurrency: int, repeats: int) -> Answering:
    """An OpenAI-compatible endpoint."""
    parameters = Parameters(concurrency=concurrency, retries=2, repeats=repeats)
    return Answering(
        EndpointKind.LIVE,
        model,
        parameters,
        lambda folder: opened(
            folder, base_url, api_key, model, retries=parameters.retries, concurrency=concurrency
        ),
        lambda _: nullcontext(lambda: 0),
    )


@contextmanager
def _played(cassette: Path) -> Iterator[Callable[[], int]]:
    with tape(cassette, "none") as played:
        yield lambda: len(played) - played.play_count
