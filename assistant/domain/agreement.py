"""How often drafts of one prompt agree when the same question is asked again: Agreement, Lines.

``steps/agree.py`` counts it from the draft that stands and its repeats. It is a count of drafts, never a
percentage and never a model's word on itself; it says how steady the drafts are, not whether they are right.
"""

from pydantic import Field

from assistant.domain.draft import Line
from assistant.domain.record import Record

MOST_REPEATS = 9
"""Repeats of each prompt that one start may ask for: a slip of the finger stays affordable."""


class Lines(Record):
    """How many drafts hold each line."""

    above: int = Field(default=0, ge=0)
    below: int = Field(default=0, ge=0)
    not_applicable: int = Field(default=0, ge=0)
    undetermined: int = Field(default=0, ge=0)

    def holding(self, line: Line) -> int:
        """How many hold that one."""
        return {
            Line.ABOVE: self.above,
            Line.BELOW: self.below,
            Line.NOT_APPLICABLE: self.not_applicable,
            Line.UNDETERMINED: self.undetermined,
        }[line]


class Agreement(Record):
    """The draft that stands for a prompt beside its repeats; ``lines`` counts it too."""

    prompt: str
    line: Line = Field(description="of the draft that stands")
    lines: Lines
    not_answered: int = Field(default=0, ge=0, description="repeats that were asked for and not answered")

    @property
    def same(self) -> int:
        """How many hold the line of the draft that stands, itself among them."""
        return self.lines.holding(self.line)

    @property
    def of(self) -> int:
        """How many were drafted, the one that stands among them."""
        return sum(self.lines.holding(line) for line in Line)
