"""What Start would send, in words: requests, tokens in and out, time, and cost where prices are set.

In comes what would be asked, out go phrases. It stands alone because each is an estimate, and says what it
rests on: what was measured here, or, where nothing was, that nothing is known.
"""

from assistant.domain.assurance import Prices, ToAsk
from assistant.domain.draft import DRAFT_TOKENS
from assistant.domain.record import Record
from assistant.ui.words import count

HOUR = 60


class Estimate(Record):
    """Phrases to stand beside Start; ``cost`` is None where no prices are set."""

    requests: int
    tokens_in: str
    tokens_out: str
    time: str
    cost: str | None


def estimate(asked: ToAsk) -> Estimate:
    """The phrases for what would be asked."""
    pace = asked.pace
    each = pace.output if pace is not None and pace.output else DRAFT_TOKENS
    out = each * asked.requests
    measured = pace is not None and pace.output is not None
    basis = "as in the last run here" if measured else "as in the recorded sample"
    return Estimate(
        requests=asked.requests,
        tokens_in=f"{about(asked.tokens)}: an estimate on the cautious side, one for every three characters",
        tokens_out=f"{about(out)}, at {each:,} a reply {basis}",
        time=_time(asked),
        cost=_cost(asked.prices, asked.tokens, out) if asked.prices is not None else None,
    )


def about(tokens: int) -> str:
    """A number of tokens as an estimate is said."""
    return f"About {round(tokens / 1000) * 1000:,}" if tokens >= 1000 else "Fewer than 1,000"


def _time(asked: ToAsk) -> str:
    if asked.pace is None:
        return "Not known: no run with this model here to measure by"
    minutes = asked.pace.seconds * asked.requests / 60
    if minutes < 1:
        words = "Less than a minute"
    elif minutes < 2 * HOUR:
        words = f"About {count(round(minutes), 'minute')}"
    else:
        words = f"About {count(round(minutes / HOUR), 'hour')}"
    return f"{words}, at the pace of the last run here ({count(asked.pace.replies, 'reply', 'replies')})"


def _cost(prices: Prices, tokens: int, out: int) -> str:
    total = (tokens * prices.input + out * prices.output) / 1_000_000
    rounded = f"About {total:,.2f}" if total >= 0.01 else "Less than 0.01"
    return (
        f"{rounded}, at the prices set: {prices.input:g} for a million tokens in, {prices.output:g} out; "
        "less where the endpoint charges less for what it has in its cache"
    )
