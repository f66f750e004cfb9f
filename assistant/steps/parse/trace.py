"""From a model's raw text to a TraceReply: two numbered lists whose references hold, or the fault.

Comes in: the text as it came. Goes out: a ``TraceReply`` or a ``Fault``, never an exception. It stands alone
because a trace answers no prompt: what it must be consistent with is itself.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from assistant.domain.trace import (
    MOST_ACTIONS,
    MOST_CITATIONS,
    MOST_FINDINGS,
    FindingKind,
    OfferedAction,
    OfferedFinding,
    OfferedQuotation,
    TraceReply,
)
from assistant.steps.parse.strict import Fault, ReplyError, Strict, bounded, read, short


class _Quotation(Strict):
    passage: str
    quote: str


class _Numbered(Strict):
    number: int
    summary: str
    citations: list[_Quotation]


class _Finding(_Numbered):
    kind: Literal["deficiency", "key_finding", "good_practice"]
    reason_for_none: _Quotation | None


class _Action(_Numbered):
    how: str
    answers: list[int]


class _Lists(Strict):
    findings: list[_Finding]
    actions: list[_Action]


def parse_trace(text: str) -> TraceReply | Fault:
    """The trace in this text, or what is wrong with it; never raises.

    Findings and actions must be numbered from 1 without a gap, and an action may answer only findings that are
    listed, each once. A finding without a citation is no fault here: it will count as unsupported.
    """
    lists = read(text, _Lists, _fits)
    return lists if isinstance(lists, Fault) else _reply(lists)


def _fits(lists: _Lists) -> None:
    """Refuses lists that do not hold together; raises ``ReplyError``."""
    _numbered("finding", lists.findings, MOST_FINDINGS)
    _numbered("action", lists.actions, MOST_ACTIONS)
    _refers(lists)
    bounded(_strings(lists))


def _numbered(what: str, listed: Sequence[_Numbered], most: int) -> None:
    if len(listed) > most:
        raise ReplyError(
            f"There are more than {most} {what}s; keep those to which the review gives most weight."
        )
    for place, one in enumerate(listed, start=1):
        if one.number != place:
            number = short(str(one.number))
            raise ReplyError(
                f"The {what}s must be numbered 1, 2, 3 in order; in place {place} stands {number}."
            )
        if not one.summary.strip():
            raise ReplyError(f"The summary of {what} {place} is empty.")
        if len(one.citations) > MOST_CITATIONS:
            raise ReplyError(f"The {what} {place} has more than {MOST_CITATIONS} citations; keep the plainest.")


def _refers(lists: _Lists) -> None:
    for action in lists.actions:
        for number in action.answers:
            if not 1 <= number <= len(lists.findings):
                raise ReplyError(
                    f"Action {action.number} answers finding {short(str(number))}, which is not listed."
                )
        if len(set(action.answers)) < len(action.answers):
            raise ReplyError(f"Action {action.number} names a finding twice under answers.")


def _strings(lists: _Lists) -> Iterator[tuple[str, str]]:
    reasons = [f.reason_for_none for f in lists.findings if f.reason_for_none is not None]
    listed: list[_Numbered] = [*lists.findings, *lists.actions]
    for one in listed:
        yield "summary", one.summary
        for cited in one.citations:
            yield "quotation", cited.quote
            yield "passage id", cited.passage
    for reason in reasons:
        yield "quotation", reason.quote
        yield "passage id", reason.passage
    for action in lists.actions:
        yield "text of how", action.how


def _reply(lists: _Lists) -> TraceReply:
    return TraceReply(
        findings=tuple(
            OfferedFinding(
                number=f.number,
                kind=FindingKind(f.kind),
                summary=f.summary,
                citations=_offered(f.citations),
                reason_for_none=None if f.reason_for_none is None else _offered([f.reason_for_none])[0],
            )
            for f in lists.findings
        ),
        actions=tuple(
            OfferedAction(
                number=a.number,
                summary=a.summary,
                citations=_offered(a.citations),
                how=a.how,
                answers=tuple(sorted(a.answers)),
            )
            for a in lists.actions
        ),
    )


def _offered(citations: list[_Quotation]) -> tuple[OfferedQuotation, ...]:
    return tuple(OfferedQuotation(passage=c.passage, quote=c.quote) for c in citations)
