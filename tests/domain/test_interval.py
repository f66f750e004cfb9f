"""Shares are stated with Wilson's interval."""

import pytest

from assistant.domain.interval import Counted, bootstrap, clustered, wilson


@pytest.mark.parametrize(
    ("hit", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (1, 1, 0.2065, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_the_interval_is_the_published_one(hit: int, of: int, low: float, high: float) -> None:
    assert wilson(hit, of) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(("hit", "of"), [(0, 0), (2, 1), (-1, 4)])
def test_what_is_no_share_has_no_interval(hit: int, of: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(hit, of)


def test_a_share_is_said_with_its_interval_and_nothing_counted_is_said_so() -> None:
    assert str(Counted(hit=1, of=4)) == "1 of 4 (25.0%; 95 % interval 4.6% to 69.9%)"
    assert str(Counted(hit=0, of=0)) == "none counted"
    assert Counted(hit=0, of=0).share is None


def test_over_one_review_or_even_ones_the_interval_is_wilsons() -> None:
    assert clustered([(40, 49)]) == wilson(40, 49)
    assert clustered([(40, 49), (0, 0)]) == wilson(40, 49)
    assert clustered([(40, 49)] * 4) == wilson(160, 196)


def test_over_reviews_that_differ_it_is_wider_and_the_same_every_time() -> None:
    uneven = [(49, 49), (49, 49), (10, 49), (49, 49)]
    low, high = clustered(uneven)
    wilsons = wilson(157, 196)
    assert low < wilsons[0]
    assert high == 1.0
    assert clustered(uneven) == (low, high)


def test_a_bootstrap_without_any_value_has_no_interval() -> None:
    assert bootstrap([1, 2], lambda _: None) is None
    assert bootstrap([3, 3], lambda drawn: sum(drawn) / len(drawn)) == (3, 3)
