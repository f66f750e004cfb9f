"""An undo takes one decision back, and what stood before it stands again."""

from datetime import UTC, datetime

import pytest

from assistant.domain.assurance import latest_decision
from assistant.domain.draft import Line
from assistant.domain.in_force import in_force
from assistant.domain.judgement import Decision, DecisionKind

K = DecisionKind


def acts(*told: tuple[DecisionKind, Line | str | None]) -> tuple[Decision, ...]:
    """Decisions d1, d2... on 4.a; with an undo stands the id of what it takes back."""
    made = []
    for number, (kind, given) in enumerate(told, start=1):
        line = given if isinstance(given, Line) else None
        undoes = given if isinstance(given, str) and not isinstance(given, Line) else None
        made.append(
            Decision(
                id=f"d{number}",
                kind=kind,
                prompt="4.a",
                line=line,
                undoes=undoes,
                by="R. Quillfeather",
                at=datetime(2026, 11, 12, 14, number, tzinfo=UTC),
            )
        )
    return tuple(made)


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        ([(K.ACCEPT, Line.ABOVE), (K.UNDO, "d1")], None),
        ([(K.ACCEPT, Line.ABOVE), (K.OVERRIDE, Line.BELOW), (K.UNDO, "d2")], "d1"),
        ([(K.ACCEPT, Line.ABOVE), (K.OVERRIDE, Line.BELOW), (K.UNDO, "d2"), (K.UNDO, "d1")], None),
        ([(K.ACCEPT, Line.ABOVE), (K.UNDO, "d1"), (K.OVERRIDE, Line.BELOW)], "d3"),
    ],
)
def test_what_stood_before_an_undone_decision_stands_again(
    told: list[tuple[DecisionKind, Line | str | None]], stands: str | None
) -> None:
    found = latest_decision(acts(*told), "4.a")
    assert (None if found is None else found.id) == stands


def test_an_undo_is_kept_and_is_itself_not_in_force() -> None:
    decisions = acts((K.ACCEPT, Line.ABOVE), (K.NOTE, None), (K.UNDO, "d1"))
    assert [d.id for d in in_force(decisions)] == ["d2"]
    assert latest_decision(decisions, "4.b") is None
