"""The whole record of one review's quality assurance, as the screens and exports see it.

In come a review, its drafts, decisions and openings, put together by the pipeline from what is kept; out goes
what holds now: what is decided, what counts for a prompt, who signed. It stands alone because it is made anew
after every decision and is never stored as a whole.
"""

from collections.abc import Sequence
from datetime import datetime

from pydantic import Field

from assistant.domain.agreement import Agreement
from assistant.domain.apart import Apart
from assistant.domain.draft import Draft, DraftStatus, Instructions, Line, Tokens
from assistant.domain.evidence import Held, held
from assistant.domain.in_force import latest_in_force
from assistant.domain.judgement import LINES, Decision, DecisionKind, Judgement, Origin, Standing
from assistant.domain.opening import Opening
from assistant.domain.record import Record
from assistant.domain.review import Intake, Review
from assistant.domain.trace import Trace


def latest_decision(decisions: Sequence[Decision], prompt: str) -> Decision | None:
    """The latest accept or override of that prompt that was not undone."""
    return latest_in_force(decisions, prompt, LINES)


def sign_off_in_force(decisions: Sequence[Decision]) -> Decision | None:
    """The last sign-off, if it was not followed by a reopening."""
    kinds = (DecisionKind.SIGN_OFF, DecisionKind.REOPEN)
    last = next((d for d in reversed(decisions) if d.kind in kinds), None)
    return last if last is not None and last.kind is DecisionKind.SIGN_OFF else None


class Run(Record):
    """How the drafts of an assurance came about: model, endpoint, instructions, counts."""

    model: str
    endpoint: str
    instructions: Instructions
    started: datetime | None
    finished: datetime | None
    requests: int
    tokens: Tokens


class Assurance(Record):
    """One review under assurance: as read, as drafted, as decided, as computed."""

    review: Review
    intake: Intake
    run: Run | None
    drafts: tuple[Draft, ...] = Field(
        description="one for each prompt, in the rubric's order; NOT_RUN if none, HIDDEN if not to be seen yet"
    )
    trace: Trace | None = Field(default=None, description="what answers what; None where it was not asked for")
    agreements: tuple[Agreement, ...] = Field(default=(), description="where repeats were asked for")
    decisions: tuple[Decision, ...]
    standings: tuple[Standing, ...] = Field(description="one for each prompt with a line")
    judgements: tuple[Judgement, ...] = Field(description="every node in order, then 'overall'")
    apart: tuple[Apart, ...] = Field(default=(), description="related prompts that pull apart; changes nothing")
    judge_first: tuple[str, ...] = Field(default=(), description="prompts whose line is recorded unseen")
    openings: tuple[Opening, ...] = Field(default=(), description="what was opened, when first, by whom")

    def draft(self, prompt: str) -> Draft:
        """The draft of that prompt; ``KeyError`` if the rubric has no such prompt."""
        for draft in self.drafts:
            if draft.prompt == prompt:
                return draft
        raise KeyError(prompt)

    def agreement(self, prompt: str) -> Agreement | None:
        """How often the drafts of that prompt agree, or None where it was not repeated."""
        return next((one for one in self.agreements if one.prompt == prompt), None)

    def decision(self, prompt: str) -> Decision | None:
        """The latest accept or override of that prompt that was not undone."""
        return latest_decision(self.decisions, prompt)

    def rationale(self, prompt: str) -> Decision | None:
        """The inspector's own words for the report in place of the draft's rationale, or None."""
        return latest_in_force(self.decisions, prompt, (DecisionKind.REWORD,))

    def hidden(self, prompt: str) -> bool:
        """Whether the draft of that prompt may not be seen yet: the inspector judges first."""
        return any(one.prompt == prompt and one.origin is Origin.HIDDEN for one in self.standings)

    def evidence(self, prompt: str) -> Held:
        """The evidence of that prompt as it stands; of a draft that is hidden, nothing."""
        offered = () if self.hidden(prompt) else self.draft(prompt).citations
        return held(offered, [d for d in self.decisions if d.prompt == prompt])

    def line(self, prompt: str) -> Line | None:
        """The line that counts for that prompt, or None for an information item."""
        return next((s.line for s in self.standings if s.prompt == prompt), None)

    def judgement(self, node: str) -> Judgement:
        """The judgement of that node; ``KeyError`` if there is none."""
        for judgement in self.judgements:
            if judgement.node == node:
                return judgement
        raise KeyError(node)

    @property
    def undecided(self) -> tuple[str, ...]:
        """Prompts nobody has decided, in the rubric's order."""
        return tuple(d.prompt for d in self.drafts if self.decision(d.prompt) is None)

    @property
    def signed_off(self) -> Decision | None:
        """The sign-off in force, if it was not followed by a reopening."""
        return sign_off_in_force(self.decisions)

    @property
    def not_answered(self) -> tuple[str, ...]:
        """Prompts whose draft is missing, in the rubric's order."""
        return tuple(d.prompt for d in self.drafts if not d.status.made)

    @property
    def still_hidden(self) -> tuple[str, ...]:
        """Prompts whose draft stays hidden until a line is recorded, in the rubric's order."""
        return tuple(d.prompt for d in self.drafts if d.status is DraftStatus.HIDDEN)


