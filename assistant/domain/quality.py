"""How drafts fare with inspectors: what is counted over one or all reviews kept. Quality and its parts.

``steps/gauge.py`` counts it from decisions and openings; the Quality screen shows it. It describes these
reviews and nothing wider; a share never stands without its count.
"""

from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from assistant.domain.draft import Draft, Line
from assistant.domain.interval import Counted
from assistant.domain.judgement import Decision, ReasonCode
from assistant.domain.kappa import Kappa
from assistant.domain.record import Record


class Worked(Record):
    """What happened in one review: decisions, the drafts they name by key, when prompts were first shown."""

    review: str
    decisions: tuple[Decision, ...]
    drafts: Mapping[str, Draft]
    shown: Mapping[str, datetime]


class PromptQuality(Record):
    """One prompt over the reviews. ``decided`` is the sum of the six counts after it."""

    prompt: str
    decided: int
    accepted: int = Field(description="with the draft on screen")
    overridden: int = Field(description="with a draft on screen that could have been accepted")
    judged_first: int
    reconfirmed: int = Field(description="as it was decided on an earlier version")
    by_hand: int = Field(description="there was no draft, or none that its evidence carried")
    noted: int = Field(description="information items: they have no line")
    reasons: Mapping[ReasonCode, int] = Field(description="why drafts were overridden")
    timed: int = Field(description="decisions whose time is known")
    seconds: float | None = Field(description="median, from first shown to first decided; None without any")


class Rate(Record):
    """A share with its 95 % interval; both bounds None where nothing was counted."""

    counted: Counted
    low: float | None
    high: float | None


class Crossed(Record):
    """How often an inspector who had not seen the draft held one line, and the draft another or the same."""

    inspector: Line
    draft: Line
    times: int


class Quality(Record):
    """The figures. ``accepted`` is measured with the draft in view, ``same`` and ``kappa`` without."""

    reviews: int = Field(description="reviews in which anything was decided")
    inspectors: int
    prompts: tuple[PromptQuality, ...] = Field(description="all, in the rubric's order")
    accepted: Rate
    same: Rate
    kappa: Kappa | None
    crossed: tuple[Crossed, ...]

    def crossing(self, inspector: Line, draft: Line) -> int:
        """How often these two lines met."""
        return sum(one.times for one in self.crossed if (one.inspector, one.draft) == (inspector, draft))

    @property
    def reasons(self) -> dict[ReasonCode, int]:
        """Why drafts were overridden, over all prompts."""
        return {code: sum(one.reasons.get(code, 0) for one in self.prompts) for code in ReasonCode}


class Gauged(Record):
    """A review that figures can be shown of."""

    review: str
    reference: str
    sample: bool
