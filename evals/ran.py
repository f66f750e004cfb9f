"""A run as it is kept: what was asked of whom, and every case that came of it, in a folder of plain files.

Comes in: records. Goes out: `manifest.json`, `cases.jsonl`, `nodes.jsonl` and `baselines.jsonl`, or the records
read back from them. It stands alone because a run is compared with others long after it was made.
"""

import os
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from assistant.domain.draft import Instructions, Line, Tokens
from assistant.domain.record import Record
from assistant.errors import AssistantError
from evals.case import Case, ChangeKind, Node
from evals.figure import Figure
from evals.gold import Split

MANIFEST, CASES, NODES, BASELINES = "manifest.json", "cases.jsonl", "nodes.jsonl", "baselines.jsonl"
LONGEST = 400_000_000
"""Bytes of a file of a run; one of six reviews has two million."""

Row = TypeVar("Row", bound=Record)


class EndpointKind(StrEnum):
    """Who answered: a recording, or an endpoint over the network. Never its address or key."""

    RECORDED = "recorded"
    LIVE = "live"


class ReviewUsed(Record):
    """A gold review of the run, and what it took, its changes included.

    Two runs are compared only where both digests are the same.
    """

    name: str
    split: Split
    fictional: bool
    review: str = Field(description="sha256 of the names and bytes of its files, as read")
    gold: str = Field(description="sha256 of its gold, as read")
    requests: int
    unplayed: int = Field(default=0, description="recorded replies that nobody asked for: they are stale")
    tokens: Tokens
    seconds: float | None = Field(description="from start to last reply; of a resumed run, of its last part")


class Parameters(Record):
    """How the endpoint was asked."""

    concurrency: int
    retries: int
    repeats: int = Field(default=0, description="further drafts asked for, of each prompt with a line")


class Manifest(Record):
    """What was asked of whom. ``left_out`` names the reviews chosen that could not be run, and why."""

    format: Literal["sfo-eval-run/1"] = "sfo-eval-run/1"
    model: str
    answered_by: tuple[str, ...] = Field(description="the model as the endpoint named it, in its replies")
    endpoint: EndpointKind
    recorded: tuple[date, ...] = Field(
        description="days on which the replies were recorded; none of a live run"
    )
    instructions: Instructions
    rubric: str = Field(description="edition")
    rubric_sha256: str
    version: str = Field(description="of the assistant")
    commit: str | None = Field(description="of the code; with '+' where files differed from it")
    parameters: Parameters
    reviews: tuple[ReviewUsed, ...]
    left_out: dict[str, str]
    started: datetime
    finished: datetime

    @property
    def tokens(self) -> Tokens:
        """Of all reviews, traces included."""
        return sum((review.tokens for review in self.reviews), Tokens())

    @property
    def requests(self) -> int:
        """Of all reviews, re-asks and traces included."""
        return sum(review.requests for review in self.reviews)


class Baseline(Record):
    """What drafts made without any model come to, on the same reviews."""

    name: str
    rule: str
    lines: dict[str, Line] = Field(description="by review and prompt: 'saltmarch 1.1.a'")
    figures: tuple[Figure, ...]


class Cases(Record):
    """All that a measure counts."""

    cases: tuple[Case, ...]
    nodes: tuple[Node, ...]

    @property
    def plain(self) -> tuple[Case, ...]:
        """The cases of the gold reviews as they were written."""
        return tuple(case for case in self.cases if case.change is None)

    @property
    def with_lines(self) -> tuple[Case, ...]:
        """The same, without information items."""
        return tuple(case for case in self.plain if case.gold is not None)

    def changed(self, kind: ChangeKind) -> tuple[tuple[Case, Case], ...]:
        """The cases of changed reviews of that kind, each after the case of the review as it was written."""
        plain = {(case.review, case.prompt): case for case in self.plain}
        return tuple(
            (plain[case.review, case.prompt], case)
            for case in self.cases
            if case.change is not None and case.change.kind is kind and (case.review, case.prompt) in plain
        )


class Ran(Cases):
    """A run, whole."""

    manifest: Manifest
    baselines: tuple[Baseline, ...] = ()


def write(ran: Ran, folder: Path) -> None:
    """Writes the run; each file is whole or not there, the manifest last."""
    folder.mkdir(parents=True, exist_ok=True)
    _put(folder / CASES, _rows(ran.cases))
    _put(folder / NODES, _rows(ran.nodes))
    _put(folder / BASELINES, _rows(ran.baselines))
    _put(folder / MANIFEST, ran.manifest.model_dump_json(indent=2) + "\n")


def read(folder: Path) -> Ran:
    """The run in that folder; ``AssistantError`` says what is wrong with it."""
    try:
        return Ran(
            manifest=Manifest.model_validate_json(_text(folder / MANIFEST)),
            cases=_records(folder / CASES, Case),
            nodes=_records(folder / NODES, Node),
            baselines=_records(folder / BASELINES, Baseline),
        )
    except OSError as error:
        raise AssistantError(
            f"{folder} is not a whole run ({error.filename}: {error.strerror}). "
            "Make one with `python -m evals run --out`."
        ) from error
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise AssistantError(f"{folder}: {error.title}, {place}: {error.errors()[0]['msg']}.") from error


def _rows(records: Iterable[Record]) -> str:
    return "".join(f"{record.model_dump_json()}\n" for record in records)


def _records(path: Path, kind: type[Row]) -> tuple[Row, ...]:
    return tuple(kind.model_validate_json(line) for line in _text(path).splitlines() if line)


def _text(path: Path) -> str:
    if path.stat().st_size > LONGEST:
        raise AssistantError(f"{path} is too large to be a run's.")
    return path.read_text(encoding="utf-8")


def _put(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, path)
