"""Sign-off: what still stops it, what to know before signing, who signed before, the exports and the trail.

In come the rubric and an assurance, out goes the screen. It stands alone because what is open before a
signature is listed here point by point; whether it may be given is for the pipeline to say.
"""

import re
from datetime import datetime

from assistant.domain.assurance import Assurance
from assistant.domain.draft import OUTCOME_WORDS, Line, Outcome
from assistant.domain.judgement import Decision, DecisionKind
from assistant.domain.record import Record
from assistant.domain.result import trail_head
from assistant.domain.rubric import Rubric
from assistant.domain.signing import Signing, Unopened, signing, status
from assistant.domain.words import ANSWER, LINE, count, listed
from assistant.ui.presentation.node import OVERALL
from assistant.ui.presentation.notices import ShownNotice, shown_notices
from assistant.ui.presentation.task_list import Group, task_list


class UndecidedPart(Record):
    """A heading with the prompts under it that nobody has decided."""

    heading: str
    prompts: tuple[tuple[str, str], ...]


class ShownUnopened(Record):
    """A draft accepted without a look at its evidence; ``passage`` is where to begin."""

    prompt: str
    title: str
    line: Line | None
    words: str
    evidence: str
    at: datetime
    passage: str


class Signature(Record):
    """A sign-off or a reopening."""

    words: str
    at: datetime
    reason: str | None


class Export(Record):
    """A file to take away: its path below the review, and the name under which it is kept."""

    path: str
    title: str
    name: str
    note: str


class Trail(Record):
    """The chain of decisions: how many, the last, and its head."""

    events: int
    last: datetime | None
    head: str


class SignOff(Record):
    """The screen. ``stops`` counts what stops sign-off, ``asks_reason`` says whether signing takes a reason."""

    reference: str
    lede: str
    undecided: int
    total: int
    parts: tuple[UndecidedPart, ...]
    judgements: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str], ...]
    ratings: tuple[tuple[str, str], ...]
    recorded: str | None
    judgements_total: int
    ratings_total: int
    unopened: tuple[ShownUnopened, ...]
    notices: tuple[ShownNotice, ...]
    unanswered: tuple[tuple[str, str, str], ...]
    unanswered_title: str | None
    mark: str | None
    signed: Signature | None
    history: tuple[Signature, ...]
    stops: int
    asks_reason: bool
    exports: tuple[Export, ...]
    hidden: str | None
    trail: Trail


def sign_off(rubric: Rubric, assurance: Assurance) -> SignOff:
    """What is open, in the order of the rules, and what can be taken away."""
    point = signing(rubric, assurance)
    nodes = {node.id: f"{node.id} {node.label}" for node in rubric.nodes()}
    rated = {s.id: f"Standard {s.id}" for s in rubric.standards} | {OVERALL: "Overall"}
    parts = [_part(group, {*point.undecided}) for group in task_list(rubric, assurance, running=False)]
    signed = assurance.signed_off
    hidden = sum(assurance.hidden(prompt.id) for prompt in rubric.prompts)
    return SignOff(
        reference=assurance.intake.reference or assurance.review.title,
        lede=_lede(point, assurance),
        undecided=len(point.undecided),
        total=len(assurance.drafts),
        parts=tuple(part for part in parts if part.prompts),
        judgements=tuple((node, nodes[node]) for node in point.unjudged),
        moved=tuple((node, nodes[node]) for node in point.moved),
        ratings=tuple((node, rated[node]) for node in point.unrated),
        recorded=_recorded(rubric, assurance),
        judgements_total=len(nodes),
        ratings_total=len(rated),
        unopened=tuple(_unopened(rubric, assurance, one) for one in point.unopened),
        notices=tuple(one for one in shown_notices(assurance) if one.acknowledged is None),
        unanswered=_unanswered(rubric, assurance, point),
        unanswered_title=_unanswered_title(point),
        mark=None if signed is not None else status(assurance),
        signed=None if signed is None else _signature(signed),
        history=tuple(_signature(d) for d in reversed(assurance.decisions) if d.kind in _SIGNATURES),
        stops=point.stops,
        asks_reason=point.asks_reason,
        exports=_exports(assurance),
        hidden=f"Hidden drafts ({hidden}) are left out of every export until you have recorded your line."
        if hidden
        else None,
        trail=_trail(assurance),
    )


_SIGNATURES = (DecisionKind.SIGN_OFF, DecisionKind.REOPEN)

_NUMBERS = ("No", "One", "Two", "Three", "Four")


