"""Agreement beyond chance: the published value, with an interval no narrower than the counts allow."""

import pytest

from assistant.domain.kappa import kappa, kappa_of

ABOVE, BELOW = ("above", "above"), ("below", "below")


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a")], None),
        ([], None),
    ],
)
def test_kappa_is_the_published_one(pairs: list[tuple[str, str]], value: float | None) -> None:
    assert kappa(pairs) == (None if value is None else pytest.approx(value))


def test_its_interval_is_the_same_every_time_and_holds_it() -> None:
    reviews = [[ABOVE, BELOW, ("below", "above")] * 6, [ABOVE, BELOW, BELOW] * 4]
    found = kappa_of(reviews)
    assert found is not None
    assert found.low < found.value < found.high
    assert kappa_of(reviews) == found


def test_a_few_pairs_that_all_agree_prove_little() -> None:
    few, many = kappa_of([[ABOVE, BELOW] * 2]), kappa_of([[ABOVE, BELOW] * 100])
    assert few is not None
    assert many is not None
    assert (few.value, few.high) == (many.value, many.high) == (1.0, 1.0)
    assert few.low < 0.1
    assert many.low > 0.9


def test_there_is_none_without_pairs_or_where_there_is_but_one_line() -> None:
    assert kappa_of([]) is None
    assert kappa_of([[], []]) is None
    assert kappa_of([[ABOVE, ABOVE]]) is None
