"""One prompt as the report tells it: where it stands, by whom, why, and on what evidence.

It stands alone because of its one rule: what is only drafted, not answered, not run or hidden is never told
as if it were decided, and a draft the inspector departed from is not told as the reason.
"""

from typing import NamedTuple

from assistant.domain.assurance import Assurance
from assistant.domain.draft import (
    OUTCOME_WORDS,
    Draft,
    DraftStatus,
    FlagKind,
    Line,
    Met,
    Offered,
    Outcome,
    Stance,
)
from assistant.domain.judgement import Decision, DecisionKind, Origin, ReasonCode
from assistant.domain.report import Fact, Found, PromptReport
from assistant.domain.review import Intake, Review
from assistant.domain.rubric import Prompt, Rubric, Scale, Strength
from assistant.domain.selection import unread_words
from assistant.domain.words import LINE, NO_STRONGEST, REASON, agreed, day
from assistant.steps.report.places import ReportPlaces
from assistant.steps.report.quotations import Shown, shown
from assistant.steps.report.words import FLAG, MET, NAMED, intake_words, sentences


class _Told(NamedTuple):
    """A prompt with what is known of it. ``evidence``: the draft may be shown; ``adopted``: its words too.

    ``shown`` are the draft's quotations, and none where it may not be shown.
    """

    prompt: Prompt
    draft: Draft
    decision: Decision | None
    hidden: bool
    evidence: bool
    adopted: bool
    places: ReportPlaces
    shown: Shown

    def words(self, text: str) -> str:
        """Words of the draft, its references to passages made fit for a reader."""
        return self.places.pointed(text, self.shown.numbers)


def prompt_report(rubric: Rubric, assurance: Assurance, prompt: Prompt, places: ReportPlaces) -> PromptReport:
    """The report on one prompt."""
    told = _told(assurance, prompt, places)
    absent = places.not_found(told.draft.citations) if told.evidence else ()
    standing, by = _standing(told)
    return PromptReport(
        id=prompt.id,
        title=prompt.label if prompt.scale is Scale.NOTE else f"{prompt.id} {prompt.label}",
        question=prompt.question if prompt.question != prompt.label else None,
        line=_line(told),
        standing=standing,
        by=by,
        reasons=(*_given(assurance.intake, told), *_reasons(told), *_bar(assurance, told)),
        found=_found(told),
        quotations=told.shown.quotations,
        none_against=_none_against(told),
        left_out=_left_out(told.shown.left_out),
        not_found=tuple(told.words(text) for text in absent),
        remarks=(*_unread(assurance.review, told), *_remarks(rubric, told), *_agreement(assurance, told)),
    )


def not_answered(draft: Draft) -> str:
    """Why there is no draft, in words: "the endpoint did not answer in time"."""
    return OUTCOME_WORDS[draft.reason or Outcome.NOT_UNDERSTOOD]


def why(decision: Decision) -> str:
    """The reason given with a decision, in sentences; empty where none was."""
    code = decision.reason_code
    said = REASON[code] if code is not None and not (code is ReasonCode.OTHER and decision.reason) else None
    return sentences(said, decision.reason)


def _left_out(count: int) -> str | None:
    if not count:
        return None
    quotations, are = ("quotation", "is") if count == 1 else ("quotations", "are")
    return f"{count} more {quotations} located in the review {are} in the result file."


def _none_against(told: _Told) -> str | None:
    """Said where the strongest passage against would stand: it is always asked for."""
    against = told.draft.strongest(Stance.AGAINST)
    if not told.evidence or told.prompt.scale is Scale.NOTE or against is Offered.LOCATED:
        return None
    return f"Strongest passage against: {NO_STRONGEST[against]}."


def _told(assurance: Assurance, prompt: Prompt, places: ReportPlaces) -> _Told:
    draft, decision = assurance.draft(prompt.id), assurance.decision(prompt.id)
    hidden = any(s.prompt == prompt.id and s.origin is Origin.HIDDEN for s in assurance.standings)
    earlier = decision is not None and decision.draft not in (None, draft.key)
    evidence = draft.status is DraftStatus.DRAFTED and not hidden and not earlier
    same = decision is None or decision.kind is DecisionKind.ACCEPT
    if decision is not None and not same:
        same = prompt.scale is Scale.LINE and decision.line is draft.line and not decision.reason
    selection = shown(draft, places) if evidence else Shown((), {}, 0)
    return _Told(prompt, draft, decision, hidden, evidence, evidence and same, places, selection)


def _line(told: _Told) -> Line | None:
    if told.decision is not None:
        return told.decision.line
    return None if told.hidden else told.draft.line


def _standing(told: _Told) -> tuple[str, str]:
    prompt, draft, decision = told.prompt, told.draft, told.decision
    if decision is not None:
        standing = "Noted" if prompt.scale is Scale.NOTE else LINE[decision.line or Line.UNDETERMINED]
        return standing, f"decided by {decision.by}, {day(decision.at)}"
    if draft.status is DraftStatus.NOT_RUN:
        return "Not run", "no draft was asked for, and nothing is decided"
    if draft.status is DraftStatus.NOT_ANSWERED:
        return "Not answered", f"{not_answered(draft)}; nothing is decided"
    if told.hidden:
        return "Not decided", "the draft is hidden until a line is recorded"
    if prompt.scale is Scale.NOTE:
        return "Findings", "drafted, not decided"
    return LINE[draft.line or Line.UNDETERMINED], "drafted, not decided"


