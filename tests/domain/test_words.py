"""Every value that the screens and the report tell in the same words has some."""

from datetime import date
from enum import StrEnum

import pytest

from assistant.domain import words
from assistant.domain.draft import OUTCOME_WORDS, Line, Met, Outcome
from assistant.domain.judgement import Answer, ReasonCode
from assistant.domain.ledger import Bucket
from assistant.domain.review import NoticeKind, Part, Status

TABLES = [
    (words.LINE, Line),
    (words.MET, Met),
    (words.REASON, ReasonCode),
    (words.ANSWER, Answer),
    (words.STATUS, Status),
    (words.NOTICE, NoticeKind),
    (words.PART, Part),
    (words.BUCKET, Bucket),
    (OUTCOME_WORDS, Outcome),
]


@pytest.mark.parametrize(("table", "kind"), TABLES, ids=lambda value: getattr(value, "__name__", ""))
def test_every_value_has_words(table: dict[StrEnum, object], kind: type[StrEnum]) -> None:
    assert set(table) == set(kind)
    assert all(table.values())


def test_a_day_and_a_list_are_written_as_people_write_them() -> None:
    assert words.day(date(2026, 2, 3)) == "3 February 2026"
    assert [words.listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
