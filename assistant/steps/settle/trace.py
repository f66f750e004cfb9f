"""From a parsed trace and its checked quotations to the Trace an inspector sees.

In goes what the model listed and what verification made of it; out comes a trace of which only what was located
counts, whose wording quotes only the review, and whose faults are flagged. Stands alone because a trace has no
line to settle: what has nothing on the other side is computed by the record itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.domain.draft import CheckedQuotation, DraftStatus, Flag, FlagKind, Match, Provenance
from assistant.domain.references import pointed_at
from assistant.domain.review import Review
from assistant.domain.selection import Selection
from assistant.domain.trace import (
    OfferedAction,
    OfferedFinding,
    OfferedQuotation,
    Trace,
    TraceAction,
    TraceFinding,
    TraceReply,
)
from assistant.steps.settle.reading import not_read_whole
from assistant.steps.settle.wording import WordingCheck

Checked = Mapping[OfferedQuotation, CheckedQuotation]


def settle_trace(
    review: Review,
    reply: TraceReply,
    checked: Checked,
    *,
    key: str,
    provenance: Provenance,
    contains: Callable[[str], bool],
    selection: Selection | None = None,
) -> Trace:
    """The trace of one review. ``checked`` has every quotation of the reply, ``contains`` tells whether words
    stand anywhere in the review, and ``selection`` is what of it was sent; None is all.

    A detail of a summary must stand in a passage cited for it; one of ``how`` may also stand in a passage cited
    for a finding that the action answers.
    """
    flags = not_read_whole(selection)

    def settled(text: str, place: str, *cited: Iterable[CheckedQuotation]) -> str:
        passages = {p for some in cited for c in some for p in _passages(c)} | pointed_at(text)
        wording = WordingCheck(review, passages, contains)
        shown = wording.settled(text, place)
        flags.extend(wording.flags)
        return shown

    def finding(offered: OfferedFinding) -> TraceFinding:
        place = f"finding {offered.number}"
        citations = _looked_up(offered.citations, checked)
        reason = offered.reason_for_none
        return TraceFinding(
            number=offered.number,
            kind=offered.kind,
            summary=settled(offered.summary, place, citations),
            citations=citations,
            reason_for_none=None if reason is None else checked[reason],
        )

    def action(offered: OfferedAction) -> TraceAction:
        place = f"action {offered.number}"
        citations = _looked_up(offered.citations, checked)
        answered = [f.citations for f in findings if f.number in offered.answers]
        return TraceAction(
            number=offered.number,
            summary=settled(offered.summary, place, citations),
            citations=citations,
            how=settled(offered.how, place, citations, *answered),
            answers=offered.answers,
        )

    findings = tuple(map(finding, reply.findings))
    actions = tuple(map(action, reply.actions))
    return Trace(
        key=key,
        review=review.id,
        status=DraftStatus.DRAFTED,
        findings=findings,
        actions=actions,
        flags=tuple(dict.fromkeys([*flags, *_no_evidence(findings, actions, contains)])),
        provenance=provenance,
        unread=() if selection is None else selection.unread,
    )


def _looked_up(offered: Sequence[OfferedQuotation], checked: Checked) -> tuple[CheckedQuotation, ...]:
    return tuple(checked[quotation] for quotation in dict.fromkeys(offered))


def _passages(citation: CheckedQuotation) -> tuple[str, ...]:
    return (citation.cited_passage, *(piece.passage for piece in citation.located))


def _no_evidence(
    findings: Sequence[TraceFinding], actions: Sequence[TraceAction], contains: Callable[[str], bool]
) -> list[Flag]:
    """Quotations graded ABSENT although their words stand in the review: too short, or page furniture."""
    reasons = [(f.number, f.reason_for_none) for f in findings if f.reason_for_none is not None]
    offered = [
        *((f"finding {f.number}", c) for f in findings for c in f.citations),
        *((f"finding {number}", reason) for number, reason in reasons),
        *((f"action {a.number}", c) for a in actions for c in a.citations),
    ]
    return [
        Flag(kind=FlagKind.QUOTATION_NOT_EVIDENCE, text=c.quote, place=place)
        for place, c in offered
        if c.match is Match.ABSENT and contains(c.quote)
    ]
