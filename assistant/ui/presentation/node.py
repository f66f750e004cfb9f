"""One key question or standard in full: what the counts point to, the rule, the trace, and what is held of it.

In come the rubric, the node and an assurance, out goes what stands beside the overview of judgements. It
stands apart because no other screen may word what the counts point to.
"""

from assistant.domain.assurance import Assurance
from assistant.domain.draft import Line
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
from assistant.ui.words import ORIGIN

OVERALL = "overall"
"""The id of the node that has a rating and nothing else."""


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


def overall(assurance: Assurance) -> Chosen:
    """The rating of the whole, which nothing is computed for."""
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


def chosen(rubric: Rubric, node: Node, assurance: Assurance) -> Chosen:
    """A key question or standard with its rule, its trace and what is held."""
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
