"""What persons decide and what the rules compute from it: Decision, Tally, InitialJudgement, Judgement.

Decisions are append-only events; an InitialJudgement is recomputed from them each time by
``steps/aggregate.py`` and never stored as truth.
"""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from assistant.domain.draft import CheckedCitation, Flag, Line
from assistant.domain.record import Record


class Answer(StrEnum):
    """The answer for a key question or standard."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"


class DecisionKind(StrEnum):
    """What an inspector did."""

    ACCEPT = "accept"
    OVERRIDE = "override"
    PRECLUDE = "preclude"
    WITHDRAW_PRECLUSION = "withdraw_preclusion"
    JUDGE = "judge"
    RATE = "rate"
    NOTE = "note"
    REWORD = "reword"
    CITE = "cite"
    REMOVE = "remove"
    UNDO = "undo"
    ACKNOWLEDGE = "acknowledge"
    SIGN_OFF = "sign_off"
    REOPEN = "reopen"


LINES = (DecisionKind.ACCEPT, DecisionKind.OVERRIDE)
"""Acts that decide a prompt."""

UNDOABLE = frozenset({*LINES, DecisionKind.REWORD, DecisionKind.CITE, DecisionKind.REMOVE})
"""Acts that an undo can take back; a bar on a yes has an act of its own for that."""


class ReasonCode(StrEnum):
    """Why a line was chosen that is not the draft's."""

    WRONG_EVIDENCE = "wrong_evidence"
    WRONG_THRESHOLD = "wrong_threshold"
    MISSED_EVIDENCE = "missed_evidence"
    GUIDANCE_READ_DIFFERENTLY = "guidance_read_differently"
    OTHER = "other"


class Decision(Record):
    """One act of an inspector; never changed, only followed by another.

    ``prompt`` is set for everything done to a prompt; ``node`` for judge and rate ("overall" can be rated);
    ``line`` is the line held after accept or override (None for information items); ``draft`` is the key of
    the draft on screen when it was made, ``unseen`` of the one that was hidden from the inspector then
    (judge first). ``rationale`` are the words for the report in place of the draft's, checked as a draft's are,
    and ``flags`` what is wrong with them; ``citation`` is evidence that was added (always located) or removed;
    ``undoes`` is the id of the decision that an undo takes back; ``notices`` are the ids of the notices that
    were acknowledged; ``earlier`` names the one on the earlier version that an override reconfirms.
    """

    id: str = Field(description="d1, d2... in the order of the assurance")
    kind: DecisionKind
    prompt: str | None = None
    node: str | None = None
    line: Line | None = None
    answer: Answer | None = None
    rating: str | None = None
    reason_code: ReasonCode | None = None
    reason: str | None = Field(default=None, max_length=4000)
    by: str = Field(min_length=1, max_length=100)
    at: datetime
    draft: str | None = None
    rationale: str | None = Field(default=None, max_length=20_000)
    flags: tuple[Flag, ...] = ()
    citation: CheckedCitation | None = None
    undoes: str | None = None
    notices: tuple[str, ...] = ()
    unseen: str | None = None
    earlier: str | None = Field(
        default=None,
        description="decision on the earlier version, after the id of that review: 0123456789abcdef/d12",
    )


class Origin(StrEnum):
    """Where the line that counts for a prompt comes from; the last three count as unknown."""

    DECIDED = "decided"
    DRAFTED = "drafted"
    HIDDEN = "hidden"
    NOT_ANSWERED = "not_answered"
    NOT_RUN = "not_run"


class Standing(Record):
    """What counts for one prompt now: its latest decision, else its draft; UNDETERMINED when unknown."""

    prompt: str
    line: Line
    origin: Origin


class Weight(StrEnum):
    """How one member of a node enters the balance."""

    FOR = "for"  # above, yes
    AGAINST = "against"  # below, no
    LEFT_OUT = "left_out"  # not applicable
    UNKNOWN = "unknown"


class Member(Record):
    """One prompt or key question as its node weighs it."""

    id: str
    weight: Weight
    origin: Origin = Field(description="for a key question: DECIDED when the inspector judged it, else DRAFTED")


class Tally(Record):
    """The counts of a node. ``above`` and ``below`` read as yes and no where the node weighs key questions."""

    above: int
    below: int
    not_applicable: int
    unknown: tuple[str, ...]
    decided: int
    drafted: int


class Pivotal(Record):
    """A member which alone, by moving to ``to``, would change the node's answer to ``answer``."""

    member: str
    to: str = Field(description="above or below; yes or no where the node weighs key questions")
    answer: Answer


class InitialJudgement(Record):
    """What the rules compute for a node (the rubric's own phrase), with its trace in sentences."""

    node: str
    answer: Answer
    tally: Tally
    members: tuple[Member, ...]
    barred_by: tuple[str, ...] = Field(default=(), description="prompts whose preclusion is in force")
    provisional: bool = Field(description="whether anything that counts is only drafted or unknown")
    trace: tuple[str, ...]
    pivotal: tuple[Pivotal, ...]


class Judgement(Record):
    """What the inspector holds for a node beside what the rules compute; ``overall`` has a rating only."""

    node: str
    initial: InitialJudgement | None
    answer: Answer | None
    rating: str | None

    @property
    def computed(self) -> Answer:
        """What the counts give; undetermined where nothing is computed."""
        return Answer.UNDETERMINED if self.initial is None else self.initial.answer


class Act(Record):
    """What an inspector asks to have recorded: a Decision without its id and time."""

    kind: DecisionKind
    prompt: str | None = None
    node: str | None = None
    line: Line | None = None
    answer: Answer | None = None
    rating: str | None = None
    reason_code: ReasonCode | None = None
    reason: str | None = Field(default=None, max_length=4000)
    by: str = Field(min_length=1, max_length=100)
    draft: str | None = None
    rationale: str | None = Field(default=None, max_length=20_000)
    flags: tuple[Flag, ...] = ()
    citation: CheckedCitation | None = None
    undoes: str | None = None
    notices: tuple[str, ...] = ()
    unseen: str | None = Field(default=None, description="for the pipeline alone to say")
    earlier: str | None = None
