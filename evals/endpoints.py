"""Who answers in a run: a recording of each review, or a live endpoint.

Comes in: recordings, or an address and a model. Goes out: the product's own pipeline on it. It stands alone
because everything after it is the same for both.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.rubric import Rubric
from assistant.pipeline import Pipeline
from evals.ran import EndpointKind, Parameters
from evals.record import RECORDED_MODEL, REPLAYED_AT, opened, tape


@dataclass(frozen=True)
class Answering:
    """``opened`` gives a pipeline with its database in a folder, on the bundled rubric or the one given;
    ``playing`` is entered for each recording.

    What ``playing`` gives says, once asked, which recorded replies nobody asked for, by their place in the
    recording: one that is played twice is stale only where neither playing asked for it.
    """

    kind: EndpointKind
    model: str
    parameters: Parameters
    opened: Callable[[Path, Rubric | None], AbstractContextManager[Pipeline]]
    playing: Callable[[Path], AbstractContextManager[Callable[[], frozenset[int]]]]


def recorded() -> Answering:
    """The recordings, one for each review and one for its changes. What is not in them is not answered."""
    parameters = Parameters(concurrency=1, retries=0)
    return Answering(
        EndpointKind.RECORDED,
        RECORDED_MODEL,
        parameters,
        lambda folder, rubric: opened(
            folder, REPLAYED_AT, "", RECORDED_MODEL, retries=0, breaks_after=None, rubric=rubric
        ),
        _played,
    )


def live(base_url: str, api_key: str, model: str, concurrency: int, repeats: int) -> Answering:
    """An OpenAI-compatible endpoint."""
    parameters = Parameters(concurrency=concurrency, retries=2, repeats=repeats)
    return Answering(
        EndpointKind.LIVE,
        model,
        parameters,
        lambda folder, rubric: opened(
            folder,
            base_url,
            api_key,
            model,
            retries=parameters.retries,
            concurrency=concurrency,
            rubric=rubric,
        ),
        lambda _: nullcontext(frozenset[int]),
    )


@contextmanager
def _played(cassette: Path) -> Iterator[Callable[[], frozenset[int]]]:
    with tape(cassette, "none") as played:
        yield lambda: frozenset(n for n in range(len(played)) if not played.play_counts[n])
