"""What one draft takes of our own work, when the endpoint takes no time.

The sample with its recorded replies comes in, lines of text go out. It stands alone because a whole review
against an endpoint (``drafting``) is nearly all waiting, which hides what is ours. Processor time stands beside
the time on the clock, which holds waiting for the disk, and for a turn on a busy machine.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

from assistant.domain.draft import DraftStatus, Provenance, RawReply, Request, Tokens
from assistant.domain.rubric import Prompt
from assistant.edges.store import Store
from assistant.pipeline.asking import Asking
from assistant.pipeline.drafting import Drafting
from assistant.pipeline.fitting import Fitting
from assistant.pipeline.gate import Gate
from assistant.pipeline.kept_reviews import KeptReviews
from assistant.steps.parse import Fault, parse
from assistant.steps.settle import settle
from assistant.steps.verify import Finder, verify
from evals.bench.answered import Answered
from evals.bench.drafting import DELAY

STEPS = ("compose", "parse", "verify", "settle")
ALLOWED = 0.010
"""Seconds that one draft may take of our own."""


class Took(NamedTuple):
    """Seconds on the clock, and seconds of the processor within them."""

    clock: float
    processor: float

    def since(self, before: "Took") -> "Took":
        """What has passed since then."""
        return Took(self.clock - before.clock, self.processor - before.processor)


def reached() -> Took:
    """Both clocks as they stand, for this thread."""
    return Took(time.perf_counter(), time.thread_time())


class Stopwatch:
    """An endpoint that answers at once from what was recorded, and knows how long that took by itself."""

    host, model, live = "stopwatch", "recorded", True

    def __init__(self, sample: Answered) -> None:
        self._recording = sample.recording
        self.took = Took(0.0, 0.0)

    def ask(self, request: Request, *, within: float, stopped: Callable[[], bool]) -> RawReply:
        """The recorded reply; none of the time until it is here is counted as ours."""
        begun = reached()
        reply = self._recording.ask(request)
        self.took = reached().since(begun)
        return reply

    def used(self, reply: RawReply, *, in_form: bool) -> None:
        """Nothing to learn."""

    def close(self) -> None:
        """Holds nothing open."""


def measure(sample: Answered) -> Iterator[str]:
    """Every prompt with a recorded reply, drafted one after the other into a fresh database."""
    finder = Finder(sample.review)
    started, made = _made(sample, finder)
    clock, processor = (median(took) for took in zip(*made, strict=True))
    yield (
        f"own work per draft, median of {len(made)}: {processor * 1000:.1f} ms of the processor, "
        f"{processor / ALLOWED:.2f} of the {ALLOWED * 1000:.0f} ms allowed"
    )
    yield (
        f"  on the clock {clock * 1000:.1f} ms with waiting for the disk, "
        f"{clock / DELAY:.4f} of a reply of {DELAY:g} s"
    )
    taken = [
        median(took)
        for took in zip(*(_steps(sample, finder, prompt, text) for prompt, text in sample.replies), strict=True)
    ]
    told = ", ".join(f"{name} {took * 1000:.1f}" for name, took in zip(STEPS, taken, strict=True))
    yield f"  of the processor's: {told}, keys and keeping {(processor - sum(taken)) * 1000:.1f}"
    yield f"  before that, at Start: {started.processor / len(made) * 1000:.1f} ms for each"


def _made(sample: Answered, finder: Finder) -> tuple[Took, list[Took]]:
    """What Start takes for all, and each from a queued key to its kept draft without the endpoint."""

    def now() -> datetime:
        return datetime.now(UTC)

    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder) / 'bench.db'}")
        gate = Gate(store, budget=None, breaks_after=None)
        asking = Asking(store, now, gate=gate, timeout=DELAY, stopped=lambda _: False)
        endpoint, review = Stopwatch(sample), sample.review
        kept = KeptReviews(store, sample.rubric, ())
        drafting = Drafting(
            store,
            sample.rubric,
            sample.drafts,
            [endpoint],
            asking,
            kept.review,
            lambda _: finder,
            lambda _review, _selection: sample.common,
            Fitting(sample.rubric, sample.search_words, kept.search, None),
            None,
        )
        store.add_review(review, sample.intake, [(n, data) for n, data in sample.files], now(), sample=True)
        held = [prompt.id for prompt, _ in sample.replies]
        begun = reached()
        tasks, _ = drafting.tasks(review, sample.intake, endpoint, fresh=False, repeats=0, only=held)
        store.start_run(review.id, endpoint.model, endpoint.host, drafting.instructions, tasks, now())
        started, took = reached().since(begun), []
        for task in tasks:
            begun = reached()
            drafting.make(store.task(task.key))
            took.append(reached().since(begun).since(endpoint.took))
        drafts = store.drafts(review.id)
        if any(draft.status is not DraftStatus.DRAFTED for draft in drafts) or len(drafts) != len(took):
            raise AssertionError("a recorded reply became no draft, so its time says nothing")
        store.close()
    return started, took


def _steps(sample: Answered, finder: Finder, prompt: Prompt, text: str) -> tuple[float, ...]:
    """Seconds of the processor that each of the steps takes by itself for one draft."""
    laps = [time.thread_time()]
    sample.request(prompt)
    laps.append(time.thread_time())
    reply = parse(text, prompt)
    laps.append(time.thread_time())
    if isinstance(reply, Fault):
        raise AssertionError("a recorded reply cannot be parsed, so its time says nothing")
    checked = verify(sample.review, prompt, reply, finder)
    provenance = Provenance(
        model="", endpoint="", instructions=sample.drafts[0], request="", requests=1, tokens=Tokens(),
        at=datetime.now(UTC),
    )  # fmt: skip
    laps.append(time.thread_time())
    settle(sample.review, prompt, reply, checked, key="", provenance=provenance, contains=finder.contains,
           preclude_clause=False, intake="")  # fmt: skip
    laps.append(time.thread_time())
    return tuple(after - before for before, after in pairwise(laps))
