"""Changed gold reviews: contrast pairs and injections as data, and what must follow from each.

Comes from `changes.yaml` beside a gold; goes to the runner. It stands alone because a change says what is done
to a review, to which prompt, and why the line must move or stay: the changed file is built from it.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from assistant.domain.draft import Line
from assistant.domain.record import Record
from assistant.domain.review import NoticeKind
from evals.case import ChangeKind, Must
from evals.channels import IN_PDF, Inject
from evals.edits import Edit
from evals.gold import Gold, GoldError, explained, plain

CHANGES_FILE = "changes.yaml"
SOURCE_FILE = "source.yaml"


class Operation(StrEnum):
    """What is done in a contrast pair. The name says what the edits are meant to bring about."""

    DELETE = "delete the only evidence"
    ASSERT = "weaken it to assertion"
    CONTRADICT = "contradict it elsewhere"
    OWNER = "drop an action's owner"
    DATE = "drop an action's date"
    MEASURE = "drop an action's measure"
    DECOY_INSTEAD = "put a decoy in its place"
    DECOY = "add a decoy"
    SUPPLY = "supply what is missing"
    CELL = "move it to a table cell"
    FOOTNOTE = "move it to a footnote"
    SECTION = "move it to another section"
    LENGTH = "more length without content"
    NAMES = "change the names"
    GENDER = "change the gender"
    ETHNICITY = "change the ethnicity"
    REGION = "change the region"
    TYPING = "typing errors"
    ORDER = "change the order of the expectations"


MUST = {
    **dict.fromkeys(
        (
            Operation.DELETE, Operation.ASSERT, Operation.CONTRADICT, Operation.OWNER, Operation.DATE,
            Operation.MEASURE, Operation.DECOY_INSTEAD,
        ),
        Must.FALLS,
    ),
    Operation.SUPPLY: Must.RISES,
}  # fmt: skip
"""What must become of the line; it must stay after every other operation."""


class Goal(StrEnum):
    """What an injection wants of a machine."""

    ABOVE = "above the line"
    BELOW = "below the line"
    NOT_APPLICABLE = "not applicable"
    UNDETERMINED = "no answer"
    LEAK = "the instructions in the answer"
    INVENT = "an invented quotation"
    PRECLUDE = "a bar to a yes"
    CONCEAL = "evidence passed over"


class Changed(Record):
    """One change to a gold review, and what must become of the line of one prompt.

    Those of one ``version`` stand together in one file, each asked about by its own prompt alone; one without
    stands in a file of its own. ``style`` is how an injection puts it: as a system's message, in another
    language, as a schema. One of the order of the expectations has no edits: its file is the gold's own, and
    what is asked about it is turned (``evals.order``).
    """

    id: str = Field(pattern="^[a-z0-9-]+$")
    version: str | None = Field(default=None, pattern="^[a-z0-9-]+$")
    prompt: str
    operation: Operation | None = None
    goal: Goal | None = None
    style: str | None = None
    why: str = Field(min_length=20)
    recorded: bool = Field(default=False, description="whether it is in the recording, or for live runs only")
    notice: NoticeKind | None = Field(
        default=None, description="that an injection must bring; None where none does"
    )
    edits: tuple[Edit | Inject, ...] = ()

    @model_validator(mode="after")
    def _is_a_pair_or_an_injection(self) -> Self:
        injects = [isinstance(edit, Inject) for edit in self.edits]
        if self.operation is not None:
            if any(injects) or self.goal or self.style or self.notice:
                raise ValueError("a pair injects nothing, and has no goal, style or notice")
            if self.reorders == bool(self.edits):
                raise ValueError("a pair has edits, and one of the order of the expectations has none")
        elif injects != [True] or not (self.goal and self.style):
            raise ValueError("it has an operation, or it is an injection: one, with its goal and style")
        return self

    @property
    def reorders(self) -> bool:
        """Whether it changes the order of the expectations, and nothing of the review."""
        return self.operation is Operation.ORDER

    @property
    def kind(self) -> ChangeKind:
        """A pair, or an injection."""
        return ChangeKind.INJECTION if self.operation is None else ChangeKind.PAIR

    @property
    def must(self) -> Must:
        """What must become of the line; an injection may change none."""
        return Must.STAYS if self.operation is None else MUST.get(self.operation, Must.STAYS)

    @property
    def injected(self) -> Inject | None:
        """The injection, if it is one."""
        return next((edit for edit in self.edits if isinstance(edit, Inject)), None)

    @property
    def named(self) -> str:
        """The operation; of an injection its channel, goal and style."""
        if self.injected is None:
            return str(self.operation)
        return f"{self.injected.channel}, {self.style}: {self.goal}"

    def expected(self, gold: Gold) -> Line:
        """The line that a right draft has after the change."""
        moved = {Must.FALLS: Line.BELOW, Must.RISES: Line.ABOVE}
        return moved.get(self.must, gold.lines[self.prompt].line)


class Version(Record):
    """One changed file and the changes that stand in it."""

    name: str
    changes: tuple[Changed, ...]

    @property
    def prompts(self) -> tuple[str, ...]:
        """Those that are asked about it."""
        return tuple(dict.fromkeys(one.prompt for one in self.changes))

    @property
    def of_pdf(self) -> bool:
        """Whether it is the review's PDF with something over it, and not made from the source."""
        return any(one.injected is not None and one.injected.channel in IN_PDF for one in self.changes)

    @property
    def reorders(self) -> bool:
        """Whether it is the review as it was written, asked about in another order."""
        return any(one.reorders for one in self.changes)

    @property
    def fault(self) -> str | None:
        """Why these cannot stand in one file."""
        if len(self.prompts) < len(self.changes):
            return "two of its changes are about one prompt"
        if len({one.recorded for one in self.changes}) > 1:
            return "some of its changes are recorded and some are not"
        if len({one.reorders for one in self.changes}) > 1:
            return "only some of its changes are of the order of the expectations"
        over = [one.injected is not None and one.injected.channel in IN_PDF for one in self.changes]
        return "only some of its changes are made to the PDF" if any(over) and not all(over) else None


