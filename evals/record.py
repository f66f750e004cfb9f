"""A recording of a model's replies to every request of a gold review.

Comes in: a gold review's files and an OpenAI-compatible endpoint. Goes out: a vcrpy cassette, written only
when every request was answered. It stands alone because recording has rules of its own: a fresh
database, no retries, one request after the other, long text kept by its digest, errors never kept.
"""

import json
import re
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import vcr

from assistant.domain.assurance import Assurance
from assistant.domain.review import Intake
from assistant.domain.rubric import Rubric
from assistant.pipeline import Pipeline, Setup, condensed
from evals.order import APART, turned

MATCH_ON = ("method", "path", "body")
RECORDED_MODEL = "local-bridge"
REPLAYED_AT = "http://127.0.0.1:8099/v1"
"""Where the recordings were answered; on replay nothing is there and nothing is called."""


class Asked(NamedTuple):
    """A review to be asked about: every prompt of it, or ``only`` some."""

    files: Sequence[tuple[str, bytes]]
    intake: Intake
    only: Collection[str] | None = None


class Recorded(NamedTuple):
    """How an attempt to record ended: requests answered and not, and whether a cassette was written."""

    answered: int
    unanswered: int
    written: bool


def record(
    reviews: Iterable[Asked],
    cassette: Path,
    *,
    base_url: str,
    api_key: str,
    model: str,
    known: tuple[Asked, Path] | None = None,
    reordered: Sequence[Asked] = (),
) -> Recorded:
    """Posts every request about those reviews once; writes the cassette if all were answered, and re-asks.

    ``known`` is a review with its recording, played beforehand: what it answers is not asked for again, as it
    is not on replay. Text that the reader leaves out makes the same requests as none. ``reordered`` are asked
    about with the expectations in the other order.
    """
    statuses: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / cassette.name
        answered = partial(
            opened, base_url=base_url, api_key=api_key, model=model, retries=0, breaks_after=None
        )
        if known is not None:
            with answered(Path(folder)) as pipeline, tape(known[1], "none"):
                drafted(pipeline, *known[0])
        with tape(fresh, "all", statuses):
            with answered(Path(folder)) as pipeline:
                rubric = pipeline.rubric
                for review in reviews:
                    drafted(pipeline, *review)
            if reordered:
                (apart := Path(folder) / APART).mkdir()
                with answered(apart, rubric=turned(rubric)) as pipeline:
                    for review in reordered:
                        drafted(pipeline, *review)
        unanswered = sum(status >= 400 for status in statuses)
        if unanswered == 0 and statuses:
            cassette.parent.mkdir(parents=True, exist_ok=True)
            cassette.write_bytes(fresh.read_bytes())
    return Recorded(len(statuses) - unanswered, unanswered, unanswered == 0 and bool(statuses))


@contextmanager
def tape(cassette: Path, mode: str, statuses: list[int] | None = None) -> Iterator[Any]:
    """vcrpy on a cassette, matching on the body; ``statuses`` collects the status of every reply."""

    def answer(response: dict[str, Any]) -> dict[str, Any] | None:
        status = int(response["status"]["code"])
        if statuses is not None:
            statuses.append(status)
        kept = {name: value for name, value in response["headers"].items() if name.lower() == "content-type"}
        return response | {"headers": kept} if status < 400 else None

    recorder = vcr.VCR(match_on=MATCH_ON, record_mode=mode, decode_compressed_response=True)
    with recorder.use_cassette(
        str(cassette), before_record_request=_short, before_record_response=answer
    ) as played:
        yield played


@contextmanager
def opened(
    folder: Path,
    base_url: str | None,
    api_key: str,
    model: str | None,
    *,
    retries: int = 2,
    breaks_after: int | None = 5,
    concurrency: int = 1,
    rubric: Rubric | None = None,
) -> Iterator[Pipeline]:
    """The product's own pipeline on a database in ``folder``, without the bundled recording, on the bundled
    rubric or the one given."""
    database = f"sqlite:///{folder / 'evals.db'}"
    setup = Setup(
        database_url=database,
        jobs_url=database,
        base_url=base_url,
        api_key=api_key,
        model=model,
        retries=retries,
        breaks_after=breaks_after,
        narrows=False,
        concurrency=concurrency,
        recording=False,
    )
    with Pipeline.opened(setup, now=lambda: datetime.now(UTC), rubric=rubric) as pipeline:
        yield pipeline


def drafted(
    pipeline: Pipeline,
    files: Sequence[tuple[str, bytes]],
    intake: Intake,
    only: Collection[str] | None = None,
) -> Assurance:
    """Takes in the files, drafts every prompt or ``only`` those, and waits for the last."""
    review = pipeline.take_in(files, intake)
    pipeline.start(review, only=only)
    while pipeline.progress(review).running:
        time.sleep(0.05)
    return pipeline.assurance(review)


def days(cassette: Path) -> tuple[date, ...]:
    """The days on which a cassette's replies were made, as the endpoint dated them."""
    stamps = re.findall(r'"created":\s+(\d+)', cassette.read_text(encoding="utf-8"))
    return tuple(sorted({datetime.fromtimestamp(int(stamp), UTC).date() for stamp in stamps}))


def _short(request: Any) -> Any:  # noqa: ANN401 - vcrpy's own request, which has no types
    if not request.path.endswith("/chat/completions"):
        return None
    request.headers = {}
    request.body = json.dumps(condensed(json.loads(request.body)), sort_keys=True).encode()
    return request
