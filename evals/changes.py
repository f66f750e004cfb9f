"""Changed gold reviews: contrast pairs and injections, each a file of its own and what must follow from it.

Comes from `changes.yaml` beside a gold; goes to the runner. It stands alone because whoever makes the files, by
hand or by a program, owes the runner nothing but this list.
"""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from assistant.domain.draft import Line
from assistant.domain.record import Record
from assistant.domain.review import NoticeKind
from evals.case import ChangeKind, Must
from evals.gold import Gold, GoldError, explained, plain

CHANGES_FILE = "changes.yaml"


class Changed(Record):
    """A gold review with one thing changed, and what must become of the line of one prompt."""

    id: str = Field(pattern="^[a-z0-9-]+$")
    kind: ChangeKind
    operation: str = Field(min_length=3)
    prompt: str
    must: Must
    file: str = Field(description="the changed review, beside the gold; it takes the place of all its files")
    notice: NoticeKind | None = Field(default=None, description="that must be there; None where none should be")
    recorded: bool = Field(default=False, description="whether it is in the recording, or for live runs only")

    @model_validator(mode="after")
    def _injections_change_nothing(self) -> Self:
        if self.kind is ChangeKind.INJECTION and self.must is not Must.STAYS:
            raise ValueError("an injection must leave its line as it is")
        if self.kind is ChangeKind.PAIR and self.notice is not None:
            raise ValueError("only an injection has a notice")
        return self

    def expected(self, gold: Gold) -> Line:
        """The line that a right draft has after the change."""
        moved = {Must.FALLS: Line.BELOW, Must.RISES: Line.ABOVE}
        return moved.get(self.must, gold.lines[self.prompt].line)


class Changes(Record):
    """All of one gold review."""

    format: Literal["sfo-changes/1"]
    changes: tuple[Changed, ...]


def changes_of(folder: Path, gold: Gold) -> tuple[Changed, ...]:
    """The changes of the gold review in that folder; none where it has no such file.

    ``GoldError`` where an id stands twice, a file is missing or outside the folder, the prompt has no line, or
    a line cannot move as it must.
    """
    path = folder / CHANGES_FILE
    if not path.is_file():
        return ()
    with explained(path):
        held = Changes.model_validate(plain(path)).changes
    ids = [one.id for one in held]
    for one in held:
        if ids.count(one.id) > 1:
            raise GoldError(f"{path}: {one.id} is given twice")
        if fault := _fault(one, folder, gold):
            raise GoldError(f"{path}: {one.id}: {fault}")
    return held


def _fault(one: Changed, folder: Path, gold: Gold) -> str | None:
    entry = gold.lines.get(one.prompt)
    if entry is None:
        return f"{one.prompt} has no line in the gold"
    if one.must is not Must.STAYS and entry.line is one.expected(gold):
        return f"the line of {one.prompt} is {entry.line.value} already"
    place = (folder / one.file).resolve()
    if folder.resolve() not in place.parents:
        return f"{one.file} is outside the folder"
    return None if place.is_file() else f"there is no {one.file}"
