"""From a queued key to a kept draft: ask, store the reply, parse, verify, settle; ask again where that helps.

Comes in: draft keys, from the queue. Goes out: drafts in the store, one for each key, or why there is none.
It stands apart from the rest of the pipeline because it runs in the queue's threads, may be killed anywhere,
and must then go on from what is stored without asking for anything twice.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import Protocol

from assistant.domain.draft import (
    Draft,
    DraftStatus,
    Match,
    Outcome,
    Provenance,
    RawReply,
    Request,
    Tokens,
    draft_key,
)
from assistant.domain.review import Intake, Review
from assistant.domain.rubric import Prompt, Rubric
from assistant.edges import library, wire
from assistant.edges.store import KeptTask, Spent, Store, Task
from assistant.pipeline.filtering import Filtering
from assistant.pipeline.gate import Gate, taken
from assistant.steps.compose import ask_again, compose, known_beside
from assistant.steps.parse import Fault, parse
from assistant.steps.settle import settle
from assistant.steps.verify import Finder, verify

REASKS = 2
"""Further requests for one draft at most, after an unparsable reply or an absent quotation."""


NOT_SENT = frozenset({Outcome.CANCELLED, Outcome.PAUSED, Outcome.OVER_BUDGET})

LONGEST_SENT_BACK = 40_000
"""Characters of a faulty reply that go back with its fault; a whole answer has fewer."""

TIMES_OVER = 3
"""One prompt, with all its tries and re-asks, takes at most so many times the time for one request."""


def _sent_back(reply: str) -> str:
    """A faulty reply as it goes back with its fault: not without end, and without half characters, which
    cannot be sent."""
    return reply[:LONGEST_SENT_BACK].encode(errors="replace").decode()


def _never() -> bool:
    return False


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

    def used(self, reply: RawReply, *, parsed: bool) -> None:
        """Told whether a reply that has just come could be parsed."""
        ...

    def close(self) -> None:
        """Gives back what it holds."""
        ...


class Drafting:
    """Makes drafts with whichever of its answerers a task names."""

    def __init__(
        self,
        store: Store,
        rubric: Rubric,
        instructions: str,
        answerers: Sequence[Answerer],
        now: Callable[[], datetime],
        *,
        gate: Gate,
        timeout: float,
        stopped: Callable[[str], bool],
        narrows: bool,
    ) -> None:
        """``timeout`` is in seconds, for one request; ``stopped`` tells whether a key's draft was cancelled;
        ``narrows``, whether further requests may find what a content filter objects to."""
        self._store = store
        self._rubric = rubric
        self.instructions, self._text = library.instructions(instructions)
        self._answerers = answerers
        self._now = now
        self._gate = gate
        self._within = timeout * TIMES_OVER
        self._stopped = stopped
        self._narrows = narrows
        self._filtering = Filtering(store, gate, now, stopped)
        self._finder = lru_cache(maxsize=4)(lambda review: Finder(store.review(review)))

    def compose(self, review: Review, intake: Intake, prompt: Prompt, *, repeat: int = 0) -> Request:
        """The first request for one prompt, under the instructions in force."""
        return compose(review, intake, self._rubric, prompt, self.instructions, self._text, repeat=repeat)

    def tasks(self, review: Review, intake: Intake, answerer: Answerer, *, fresh: bool = False) -> list[Task]:
        """One task for each prompt, in the rubric's order, under the key of its draft from this answerer.

        They go on with the repeats of the latest run there; ``fresh``, with those nobody has asked for.
        """
        run = self._store.latest_run(review.id)
        same = run is not None and (run.endpoint, run.model) == (answerer.host, answerer.model)
        repeats = self._store.repeats(run.id) if run is not None and same else {}
        return [
            self._task(review, intake, prompt, answerer, repeats.get(prompt.id, 0), fresh)
            for prompt in self._rubric.prompts
        ]

    def _task(
        self, review: Review, intake: Intake, prompt: Prompt, answerer: Answerer, first: int, fresh: bool
    ) -> Task:
        """The prompt's first task that may still bring a draft: one whose replies were all unparsable is spent,
        and its next repeat takes its place; where a fresh draft is wanted, so is every one that ended."""
        for repeat in count(first):
            request = self.compose(review, intake, prompt, repeat=repeat)
            key = draft_key(request, answerer.host, answerer.model)
            kept = self._store.draft(key)
            if kept is None or not (fresh or kept.reason is Outcome.UNPARSABLE):
                return Task(key=key, prompt=prompt.id, repeat=repeat)
        raise AssertionError("unreachable: some repeat was never asked")

    def make(self, key: str) -> None:
        """Makes and keeps the draft of one key; does nothing if it is there.

        A fault of our own is kept as the reason why there is no draft, and raised.
        """
        kept = self._store.draft(key)
        if kept is not None and kept.status is DraftStatus.DRAFTED:
            return
        task = self._store.task(key)
        answerer = next((a for a in self._answerers if (a.host, a.model) == (task.endpoint, task.model)), None)
        review, intake = self._store.review(task.review), self._store.intake(task.review)
        request = self.compose(review, intake, self._rubric.prompt(task.prompt), repeat=task.repeat)
        if answerer is None or draft_key(request, task.endpoint, task.model) != key:
            self._store.keep_draft(self._not_answered(task, request, Outcome.CHANGED, 0, Tokens()))
            return
        try:
            draft = self._drafted(task, review, intake, request, answerer)
        except Exception:
            self._store.keep_draft(self._not_answered(task, request, Outcome.FAULT, 0, Tokens()))
            raise
        if draft.reason is not Outcome.CANCELLED:  # then it was not run, for all anybody needs to know
            self._store.keep_draft(draft)

    def _drafted(
        self, task: KeptTask, review: Review, intake: Intake, first: Request, answerer: Answerer
    ) -> Draft:
        prompt, finder = self._rubric.prompt(task.prompt), self._finder(review.id)
        made: Draft | None = None
        end = time.monotonic() + self._within
        request, outcome, tokens, asked = first, Outcome.UNPARSABLE, Tokens(), 0
        for attempt in range(REASKS + 1):
            raw, new = self._asked(task, attempt, request, answerer, end)
            tokens, asked = tokens + raw.tokens, asked + (raw.outcome not in NOT_SENT)
            if raw.outcome is not Outcome.REPLIED:
                outcome = raw.outcome
                break
            reply = parse(raw.text, prompt)
            if new:
                answerer.used(raw, parsed=not isinstance(reply, Fault))
            if isinstance(reply, Fault):
                request = ask_again(first, self._text, _sent_back(raw.text), fault=reply.sentence)
                continue
            checked = verify(review, prompt, reply, finder)
            made = settle(
                review,
                prompt,
                reply,
                checked,
                key=task.key,
                provenance=self._provenance(task, first, asked, tokens, raw),
                contains=finder.contains,
                preclude_clause=prompt.rule is not None and self._rubric.node(prompt.rule).rule.preclude,
                intake="\n".join(known_beside(intake, prompt)),
            )
            # A quotation too short to be evidence, but there, is no fault to ask again about.
            absent = [c.quote for c in checked if c.match is Match.ABSENT and not finder.contains(c.quote)]
            if not absent:
                break
            request = ask_again(first, self._text, _sent_back(raw.text), absent=absent)
        if made is None or made.provenance is None:
            none = self._not_answered(task, first, outcome, asked, tokens)
            blocked = outcome is Outcome.FILTERED and raw.detail != wire.FILTERED_REPLY
            if not (blocked and answerer.live and self._narrows):
                return none
            found = self._filtering.passages(task, review, answerer)
            return none.model_copy(update={"filtered": found})
        # A reply that could be used stands, whatever became of asking again: its absent quotations say so.
        spent = made.provenance.model_copy(update={"requests": asked, "tokens": tokens})
        return made.model_copy(update={"provenance": spent})

    def _asked(
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
        if raw.outcome is Outcome.REPLIED:
            self._store.keep_reply(task.key, attempt, request.digest, raw, self._now(), spent=spent)
        elif spent.tokens:
            self._store.spend(spent, self._now())

    def _provenance(
        self, task: KeptTask, request: Request, requests: int, tokens: Tokens, raw: RawReply | None
    ) -> Provenance:
        return Provenance(
            model=(raw.model if raw else "") or task.model,
            endpoint=task.endpoint,
            instructions=request.instructions,
            request=request.digest,
            requests=requests,
            tokens=tokens,
            at=self._now(),
            recorded=raw.recorded if raw else None,
        )

    def _not_answered(
        self, task: KeptTask, request: Request, outcome: Outcome, requests: int, tokens: Tokens
    ) -> Draft:
        return Draft(
            key=task.key,
            review=task.review,
            prompt=task.prompt,
            status=DraftStatus.NOT_ANSWERED,
            reason=outcome,
            provenance=self._provenance(task, request, requests, tokens, None),
        )