def _lede(point: Signing, assurance: Assurance) -> str:
    if assurance.signed_off is not None:
        return "This assurance is signed off: it can be read and exported, not changed."
    stops = sum(map(bool, (point.undecided, point.unjudged, point.moved, point.unrated)))
    checks = sum(map(bool, (point.unopened, point.notices, point.not_answered or point.unsupported)))
    said = ["Everything is decided, judged and rated."] if not stops else []
    if stops:
        said.append(f"{_NUMBERS[stops]} {'thing stops' if stops == 1 else 'things stop'} sign-off.")
    if checks:
        things = "more" if stops else "thing" if checks == 1 else "things"
        many = f"{_NUMBERS[checks].lower()} {things}"
        them = "it" if checks == 1 else "them"
        said.append(f"Check {many}: you may sign with {them} open, and the report will say so.")
    elif not stops:
        said.append("You can sign off.")
    return " ".join(said)


def _part(group: Group, undecided: set[str]) -> UndecidedPart:
    left = [row for row in group.rows if row.id in undecided]
    words = {
        "not_answered": " (not answered)",
        "unsupported": " (unsupported)",
        "not_run": " (not run)",
        "judge_first": " (judge first)",
    }
    return UndecidedPart(
        heading=group.heading,
        prompts=tuple(
            (row.id, (row.id if row.letter is not None else row.label) + words.get(row.state, ""))
            for row in left
        ),
    )


def _recorded(rubric: Rubric, assurance: Assurance) -> str | None:
    held = [
        f"{node.id} {ANSWER[answer]}"
        for node in rubric.nodes()
        if (answer := assurance.judgement(node.id).answer) is not None
    ]
    return f"Recorded: {listed(held)}." if held else None


def _unopened(rubric: Rubric, assurance: Assurance, one: Unopened) -> ShownUnopened:
    line = one.accepted.line
    return ShownUnopened(
        prompt=one.prompt,
        title=rubric.prompt(one.prompt).title,
        line=line,
        words="Noted" if line is None else LINE[line],
        evidence=f"0 of {len(one.passages)}",
        at=one.accepted.at,
        passage=one.passages[0],
    )


def _unanswered(rubric: Rubric, assurance: Assurance, point: Signing) -> tuple[tuple[str, str, str], ...]:
    told = [
        (
            p,
            rubric.prompt(p).name,
            f"Not answered: {OUTCOME_WORDS[assurance.draft(p).reason or Outcome.NOT_UNDERSTOOD]}",
        )
        for p in point.not_answered
    ]
    for prompt in point.unsupported:
        proposed = assurance.draft(prompt).proposed_line
        said = "Unsupported: no located evidence carries what was proposed"
        told.append(
            (prompt, rubric.prompt(prompt).name, said if proposed is None else f"{said}, {LINE[proposed]}")
        )
    return tuple(told)


def _unanswered_title(point: Signing) -> str | None:
    told = [f"{count(len(point.not_answered), 'prompt')} not answered"] if point.not_answered else []
    if point.unsupported:
        told.append(f"{len(point.unsupported)} unsupported" if told else
                    f"{count(len(point.unsupported), 'draft')} unsupported")  # fmt: skip
    return ", ".join(told) or None


def _signature(decision: Decision) -> Signature:
    words = "Signed off" if decision.kind is DecisionKind.SIGN_OFF else "Reopened"
    return Signature(words=f"{words} by {decision.by}", at=decision.at, reason=decision.reason)


def _exports(assurance: Assurance) -> tuple[Export, ...]:
    reference = assurance.intake.reference or assurance.review.title
    plain = re.sub("[^A-Za-z0-9._-]+", "-", reference).strip("-.")[:60] or assurance.review.id[:8]
    draft = "" if assurance.signed_off is not None else " DRAFT"

    def named(what: str, kind: str) -> str:
        return f"{plain} {what}{draft}.{kind}"

    rows = f"one row for each of {count(len(assurance.drafts), 'prompt')}"
    return (
        Export(path="report.docx", title="Report for the region (Word)", name=named("report", "docx"),
               note="judgements, reasons, quotations, audit trail"),
        Export(path="result.json", title="Result file (JSON)", name=named("result", "json"),
               note="for verification"),
        Export(path="prompts.csv", title="Prompts (CSV)", name=named("prompts", "csv"), note=rows),
    )  # fmt: skip


def _trail(assurance: Assurance) -> Trail:
    decisions = assurance.decisions
    return Trail(
        events=len(decisions),
        last=decisions[-1].at if decisions else None,
        head=trail_head(assurance.review.id, decisions),
    )
