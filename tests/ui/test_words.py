"""Every value an inspector can meet has words."""

from enum import StrEnum

import pytest

from assistant.domain.draft import FlagKind, Line, Match, Met, Stance
from assistant.domain.judgement import Answer, Origin, ReasonCode
from assistant.domain.review import NoticeKind, Part, Status
from assistant.domain.rubric import Strength
from assistant.ui import words

TABLES = [
    (words.LINE, Line),
    (words.LINE_SHORT, Line),
    (words.MET, Met),
    (words.MATCH, Match),
    (words.STANCE, Stance),
    (words.STRENGTH, Strength),
    (words.REASON, ReasonCode),
    (words.ANSWER, Answer),
    (words.ORIGIN, Origin),
    (words.FLAG, FlagKind),
    (words.NOTICE, NoticeKind),
    (words.PART, Part),
    (words.STATUS, Status),
]


@pytest.mark.parametrize(("table", "kind"), TABLES, ids=lambda value: getattr(value, "__name__", ""))
def test_every_value_has_words(table: dict[StrEnum, object], kind: type[StrEnum]) -> None:
    assert set(table) == set(kind)
    assert all(table.values())


def test_counts_agree_with_their_noun() -> None:
    assert words.count(1, "check") == "1 check"
    assert words.count(9412, "word") == "9,412 words"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed([]) == ""
