"""What answers what: the findings of a review, its planned actions, and what has nothing on the other side.

A model lists findings and actions (TraceReply, believed in nothing); ``steps/verify`` and ``steps/settle`` make
of that a Trace; its orphans are computed here, by nobody else. It stands alone because a trace is evidence
under the prompts in ``SHOWN_UNDER``, never their judgement (rules 2.h: clear links between every key finding
and each action, or a clear explanation of any exemption).
"""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field

from assistant.domain.draft import CheckedQuotation, DraftStatus, Flag, Match, Outcome, Provenance
from assistant.domain.record import Record

TRACE = "trace"
"""Stands for the prompt where a request, a task or a reply is that of a trace."""

SHOWN_UNDER = ("2.h", "3.1", "3.2")
"""The prompt, and the key questions with all their prompts, under which a trace is given as evidence."""

MOST_FINDINGS = 60
MOST_ACTIONS = 40
MOST_CITATIONS = 8
"""Of one finding or action."""


def shown_under(prompt: str) -> bool:
    """Whether a trace is given as evidence under that prompt."""
    return prompt in SHOWN_UNDER or prompt.rpartition(".")[0] in SHOWN_UNDER


class FindingKind(StrEnum):
    """What the review says of practice, in the order in which an inspector asks for an answer to it."""

    DEFICIENCY = "deficiency"
    KEY_FINDING = "key_finding"
    GOOD_PRACTICE = "good_practice"


class OfferedQuotation(Record):
    """A passage id and words offered as its own, unchecked."""

    passage: str
    quote: str


class OfferedFinding(Record):
    """A finding as a model lists it."""

    number: int
    kind: FindingKind
    summary: str
    citations: tuple[OfferedQuotation, ...]
    reason_for_none: OfferedQuotation | None


class OfferedAction(Record):
    """An action as a model lists it; ``answers`` are numbers of findings."""

    number: int
    summary: str
    citations: tuple[OfferedQuotation, ...]
    how: str
    answers: tuple[int, ...]


class TraceReply(Record):
    """A reply in the form asked for: parsed strictly, numbers in order, references to findings that exist."""

    findings: tuple[OfferedFinding, ...]
    actions: tuple[OfferedAction, ...]

    def quotations(self) -> Iterator[OfferedQuotation]:
        """Every quotation that is offered, in order, repeated ones too."""
        for finding in self.findings:
            yield from finding.citations
            if finding.reason_for_none is not None:
                yield finding.reason_for_none
        for action in self.actions:
            yield from action.citations


class _Traced(Record):
    """What findings and actions have in common."""

    number: int = Field(ge=1, description="its number in the list, from 1")
    summary: str = Field(description="the model's own words, its quotations looked up")
    citations: tuple[CheckedQuotation, ...]

    @property
    def unsupported(self) -> bool:
        """Whether none of its quotations was located: then it counts as nothing."""
        return all(citation.match is Match.ABSENT for citation in self.citations)


class TraceFinding(_Traced):
    """Something that the review itself says of practice, policy or how agencies worked together."""

    kind: FindingKind
    reason_for_none: CheckedQuotation | None = Field(
        description="where the review says why no action is needed; null where it does not"
    )

    @property
    def explained(self) -> bool:
        """Whether the review says, at a place that was located, why there is no action."""
        return self.reason_for_none is not None and self.reason_for_none.match is not Match.ABSENT


class TraceAction(_Traced):
    """A planned action. ``answers`` is what the model says; what of it counts is ``Trace.answered_by``."""

    how: str = Field(description="in the model's words, whether it deals with the same problem")
    answers: tuple[int, ...] = Field(description="numbers of findings that it would deal with")


class Trace(Record):
    """The checked list for one review; or, by ``status`` and ``reason``, why there is none."""

    key: str
    review: str
    status: DraftStatus
    reason: Outcome | None = None
    findings: tuple[TraceFinding, ...] = ()
    actions: tuple[TraceAction, ...] = ()
    flags: tuple[Flag, ...] = Field(default=(), description="``place`` is finding 3, action 2")
    provenance: Provenance | None = None
    unread: tuple[str, ...] = Field(
        default=(), description="sections that were not sent, or not whole: then nothing is called an orphan"
    )

    def answered_by(self, finding: int) -> tuple[int, ...]:
        """Numbers of the actions that answer that finding and are in the review."""
        return tuple(a.number for a in self.actions if finding in a.answers and not a.unsupported)

    def answering(self, action: int) -> tuple[int, ...]:
        """Numbers of the findings that the action answers and that are in the review."""
        located = {finding.number for finding in self.findings if not finding.unsupported}
        return tuple(n for a in self.actions if a.number == action for n in a.answers if n in located)

    @property
    def orphans(self) -> int:
        """How many findings and actions have nothing on the other side."""
        return len(self.without_action) + len(self.without_finding)

    @property
    def without_action(self) -> tuple[int, ...]:
        """Findings that no located action answers and for which the review gives no reason for none.

        None is known where not everything was read: what answers it may stand there.
        """
        if self.unread:
            return ()
        return tuple(
            f.number for f in self.findings if not (f.unsupported or f.explained or self.answered_by(f.number))
        )

    @property
    def without_finding(self) -> tuple[int, ...]:
        """Actions that answer no located finding; none is known where not everything was read."""
        if self.unread:
            return ()
        return tuple(a.number for a in self.actions if not (a.unsupported or self.answering(a.number)))

    @property
    def unsupported(self) -> tuple[str, ...]:
        """Findings and actions of which no quotation was located: "finding 3", "action 2"."""
        findings = [f"finding {f.number}" for f in self.findings if f.unsupported]
        return (*findings, *(f"action {a.number}" for a in self.actions if a.unsupported))
