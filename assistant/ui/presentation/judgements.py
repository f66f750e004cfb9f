"""The judgements: for each node the counts, the rule in words, the trace, and what the inspector holds.

In come the rubric and an assurance, out go the overview and, from ``node``, the chosen one. It stands alone
because no other screen may compute or word what the counts point to.
"""

from assistant.domain.assurance import Assurance
from assistant.domain.earlier import JudgedBefore
from assistant.domain.judgement import (
    Answer,
    InitialJudgement,
    Origin,
)
from assistant.domain.record import Record
from assistant.domain.rubric import Node, Over, Rubric, Standard
from assistant.domain.words import ANSWER, day, listed
from assistant.ui.presentation.apart import ShownApart, shown_apart
from assistant.ui.presentation.node import OVERALL, Chosen, chosen, overall
from assistant.ui.words import count


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
        chosen=overall(assurance) if node_id == OVERALL else chosen(rubric, rubric.node(node_id), assurance),
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
