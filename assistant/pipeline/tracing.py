"""From a queued key to a kept trace: what answers what, asked for once a review beside its drafts.

Comes in: the key of a trace, from the queue. Goes out: the trace in the store, or why there is none. It stands
apart from drafting because it answers no prompt: no count of drafts knows of it, and nothing waits for it.
"""

from collections.abc import Callable, Sequence

from assistant.domain.draft import (
    CheckedQuotation,
    DraftStatus,
    Instructions,
    Match,
    Outcome,
    Request,
    draft_key,
)
from assistant.domain.review import Review
from assistant.domain.rubric import Prompt
from assistant.domain.selection import Selection
from assistant.domain.trace import TRACE, OfferedQuotation, Trace, TraceReply
from assistant.edges.store import KeptTask, Store, Task
from assistant.pipeline.asking import Answerer, Asking, Ended, Understood
from assistant.pipeline.fitting import Fitted, Fitting
from assistant.pipeline.seeds import numbered, unspent
from assistant.steps.compose import Common, compose_trace
from assistant.steps.parse import Fault, parse_trace
from assistant.steps.settle import settle_trace
from assistant.steps.verify import Finder, verify_trace

INSTRUCTIONS = "trace.v1"

Checked = tuple[TraceReply, dict[OfferedQuotation, CheckedQuotation]]


class Tracing:
    """Makes traces with whichever of its answerers a task names."""

    def __init__(
        self,
        store: Store,
        of_traces: tuple[Instructions, str],
        answerers: Sequence[Answerer],
        asking: Asking,
        read: Callable[[str], Review],
        finder: Callable[[str], Finder],
        common: Callable[[str, Selection | None], Common],
        fitting: Fitting,
        shown_under: Sequence[Prompt],
    ) -> None:
        """The instructions come with their text; a trace is asked for after the same beginning as a draft,
        ``common`` to both.

        ``shown_under`` are the prompts that a trace is evidence for: where not all of a review fits, what
        matters to them is sent.
        """
        self._store = store
        self._of_traces = of_traces
        self._answerers = answerers
        self._asking = asking
        self._read = read
        self._finder = finder
        self._common = common
        self._fitting = fitting
        self._shown_under = shown_under

    def compose(self, review: Review, repeat: int, context: int | None) -> Fitted:
        """The first request for the trace, under the instructions in force and within the ``context``."""

        def composed(chosen: Selection | None) -> Request:
            return compose_trace(self._common(review.id, chosen), self._of_traces, repeat=repeat)

        return self._fitting.fitted(review, self._shown_under, composed, context)

    def task(self, review: Review, answerer: Answerer, *, fresh: bool = False) -> Task:
        """The task of the review's trace; as with drafts, the next repeat where one could not be parsed, and
        where a ``fresh`` one is wanted."""
        request = self.compose(review, 0, self._fitting.set_for(answerer)).request
        first = self._asking.seeds(review.id, answerer).get(TRACE, 0)
        return next(unspent(numbered(request, answerer, first), self._store.trace, fresh=fresh))

    def wanted(self, task: Task) -> bool:
        """Whether asking may still bring a trace; a recording that holds none will never hold one."""
        kept = self._store.trace(task.key)
        return kept is None or not (kept.status is DraftStatus.DRAFTED or kept.reason is Outcome.NOT_RECORDED)

    def make(self, task: KeptTask) -> None:
        """Makes and keeps the trace of one task; does nothing if it is there.

        A fault of our own is kept as the reason why there is no trace, and raised.
        """
        kept = self._store.trace(task.key)
        if kept is not None and kept.status is DraftStatus.DRAFTED:
            return
        answerer = next((a for a in self._answerers if (a.host, a.model) == (task.endpoint, task.model)), None)
        review = self._read(task.review)
        context = self._fitting.set_for(answerer) if answerer is not None else None
        named = self.compose(review, task.repeat, context)
        request = named.request
        if answerer is None or draft_key(request, task.endpoint, task.model) != task.key:
            self._store.keep_trace(self._not_answered(task, request, Outcome.CHANGED))
            return
        try:
            trace = self._traced(task, review, answerer, named)
        except Exception:
            self._store.keep_trace(self._not_answered(task, request, Outcome.FAULT))
            raise
        if trace.reason is not Outcome.CANCELLED:  # then it was not run, for all anybody needs to know
            self._store.keep_trace(trace)

    def _traced(self, task: KeptTask, review: Review, answerer: Answerer, named: Fitted) -> Trace:
        finder = self._finder(review.id)

        def understand(text: str) -> Understood[Checked] | Fault:
            reply = parse_trace(text)
            if isinstance(reply, Fault):
                return reply
            checked = verify_trace(reply, finder)
            absent = [
                c.quote for c in checked.values() if c.match is Match.ABSENT and not finder.contains(c.quote)
            ]
            return Understood((reply, checked), absent)

        sent, ended = self._fitting.asked(
            answerer,
            named,
            lambda context: self.compose(review, task.repeat, context),
            lambda request: self._asking.ask(task, request, self._of_traces[1], answerer, understand),
        )
        if ended.made is None:
            return self._not_answered(task, sent.request, ended.outcome, ended)
        return settle_trace(
            review,
            *ended.made,
            key=task.key,
            provenance=self._asking.provenance(task, sent.request, ended),
            contains=finder.contains,
            selection=sent.selection,
        )

    def _not_answered(
        self, task: KeptTask, request: Request, outcome: Outcome, ended: Ended[Checked] | None = None
    ) -> Trace:
        return Trace(
            key=task.key,
            review=task.review,
            status=DraftStatus.NOT_ANSWERED,
            reason=outcome,
            provenance=self._asking.provenance(task, request, ended),
        )
