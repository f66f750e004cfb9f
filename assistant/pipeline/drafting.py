"""From a queued key to a kept draft: ask until the answer stands, parse, verify, settle.

Comes in: draft keys, from the queue. Goes out: drafts in the store, one for each key, or why there is none.
It stands apart from the rest of the pipeline because it runs in the queue's threads, may be killed anywhere,
and must then go on from what is stored without asking for anything twice.
"""

from collections.abc import Callable, Collection, Sequence
from itertools import islice, zip_longest

from assistant.domain.draft import (
    CheckedCitation,
    Draft,
    DraftStatus,
    Instructions,
    Match,
    Outcome,
    Reply,
    Request,
    draft_key,
)
from assistant.domain.review import Intake, Review
from assistant.domain.rubric import Prompt, Rubric, Scale
from assistant.domain.selection import Selection
from assistant.edges import wire
from assistant.edges.store import KeptTask, Store, Task
from assistant.pipeline.asking import Answerer, Asking, Ended, Understood
from assistant.pipeline.filtering import Filtering
from assistant.pipeline.fitting import Fitted, Fitting
from assistant.pipeline.seeds import numbered, unspent
from assistant.steps.compose import Common, compose, known_beside
from assistant.steps.parse import Fault, parse
from assistant.steps.settle import settle
from assistant.steps.verify import Finder, verify

Checked = tuple[Reply, tuple[CheckedCitation, ...]]


class Drafting:
    """Makes drafts with whichever of its answerers a task names."""

    def __init__(
        self,
        store: Store,
        rubric: Rubric,
        instructions: tuple[Instructions, str],
        answerers: Sequence[Answerer],
        asking: Asking,
        read: Callable[[str], Review],
        finder: Callable[[str], Finder],
        common: Callable[[str, Selection | None], Common],
        fitting: Fitting,
        filtering: Filtering | None,
    ) -> None:
        """``instructions`` come with their text; ``read`` gives a review by its id, ``finder`` its finder, and
        ``common`` the common part of requests over a selection of it, or all of it; with ``filtering`` further
        requests find what a content filter objects to."""
        self._store = store
        self._rubric = rubric
        self.instructions, self._text = instructions
        self._answerers = answerers
        self._asking = asking
        self._read = read
        self._finder = finder
        self._common = common
        self._fitting = fitting
        self._filtering = filtering

    def compose(
        self, review: Review, intake: Intake, prompt: Prompt, *, repeat: int = 0, context: int | None = None
    ) -> Fitted:
        """The first request for one prompt, under the instructions in force and within the ``context``."""

        def composed(chosen: Selection | None) -> Request:
            return compose(self._common(review.id, chosen), intake, self._rubric, prompt, repeat=repeat)

        return self._fitting.fitted(review, [prompt], composed, context)

    def tasks(
        self,
        review: Review,
        intake: Intake,
        answerer: Answerer,
        *,
        fresh: bool,
        repeats: int,
        only: Collection[str] | None = None,
    ) -> tuple[list[Task], list[Task]]:
        """One task for each prompt, or ``only`` for those, in the rubric's order, under the key of its draft
        from this answerer; and those of the repeats of each prompt with a line, the first of every prompt
        before the second of any.

        ``seeds`` says which number each has.
        """
        seeds = self._asking.seeds(review.id, answerer)
        drafts, again = list[Task](), list[list[Task]]()
        for prompt in self._rubric.prompts:
            if only is not None and prompt.id not in only:
                continue
            request = self.compose(review, intake, prompt, context=self._fitting.set_for(answerer)).request
            row = numbered(request, answerer, seeds.get(prompt.id, 0))
            wanted = repeats if prompt.scale is Scale.LINE else 0
            first, *others = islice(unspent(row, self._store.draft, fresh=fresh), 1 + wanted)
            drafts.append(first)
            again.append(others)
        return drafts, [task for turn in zip_longest(*again) for task in turn if task is not None]

    def make(self, task: KeptTask) -> None:
        """Makes and keeps the draft of one task; does nothing if it is there.

        A fault of our own is kept as the reason why there is no draft, and raised.
        """
        kept = self._store.draft(task.key)
        if kept is not None and kept.status is DraftStatus.DRAFTED:
            return
        answerer = next((a for a in self._answerers if (a.host, a.model) == (task.endpoint, task.model)), None)
        review, intake = self._read(task.review), self._store.intake(task.review)
        prompt = self._rubric.prompt(task.prompt)
        context = self._fitting.set_for(answerer) if answerer is not None else None
        named = self.compose(review, intake, prompt, repeat=task.repeat, context=context)
        request = named.request
        if answerer is None or draft_key(request, task.endpoint, task.model) != task.key:
            self._store.keep_draft(self._not_answered(task, request, Outcome.CHANGED))
            return
        try:
            draft = self._drafted(task, review, intake, prompt, answerer, named)
        except Exception:
            self._store.keep_draft(self._not_answered(task, request, Outcome.FAULT))
            raise
        if draft.reason is not Outcome.CANCELLED:  # then it was not run, for all anybody needs to know
            self._store.keep_draft(draft)

    def _drafted(
        self,
        task: KeptTask,
        review: Review,
        intake: Intake,
        prompt: Prompt,
        answerer: Answerer,
        named: Fitted,
    ) -> Draft:
        """The draft, or why there is none; ``named`` is the request that the task's key names."""
        finder = self._finder(review.id)

        def understand(text: str) -> Understood[Checked] | Fault:
            reply = parse(text, prompt)
            if isinstance(reply, Fault):
                return reply
            checked = verify(review, prompt, reply, finder)
            # A quotation too short to be evidence, but there, is no fault to ask again about.
            absent = [c.quote for c in checked if c.match is Match.ABSENT and not finder.contains(c.quote)]
            return Understood((reply, checked), absent)

        sent, ended = self._fitting.asked(
            answerer,
            named,
            lambda context: self.compose(review, intake, prompt, repeat=task.repeat, context=context),
            lambda request: self._asking.ask(task, request, self._text, answerer, understand),
        )
        if ended.made is None:
            none = self._not_answered(task, sent.request, ended.outcome, ended)
            blocked = ended.outcome is Outcome.FILTERED and ended.last.detail != wire.FILTERED_REPLY
            if self._filtering is None or not (blocked and answerer.live):
                return none
            found = self._filtering.passages(task, review, answerer, sent.selection)
            return none.model_copy(update={"filtered": found})
        return settle(
            review,
            prompt,
            *ended.made,
            key=task.key,
            provenance=self._asking.provenance(task, sent.request, ended),
            contains=finder.contains,
            preclude_clause=prompt.rule is not None and self._rubric.node(prompt.rule).rule.preclude,
            intake="\n".join(known_beside(intake, prompt)),
            selection=sent.selection,
        )

    def _not_answered(
        self, task: KeptTask, request: Request, outcome: Outcome, ended: Ended[Checked] | None = None
    ) -> Draft:
        return Draft(
            key=task.key,
            review=task.review,
            prompt=task.prompt,
            status=DraftStatus.NOT_ANSWERED,
            reason=outcome,
            provenance=self._asking.provenance(task, request, ended),
        )
