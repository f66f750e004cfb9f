"""The gold of one review as records: for each prompt the line an expert holds, why, and the evidence for it.

Decided before a review was written, or made of an inspector's decisions; read and counted by the evals. It
stands alone because whoever writes a gold and whoever reads it must mean the same by every field.
"""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from assistant.domain.draft import Line, Stance
from assistant.domain.judgement import DecisionKind, ReasonCode
from assistant.domain.record import Record
from assistant.domain.review import Intake

GOLD_FILE = "gold.yaml"
INTAKE_FILE = "intake.yaml"
LEAST_QUOTE = 12
"""Characters of a gold quotation: a shorter one stands at too many places to be found again."""


class Certainty(StrEnum):
    """Whether two experts would agree on the line (clear), or could well differ (arguable).

    One inspector's decision does not tell: there it is unsaid, until somebody who knows writes it in. Such a
    line counts among all lines, and neither among the clear nor among the arguable ones.
    """

    CLEAR = "clear"
    ARGUABLE = "arguable"
    UNSAID = "unsaid"


class Difficulty(StrEnum):
    """Whether a careful reader sees the line at once (easy), or must compare places far apart (hard).

    Unsaid as a ``Certainty`` is.
    """

    EASY = "easy"
    HARD = "hard"
    UNSAID = "unsaid"


class Split(StrEnum):
    """What a gold review is for: to look at while instructions are written, or to hold the gate; or it is an
    operator's own and held out, so that neither instructions nor limits were ever fitted to it."""

    DEV = "dev"
    GATE = "gate"
    HELD_OUT = "held_out"


class Evidence(Record):
    """A passage an expert would cite, verbatim, from within one paragraph, footnote or table cell."""

    quote: str = Field(min_length=LEAST_QUOTE)
    stance: Stance


class Practice(Record):
    """The decision that a gold line was made of, and the draft it was made beside.

    A line that was accepted with its draft in view leans to that draft, and flatters the model that made it;
    one recorded ``unseen`` does not.
    """

    act: Literal[DecisionKind.ACCEPT, DecisionKind.OVERRIDE]
    drafted: Line | None = Field(description="the line of that draft; None where there was none")
    unseen: bool = Field(default=False, description="whether the draft was hidden until the line was recorded")
    reason_code: ReasonCode | None = None


class GoldLine(Record):
    """What an expert holds of one lettered prompt.

    A line of ``practice`` may stand without evidence, and its certainty and difficulty may be unsaid: that is
    how it was decided. Any other says both, and rests on something.
    """

    line: Line
    certainty: Certainty
    difficulty: Difficulty
    why: str = Field(min_length=20)
    evidence: tuple[Evidence, ...] = ()
    missing: str | None = Field(default=None, description="what the review ought to hold and does not")
    look_in: tuple[str, ...] = Field(default=(), description="where one would look for what is missing")
    precludes: bool = Field(default=False, description="so important that it may bar a yes by itself")

    practice: Practice | None = Field(default=None, description="None where the line came before the review")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.line is Line.UNDETERMINED:
            raise ValueError("a gold line is above, below or not_applicable")
        if bool(self.missing) != bool(self.look_in):
            raise ValueError("'missing' and 'look_in' go together")
        if self.precludes and self.line is not Line.BELOW:
            raise ValueError("only a prompt below the line can bar a yes")
        if self.practice is None:
            self._is_whole()
        return self

    def _is_whole(self) -> None:
        stances = {piece.stance for piece in self.evidence}
        if Certainty.UNSAID is self.certainty or Difficulty.UNSAID is self.difficulty:
            raise ValueError("certainty and difficulty are unsaid only of a line that has 'practice'")
        if self.line in (Line.ABOVE, Line.NOT_APPLICABLE) and Stance.SUPPORTS not in stances:
            raise ValueError(f"{self.line} needs a quotation that supports it")
        if self.line is Line.BELOW and Stance.AGAINST not in stances and not self.missing:
            raise ValueError("below needs a quotation against, or what is missing and where one would look")


class GoldNote(Record):
    """What an expert finds on one information item, which has no line."""

    findings: str = Field(min_length=20)
    evidence: tuple[Evidence, ...] = ()


class Gold(Record):
    """The gold of one review: its name, what is known beside the file, and an entry for every prompt.

    One made of decisions may have fewer: only those prompts are asked and counted.
    """

    format: Literal["sfo-gold/1"]
    name: str = Field(pattern="^[a-z][a-z0-9-]*$", description="of its folder")
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


class GoldReview(Record):
    """A gold review made of an inspector's decisions, as files, and what could not become gold."""

    name: str
    files: tuple[tuple[str, bytes], ...] = Field(description="name and bytes, the review's own files first")
    lines: int
    notes: int
    overridden: int = Field(description="lines that are not the draft's")
    left_out: tuple[str, ...] = Field(description="in sentences")
    signed_off: bool