class Endpoint(Record):
    """The model endpoint as the inspector sees it before anything is sent."""

    host: str = Field(description="host and port, as in the address: api.example.org:8000")
    model: str


class LocalServer(Record):
    """A model server that answers on this computer. ``name`` is told by its port: it may be another."""

    name: str
    base_url: str
    models: tuple[str, ...]


class InPart(Record):
    """What Start would send of a review that does not fit the model's context."""

    context: int = Field(description="tokens of the context, as set or as the endpoint stated it")
    shares: dict[str, int] = Field(
        description="percent of the review's characters by the prompt's id (or trace) whose request holds a "
        "part; 0 where not even one section fits, and nothing is sent"
    )


class Pace(Record):
    """What requests to one model took in the latest run that tells, as this installation measured it."""

    replies: int = Field(description="how many it was measured by")
    seconds: float = Field(description="of one, with as many in flight as then")
    output: int | None = Field(description="tokens out of one, as the endpoint counted; None where it does not")


class Prices(Record):
    """What a million tokens cost, in and out, in whatever currency they are set."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)


class ToAsk(Record):
    """What Start would send, as things stand. Tokens are estimated, without a tokeniser."""

    requests: int = Field(description="prompts, and repeats, without a draft from this endpoint")
    tokens: int = Field(description="for the first request of each; re-asks and replies come on top")
    left: int | None = Field(default=None, description="what is left of the review's budget; None is no limit")
    in_part: InPart | None = Field(default=None, description="None where all of them hold the whole review")
    pace: Pace | None = Field(default=None, description="None where nothing was measured, or nothing is sent")
    prices: Prices | None = Field(default=None, description="None where none are set, or nothing is sent")


class Progress(Record):
    """How far drafting has come, in prompts. ``waiting`` is queued or in flight.

    ``tracing`` says whether the list of what answers what is still to come; it counts as no prompt. Neither do
    the ``repeats`` that the latest run asked for, of which ``repeating`` are still to come.
    """

    total: int
    drafted: int
    not_answered: int
    waiting: int
    tracing: bool = False
    repeats: int = 0
    repeating: int = 0

    @property
    def running(self) -> bool:
        """Whether anything is still to come."""
        return self.waiting > 0 or self.tracing or self.repeating > 0


class ReviewSummary(Record):
    """One row of the list of reviews."""

    id: str
    title: str
    reference: str | None
    region: str | None
    added: datetime
    words: int
    total: int
    drafted: int
    not_answered: int
    decided: int
    waiting: int
    started: bool = Field(description="whether drafting was ever started, from an endpoint or a recording")
    signed_off: bool
    sample: bool
    version: int = Field(default=1, description="1 for a review that is the next version of none")
    to_reconfirm: int = Field(default=0, description="prompts decided on the earlier version and not yet here")
