"""Shares are stated with Wilson's interval."""

import pytest

from evals.interval import Counted, wilson


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
