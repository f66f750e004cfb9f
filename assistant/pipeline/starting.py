"""Start and what belongs to it: what it would send, to whom, how far it has come; and finding without a model.

Comes in: a review's id. Goes out: tasks in the queue, estimates, progress, passages that are near. It stands
apart because Start, and asking again for one draft, alone make anything leave this computer.
"""

from collections.abc import Collection, Sequence

from assistant.domain.assurance import Endpoint, LocalServer, Progress, ToAsk, sign_off_in_force
from assistant.domain.draft import DraftStatus
from assistant.domain.judge_first import JudgeFirst, Share
from assistant.domain.near import Near
from assistant.errors import NoEndpoint, NotAllowed
from assistant.pipeline.asking import Answerer
from assistant.pipeline.fitting import in_part
from assistant.pipeline.workings import SIGNED_OFF, Workings

NO_ENDPOINT = (
    "No model endpoint is set up, so nothing can be drafted. Set OPENAI_BASE_URL and ASSISTANT_MODEL "
    "(and OPENAI_API_KEY where the endpoint wants a key) and start again. Everything else works without."
)


NOT_REPEATED = (
    "The drafts of this review come from a recording, which cannot be asked again: nothing was started. "
    "Start without repeats, or set up a model endpoint."
)

NOT_ALONE = (
    "Nothing was sent: this prompt cannot be asked again alone. Start, under What we read, asks for everything "
    "that is missing, once drafting has ended."
)


class Starting(Workings):
    """What an inspector has drafted, or looks for."""

    def endpoint(self) -> Endpoint | None:
        """The model endpoint that Start would send to, or None."""
        return Endpoint(host=self._model.host, model=self._model.model) if self._model else None

    def local_servers(self) -> tuple[LocalServer, ...]:
        """Model servers that answer on this computer; they are asked for their models and nothing else."""
        from assistant.edges.model import local_servers  # openai comes with it, and takes its time

        return local_servers()

    def start(
        self,
        review: str,
        *,
        fresh: bool = False,
        repeats: int = 0,
        only: Collection[str] | None = None,
        judge_first: Share = Share.NONE,
    ) -> None:
        """Drafts every prompt that has no draft yet from this endpoint, then the trace; ``fresh``, all once
        more, and keeps both. Then each prompt with a line is asked about ``repeats`` times more.

        ``only`` some prompts, by their ids: those are drafted, and there is no trace. ``judge_first`` is what
        share of the drafts stays hidden until a line is recorded; it holds from a review's first start on.

        ``NoEndpoint`` where there is none, ``NotAllowed`` once signed off, or for repeats of a recording; then
        nothing is sent.
        """
        with self._deciding:  # no sign-off or deletion between the question and the start
            answerer = self._may_ask(review)
            if repeats and not answerer.live:
                raise NotAllowed(NOT_REPEATED)
            read, intake = self._reviews.review(review), self._store.intake(review)
            self._store.choose_judge_first(review, JudgeFirst(share=judge_first, at=self._now()))
            self._runs.start(read, intake, answerer, fresh=fresh, repeats=repeats, only=only)

    def ask_again(self, review: str, prompt: str) -> None:
        """Asks once more for one draft that was not answered; all else stays as it is, a run under way too.

        ``NoEndpoint`` where there is none; ``NotAllowed`` once signed off, where that draft is not one that
        was not answered, or where only a whole Start can ask for it.
        """
        with self._deciding:
            answerer = self._may_ask(review)
            drafts = self._chosen(review, self._store.drafts(review), self._store.decisions(review))
            draft = next((one for one in drafts if one.prompt == prompt), None)
            if draft is None or draft.status is not DraftStatus.NOT_ANSWERED:
                raise NotAllowed(f"Nothing was sent: no draft of {prompt} is waiting to be asked for again.")
            read, intake = self._reviews.review(review), self._store.intake(review)
            if not answerer.live or not self._runs.again(read, intake, answerer, prompt):
                raise NotAllowed(NOT_ALONE)

    def _may_ask(self, review: str) -> Answerer:
        """Whoever answers for the review; ``NotAllowed`` once signed off, ``NoEndpoint`` if nobody does."""
        if sign_off_in_force(self._store.decisions(review)) is not None:
            raise NotAllowed(SIGNED_OFF)
        answerer = self._answerer(review)
        if answerer is None:
            raise NoEndpoint(NO_ENDPOINT)
        return answerer

    def first(self, review: str, prompt: str) -> None:
        """Has that prompt drafted next, if it waits for its draft."""
        self._runs.first(review, prompt)

    def to_ask(self, review: str, *, repeats: int = 0, only: Collection[str] | None = None) -> ToAsk:
        """What such a Start would ask for: what this endpoint has not made of drafts, repeats and the trace."""
        answerer = self._answerer(review)
        if answerer is None:
            return ToAsk(requests=0, tokens=0)
        read, intake = self._reviews.review(review), self._store.intake(review)
        context = self._fitting.known_for(answerer)
        requests = self._runs.to_ask(read, intake, answerer, context, repeats=repeats, only=only)
        left = None if self._budget is None else max(0, self._budget - self._store.spent(review))
        return ToAsk(
            requests=len(requests),
            tokens=sum(fitted.request.estimate for _, fitted in requests if fitted.fits),
            left=left if answerer.live else None,
            in_part=in_part(requests, context),
            pace=self._store.pace(answerer.host, answerer.model) if answerer.live else None,
            prices=self._prices if answerer.live else None,
        )

    def cancel(self, review: str) -> None:
        """Stops what is queued; drafts that are there stay."""
        self._runs.cancel(review)

    def progress(self, review: str) -> Progress:
        """How far the latest run has come, in prompts."""
        return self._runs.progress(review)

    def near(self, review: str, prompt: str, without: Sequence[str] = ()) -> dict[str, tuple[Near, ...]]:
        """The passages nearest to each expectation of that prompt, by its id; ``KeyError`` if there is none.

        Passages ``without`` are left out, such as those that are shown as evidence already.
        """
        return self._reviews.near(review, prompt, without)

    def find(self, review: str, words: str) -> tuple[Near, ...]:
        """The passages nearest to what somebody typed."""
        return self._reviews.find(review, words)
