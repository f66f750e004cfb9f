"""What Start would take is said with what the saying rests on; a cost only where prices are set."""

import pytest

from assistant.domain.assurance import Pace, Prices, ToAsk
from assistant.ui.presentation.estimate import estimate

MEASURED = Pace(replies=54, seconds=9.0, output=900)


def test_where_nothing_was_measured_no_time_is_given_and_no_cost() -> None:
    told = estimate(ToAsk(requests=55, tokens=918_000))
    assert told.tokens_in.startswith("About 918,000")
    assert told.tokens_out == "About 66,000, at 1,200 a reply as in the recorded sample"
    assert told.time == "Not known: no run with this model here to measure by"
    assert told.cost is None


@pytest.mark.parametrize(
    ("requests", "words"),
    [
        (54, "About 8 minutes"),
        (1, "Less than a minute"),
        (7, "About 1 minute"),
        (2_000, "About 5 hours"),
    ],
)
def test_the_time_is_that_of_the_last_run_here(requests: int, words: str) -> None:
    told = estimate(ToAsk(requests=requests, tokens=0, pace=MEASURED))
    assert told.time == f"{words}, at the pace of the last run here (54 replies)"


def test_tokens_out_are_as_measured_and_as_in_the_sample_where_they_were_not_counted() -> None:
    assert estimate(ToAsk(requests=10, tokens=0, pace=MEASURED)).tokens_out == (
        "About 9,000, at 900 a reply as in the last run here"
    )
    uncounted = MEASURED.model_copy(update={"output": None})
    assert "as in the recorded sample" in estimate(ToAsk(requests=10, tokens=0, pace=uncounted)).tokens_out


def test_the_cost_is_that_of_both_ways_at_the_prices_set() -> None:
    prices = Prices(input=2.5, output=10)
    told = estimate(ToAsk(requests=100, tokens=1_000_000, pace=MEASURED, prices=prices))
    assert told.cost is not None
    assert told.cost.startswith("About 3.40, at the prices set: 2.5 for a million tokens in, 10 out;")
    little = estimate(ToAsk(requests=1, tokens=10, pace=MEASURED, prices=Prices(input=0, output=1)))
    assert little.cost is not None
    assert little.cost.startswith("Less than 0.01")
