"""The first moment counts, whoever it was that opened a prompt or a passage under it."""

from datetime import UTC, datetime, timedelta

from assistant.domain.opening import Opening, first_shown, opened_passages

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def opening(prompt: str, passage: str | None, by: str, minutes: int) -> Opening:
    return Opening(prompt=prompt, passage=passage, by=by, at=NOON + timedelta(minutes=minutes))


OPENINGS = (
    opening("1.1.a", None, "A", 3),
    opening("1.1.a", None, "B", 2),
    opening("1.1.a", "p7", "A", 5),
    opening("1.1.a", "p7", "B", 4),
    opening("1.1.b", "p7", "A", 1),
)


def test_a_prompt_is_first_shown_when_anybody_first_opened_it_and_a_passage_does_not_count() -> None:
    assert first_shown(OPENINGS) == {"1.1.a": NOON + timedelta(minutes=2)}


def test_a_passage_opened_under_another_prompt_was_not_opened_under_this_one() -> None:
    assert opened_passages(OPENINGS, "1.1.a") == {"p7": NOON + timedelta(minutes=4)}
    assert opened_passages(OPENINGS, "1.1.c") == {}
