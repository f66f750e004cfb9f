"""What a run took: requests, tokens, the share read from a cache, time.

Tokens as the endpoint counted them, re-asks and traces included. Time is of a live run only: a recording
answers at once.
"""

from assistant.domain.record import Record
from evals.ran import EndpointKind, Ran


class Cost(Record):
    """Of all reviews of a run. ``seconds`` is None for a recording, and where no run ended; ``cached`` is of
    ``input``. ``live`` tells which of the two.
    """

    reviews: int
    requests: int
    input: int
    cached: int
    output: int
    seconds: float | None
    live: bool

    @property
    def cached_share(self) -> float | None:
        """From 0 to 1; None where the endpoint counted no tokens."""
        return self.cached / self.input if self.input else None

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Each amount under its name, in words."""
        none = "no run ended" if self.live else "recorded"
        share = f"{self.cached_share:.1%}" if self.cached_share else "none told"
        return (
            ("requests", f"{self.requests:,} for {self.reviews} review{'s' * (self.reviews != 1)}"),
            ("tokens in, out", f"{self.input:,}, {self.output:,}"),
            ("read from the endpoint's cache", share),
            ("time", f"none: {none}" if self.seconds is None else f"{self.seconds:,.0f} s"),
        )


def cost(ran: Ran) -> Cost:
    """What the run took."""
    tokens, times = ran.manifest.tokens, [review.seconds for review in ran.manifest.reviews]
    live = ran.manifest.endpoint is EndpointKind.LIVE
    return Cost(
        reviews=len(ran.manifest.reviews),
        requests=ran.manifest.requests,
        input=tokens.input,
        cached=tokens.cached,
        output=tokens.output,
        seconds=sum(t for t in times if t is not None) if live and any(times) else None,
        live=live,
    )
