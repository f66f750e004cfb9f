"""Every value that only the screens tell has words; the others are the domain's."""

from enum import StrEnum

import pytest

from assistant.domain.draft import FlagKind, Line, Match
from assistant.domain.judgement import Origin
from assistant.domain.rubric import Strength
from assistant.domain.words import LINE_SHORT
from assistant.ui import words

TABLES = [
    (LINE_SHORT, Line),
    (words.MATCH, Match),
    (words.STRENGTH, Strength),
    (words.ORIGIN, Origin),
    (words.FLAG, FlagKind),
]


@pytest.mark.parametrize(("table", "kind"), TABLES, ids=lambda value: getattr(value, "__name__", ""))
def test_every_value_has_words(table: dict[StrEnum, object], kind: type[StrEnum]) -> None:
    assert set(table) == set(kind)
    assert all(table.values())


def test_counts_agree_with_their_noun() -> None:
    assert words.count(1, "check") == "1 check"
    assert words.count(9412, "word") == "9,412 words"
