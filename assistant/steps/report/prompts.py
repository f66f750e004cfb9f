"""One prompt as the report tells it: where it stands, by whom, why, and on what evidence.

It stands alone because of its one rule: what is only drafted, not answered, not run or hidden is never told
as if it were decided, and a draft the inspector departed from is not told as the reason.
"""

from assistant.domain.assurance import Assurance
from assistant.domain.draft import (
    CheckedFinding,
    DraftStatus,
    Line,
    Met,
    Offered,
    Stance,
)
from assistant.domain.judgement import DecisionKind
from assistant.domain.report import Fact, Found, PromptReport
from assistant.domain.review import Intake
from assistant.domain.rubric import Prompt, Rubric, Scale, Strength
from assistant.domain.words import LINE, NO_STRONGEST, day
from assistant.steps.report.places import ReportPlaces
from assistant.steps.report.remarks import remarks
from assistant.steps.report.told import Told, not_answered, told_of, why
from assistant.steps.report.words import MET, gist, intake_words, sentences

MOST_WANTING = 2
"""Findings that stand for a prompt below the line in the list of what to improve."""

ROOM_TO_TURN = 160
"""Characters within which a rationale comes from praise to what is wanting, where no expectation is not met."""


def prompt_report(rubric: Rubric, assurance: Assurance, prompt: Prompt, places: ReportPlaces) -> PromptReport:
    """The report on one prompt."""
    told = told_of(assurance, prompt, places)
    absent = places.not_found(told.draft.citations) if told.evidence else ()
    standing, by = _standing(told)
    return PromptReport(
        id=prompt.id,
        title=prompt.title,
        question=prompt.question if prompt.question != prompt.label else None,
        line=_line(told),
        standing=standing,
        by=by,
        gist=_gist(told),
        reasons=(*_given(assurance.intake, told), *_reasons(told), *_bar(assurance, told)),
        found=_found(told),
        quotations=told.shown.quotations,
        none_against=_none_against(told),
        left_out=_left_out(told.shown.left_out),
        not_found=tuple(told.words(text) for text in absent),
        remarks=remarks(rubric, assurance, told),
    )


def _left_out(count: int) -> str | None:
    if not count:
        return None
    quotations, are = ("quotation", "is") if count == 1 else ("quotations", "are")
    return f"{count} more {quotations} located in the review {are} in the result file."


def _none_against(told: Told) -> str | None:
    """Said where the strongest passage against would stand: it is always asked for."""
    against = told.draft.strongest(Stance.AGAINST)
    if not told.evidence or told.prompt.scale is Scale.NOTE or against is Offered.LOCATED:
        return None
    return f"Strongest passage against: {NO_STRONGEST[against]}."


def _line(told: Told) -> Line | None:
    if told.decision is not None:
        return told.decision.line
    return None if told.hidden else told.draft.line


def _standing(told: Told) -> tuple[str, str]:
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


def _given(intake: Intake, told: Told) -> list[Fact]:
    """What an information item is answered from beside the review: the files cannot say it."""
    words = intake_words(intake, told.prompt.intake) if told.prompt.scale is Scale.NOTE else ""
    return [Fact(name="From the intake", value=words)] if words else []


def _reasons(told: Told) -> list[Fact]:
    draft, decision, reasons = told.draft, told.decision, list[Fact]()
    if decision is not None:
        name = "Inspector's finding" if told.prompt.scale is Scale.NOTE else "Inspector's reason"
        if said := why(decision):
            reasons.append(Fact(name=name, value=said))
    if told.reworded is not None and told.reworded.rationale is not None:
        name = f"Rationale, in the words of {told.reworded.by}"
        reasons.append(Fact(name=name, value=told.words(told.reworded.rationale.strip())))
    elif told.adopted and draft.rationale.strip():
        name = "Rationale, drafted and not decided" if decision is None else "Rationale"
        reasons.append(Fact(name=name, value=told.words(draft.rationale.strip())))
    if told.adopted and draft.searched and draft.line is not Line.ABOVE:
        name = "Looked in vain in what was read" if draft.unread else "Looked in vain"
        reasons.append(Fact(name=name, value=told.words("; ".join(draft.searched))))
    return reasons


def _bar(assurance: Assurance, told: Told) -> list[Fact]:
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


def _found(told: Told) -> tuple[Found, ...]:
    """What falls short of the rules' expectations, where the line is not above; for an item without a line
    all that applies, since findings are all it has to say. An illustration is nobody's shortcoming.
    """
    if not told.adopted or told.draft.line is Line.ABOVE:
        return ()
    looked_for = {e.id: e.text for e in told.prompt.expectations}
    return tuple(
        Found(expectation=looked_for[finding.expectation], met=MET[finding.met], note=told.words(finding.note))
        for finding in _short(told)
    )


def _short(told: Told) -> list[CheckedFinding]:
    """The findings that fall short of what the rules look for; of an item without a line all that applies."""
    worth = {Met.PARTLY, Met.NOT_MET, Met.UNSUPPORTED}
    if told.prompt.scale is Scale.NOTE:
        worth.add(Met.MET)
    counted = {Strength.MUST, Strength.EXPECTED, Strength.CONDITIONAL}
    looked_for = {e.id for e in told.prompt.expectations if e.strength in counted}
    return [f for f in told.draft.findings if f.met in worth and f.expectation in looked_for]


def _gist(told: Told) -> str | None:
    """What stands for this prompt in a sentence, without references to passages; None where nothing does.

    Of an adopted draft below the line that is what it found wanting: its rationale may well begin with praise.
    """
    if told.reworded is not None:
        return gist(told.reworded.rationale or "")
    if told.decision is not None and (said := why(told.decision)):
        return gist(told.decision.reason or said)
    if told.adopted and told.draft.line is Line.BELOW:
        wanting = [finding for finding in _short(told) if finding.met is Met.NOT_MET][:MOST_WANTING]
        notes = [note for finding in wanting if (note := gist(finding.note)) is not None]
        return " ".join(notes) or gist(told.draft.rationale, ROOM_TO_TURN)
    return gist(told.draft.rationale) if told.adopted else None