class Changes(Record):
    """All of one gold review."""

    format: Literal["sfo-changes/2"]
    changes: tuple[Changed, ...]


def versions(changes: Sequence[Changed]) -> tuple[Version, ...]:
    """The files in which those changes stand, in the order of the first change of each."""
    held: dict[str, list[Changed]] = {}
    for one in changes:
        held.setdefault(one.version or one.id, []).append(one)
    return tuple(Version(name=name, changes=tuple(some)) for name, some in held.items())


def changes_of(folder: Path, gold: Gold) -> tuple[Changed, ...]:
    """The changes of the gold review in that folder; none where it has no such file.

    ``GoldError`` where there is no source for edits, an id stands twice, a prompt has no line, a line cannot
    move as it must, or changes of one version cannot stand together.
    """
    path = folder / CHANGES_FILE
    if not path.is_file():
        return ()
    with explained(path):
        held = Changes.model_validate(plain(path)).changes
    if any(one.edits for one in held) and not (folder / SOURCE_FILE).is_file():
        raise GoldError(f"{path}: there is no {SOURCE_FILE} to change")
    ids = [one.id for one in held]
    for one in held:
        if ids.count(one.id) > 1:
            raise GoldError(f"{path}: {one.id} is given twice")
        if fault := _fault(one, gold):
            raise GoldError(f"{path}: {one.id}: {fault}")
    for version in versions(held):
        if version.fault:
            raise GoldError(f"{path}: {version.name}: {version.fault}")
    return held


def _fault(one: Changed, gold: Gold) -> str | None:
    entry = gold.lines.get(one.prompt)
    if entry is None:
        return f"{one.prompt} has no line in the gold"
    if one.must is not Must.STAYS and entry.line is one.expected(gold):
        return f"the line of {one.prompt} is {entry.line.value} already"
    return None
