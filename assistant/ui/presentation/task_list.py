"""The task list: every prompt under its heading with its state in words.

In come the rubric and an assurance, out go groups of rows. It stands alone because the list is
renewed after each decision and while drafts arrive, without the prompt on screen.
"""

from collections.abc import Collection
from typing import Literal

from assistant.domain.assurance import Assurance
from assistant.domain.draft import Draft, DraftStatus, Line
from assistant.domain.judgement import Decision, DecisionKind
from assistant.domain.record import Record
from assistant.domain.rubric import KeyQuestion, Prompt, PromptGroup, Rubric, Scale, Standard
from assistant.domain.words import LINE_SHORT
from assistant.ui.words import count

State = Literal[
    "decided",
    "overridden",
    "noted",
    "drafted",
    "judge_first",
    "unsupported",
    "not_answered",
    "waiting",
    "not_run",
]


class Row(Record):
    """One prompt in the list. ``line`` colours the state; the words carry it. ``disagrees``: its drafts do.

    ``before``: it was decided on the earlier version, and waits to be reconfirmed or decided anew.
    """

    id: str
    letter: str | None
    label: str
    state: State
    line: Line | None
    words: str
    checks: str | None
    disagrees: bool
    before: bool


class Group(Record):
    """A heading of the list; ``standard`` stands above it where a standard begins."""

    id: str
    heading: str
    standard: str | None
    decided: str
    rows: tuple[Row, ...]


def task_list(
    rubric: Rubric, assurance: Assurance, running: bool, before: Collection[str] = ()
) -> tuple[Group, ...]:
    """All prompts in the order of the rules; ``before`` are those that wait to be reconfirmed."""
    groups, standard = [], None
    for group in rubric.groups():
        rows = tuple(_row(p, assurance, running, p.id in before) for p in group.prompts)
        decided = sum(r.state in ("decided", "overridden", "noted") for r in rows)
        begins = None
        if isinstance(group, KeyQuestion) and (of := rubric.standard_of(group.id)) is not standard:
            standard, begins = of, of.title
        groups.append(
            Group(
                id=group.id,
                heading=heading(group),
                standard=begins,
                decided=f"{decided} of {len(rows)} decided",
                rows=rows,
            )
        )
    return tuple(groups)


def heading(group: PromptGroup | KeyQuestion | Standard) -> str:
    """The heading of a group: "1.3 Implementation", "Chronology"."""
    return group.label if isinstance(group, PromptGroup) else f"{group.id} {group.label}"


def state(prompt: Prompt, draft: Draft, decision: Decision | None, running: bool) -> State:
    """The state of a prompt: its decision first, else its draft."""
    if decision is not None:
        if prompt.scale is Scale.NOTE:
            return "noted"
        # Who had not seen the draft cannot have overridden it.
        seen = draft.status is DraftStatus.DRAFTED and not draft.unsupported and decision.unseen is None
        departs = seen and decision.line is not draft.line
        return "overridden" if decision.kind is DecisionKind.OVERRIDE and departs else "decided"
    if draft.status is DraftStatus.HIDDEN:
        return "judge_first"
    if draft.status is DraftStatus.NOT_RUN:
        return "waiting" if running else "not_run"
    if draft.status is DraftStatus.NOT_ANSWERED:
        return "not_answered"
    return "unsupported" if draft.unsupported else "drafted"


def _row(prompt: Prompt, assurance: Assurance, running: bool, before: bool) -> Row:
    draft, decision = assurance.draft(prompt.id), assurance.decision(prompt.id)
    now, agreement = state(prompt, draft, decision, running), assurance.agreement(prompt.id)
    line = decision.line if decision is not None else draft.line
    checks = sum(check.prompt == prompt.id for check in assurance.review.checks)
    words = {
        "noted": "Noted",
        "judge_first": "Judge first",
        "not_answered": "Not answered",
        "not_run": "Not run",
        "waiting": "Waiting",
        "unsupported": "Unsupported",
    }.get(now)
    if words is None:
        words = f"{LINE_SHORT[line]}, {now}" if line is not None else now.capitalize()
    return Row(
        id=prompt.id,
        letter=prompt.letter if prompt.rule is not None or prompt.scale is Scale.LINE else None,
        label=prompt.label,
        state=now,
        line=line if now in ("decided", "overridden", "drafted") else None,
        words=words,
        checks=count(checks, "check") if checks else None,
        disagrees=agreement is not None and agreement.same < agreement.of,
        before=before,
    )
