"""Which decisions still stand: an undo is a decision too, and takes one earlier decision back.

Come in: decisions in the order they were made. Go out: those in force. It stands alone because what counts
as decided is the same for the rules, the screens and the exports.
"""

from collections.abc import Collection, Sequence

from assistant.domain.judgement import Decision, DecisionKind


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that were not undone, in their order, and without the undos themselves."""
    undone = {d.undoes for d in decisions if d.kind is DecisionKind.UNDO}
    return tuple(d for d in decisions if d.kind is not DecisionKind.UNDO and d.id not in undone)


def latest_in_force(
    decisions: Sequence[Decision], prompt: str, kinds: Collection[DecisionKind]
) -> Decision | None:
    """The latest decision of these kinds on that prompt that was not undone."""
    undone: set[str | None] = set()
    for decision in reversed(decisions):
        if decision.kind is DecisionKind.UNDO:
            undone.add(decision.undoes)
        elif decision.prompt == prompt and decision.kind in kinds and decision.id not in undone:
            return decision
    return None
