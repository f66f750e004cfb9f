"""The judgements: for each node the counts, the rule in words, the trace, and what the inspector holds.

In come the rubric and an assurance, out go the overview and one chosen node. It stands alone because
no other screen may compute or word what the counts point to. It is long because every row, rule and trace is
worded here, each in a function of a few lines.
"""

from assistant.domain.assurance import Assurance
from assistant.domain.draft import Line
from assistant.domain.earlier import JudgedBefore
from assistant.domain.judgement import (
    Answer,
    Decision,
    DecisionKind,
    InitialJudgement,
    Member,
    Origin,
    Weight,
)
from assistant.domain.record import Record
from assistant.domain.rubric import KeyQuestion, Node, Over, Rubric, Standard
from assistant.domain.words import ANSWER, LINE_SHORT, day, listed
from assistant.ui.presentation.apart import ShownApart, shown_apart
from assistant.ui.words import ORIGIN, count

OVERALL = "overall"
"""The id of the node that has a rating and nothing else."""


class Row(Record):
    """A row of the overview."""

    id: str
    title: str
    sub: str
    standard: bool
    above: str
    below: str
    not_counted: tuple[str, ...]
    answer: str | None
    why: str | None
    held: str | None
    rating: str | None


class Traced(Record):
    """A member of the node as the rule weighs it. ``prompt`` links to the prompt, else to the node."""

    id: str
    label: str
    prompt: bool
    weight: Weight
    words: str
    origin: str
    pivotal: str | None


class Chosen(Record):
    """The chosen node in full; ``points`` None for the overall rating.

    ``judged_by`` and ``rated_by`` say who recorded what is held, and on which day.
    """

    id: str
    crumb: str
    question: str
    points: str | None
    answer: Answer | None
    counts: str | None
    rule: str | None
    rule_text: str | None
    source: str | None
    members: str
    traced: tuple[Traced, ...]
    trace: tuple[str, ...]
    held: Answer | None
    held_reason: str | None
    judged_by: str | None
    rated: bool
    rating: str | None
    rated_by: str | None


class Judgements(Record):
    """The screen."""

    lede: str
    edition: str
    rows: tuple[Row, ...]
    apart: tuple[ShownApart, ...]
    chosen: Chosen
    ratings: tuple[str, ...]
    answers: tuple[tuple[Answer, str], ...]
    closed: bool
    before: str | None


def judgements(
    rubric: Rubric, assurance: Assurance, node_id: str, before: JudgedBefore | None = None
) -> Judgements:
    """The overview with one node chosen; ``KeyError`` if there is no such node.

    ``before`` is what was held of it on the earlier version.
    """
    decided = sum(s.origin is Origin.DECIDED for s in assurance.standings)
    drafted = sum(s.origin is Origin.DRAFTED for s in assurance.standings)
    signed = assurance.signed_off
    final = "Nothing is final until you record it." if signed is None else f"Signed off by {signed.by}."
    return Judgements(
        lede=f"From {count(decided, 'decided prompt')} and {count(drafted, 'draft')}. {final}",
        edition=rubric.edition,
        rows=(*(_row(node, assurance) for node in rubric.nodes()), _overall_row(assurance)),
        apart=shown_apart(rubric, assurance.apart),
        chosen=_overall(assurance) if node_id == OVERALL else _chosen(rubric, rubric.node(node_id), assurance),
        ratings=rubric.ratings,
        answers=tuple(ANSWER.items()),
        closed=signed is not None,
        before=None if before is None else _before(before),
    )


def _before(before: JudgedBefore) -> str:
    told = []
    if before.judged is not None and before.judged.answer is not None:
        reason = f", {before.judged.reason.rstrip('.')}" if before.judged.reason else ""
        told.append(f"{ANSWER[before.judged.answer]}{reason} ({before.judged.by}, {day(before.judged.at)})")
    if before.rated is not None:
        told.append(f"rated {before.rated.rating} ({before.rated.by}, {day(before.rated.at)})")
    return f"On the earlier version: {'; '.join(told)}. It does not go on to this one."


def points_to(initial: InitialJudgement) -> str:
    """What the rules give, as the screens say it: counting is a proxy for weighing."""
    if initial.barred_by:
        return f"A yes is barred by {listed(list(initial.barred_by))}: No"
    if initial.answer is Answer.UNDETERMINED:
        return f"The counts leave it undetermined{_because(initial)}"
    return f"The counts point to {ANSWER[initial.answer]}"


def _because(initial: InitialJudgement) -> str:
    if initial.tally.unknown:
        return f": it depends on {listed(list(initial.tally.unknown))}"
    return ": a tie, you decide" if initial.tally.above == initial.tally.below and initial.tally.above else ""


def _row(node: Node, assurance: Assurance) -> Row:
    judgement = assurance.judgement(node.id)
    initial = judgement.initial
    standard = isinstance(node, Standard)
    over_nodes = node.rule.over is Over.KEY_QUESTIONS
    tally = initial.tally if initial is not None else None
    sub = [] if over_nodes or tally is None else [f"{tally.decided} of {len(node.members)} decided"]
    if standard:
        sub.append(judgement.rating or "Not rated")
    left = []
    if tally is not None and tally.not_applicable:
        left.append(f"{tally.not_applicable} not applicable")
    if tally is not None and tally.unknown:
        left.append(f"{len(tally.unknown)} unknown")
    return Row(
        id=node.id,
        title=node.title,
        sub=". ".join(sub),
        standard=standard,
        above=_number(tally.above if tally else 0, "yes", over_nodes),
        below=_number(tally.below if tally else 0, "no", over_nodes),
        not_counted=tuple(left),
        answer=ANSWER[initial.answer] if initial is not None else None,
        why=_why(initial),
        held=ANSWER[judgement.answer] if judgement.answer is not None else None,
        rating=judgement.rating,
    )