def _given(intake: Intake, told: _Told) -> list[Fact]:
    """What an information item is answered from beside the review: the files cannot say it."""
    given = intake_words(intake) if told.prompt.scale is Scale.NOTE else {}
    words = [given[field] for field in told.prompt.intake if field in given]
    return [Fact(name="From the intake", value=", ".join(words))] if words else []


def _reasons(told: _Told) -> list[Fact]:
    draft, decision, reasons = told.draft, told.decision, list[Fact]()
    if decision is not None:
        name = "Inspector's finding" if told.prompt.scale is Scale.NOTE else "Inspector's reason"
        if said := why(decision):
            reasons.append(Fact(name=name, value=said))
    if told.adopted and draft.rationale.strip():
        kept = "not decided" if decision is None else "accepted"
        name = f"Rationale (drafted by a language model, {kept})"
        reasons.append(Fact(name=name, value=told.words(draft.rationale.strip())))
    if told.adopted and draft.searched and draft.line is not Line.ABOVE:
        name = "Looked in vain in what was read" if draft.unread else "Looked in vain"
        reasons.append(Fact(name=name, value=told.words("; ".join(draft.searched))))
    return reasons


def _bar(assurance: Assurance, told: _Told) -> list[Fact]:
    if told.prompt.rule is None:
        return []
    initial = assurance.judgement(told.prompt.rule).initial
    if initial is None or told.prompt.id not in initial.barred_by:
        return []
    bar = next(
        d
        for d in reversed(assurance.decisions)
        if d.kind is DecisionKind.PRECLUDE and d.prompt == told.prompt.id
    )
    value = sentences(bar.reason, f"Decided by {bar.by}, {day(bar.at)}")
    return [Fact(name=f"Bars a yes for {told.prompt.rule}", value=value)]


def _found(told: _Told) -> tuple[Found, ...]:
    """What falls short of the rules' expectations, where the line is not above; for an item without a line
    all that applies, since findings are all it has to say. An illustration is nobody's shortcoming.
    """
    worth = {Met.PARTLY, Met.NOT_MET, Met.UNSUPPORTED}
    counted = {Strength.MUST, Strength.EXPECTED, Strength.CONDITIONAL}
    if told.prompt.scale is Scale.NOTE:
        worth.add(Met.MET)
    if not told.adopted or told.draft.line is Line.ABOVE:
        return ()
    looked_for = {e.id: e.text for e in told.prompt.expectations if e.strength in counted}
    return tuple(
        Found(expectation=looked_for[finding.expectation], met=MET[finding.met], note=told.words(finding.note))
        for finding in told.draft.findings
        if finding.met in worth and finding.expectation in looked_for
    )


def _unread(review: Review, told: _Told) -> tuple[str, ...]:
    """What the model was not sent, wherever something of its draft is shown."""
    unread = told.draft.unread
    if not (told.evidence and unread):
        return ()
    return (f"{FLAG[FlagKind.NOT_READ_WHOLE]}: {unread_words(review, unread, NAMED)}.",)


def _remarks(rubric: Rubric, told: _Told) -> tuple[str, ...]:
    prompt, draft, decision = told.prompt, told.draft, told.decision
    remarks: list[str] = []
    if decision is not None:
        if draft.status is DraftStatus.NOT_RUN:
            remarks.append("Decided by hand: no draft was run.")
        elif draft.status is DraftStatus.NOT_ANSWERED:
            remarks.append(f"Decided by hand: no draft was obtained ({not_answered(draft)}).")
        elif not told.evidence:
            remarks.append("Decided on an earlier draft, which is kept with the assurance.")
        elif prompt.scale is Scale.LINE and decision.line is not draft.line:
            remarks.append(f"The draft had: {LINE[draft.line or Line.UNDETERMINED]}.")
        if decision.line is Line.NOT_APPLICABLE and prompt.not_applicable is None:
            remarks.append("Not applicable is outside the rules' wording for this prompt.")
    if told.evidence and decision is None and draft.unsupported and draft.proposed_line is not None:
        remarks.append(f"{FLAG[FlagKind.UNSUPPORTED]} ({LINE[draft.proposed_line]}).")
    if told.adopted:
        remarks += [told.words(fault) for fault in _faults(draft)]
    clause = prompt.rule is not None and rubric.node(prompt.rule).rule.preclude
    if told.evidence and decision is None and draft.precludes and clause and draft.line is Line.BELOW:
        remarks.append(f"The draft proposes that this bars a yes for {prompt.rule}; it counts only if decided.")
    return tuple(remarks)


def _agreement(assurance: Assurance, told: _Told) -> list[str]:
    agreement = assurance.agreement(told.prompt.id) if told.evidence else None
    return [] if agreement is None else [f"Asked again: {agreed(agreement)}."]


def _faults(draft: Draft) -> list[str]:
    listed = {citation.quote for citation in draft.citations}
    found = []
    for kind in FlagKind:
        texts = dict.fromkeys(f.text for f in draft.flags if f.kind is kind and f.text not in listed)
        if texts and kind not in (FlagKind.UNSUPPORTED, FlagKind.NOT_READ_WHOLE):
            found.append(f"{FLAG[kind]}: {'; '.join(texts)}.")
    return found
