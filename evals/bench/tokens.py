"""What a review costs in tokens, and how much of it an endpoint with a prefix cache need not read again.

All requests of a review come in, lines of text go out. Nothing is sent: tokens are the product's own cautious
estimate, and shares are of bytes, as a prefix cache sees them.
"""

from collections.abc import Iterator, Sequence

from assistant.domain.draft import Request, tokens_of
from assistant.domain.record import Record
from evals.bench.answered import Answered


class Sent(Record):
    """What is sent for one review. ``shared``: characters with which every request begins."""

    requests: int
    characters: int
    shared: int
    share: float
    """Of all bytes sent, those of the common beginning when it had been sent before, from 0 to 1."""

    @property
    def anew(self) -> int:
        """Characters that are read where the common beginning is read once and then kept."""
        return self.characters - self.shared * (self.requests - 1)


def sent(requests: Sequence[Request]) -> Sent:
    """Counts what these requests of one review send, message after message; there is at least one."""
    texts = ["".join(message.content for message in request.messages).encode() for request in requests]
    first, last = min(texts), max(texts)  # what these two begin with, all between them begin with
    length = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return Sent(
        requests=len(texts),
        characters=sum(request.characters for request in requests),
        shared=len(first[:length].decode(errors="ignore")),
        share=length * (len(texts) - 1) / sum(map(len, texts)),
    )


def measure(sample: Answered) -> Iterator[str]:
    """The sample's requests, beside its bare text sent once for each of them and never cached."""
    counted = sent(sample.requests)
    bare = counted.requests * tokens_of(len(sample.review.text))
    whole, anew = tokens_of(counted.characters), tokens_of(counted.anew)
    yield (
        f"tokens of one review: {counted.requests} requests, {counted.characters:,} characters, "
        f"{whole:,} tokens as estimated; replies come on top"
    )
    yield (
        f"  every request begins with the same {counted.shared:,} characters: "
        f"{counted.share:.1%} of all bytes are in a cacheable prefix that was sent before"
    )
    yield f"  {'':<50}{'tokens':>12}{'of the first':>14}"
    for name, tokens in (
        ("the bare document per prompt, nothing cached", bare),
        ("ours where the endpoint caches nothing", whole),
        ("ours, read anew where it caches the prefix", anew),
    ):
        yield f"  {name:<50}{tokens:>12,}{tokens / bare:>14.3f}"
