"""Asking until the answer stands: replies stored before they are used, and at most two re-asks.

Comes in: a first request and a way to understand a reply. Goes out: what was understood, or the outcome that
stands in its place, and what it cost. It stands alone because drafts and traces are bound by the same promise:
a reply that reached us is never asked for again, and the check is never relaxed on a retry.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from assistant.domain.draft import Outcome, Provenance, RawReply, Request, Tokens
from assistant.edges.store import KeptTask, Spent, Store
from assistant.pipeline.gate import Gate, taken
from assistant.steps.compose import ask_again
from assistant.steps.parse import Fault

REASKS = 2
"""Further requests for one draft or trace at most, after an unparsable reply or an absent quotation."""

NOT_SENT = frozenset({Outcome.CANCELLED, Outcome.PAUSED, Outcome.OVER_BUDGET})

LONGEST_SENT_BACK = 40_000
"""Characters of a faulty reply that go back with its fault; a whole answer has fewer."""

TIMES_OVER = 3
"""One prompt, with all its tries and re-asks, takes at most so many times the time for one request."""

Made = TypeVar("Made")


class Answerer(Protocol):
    """Whatever answers requests: the model endpoint, or a recording of one."""

    @property
    def host(self) -> str:
        """Host and port the review goes to; 'recording' when it goes nowhere."""
        ...

    @property
    def model(self) -> str:
        """The model's name."""
        ...

    @property
    def live(self) -> bool:
        """Whether asking sends anything, and may cost something."""
        ...

    def ask(self, request: Request, *, within: float, stopped: Callable[[], bool]) -> RawReply:
        """The reply, or the outcome that stands in its place, ``within`` so many seconds. Never raises.

        ``stopped`` tells whether drafting was cancelled; it is looked at between tries.
        """
        ...

    def used(self, reply: RawReply, *, in_form: bool) -> None:
        """Told whether a reply that has just come had the form asked for, whatever it says in it."""
        ...

    def close(self) -> None:
        """Gives back what it holds."""
        ...


@dataclass(frozen=True)
class Understood(Generic[Made]):
    """What a reply was understood as, and which of its quotations stand nowhere in the review."""

    made: Made
    absent: Sequence[str]


@dataclass(frozen=True)
class Ended(Generic[Made]):
    """How asking ended. ``made`` and the ``reply`` it came of are None where ``outcome`` says why.

    ``last`` is what came back last, whether anything could be made of it or not.
    """

    made: Made | None
    reply: RawReply | None
    last: RawReply
    outcome: Outcome
    requests: int
    tokens: Tokens


class Asking:
    """Asks whichever answerer it is given, from what is stored as far as that goes."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        *,
        gate: Gate,
        timeout: float,
        stopped: Callable[[str], bool],
    ) -> None:
        """``timeout`` is in seconds, for one request; ``stopped`` tells whether a key was cancelled."""
        self._store = store
        self._now = now
        self._gate = gate
        self._within = timeout * TIMES_OVER
        self._stopped = stopped

    def ask(
        self,
        task: KeptTask,
        first: Request,
        instructions: str,
        answerer: Answerer,
        understand: Callable[[str], Understood[Made] | Fault],
    ) -> Ended[Made]:
        """Asks for the draft or trace of that task. ``instructions`` is the text that ``first`` was made from.

        A reply that could be used stands, whatever became of asking again: its absent quotations say so.
        """
        found: tuple[Made, RawReply] | None = None
        end = time.monotonic() + self._within
        request, outcome, tokens, asked = first, Outcome.UNPARSABLE, Tokens(), 0
        for attempt in range(REASKS + 1):
            raw, new = self._reply(task, attempt, request, answerer, end)
            tokens, asked = tokens + raw.tokens, asked + (raw.outcome not in NOT_SENT)
            if raw.outcome is not Outcome.REPLIED:
                outcome = raw.outcome
                break
            understood = understand(raw.text)
            if new:
                answerer.used(raw, in_form=not isinstance(understood, Fault) or understood.in_form)
            if isinstance(understood, Fault):
                request = ask_again(first, instructions, _sent_back(raw.text), fault=understood.sentence)
                continue
            found = understood.made, raw
            if not understood.absent:
                break
            request = ask_again(first, instructions, _sent_back(raw.text), absent=understood.absent)
        if found is None:
            return Ended(None, None, raw, outcome, asked, tokens)
        return Ended(*found, raw, Outcome.REPLIED, asked, tokens)

    def _reply(
        self, task: KeptTask, attempt: int, request: Request, answerer: Answerer, end: float
    ) -> tuple[RawReply, bool]:
        """The stored reply to exactly this request, else a new one, stored before anybody looks into it; and
        whether it is new."""
        for kept in self._store.replies(task.key):
            if kept.attempt == attempt and kept.request_digest == request.digest:
                return kept.reply, False
        if not answerer.live:
            raw = answerer.ask(request, within=self._within, stopped=_never)
            if raw.outcome is Outcome.REPLIED:
                self._store.keep_reply(task.key, attempt, request.digest, raw, self._now())
            return raw, True
        with self._gate.opened(task, request, lambda: self._stopped(task.key)) as barred:
            if barred is not None:
                return RawReply(outcome=barred), False
            left = end - time.monotonic() if attempt else self._within  # waiting for one's turn costs nothing
            raw = answerer.ask(request, within=left, stopped=lambda: self._stopped(task.key))
            self._kept(task, attempt, request, raw)
            self._gate.passed(task, raw)
        return raw, True

    def _kept(self, task: KeptTask, attempt: int, request: Request, raw: RawReply) -> None:
        """Keeps the reply, and what asking took."""
        spent = Spent(review=task.review, tokens=taken(request, raw))
        with self._gate.counted(task):
            if raw.outcome is Outcome.REPLIED:
                self._store.keep_reply(task.key, attempt, request.digest, raw, self._now(), spent=spent)
            elif spent.tokens:
                self._store.spend(spent, self._now())

    def seeds(self, review: str, answerer: Answerer) -> dict[str, int]:
        """The number that the draft of each prompt, and the trace, has in the latest run, if that was this
        answerer's."""
        run = self._store.latest_run(review)
        same = run is not None and (run.endpoint, run.model) == (answerer.host, answerer.model)
        return self._store.seeds(run.id) if run is not None and same else {}

    def provenance(self, task: KeptTask, request: Request, ended: Ended[Made] | None) -> Provenance:
        """Where a draft or trace comes from; ``ended`` is None where nothing was asked."""
        reply = ended.reply if ended else None
        return Provenance(
            model=(reply.model if reply else "") or task.model,
            endpoint=task.endpoint,
            instructions=request.instructions,
            request=request.digest,
            requests=ended.requests if ended else 0,
            tokens=ended.tokens if ended else Tokens(),
            at=self._now(),
            recorded=reply.recorded if reply else None,
        )


def _sent_back(reply: str) -> str:
    """A faulty reply as it goes back with its fault: not without end, and without half characters, which
    cannot be sent."""
    return reply[:LONGEST_SENT_BACK].encode(errors="replace").decode()


def _never() -> bool:
    return False
