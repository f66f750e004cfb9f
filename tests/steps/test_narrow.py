"""What is objected to is found by halving, with few questions, and never named without being asked about."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from assistant.steps.narrow import MOST_QUESTIONS, narrow


class Filter:
    """Objects to a run that holds all of the bad ones; remembers what it was asked."""

    def __init__(self, *bad: int, after: int | None = None) -> None:
        self.bad = set(bad)
        self.after = after
        self.asked: list[tuple[int, ...]] = []

    def __call__(self, some: Sequence[int]) -> bool | None:
        if self.after is not None and len(self.asked) == self.after:
            return None
        self.asked.append(tuple(some))
        return self.bad <= set(some)


@given(count=st.integers(1, 2000), place=st.integers(0, 1999))
def test_a_single_one_is_found_exactly(count: int, place: int) -> None:
    objects = Filter(place % count)
    assert narrow(range(count), objects) == (place % count,)
    assert len(objects.asked) <= MOST_QUESTIONS


@given(count=st.integers(1, 2000), pair=st.tuples(st.integers(0, 1999), st.integers(0, 1999)))
def test_what_is_named_was_itself_objected_to(count: int, pair: tuple[int, int]) -> None:
    objects = Filter(*(place % count for place in pair))
    found = narrow(range(count), objects)
    assert found is not None
    assert found == () or (objects.bad <= set(found) and found in objects.asked)
    assert len(objects.asked) <= MOST_QUESTIONS


def test_of_several_objections_the_first_is_found() -> None:
    either = narrow(range(100), lambda some: 30 in some or 80 in some)
    assert either == (30,)


def test_where_nothing_alone_is_objected_to_nothing_is_named() -> None:
    assert narrow(range(50), Filter(0, 49)) == ()
    assert narrow([], Filter()) == ()


def test_a_question_that_cannot_be_answered_ends_it_with_what_is_known() -> None:
    assert narrow(range(64), Filter(3, after=0)) is None
    assert narrow(range(64), Filter(40, after=1)) is None
    assert narrow(range(64), Filter(3, after=2)) == tuple(range(16))