def _number(number: int, word: str, over_nodes: bool) -> str:
    return f"{number} {word}" if over_nodes else str(number)


def _why(initial: InitialJudgement | None) -> str | None:
    if initial is None:
        return None
    if initial.barred_by:
        return f"barred by {listed(list(initial.barred_by))}"
    if initial.answer is Answer.UNDETERMINED:
        unknown = list(initial.tally.unknown)
        if unknown:
            return f"depends on {listed(unknown) if len(unknown) < 4 else f'{len(unknown)} unknown'}"
        return "a tie: you decide" if initial.tally.above else None
    return "provisional" if initial.provisional else None


def _overall_row(assurance: Assurance) -> Row:
    rating = assurance.judgement(OVERALL).rating
    return Row(
        id=OVERALL,
        title="Overall",
        sub="A rating only, chosen by you",
        standard=True,
        above="",
        below="",
        not_counted=(),
        answer=None,
        why=None,
        held=rating,
        rating=rating,
    )


def _overall(assurance: Assurance) -> Chosen:
    return Chosen(
        id=OVERALL,
        crumb="The whole review",
        question="Overall rating of the review",
        points=None,
        answer=None,
        counts=None,
        rule=None,
        rule_text=None,
        source=None,
        members="",
        traced=(),
        trace=(),
        held=None,
        held_reason=None,
        judged_by=None,
        rated=True,
        rating=assurance.judgement(OVERALL).rating,
        rated_by=_by(_last(assurance, DecisionKind.RATE, OVERALL)),
    )


def _chosen(rubric: Rubric, node: Node, assurance: Assurance) -> Chosen:
    judgement = assurance.judgement(node.id)
    initial = judgement.initial
    of = rubric.standard_of(node.id)
    judged = _last(assurance, DecisionKind.JUDGE, node.id) if judgement.answer is not None else None
    return Chosen(
        id=node.id,
        crumb=f"Standard {of.id}, key question" if isinstance(node, KeyQuestion) else "Standard",
        question=node.question if isinstance(node, KeyQuestion) else node.statement,
        points=points_to(initial) if initial is not None else None,
        answer=initial.answer if initial is not None else None,
        counts=_counts(node, initial) if initial is not None else None,
        rule=node.rule.words,
        rule_text=node.rule.text,
        source=node.rule.source,
        members="Key question" if node.rule.over is Over.KEY_QUESTIONS else "Prompt",
        traced=tuple(_traced(m, node, initial, rubric, assurance) for m in initial.members) if initial else (),
        trace=initial.trace if initial is not None else (),
        held=judgement.answer,
        held_reason=judged.reason if judged is not None else None,
        judged_by=_by(judged),
        rated=isinstance(node, Standard),
        rating=judgement.rating,
        rated_by=_by(_last(assurance, DecisionKind.RATE, node.id)) if judgement.rating is not None else None,
    )


def _last(assurance: Assurance, kind: DecisionKind, node: str) -> Decision | None:
    return next((d for d in reversed(assurance.decisions) if d.kind is kind and d.node == node), None)


def _by(decision: Decision | None) -> str | None:
    return None if decision is None else f"{decision.by}, {day(decision.at)}"


def _counts(node: Node, initial: InitialJudgement) -> str:
    tally = initial.tally
    names = ("yes", "no") if node.rule.over is Over.KEY_QUESTIONS else ("above the line", "below")
    words = [f"{tally.above} {names[0]}", f"{tally.below} {names[1]}"]
    if tally.not_applicable:
        words.append(f"{tally.not_applicable} not applicable")
    words.append(f"{len(tally.unknown) or 'none'} unknown")
    status = "Provisional: " if initial.provisional else ""
    decided = f"{tally.decided} of {len(node.members)} {'is' if tally.decided == 1 else 'are'} decided"
    return f"{', '.join(words)}. {status}{decided}."


def _traced(
    member: Member, node: Node, initial: InitialJudgement, rubric: Rubric, assurance: Assurance
) -> Traced:
    over_nodes = node.rule.over is Over.KEY_QUESTIONS
    pivots = [p for p in initial.pivotal if p.member == member.id]
    if over_nodes:
        label = rubric.node(member.id).label
        words = {Weight.FOR: "Yes", Weight.AGAINST: "No"}.get(member.weight, "Undetermined")
        origin = "Your judgement" if member.origin is Origin.DECIDED else "The counts"
    else:
        label = rubric.prompt(member.id).label
        line = assurance.line(member.id) or Line.UNDETERMINED
        known = member.origin in (Origin.DECIDED, Origin.DRAFTED)
        words, origin = LINE_SHORT[line] if known else "Unknown", ORIGIN[member.origin]
    return Traced(
        id=member.id,
        label=label,
        prompt=not over_nodes,
        weight=member.weight,
        words=words,
        origin=origin,
        pivotal="; ".join(f"{ANSWER[p.answer]} if {p.to}" for p in pivots) or None,
    )
