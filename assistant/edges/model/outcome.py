"""The total classifier: from a status and what was said with it to an outcome of the closed set.

Stands alone because no fault of an endpoint may pass for an answer, and none for another fault that is
mended differently. Pure: what an endpoint says is only searched for words and for the number of tokens it can
read, never kept (it may echo the review).
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from assistant.domain.draft import Outcome, RawReply, Request

MOST_CHARACTERS_PER_TOKEN = 6
"""A smaller count of tokens means that the server read only a part. A request of the bundled sample has 4.5
characters for each of its words and marks, space included, and tokenisers seldom make less than one token of
each; the two we measured made one of every 3.5 and 3.8 characters."""

_FILTER = re.compile(
    r"content_filter|content management policy|responsibleaipolicyviolation|content_policy_violation"
)
_CONTEXT = re.compile(
    r"context_length|context length|context window|context size|maximum context|exceed_context_size"
    r"|too many tokens|(prompt|input) is too long"
)
_STATED = tuple(
    re.compile(pattern)
    for pattern in (
        r"n_ctx\W{1,4}(\d[\d,]{2,9})",
        r"(?:context length|context size|context window)[^\d.]{0,24}(\d[\d,]{2,9})",
        r"(\d[\d,]{2,9})(?: tokens?)? (?:maximum|context (?:length|size|window))",
    )
)
"""How servers say it: llama-server's field; OpenAI, vLLM and LM Studio; those that put the number first."""

LEAST_CONTEXT, MOST_CONTEXT = 512, 100_000_000
_PASSING = re.compile(r"per[ _-](minute|second)|retry (in|after)")
_BY_STATUS = {
    401: Outcome.UNAUTHORISED,
    402: Outcome.QUOTA,
    403: Outcome.UNAUTHORISED,
    404: Outcome.NO_SUCH_MODEL,
    408: Outcome.TIMEOUT,
    413: Outcome.CONTEXT_OVERFLOW,
    429: Outcome.RATE_LIMITED,
}


def of_status(status: int, said: str, headers: Mapping[str, str]) -> Outcome:
    """The outcome of a status that is not 200; ``said`` is its message in lower case."""
    if 300 <= status < 400:
        return Outcome.REDIRECTED
    if status < 500 and _FILTER.search(said):
        return Outcome.FILTERED
    if status < 500 and _quota(said, headers):
        return Outcome.QUOTA
    if status != 429 and _CONTEXT.search(said):
        return Outcome.CONTEXT_OVERFLOW
    return _BY_STATUS.get(status, Outcome.SERVER_ERROR if status >= 500 else Outcome.BAD_REQUEST)


def stated_context(said: str) -> int | None:
    """Tokens of the context, where the message of an overflow, in lower case, states them."""
    for pattern in _STATED:
        found = pattern.search(said)
        if found is not None:
            context = int(found[1].replace(",", ""))
            return context if LEAST_CONTEXT <= context <= MOST_CONTEXT else None
    return None


def _quota(said: str, headers: Mapping[str, str]) -> bool:
    """Whether the account is used up. A "quota" that comes back in a minute is a limit of the rate."""
    if "insufficient_quota" in said:
        return True
    passes = "retry-after" in headers or _PASSING.search(said) is not None
    return not passes and re.search(r"\bquota\b", said) is not None


def asked_wait(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds the server asks us to wait: Retry-After as a number or as a date; 0 where it does not say, or
    names no date there can be."""
    value = headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return 0.0
    return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds())


def if_read_whole(reply: RawReply, request: Request) -> RawReply:
    """The reply, unless the server's own count shows that it read only a part of the request: a truncating
    server drops the front of a long text and answers 200."""
    counted, sent = reply.tokens.input, request.characters
    if reply.outcome is Outcome.REPLIED and 0 < counted * MOST_CHARACTERS_PER_TOKEN < sent:
        cut = f"{counted} tokens counted for {sent} characters"
        return reply.model_copy(update={"outcome": Outcome.READ_IN_PART, "text": "", "detail": cut})
    return reply
