"""What answers what, as the report tells it: findings and actions with a quotation each, orphans first.

An assurance comes in; a TraceReport goes out, or none where there is no trace. It stands alone because it is
told as evidence that a model listed and a program located, beside judgements and never as one.
"""

from collections.abc import Sequence

from assistant.domain.assurance import Assurance
from assistant.domain.draft import CheckedQuotation, DraftStatus, FlagKind
from assistant.domain.report import TracedRow, TraceReport
from assistant.domain.review import Review
from assistant.domain.selection import unread_words
from assistant.domain.trace import Trace, TraceAction, TraceFinding
from assistant.domain.words import FINDING, listed, orphans
from assistant.steps.report.places import ReportPlaces
from assistant.steps.report.words import FLAG, NAMED

HINT = (
    "Listed by a language model, and not decided by anybody. Every quotation shown was located; what "
    "was not located is not shown as one. This is evidence for 2.h, 3.1 and 3.2, not a judgement of them."
)

NOT_KNOWN = "None in what was read."


def trace_report(assurance: Assurance, places: ReportPlaces) -> TraceReport | None:
    """The trace of the review, orphans first; None where there is none."""
    trace = assurance.trace
    if trace is None or trace.status is not DraftStatus.DRAFTED:
        return None
    findings = [_finding(trace, f, places) for f in trace.findings if not f.unsupported]
    actions = [_action(trace, a, places) for a in trace.actions if not a.unsupported]
    return TraceReport(
        hint=HINT,
        summary=_summary(trace, assurance.review),
        findings=tuple(sorted(findings, key=lambda row: not row.orphan)),
        actions=tuple(sorted(actions, key=lambda row: not row.orphan)),
        remarks=tuple(_remarks(trace)),
    )


def _summary(trace: Trace, review: Review) -> str:
    if trace.unread:
        return (
            f"Not read by the model: {unread_words(review, trace.unread, NAMED)}. So it is not known which "
            "findings have no action, and which actions answer no finding."
        )
    return orphans(trace)


def _finding(trace: Trace, finding: TraceFinding, places: ReportPlaces) -> TracedRow:
    answers, reason = trace.answered_by(finding.number), finding.reason_for_none
    told = [f"Answered by {listed([f'A{n}' for n in answers])}."] if answers else []
    quotations = _quotations(finding.citations, places)
    if reason is not None and finding.explained:
        told.append("The review says why there is no action (the last quotation).")
        quotations = (*quotations, *_quotations([reason], places))
    return TracedRow(
        number=f"F{finding.number}",
        kind=FINDING[finding.kind],
        summary=places.pointed(finding.summary, {}),
        quotations=quotations,
        answer=" ".join(told) or (NOT_KNOWN if trace.unread else "No action, and no reason for none."),
        orphan=finding.number in trace.without_action,
    )


def _action(trace: Trace, action: TraceAction, places: ReportPlaces) -> TracedRow:
    answered = trace.answering(action.number)
    none = NOT_KNOWN if trace.unread else "Answers no finding."
    answer = f"Answers {listed([f'F{n}' for n in answered])}." if answered else none
    return TracedRow(
        number=f"A{action.number}",
        kind="Action",
        summary=places.pointed(action.summary, {}),
        quotations=_quotations(action.citations, places),
        answer=f"{answer} {places.pointed(action.how.strip(), {})}".strip(),
        orphan=action.number in trace.without_finding,
    )


def _quotations(
    citations: Sequence[CheckedQuotation], places: ReportPlaces
) -> tuple[tuple[tuple[str, ...], str], ...]:
    found = []
    for citation in citations:
        pieces = places.cells(places.located(citation))
        if pieces:
            texts = tuple(places.text(piece) for piece in pieces)
            found.append((texts, places.words(pieces[0].passage, [piece.start for piece in pieces])))
    return tuple(found)


def _remarks(trace: Trace) -> list[str]:
    remarks = []
    if trace.unsupported:
        what = listed([f"{words[0].upper()}{words.split()[1]}" for words in trace.unsupported])
        remarks.append(f"Listed by the model, but not located in the review, so counted as nothing: {what}.")
    for kind in dict.fromkeys(f.kind for f in trace.flags if f.kind is not FlagKind.NOT_READ_WHOLE):
        texts = dict.fromkeys(flag.text for flag in trace.flags if flag.kind is kind)
        remarks.append(f"{FLAG[kind]}: {'; '.join(texts)}.")
    return remarks
