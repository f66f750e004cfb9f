"""From a parsed reply and its checked quotations to the Draft an inspector sees.

In goes what the model said and what verification made of it; out comes a draft whose line stands only on
located evidence, whose wording quotes only the review, and whose faults are flagged. Stands alone because
these rules may never be relaxed: not on a re-ask, not for a better model. Flags never change the line.
"""

from collections.abc import Callable, Iterable, Sequence

from assistant.domain.draft import (
    CheckedCitation,
    CheckedFinding,
    Draft,
    DraftStatus,
    Finding,
    Flag,
    FlagKind,
    Line,
    Match,
    Met,
    Provenance,
    Reply,
    Stance,
)
from assistant.domain.references import pointed_at
from assistant.domain.review import Review
from assistant.domain.rubric import Prompt
from assistant.domain.selection import Selection
from assistant.steps.settle.quotations import quotations
from assistant.steps.settle.reading import not_read_whole
from assistant.steps.settle.reword import reword
from assistant.steps.settle.trace import settle_trace
from assistant.steps.settle.wording import WordingCheck, texts_of

__all__ = ["quotations", "reword", "settle", "settle_trace"]


def settle(
    review: Review,
    prompt: Prompt,
    reply: Reply,
    checked: Sequence[CheckedCitation],
    *,
    key: str,
    provenance: Provenance,
    contains: Callable[[str], bool],
    preclude_clause: bool,
    intake: str = "",
    selection: Selection | None = None,
) -> Draft:
    """The draft for one prompt.

    ``checked`` are the reply's quotations as verified, ``contains`` tells whether words stand anywhere in
    the review, ``preclude_clause`` whether the rule over this prompt has the 'may preclude' clause, and
    ``intake`` is what was sent to the model beside the review: its dates and names need no passage.

    ABOVE needs a located SUPPORTS quotation, BELOW a located AGAINST one or somewhere looked in vain,
    NOT_APPLICABLE a located SUPPORTS quotation (silence is no ground); otherwise the line is UNDETERMINED
    and flagged, and ``proposed_line`` keeps what the model said (design, Drafting). Where a ``selection`` of
    the review was sent, nothing rests on absence: what was looked for in vain may stand in what was not read.
    """
    unread = () if selection is None else selection.unread
    searched = tuple(place.strip() for place in reply.searched if place.strip())
    line = _line(reply.line, checked, () if unread else searched)
    own_words = (reply.rationale, *(finding.note for finding in reply.findings))
    # "[p41]" in the wording cites that passage as much as a quotation does.
    pointed = frozenset[str]().union(*map(pointed_at, own_words))
    cited = {p for c in checked for p in (c.cited_passage, *(place.passage for place in c.located))} | pointed
    wording = WordingCheck(review, cited, contains, given=[intake], vocabulary=texts_of(prompt))
    findings = tuple(
        _finding(prompt, finding, checked, wording, absence=not unread)
        for finding in sorted(reply.findings, key=lambda finding: finding.expectation)
    )
    rationale = wording.settled(reply.rationale, "rationale")
    flags = [
        *_unsupported(reply.line, line),
        *not_read_whole(selection),
        *wording.flags,
        *_no_evidence(checked, contains),
        *_unanswered(prompt, findings),
    ]
    return Draft(
        key=key,
        review=review.id,
        prompt=prompt.id,
        status=DraftStatus.DRAFTED,
        line=line,
        proposed_line=reply.line,
        rationale=rationale,
        flags=tuple(dict.fromkeys(flags)),
        findings=findings,
        searched=searched,
        precludes=reply.precludes and preclude_clause and line is Line.BELOW,
        citations=tuple(checked),
        provenance=provenance,
        unread=unread,
    )


def _line(proposed: Line | None, checked: Iterable[CheckedCitation], searched: tuple[str, ...]) -> Line | None:
    """What a line needs (design, Drafting); the proposal where it has that, else UNDETERMINED."""
    stances = {c.stance for c in checked if c.match is not Match.ABSENT}
    carried = {
        Line.ABOVE: Stance.SUPPORTS in stances,
        Line.BELOW: Stance.AGAINST in stances or bool(searched),
        Line.NOT_APPLICABLE: Stance.SUPPORTS in stances,
        Line.UNDETERMINED: True,
        None: True,
    }
    return proposed if carried[proposed] else Line.UNDETERMINED


def _finding(
    prompt: Prompt,
    finding: Finding,
    checked: Iterable[CheckedCitation],
    wording: WordingCheck,
    *,
    absence: bool,
) -> CheckedFinding:
    """``absence`` tells whether a finding may rest on what is nowhere to be found."""
    expectation = f"{prompt.id}/{finding.expectation}"
    located = any(c.expectation == expectation and c.match is not Match.ABSENT for c in checked)
    needs_evidence = finding.met in (Met.MET, Met.PARTLY) or (finding.met is Met.NOT_MET and not absence)
    return CheckedFinding(
        expectation=expectation,
        met=Met.UNSUPPORTED if needs_evidence and not located else finding.met,
        note=wording.settled(finding.note, f"finding {expectation}"),
    )


def _unsupported(proposed: Line | None, line: Line | None) -> list[Flag]:
    if proposed is None or proposed is line:
        return []
    return [Flag(kind=FlagKind.UNSUPPORTED, text=proposed.value, place="line")]


def _no_evidence(checked: Iterable[CheckedCitation], contains: Callable[[str], bool]) -> list[Flag]:
    """Quotations graded ABSENT although their words stand in the review: too short, or page furniture."""
    return [
        Flag(kind=FlagKind.QUOTATION_NOT_EVIDENCE, text=c.quote, place=_place(c))
        for c in checked
        if c.match is Match.ABSENT and contains(c.quote)
    ]


def _place(citation: CheckedCitation) -> str:
    if citation.expectation is not None:
        return f"finding {citation.expectation}"
    return "strongest for" if citation.stance is Stance.SUPPORTS else "strongest against"


def _unanswered(prompt: Prompt, findings: Iterable[CheckedFinding]) -> list[Flag]:
    answered = {finding.expectation for finding in findings}
    return [
        Flag(kind=FlagKind.EXPECTATION_NOT_ANSWERED, text=e.id, place=f"finding {e.id}")
        for e in prompt.expectations
        if e.id not in answered
    ]
