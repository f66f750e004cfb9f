"""The gold of one review as records: for each prompt the line an expert holds, why, and the evidence for it.

Comes from a folder with `gold.yaml` beside the review's file; goes to the measures. Stands alone because a gold
that is wrong, or that quotes what the review does not say, makes every figure drawn from it wrong.
"""

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import Field, ValidationError, model_validator

from assistant.domain.draft import Line, Stance
from assistant.domain.record import Record
from assistant.domain.review import Intake

GOLD_FILE = "gold.yaml"
INTAKE_FILE = "intake.yaml"


class GoldError(ValueError):
    """A gold file cannot be used; the message names the file, the places and the reasons."""


class Certainty(StrEnum):
    """Whether two experts would agree on the line (clear), or could well differ (arguable)."""

    CLEAR = "clear"
    ARGUABLE = "arguable"


class Difficulty(StrEnum):
    """Whether a careful reader sees the line at once (easy), or must compare places far apart (hard)."""

    EASY = "easy"
    HARD = "hard"


class Split(StrEnum):
    """What a gold review is for: to look at while instructions are written, or to hold the gate."""

    DEV = "dev"
    GATE = "gate"


class Evidence(Record):
    """A passage an expert would cite, verbatim, from within one paragraph, footnote or table cell."""

    quote: str = Field(min_length=12)
    stance: Stance


class GoldLine(Record):
    """What an expert holds of one lettered prompt."""

    line: Line
    certainty: Certainty
    difficulty: Difficulty
    why: str = Field(min_length=20)
    evidence: tuple[Evidence, ...] = ()
    missing: str | None = Field(default=None, description="what the review ought to hold and does not")
    look_in: tuple[str, ...] = Field(default=(), description="where one would look for what is missing")
    precludes: bool = Field(default=False, description="so important that it may bar a yes by itself")

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        stances = {piece.stance for piece in self.evidence}
        if self.line is Line.UNDETERMINED:
            raise ValueError("a gold line is above, below or not_applicable")
        if self.line in (Line.ABOVE, Line.NOT_APPLICABLE) and Stance.SUPPORTS not in stances:
            raise ValueError(f"{self.line} needs a quotation that supports it")
        if bool(self.missing) != bool(self.look_in):
            raise ValueError("'missing' and 'look_in' go together")
        if self.line is Line.BELOW and Stance.AGAINST not in stances and not self.missing:
            raise ValueError("below needs a quotation against, or what is missing and where one would look")
        if self.precludes and self.line is not Line.BELOW:
            raise ValueError("only a prompt below the line can bar a yes")
        return self


class GoldNote(Record):
    """What an expert finds on one information item, which has no line."""

    findings: str = Field(min_length=20)
    evidence: tuple[Evidence, ...] = ()


class Gold(Record):
    """The gold of one review: its name, what is known beside the file, and an entry for every prompt."""

    format: Literal["sfo-gold/1"]
    name: str = Field(pattern="^[a-z]+$")
    title: str
    split: Split
    fictional: bool
    intake: Intake
    lines: dict[str, GoldLine] = Field(description="by prompt id, lettered prompts only")
    notes: dict[str, GoldNote] = Field(description="by prompt id, information items only")

    @property
    def evidence(self) -> dict[str, tuple[Evidence, ...]]:
        """All evidence by prompt id, lettered prompts first."""
        of_lines = {key: entry.evidence for key, entry in self.lines.items()}
        return of_lines | {key: entry.evidence for key, entry in self.notes.items()}


def load(folder: Path) -> Gold:
    """The gold in `folder`, whose name it must carry.

    Raises:
        GoldError: there is no gold file, it is not YAML, a key stands twice, a field is missing, unknown or
            wrong, or it names another folder.
    """
    path = folder / GOLD_FILE
    with explained(path):
        data, intake = (plain(folder / name) for name in (GOLD_FILE, INTAKE_FILE))
        gold = Gold.model_validate({**data, "intake": intake})
    if gold.name != folder.name:
        raise GoldError(f"{path}: name is {gold.name!r}, but the folder is {folder.name!r}")
    return gold


def plain(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """What a YAML file holds, as data only; a key given twice is a fault."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_NoDuplicates)  # noqa: S506 (safe)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Whatever goes wrong with that file within becomes a ``GoldError`` that names the file and the reason."""
    try:
        yield
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: not valid YAML in UTF-8: {error}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise GoldError(f"{path}: {faults}") from error


def unlocated(gold: Gold, texts: Iterable[str]) -> list[tuple[str, str]]:
    """Prompt id and quotation of all evidence that stands in none of `texts` (paragraphs, notes, cells)."""
    held = tuple(texts)
    return [
        (prompt, piece.quote)
        for prompt, pieces in gold.evidence.items()
        for piece in pieces
        if not any(piece.quote in text for text in held)
    ]


class _NoDuplicates(yaml.SafeLoader):
    """YAML as data only, and a key given twice is a fault: plain YAML silently keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        twice = {str(key) for key in keys if keys.count(key) > 1}
        if twice:
            raise yaml.constructor.ConstructorError(
                None, None, f"{', '.join(sorted(twice))} given twice", node.start_mark
            )
        return super().construct_mapping(node, deep=deep)
