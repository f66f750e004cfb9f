"""How often drafts agree is a count of those that were drafted, in words, and nothing without repeats."""

import pytest

from assistant.domain.agreement import Agreement, Lines
from assistant.domain.draft import Draft, DraftStatus, Line, Outcome
from assistant.domain.words import agreed
from assistant.steps.agree import agree

A, B, N, U = Line.ABOVE, Line.BELOW, Line.NOT_APPLICABLE, Line.UNDETERMINED


def drafted(line: Line | None, key: str = "k0") -> Draft:
    return Draft(key=key, review="r", prompt="1.1.a", status=DraftStatus.DRAFTED, line=line)


LOST = Draft(
    key="k9", review="r", prompt="1.1.a", status=DraftStatus.NOT_ANSWERED, reason=Outcome.TIMEOUT, line=None
)


def told(first: Line, *repeats: Line | Draft) -> Agreement:
    again = [one if isinstance(one, Draft) else drafted(one, f"k{n}") for n, one in enumerate(repeats, 1)]
    (agreement,) = agree([drafted(first)], {"k0": again})
    return agreement


@pytest.mark.parametrize(
    ("agreement", "same", "of", "words"),
    [
        (told(A, A, A), 3, 3, "3 of 3 drafts agree"),
        (told(A, A, B), 2, 3, "2 of 3 drafts agree: once Below"),
        (told(B, A, B, U, A), 2, 5, "2 of 5 drafts agree: twice Above, once Undetermined"),
        (told(A, B, B), 1, 3, "None of the 2 repeats agrees: twice Below"),
        (told(A, B, B, B, N), 1, 5, "None of the 4 repeats agrees: 3 times Below, once Not applicable"),
        (told(A, B), 1, 2, "The repeat does not agree: once Below"),
        (told(A, A, LOST), 2, 2, "2 of 2 drafts agree; 1 repeat was not answered"),
        (told(A, A, B, LOST, LOST), 2, 3, "2 of 3 drafts agree: once Below; 2 repeats were not answered"),
        (told(A, LOST, LOST), 1, 1, "Nothing to compare: 2 repeats were not answered"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_agreement_is_told_in_counts(agreement: Agreement, same: int, of: int, words: str) -> None:
    assert (agreement.same, agreement.of, agreed(agreement)) == (same, of, words)
    assert "%" not in words


def test_lines_are_counted_with_the_draft_that_stands_and_what_is_not_answered_apart() -> None:
    agreement = told(B, A, LOST, B, U)
    assert agreement.lines == Lines(above=1, below=2, undetermined=1)
    assert (agreement.prompt, agreement.line, agreement.not_answered) == ("1.1.a", B, 1)


def test_a_repeat_without_the_line_its_evidence_would_carry_is_undetermined() -> None:
    assert told(A, drafted(None, "k1")).lines == Lines(above=1, undetermined=1)


@pytest.mark.parametrize(
    "draft",
    [LOST.model_copy(update={"key": "k0"}), drafted(None), drafted(A, "another")],
    ids=["not answered", "no line", "other repeats"],
)
def test_there_is_no_agreement_without_a_line_and_repeats_of_that_very_draft(draft: Draft) -> None:
    assert agree([draft], {"k0": [drafted(A, "k1")]}) == ()


def test_without_repeats_there_is_nothing_to_say() -> None:
    assert agree([drafted(A)], {}) == agree([drafted(A)], {"k0": []}) == ()


def test_the_agreement_of_a_hidden_draft_is_hidden_too() -> None:
    hidden = Draft(key="", review="r", prompt="1.1.a", status=DraftStatus.HIDDEN)
    assert agree([hidden], {"k0": [drafted(A, "k1")]}) == ()
