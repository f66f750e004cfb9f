"""What answers what, as it is shown under the prompts it is evidence for: orphans first, each with its place.

In come the trace and the places of the review, out go rows. It stands alone because what a model listed and a
program located must never look like a judgement, and what was not located never like a quotation.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from assistant.domain.draft import OUTCOME_WORDS, CheckedQuotation, DraftStatus, Flag, FlagKind, Outcome
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.review import Review
from assistant.domain.selection import unread_words
from assistant.domain.trace import Trace, TraceAction, TraceFinding
from assistant.domain.words import FINDING, orphans
from assistant.ui.presentation.draft import Source, source
from assistant.ui.presentation.rich import Piece, pieces

Answered = Literal["orphan", "answered", "explained", "unknown", "unsupported"]


class TracedQuotation(Record):
    """The file's own words, a string for each cell or passage, and where they stand."""

    quotes: tuple[str, ...]
    place: str
    passage: str


class TracedRow(Record):
    """A finding or an action. ``others`` are numbers on the other side.

    ``offered`` are words that are no evidence, and whether they stand in the review all the same.
    """

    number: int
    kind: str | None
    state: Answered
    summary: tuple[Piece, ...]
    quoted: tuple[TracedQuotation, ...]
    offered: tuple[tuple[str, bool], ...]
    words: str
    others: tuple[int, ...]
    how: tuple[Piece, ...]
    reason: TracedQuotation | None


class ShownTrace(Record):
    """The section. ``none`` says why there is no list, and ``fault`` whether something went wrong.

    ``whole`` tells whether the whole review was read.
    """

    none: str | None
    fault: bool
    whole: bool
    found: str
    findings: tuple[TracedRow, ...]
    actions: tuple[TracedRow, ...]
    source: Source | None


def shown_trace(trace: Trace | None, running: bool, places: Places, review: Review) -> ShownTrace:
    """The section for this trace; ``running`` tells whether it may still come."""
    if trace is None or trace.status is not DraftStatus.DRAFTED:
        return _none(trace, running)
    findings = [_finding(trace, finding, places) for finding in trace.findings]
    actions = [_action(trace, action, places) for action in trace.actions]
    return ShownTrace(
        none=None,
        fault=False,
        whole=not trace.unread,
        found=_found(trace, review),
        findings=_in_order(findings),
        actions=_in_order(actions),
        source=source(trace.provenance),
    )


def _none(trace: Trace | None, running: bool) -> ShownTrace:
    fault = trace is not None and trace.reason is not Outcome.NOT_RECORDED
    if running:
        words, fault = "Still to come.", False
    elif trace is None:
        words = "Not asked for. Start lists it beside the drafts."
    elif trace.reason is Outcome.NOT_RECORDED:
        words = "Not in the recording."
    else:
        why = OUTCOME_WORDS[trace.reason] if trace.reason is not None else "no reason was recorded"
        words = f"Not answered: {why}. This says nothing about the review."
    return ShownTrace(none=words, fault=fault, whole=True, found="", findings=(), actions=(), source=None)


def _found(trace: Trace, review: Review) -> str:
    if trace.unread:
        return (
            f"Not read: {unread_words(review, trace.unread)}. The review is longer than the model’s context, "
            "so what has nothing on the other side is not known."
        )
    return orphans(trace)


def _in_order(rows: Sequence[TracedRow]) -> tuple[TracedRow, ...]:
    """Orphans first, what was not located last; otherwise as the review has them."""
    order = {"orphan": 0, "unsupported": 2}
    return tuple(sorted(rows, key=lambda row: order.get(row.state, 1)))


def _finding(trace: Trace, finding: TraceFinding, places: Places) -> TracedRow:
    others, reason = trace.answered_by(finding.number), finding.reason_for_none
    state: Answered = "answered"
    if finding.unsupported:
        state, words = "unsupported", "Located nowhere, so it counts as nothing."
    elif finding.number in trace.without_action:
        state, words = "orphan", "No action, and no reason for none"
    elif others:
        words = "Answered by"
    elif finding.explained:
        state, words = "explained", "No action. The review says why:"
    else:
        state, words = "unknown", "No action in what was read"
    quoted = _quoted([reason], places) if reason is not None and finding.explained else ()
    wording = _wording(trace, f"finding {finding.number}", places)
    return TracedRow(
        number=finding.number,
        kind=FINDING[finding.kind],
        state=state,
        summary=wording(finding.summary),
        quoted=_quoted(finding.citations, places),
        offered=_offered(trace, [*finding.citations, *([reason] if reason is not None else [])], places),
        words=words,
        others=() if state == "unsupported" else others,
        how=(),
        reason=quoted[0] if quoted else None,
    )


def _action(trace: Trace, action: TraceAction, places: Places) -> TracedRow:
    others = trace.answering(action.number)
    state: Answered = "answered"
    words = "Answers"
    if action.unsupported:
        state, words, others = "unsupported", "Located nowhere, so it answers nothing.", ()
    elif action.number in trace.without_finding:
        state, words = "orphan", "Answers no finding"
    elif not others:
        state, words = "unknown", "Answers no finding in what was read"
    wording = _wording(trace, f"action {action.number}", places)
    return TracedRow(
        number=action.number,
        kind=None,
        state=state,
        summary=wording(action.summary),
        quoted=_quoted(action.citations, places),
        offered=_offered(trace, action.citations, places),
        words=words,
        others=others,
        how=wording(action.how),
        reason=None,
    )


def _wording(trace: Trace, place: str, places: Places) -> Callable[[str], tuple[Piece, ...]]:
    kinds = (FlagKind.QUOTATION_NOT_FOUND, FlagKind.DETAIL_NOT_IN_CITED_PASSAGES)
    flags: list[Flag] = [f for f in trace.flags if f.place == place and f.kind in kinds]
    return lambda text: pieces(text.strip(), flags, {}, places)


def _quoted(citations: Sequence[CheckedQuotation], places: Places) -> tuple[TracedQuotation, ...]:
    found: dict[tuple[object, ...], TracedQuotation] = {}
    for citation in citations:
        cells = places.cells(places.located(citation))
        if cells:
            found[cells] = TracedQuotation(
                quotes=tuple(places.text(cell) for cell in cells),
                place=places.words(cells[0].passage, [cell.start for cell in cells]),
                passage=cells[0].passage,
            )
    return tuple(found.values())


def _offered(
    trace: Trace, citations: Sequence[CheckedQuotation], places: Places
) -> tuple[tuple[str, bool], ...]:
    stands = {flag.text for flag in trace.flags if flag.kind is FlagKind.QUOTATION_NOT_EVIDENCE}
    quotes = dict.fromkeys(c.quote for c in citations if not places.located(c))
    return tuple((quote, quote in stands) for quote in quotes)
