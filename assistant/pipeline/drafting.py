"""From a queued key to a kept draft: ask, store the reply, parse, verify, settle; ask again where that helps.

Comes in: draft keys, from the queue. Goes out: drafts in the store, one for each key, or why there is none.
It stands apart from the rest of the pipeline because it runs in the queue's threads, may be killed anywhere,
and must then go on from what is stored without asking for anything twice.
"""

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
from assistant.edges import library
from assistant.edges.store import KeptTask, Store, Task
from assistant.steps.compose import ask_again, compose, known_beside
from assistant.steps.parse import Fault, parse
from assistant.steps.settle import settle
from assistant.steps.verify import Finder, verify

REASKS = 2
"""Further requests for one draft at most, after an unparsable reply or an absent quotation."""


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

    def ask(self, request: Request) -> RawReply:
        """The reply, or the outcome that stands in its place. Never raises."""
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
    ) -> None:
        self._store = store
        self._rubric = rubric
        self.instructions, self._text = library.instructions(instructions)
        self._answerers = answerers
        self._now = now
        self._finder = lru_cache(maxsize=4)(lambda review: Finder(store.review(review)))

    def compose(self, review: Review, intake: Intake, prompt: Prompt, *, repeat: int = 0) -> Request:
        """The first request for one prompt, under the instructions in force."""
        return compose(review, intake, self._rubric, prompt, self.instructions, self._text, repeat=repeat)

    def tasks(self, review: Review, intake: Intake, answerer: Answerer) -> list[Task]:
        """One task for each prompt, in the rubric's order, under the key of its draft from this answerer."""
        return [self._task(review, intake, prompt, answerer) for prompt in self._rubric.prompts]

    def _task(self, review: Review, intake: Intake, prompt: Prompt, answerer: Answerer) -> Task:
        """The prompt's first task that may still bring a draft: one whose replies were all unparsable is spent,
        and its next repeat takes its place."""
        for repeat in count():
            request = self.compose(review, intake, prompt, repeat=repeat)
            key = draft_key(request, answerer.host, answerer.model)
            kept = self._store.draft(key)
            if kept is None or kept.reason is not Outcome.UNPARSABLE:
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
        self._store.keep_draft(draft)

    def _drafted(
        self, task: KeptTask, review: Review, intake: Intake, first: Request, answerer: Answerer
    ) -> Draft:
        prompt, finder = self._rubric.prompt(task.prompt), self._finder(review.id)
        made: Draft | None = None
        request, outcome, tokens, asked = first, Outcome.UNPARSABLE, Tokens(), 0
        for attempt in range(REASKS + 1):
            raw, new = self._asked(task.key, attempt, request, answerer)
            tokens, asked = tokens + raw.tokens, attempt + 1
            if raw.outcome is not Outcome.REPLIED:
                outcome = raw.outcome
                break
            reply = parse(raw.text, prompt)
            if new:
                answerer.used(raw, parsed=not isinstance(reply, Fault))
            if isinstance(reply, Fault):
                request = ask_again(first, self._text, raw.text, fault=reply.sentence)
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
            request = ask_again(first, self._text, raw.text, absent=absent)
        if made is None or made.provenance is None:
            return self._not_answered(task, first, outcome, asked, tokens)
        # A reply that could be used stands, whatever became of asking again: its absent quotations say so.
        spent = made.provenance.model_copy(update={"requests": asked, "tokens": tokens})
        return made.model_copy(update={"provenance": spent})

    def _asked(self, key: str, attempt: int, request: Request, answerer: Answerer) -> tuple[RawReply, bool]:
        """The stored reply to exactly this request, else a new one, stored before anybody looks into it; and
        whether it is new."""
        for kept in self._store.replies(key):
            if kept.attempt == attempt and kept.request_digest == request.digest:
                return kept.reply, False
        raw = answerer.ask(request)
        if raw.outcome is Outcome.REPLIED:
            self._store.keep_reply(key, attempt, request.digest, raw, self._now())
        return raw, True

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
