"""What an inspector can do with a prompt now, and what was decided.

In come the rubric and an assurance, out go the choices of the decision row. It stands alone because
what may be accepted is a rule of its own: never something that is not a draft.
"""

from datetime import datetime

from assistant.domain.assurance import Assurance
from assistant.domain.draft import DraftStatus, Line
from assistant.domain.judgement import Decision, DecisionKind
from assistant.domain.record import Record
from assistant.domain.rubric import Prompt, Rubric, Scale
from assistant.domain.words import LINE, REASON


class Decided(Record):
    """The decision that counts; ``id`` names it to whoever takes it back.

    ``first``: it was recorded before the draft was shown.
    """

    id: str
    words: str
    line: Line | None
    overridden: bool
    first: bool
    reason: str | None
    by: str
    at: datetime


class Bar(Record):
    """A bar on a yes, where the rule has the clause. ``open``: the line is decided as below."""

    node: str
    proposed: bool
    open: bool
    recorded: str | None
    in_force: bool


class Choice(Record):
    """The decision row. ``accept`` is the draft's line in words, None where there is nothing to accept.

    ``first``: the line is recorded before the draft is shown.
    """

    scale: Scale
    lines: tuple[tuple[Line, str], ...]
    reasons: tuple[tuple[str, str], ...]
    accept: str | None
    draft: str | None
    draft_line: Line | None
    first: bool
    decided: Decided | None
    bar: Bar | None
    closed: bool


def choice(rubric: Rubric, assurance: Assurance, prompt: Prompt) -> Choice:
    """What can be decided about that prompt."""
    draft = assurance.draft(prompt.id)
    drafted = draft.status is DraftStatus.DRAFTED
    accept = None
    if drafted and not draft.unsupported:
        accept = LINE[draft.line] if draft.line is not None else "Noted"
    decision = assurance.decision(prompt.id)
    return Choice(
        scale=prompt.scale,
        lines=tuple(LINE.items()) if prompt.scale is Scale.LINE else (),
        reasons=tuple((code.value, words) for code, words in REASON.items()),
        accept=accept,
        draft=draft.key if drafted else None,
        draft_line=draft.line if accept is not None else None,
        first=assurance.hidden(prompt.id),
        decided=_decided(decision) if decision is not None else None,
        bar=_bar(rubric, assurance, prompt),
        closed=assurance.signed_off is not None,
    )


def _decided(decision: Decision) -> Decided:
    code = f"{REASON[decision.reason_code]}. " if decision.reason_code is not None else ""
    return Decided(
        id=decision.id,
        words=LINE[decision.line] if decision.line is not None else "Noted",
        line=decision.line,
        overridden=decision.kind is DecisionKind.OVERRIDE and decision.reason_code is not None,
        first=decision.unseen is not None,
        reason=f"{code}{decision.reason or ''}".strip() or None,
        by=decision.by,
        at=decision.at,
    )


def _bar(rubric: Rubric, assurance: Assurance, prompt: Prompt) -> Bar | None:
    if prompt.rule is None or not rubric.node(prompt.rule).rule.preclude:
        return None
    kinds = (DecisionKind.PRECLUDE, DecisionKind.WITHDRAW_PRECLUSION)
    acts = [d for d in assurance.decisions if d.prompt == prompt.id and d.kind in kinds]
    standing = acts[-1] if acts and acts[-1].kind is DecisionKind.PRECLUDE else None
    initial = assurance.judgement(prompt.rule).initial
    decision = assurance.decision(prompt.id)
    return Bar(
        node=prompt.rule,
        proposed=assurance.draft(prompt.id).precludes,
        open=decision is not None and decision.line is Line.BELOW,
        recorded=(standing.reason or "No reason given") if standing is not None else None,
        in_force=initial is not None and prompt.id in initial.barred_by,
    )
