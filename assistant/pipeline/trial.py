"""An endpoint tried: reachable, model there, structured output, long enough a context, cache, speed; in words.

Comes in: a model on an endpoint, and the size of a request. Goes out: one sentence for each thing tried, good
or not. It stands apart because it sends filler only, and neither keeps nor needs a review.
"""

import json
import time
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

from assistant.domain.draft import DRAFT_TOKENS, OUTCOME_WORDS, Outcome, RawReply, Request
from assistant.domain.record import Record
from assistant.edges import library
from assistant.edges.model import Model
from assistant.steps.compose.trial import FIRST, HIGHEST, LAST, Trial, compose_trial

PAGES_60 = 180_000
"""Characters of a request over a review of 60 pages of 500 words, at the 5.5 characters for each word that a
request of the bundled sample has, and the instructions."""

FORMS = {
    "json_schema": "with the schema enforced (json_schema), the best there is",
    "json_object": "as JSON without the schema enforced (json_object); more replies will be asked for again",
    "plain": "only by asking for it (plain); more replies will be asked for again",
}


class Mark(StrEnum):
    """What a sentence says of the endpoint. ``NOT_REACHED`` ends the trial."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"
    NOT_REACHED = "not_reached"


class Said(Record):
    """One thing tried, in a sentence."""

    mark: Mark
    words: str


def try_endpoint(model: Model, characters: int, clock: Callable[[], float] = time.monotonic) -> Iterator[Said]:
    """Tries everything in turn. ``characters`` is the length of the two long requests."""
    instructions, text = library.instructions("check.v1")
    trial = compose_trial(instructions, text, characters)
    yield from _offer(model)
    reply, taken = _asked(model, trial.ready, clock)
    if reply.outcome is not Outcome.REPLIED:
        here = reply.outcome in (Outcome.UNREACHABLE, Outcome.TIMEOUT)
        yield Said(
            mark=Mark.NOT_REACHED if here else Mark.BAD, words=f"No reply: {OUTCOME_WORDS[reply.outcome]}."
        )
        return
    yield Said(mark=Mark.GOOD, words=f"{model.host} replied in {taken:.1f} seconds.")
    yield from _structure(model, reply, trial)
    yield from _context(model, trial, clock)
    yield from _speed(model, trial, clock)


def _offer(model: Model) -> Iterator[Said]:
    outcome, names = model.offered()
    if outcome is Outcome.UNREACHABLE:
        return  # the first request will say so
    if names is None:
        yield Said(
            mark=Mark.UNKNOWN, words="The endpoint does not list its models, so the request will have to tell."
        )
    elif model.model in names:
        yield Said(mark=Mark.GOOD, words=f"The endpoint offers {model.model}.")
    else:
        others = f" It offers {', '.join(names)}." if names else ""
        yield Said(mark=Mark.BAD, words=f"The endpoint does not list {model.model}.{others}")


def _structure(model: Model, reply: RawReply, trial: Trial) -> Iterator[Said]:
    for _ in range(len(FORMS)):
        word = _field(reply, "word")
        model.used(reply, in_form=isinstance(word, str))
        if isinstance(word, str):
            good = word == "ready" and reply.form == "json_schema"
            weak = "" if word == "ready" else " But its answer was wrong: the model may be too weak."
            yield Said(
                mark=Mark.GOOD if good else Mark.UNKNOWN,
                words=f"Structured output works {FORMS[reply.form]}.{weak}",
            )
            return
        reply = model.ask(trial.ready)
    yield Said(
        mark=Mark.BAD, words="A short question was not answered in the form asked for, in any of three ways."
    )


def _context(model: Model, trial: Trial, clock: Callable[[], float]) -> Iterator[Said]:
    reply, taken = _asked(model, trial.words, clock)
    size = f"{trial.words.characters:,} characters (estimated at {trial.words.estimate:,} tokens)"
    if reply.outcome is not Outcome.REPLIED:
        yield Said(mark=Mark.BAD, words=f"Of {size}, sent as filler: {OUTCOME_WORDS[reply.outcome]}. {ENLARGE}")
        return
    first, last = _field(reply, "first") == FIRST, _field(reply, "last") == LAST
    counted = f", {reply.tokens.input:,} tokens by its own count," if reply.tokens.input else ""
    if first and last:
        yield Said(
            mark=Mark.GOOD, words=f"{size}{counted} were read from the first line to the last in {taken:.1f} s."
        )
    elif last:
        yield Said(
            mark=Mark.BAD, words=f"Of {size}, the beginning was not read, and nothing said so. {ENLARGE}"
        )
    else:
        what = "the end" if first else "neither the first line nor the last"
        found = "was not read" if first else "was found"
        yield Said(mark=Mark.BAD, words=f"Of {size}, {what} {found}. {ENLARGE} Or the model is too weak.")
    if not reply.tokens.input:
        words = "The endpoint counts no tokens, so a request that it cuts short cannot be noticed."
        yield Said(mark=Mark.BAD, words=words)
    yield from _cache(model, trial, taken, clock)


ENLARGE = "Give the server a longer context (Ollama: num_ctx; llama-server: -c; vLLM: --max-model-len)."


def _cache(model: Model, trial: Trial, before: float, clock: Callable[[], float]) -> Iterator[Said]:
    reply, taken = _asked(model, trial.again, clock)
    times = f"{before:.1f} s, then {taken:.1f} s for the same beginning"
    if reply.outcome is not Outcome.REPLIED:
        yield Said(mark=Mark.BAD, words=f"Asked again over the same text: {OUTCOME_WORDS[reply.outcome]}.")
    elif reply.tokens.cached:
        share = f"{reply.tokens.cached:,} of {reply.tokens.input:,} tokens"
        yield Said(
            mark=Mark.GOOD, words=f"Common beginnings are cached: {share} came from the cache ({times})."
        )
    elif taken * 2 < before:
        yield Said(mark=Mark.GOOD, words=f"Common beginnings seem to be cached ({times}).")
    else:
        yield Said(mark=Mark.UNKNOWN, words=f"No sign that common beginnings are cached ({times}).")


def _speed(model: Model, trial: Trial, clock: Callable[[], float]) -> Iterator[Said]:
    reply, taken = _asked(model, trial.numbers, clock)
    if reply.outcome is not Outcome.REPLIED or not reply.tokens.output or taken <= 0:
        yield Said(mark=Mark.UNKNOWN, words="How fast it writes could not be measured.")
        return
    speed = reply.tokens.output / taken
    whole = "" if _field(reply, "numbers") == list(range(1, HIGHEST + 1)) else " It did not count to the end."
    yield Said(
        mark=Mark.GOOD if not whole else Mark.UNKNOWN,
        words=f"It writes about {speed:,.0f} tokens a second: {DRAFT_TOKENS / speed:,.0f} s for a draft of "
        f"{DRAFT_TOKENS:,} tokens, beside reading.{whole}",
    )


def _asked(model: Model, request: Request, clock: Callable[[], float]) -> tuple[RawReply, float]:
    begun = clock()
    reply = model.ask(request)
    return reply, clock() - begun


def _field(reply: RawReply, name: str) -> Any:  # noqa: ANN401 - whatever JSON may hold
    """The value of that key of a reply in JSON, or None."""
    try:
        value = json.loads(reply.text)
    except (ValueError, RecursionError):
        return None
    found = value.get(name) if isinstance(value, dict) else None
    return found.strip().lower() if isinstance(found, str) else found
