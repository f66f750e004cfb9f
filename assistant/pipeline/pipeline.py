"""Reviews, drafting, deciding, exporting: everything the assistant does, in order, as methods of one class.

Comes in: files and acts of an inspector. Goes out: what the screens and the command line show. Everything it
knows is in the store, so it can be stopped anywhere. How one draft is made stands in ``drafting``, how a trace
in ``tracing``, what Start sets going in ``runs``. It is long because each act of the product is a method here,
most of them of a few lines.
"""

import threading
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Self

from assistant.domain.assurance import (
    Assurance,
    Endpoint,
    LocalServer,
    Progress,
    ReviewSummary,
    ToAsk,
    sign_off_in_force,
)
from assistant.domain.change import Stretch
from assistant.domain.draft import Draft
from assistant.domain.earlier import Earlier, JudgedBefore, Version
from assistant.domain.gold import GoldReview
from assistant.domain.judge_first import JudgeFirst, Share
from assistant.domain.judgement import LINES, Act, Decision
from assistant.domain.near import Near
from assistant.domain.offered import OfferedEvidence
from assistant.domain.opening import Opening
from assistant.domain.quality import Gauged, Quality
from assistant.domain.review import Correction, Intake, Part
from assistant.domain.rubric import Rubric
from assistant.domain.trace import shown_under
from assistant.edges import export, library
from assistant.edges.recording import Recording
from assistant.edges.store import KeptReview, Store
from assistant.errors import NoEndpoint, NotAllowed, NotFound
from assistant.pipeline.answerers import answerers_of
from assistant.pipeline.asking import Answerer, Asking
from assistant.pipeline.drafting import Drafting
from assistant.pipeline.filtering import Filtering
from assistant.pipeline.fitting import Fitting, in_part
from assistant.pipeline.gate import Gate
from assistant.pipeline.gauging import gauged
from assistant.pipeline.kept_reviews import KeptReviews
from assistant.pipeline.own import cited, reworded
from assistant.pipeline.reading import read_review
from assistant.pipeline.runs import Runs
from assistant.pipeline.setup import Setup
from assistant.pipeline.summary import summary
from assistant.pipeline.tracing import INSTRUCTIONS, Tracing
from assistant.pipeline.versions import Versions
from assistant.steps.aggregate import aggregate, standings
from assistant.steps.agree import agree
from assistant.steps.choose import choose, choose_trace
from assistant.steps.gold import gold
from assistant.steps.hide import hidden, judged_first, withheld
from assistant.steps.permit import permit
from assistant.steps.relate import relate
from assistant.steps.report import report
from assistant.steps.result import result, written
from assistant.steps.sheet import sheet
from assistant.steps.verify import Finder

SIGNED_OFF = "This assurance is signed off, so nothing was changed or sent. Reopen it first, with a reason."

NO_ENDPOINT = (
    "No model endpoint is set up, so nothing can be drafted. Set OPENAI_BASE_URL and ASSISTANT_MODEL "
    "(and OPENAI_API_KEY where the endpoint wants a key) and start again. Everything else works without."
)


NOT_REPEATED = (
    "The drafts of this review come from a recording, which cannot be asked again: nothing was started. "
    "Start without repeats, or set up a model endpoint."
)


class Pipeline:
    """Everything the assistant does, in order. One for each process; its methods may be called from threads."""

    def __init__(
        self,
        setup: Setup,
        *,
        now: Callable[[], datetime],
        model: Answerer | None = None,
        recording: Recording | None = None,
    ) -> None:
        self.rubric: Rubric = library.rubric()
        self._now = now
        self._budget = setup.budget
        self._prices = setup.prices
        self._model = model
        self._recording = recording
        self._deciding = threading.Lock()
        self._store = Store.open(setup.database_url)
        self._reviews = KeptReviews(self._store, self.rubric, setup.terms)
        self._versions = Versions(self._store, self.rubric, self._reviews)
        answerers = [answerer for answerer in (model, recording) if answerer is not None]
        drafts, traces = library.instructions(setup.instructions), library.instructions(INSTRUCTIONS)
        read = self._reviews.review
        finder = self._finder = lru_cache(maxsize=4)(lambda review: Finder(read(review)))
        gate = Gate(self._store, budget=setup.budget, breaks_after=setup.breaks_after)

        def stopped(key: str) -> bool:
            return self._runs.given_up(key)

        self._fitting = Fitting(self.rubric, library.search_words(), self._reviews.search, setup.context)
        asking = Asking(self._store, now, gate=gate, timeout=setup.timeout, stopped=stopped)
        filtering = Filtering(self._store, gate, now, stopped) if setup.narrows else None
        self._drafting = Drafting(
            self._store, self.rubric, drafts, answerers, asking, read, finder, self._fitting, filtering
        )
        traced = [prompt for prompt in self.rubric.prompts if shown_under(prompt.id)]
        self._runs = Runs(
            self._store,
            self.rubric,
            self._drafting,
            Tracing(self._store, drafts, traces, answerers, asking, read, finder, self._fitting, traced),
            now,
        )
        self._runs.launch(setup.jobs_url, concurrency=setup.concurrency)

    @classmethod
    def opened(cls, setup: Setup, *, now: Callable[[], datetime]) -> Self:
        """A pipeline on the endpoint that the setup names, if any, and on the bundled recording, if wanted."""
        model, recording = answerers_of(setup, now)
        return cls(setup, now=now, model=model, recording=recording)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stops taking work; what is queued goes on at the next start."""
        self._runs.close()
        if self._model is not None:
            self._model.close()
        self._store.close()

    # Reviews

    def reviews(self) -> tuple[ReviewSummary, ...]:
        """Every review kept, newest first, with counts."""
        return tuple(self._summary(kept) for kept in self._store.reviews())

    def take_in(
        self,
        files: Sequence[tuple[str, bytes]],
        intake: Intake,
        *,
        sample: bool = False,
        earlier: str | None = None,
    ) -> str:
        """Reads the files as one review and keeps it; returns its id. ``UnreadableFile`` keeps nothing.

        A review that is there already stays as it is; only what is known beside it is brought up to date.
        The next version of an ``earlier`` review begins with what is known beside that. ``NotFound`` where that
        is gone, ``NotAllowed`` where these are its own files or follow another: then nothing is kept.
        """
        review = read_review(files)
        if earlier is not None:
            self._versions.may_follow(review.id, earlier)
        kept = [(file.name, data) for file, (_, data) in zip(review.files, files, strict=True)]
        known = intake if earlier is None else _with(self._store.intake(earlier), intake)
        if not self._store.add_review(review, known, kept, self._now(), sample=sample):
            self._know(review.id, intake)
        if earlier is not None:
            self._store.follow(review.id, earlier)
        return review.id

    def version(self, review: str) -> Version | None:
        """Which review it is the next version of, and what changed; None where of none. ``NotFound``."""
        return self._versions.version(review, self._store.decisions(review))

    def differences(self, review: str) -> dict[str, tuple[Stretch, ...]]:
        """The words that differ in each passage that changed, by its id in the earlier version."""
        return self._versions.differences(review)

    def earlier(self, review: str, prompt: str) -> Earlier | None:
        """The decision on that prompt of the earlier version, as a proposal; None where there is none."""
        return self._versions.earlier(review, prompt)

    def judged_before(self, review: str, node: str) -> JudgedBefore | None:
        """What was held of that node on the earlier version; None where nothing was."""
        return self._versions.judged_before(review, node)

    def _know(self, review: str, intake: Intake) -> None:
        """Brings what is known beside a review up to date with the fields that are given."""
        before = self._store.intake(review)
        after = _with(before, intake)
        if after == before:
            return
        if sign_off_in_force(self._store.decisions(review)) is not None:
            raise NotAllowed(SIGNED_OFF)
        self._store.set_intake(review, after)

    def open_sample(self, judge_first: Share = Share.TENTH) -> str:
        """Takes in the bundled sample if it is not there, with the drafts of its recording; its id.

        This is on demand: one that was deleted comes back. ``judge_first`` is as for ``start``, and by default
        what the screens propose.
        """
        kept = next((review.id for review in self._store.reviews() if review.sample), None)
        review = kept or self.take_in(*library.sample(), sample=True)
        if self._recording is not None and self._store.latest_run(review) is None:
            self._store.choose_judge_first(review, JudgeFirst(share=judge_first, at=self._now()))
            self._runs.start(self._reviews.review(review), self._store.intake(review), self._recording)
        return review

    def offer_sample(self) -> None:
        """Opens the bundled sample, unless somebody deleted it."""
        if not self._store.sample_deleted():
            self.open_sample()

    def delete(self, review: str, by: str) -> None:
        """Removes the review with its files, drafts, replies and decisions, and all that is queued for it.

        ``NotFound``; ``NotAllowed`` once signed off, or without a name: then nothing is removed.
        """
        with self._deciding:  # no sign-off between the question and the removal
            if not by.strip():
                raise NotAllowed("Say who deletes the review: that is kept. Nothing was deleted.")
            if sign_off_in_force(self._store.decisions(review)) is not None:
                raise NotAllowed(SIGNED_OFF)
            keys = self._store.keys(review)
            self._runs.stop(keys)
            self._store.delete(review, by.strip(), self._now())
        self._runs.forget(keys)
        self._reviews.forget()
        self._versions.forget()
        self._finder.cache_clear()

    def sample_intake(self, files: Sequence[tuple[str, bytes]]) -> Intake | None:
        """The bundled sample's intake, if these files are the bundled sample."""
        bundled, intake = library.sample()
        return intake if [data for _, data in files] == [data for _, data in bundled] else None

    def correct(self, review: str, section: str, part: Part, by: str) -> Correction:
        """Keeps an inspector's word on which part a section is; it is on disk when this returns.

        ``NotFound`` where there is no such section; ``NotAllowed`` once signed off: then nothing is kept.
        """
        with self._deciding:  # no sign-off between the question and the answer
            if sign_off_in_force(self._store.decisions(review)) is not None:
                raise NotAllowed(SIGNED_OFF)
            if section not in {found.id for found in self._reviews.review(review).sections}:
                raise NotFound(f"The review has no section {section}. Nothing was changed.")
            return self._store.correct(review, section, part, by, self._now())

    # Drafting

    def endpoint(self) -> Endpoint | None:
        """The model endpoint that Start would send to, or None."""
        return Endpoint(host=self._model.host, model=self._model.model) if self._model else None

    def local_servers(self) -> tuple[LocalServer, ...]:
        """Model servers that answer on this computer; they are asked for their models and nothing else."""
        from assistant.edges.model import local_servers  # openai comes with it, and takes its time

        return local_servers()

    def recording(self, review: str) -> Endpoint | None:
        """The recording that holds this review's replies, or None."""
        if self._recording is None:
            return None
        first = self._drafting.compose(
            self._reviews.review(review), self._store.intake(review), self.rubric.prompts[0]
        )
        held = self._recording.holds(first.request)
        return Endpoint(host=self._recording.host, model=self._recording.model) if held else None

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
        if sign_off_in_force(self._store.decisions(review)) is not None:
            raise NotAllowed(SIGNED_OFF)
        answerer = self._answerer(review)
        if answerer is None:
            raise NoEndpoint(NO_ENDPOINT)
        if repeats and not answerer.live:
            raise NotAllowed(NOT_REPEATED)
        read, intake = self._reviews.review(review), self._store.intake(review)
        self._store.choose_judge_first(review, JudgeFirst(share=judge_first, at=self._now()))
        self._runs.start(read, intake, answerer, fresh=fresh, repeats=repeats, only=only)

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

    # Finding, without any model

    def near(self, review: str, prompt: str, without: Sequence[str] = ()) -> dict[str, tuple[Near, ...]]:
        """The passages nearest to each expectation of that prompt, by its id; ``KeyError`` if there is none.

        Passages ``without`` are left out, such as those that are shown as evidence already.
        """
        return self._reviews.near(review, prompt, without)

    def find(self, review: str, words: str) -> tuple[Near, ...]:
        """The passages nearest to what somebody typed."""
        return self._reviews.find(review, words)

    # Deciding and exporting

    def assurance(self, review: str) -> Assurance:
        """The whole record as it stands, judgements recomputed; ``NotFound``."""
        read, intake = self._reviews.review(review), self._store.intake(review)
        decisions, latest = self._store.decisions(review), self._store.drafts(review)
        drafts = self._chosen(review, latest, decisions)
        trace = choose_trace(self._store.traces(review))
        first = self._judged_first(review)
        seen = withheld(drafts, hidden(first, drafts, decisions))
        standing = standings(self.rubric, seen, decisions)
        repeats = self._store.repeats(review)
        again = [draft for shown in drafts for draft in repeats.get(shown.key, ())]
        return Assurance(
            review=read.model_copy(update={"checks": self._reviews.checks(review, intake)}),
            intake=intake,
            run=self._runs.latest(review, latest, drafts, again, trace),
            drafts=seen,
            trace=trace,
            agreements=agree(seen, repeats),
            decisions=decisions,
            standings=standing,
            judgements=aggregate(self.rubric, standing, decisions, seen),
            apart=relate(self.rubric, standing, seen),
            judge_first=first,
            openings=self._store.openings(review),
        )

    def keep_opening(self, review: str, prompt: str, by: str, passage: str | None = None) -> None:
        """Keeps that somebody had the prompt before them, or a passage of the review under it, if it is the
        first time they did; once signed off, nothing more is kept.

        ``NotFound`` where there is no such review, prompt or passage.
        """
        if prompt not in {one.id for one in self.rubric.prompts}:
            raise NotFound(f"The rubric has no prompt {prompt}. Nothing was changed.")
        if passage is not None and passage not in {one.id for one in self._reviews.review(review).passages}:
            raise NotFound(f"The review has no passage {passage}. Nothing was changed.")
        if sign_off_in_force(self._store.decisions(review)) is None:
            opening = Opening(prompt=prompt, passage=passage, by=by, at=self._now())
            self._store.keep_opening(review, opening)

    def decide(self, review: str, act: Act) -> Decision:
        """Keeps an inspector's act; ``NotAllowed`` keeps nothing. It is on disk when this returns."""
        with self._deciding:  # what is permitted depends on the decision before
            assurance = self.assurance(review)
            permit(self.rubric, assurance, act)
            if act.earlier is not None:
                self._versions.may_reconfirm(assurance, act)
            if act.kind in LINES and act.prompt in assurance.still_hidden:
                act = act.model_copy(update={"unseen": self._hidden_key(review, act.prompt)})
            return self._store.append(review, act, self._now())

    def cite(self, review: str, offered: OfferedEvidence, by: str) -> Decision:
        """Keeps evidence that an inspector adds; ``NotAllowed`` where it is none, or as ``decide`` says."""
        return self.decide(review, cited(self._reviews.review(review), self._finder(review), offered, by))

    def reword(self, review: str, prompt: str, words: str, by: str, draft: str | None) -> Decision:
        """Keeps an inspector's rationale for the report, checked as a draft's is; ``NotAllowed``, ``NotFound``.

        ``draft`` is the key of the draft on screen, or None.
        """
        told = self.rubric, self.assurance(review), self._finder(review)
        return self.decide(review, reworded(*told, prompt, words, by, draft))

    def quality(self, review: str | None = None) -> tuple[tuple[Gauged, ...], Quality]:
        """The reviews kept, and how drafts fare with inspectors: in that one, or in all but the sample.

        ``NotFound`` where there is no such review.
        """
        return gauged(self._store, self.rubric, review)

    def result(self, review: str) -> bytes:
        """The result file (design, The result file), UTF-8 JSON."""
        return written(result(self.rubric, self.assurance(review)))

    def report(self, review: str) -> bytes:
        """The Word report."""
        return export.word(report(self.rubric, self.assurance(review), self._now()))

    def sheet(self, review: str) -> bytes:
        """The prompts as CSV, one row each."""
        return sheet(self.rubric, self.assurance(review))

    def gold(self, review: str) -> GoldReview:
        """The decisions on it as a gold review of the evals, with the review's own files."""
        assurance = self.assurance(review)
        files = [(file.name, self._store.file(review, file.name)) for file in assurance.review.files]
        return gold(self.rubric, assurance, files)

    # Within

    def _answerer(self, review: str) -> Answerer | None:
        if self._model is not None:
            return self._model
        return self._recording if self.recording(review) is not None else None

    def _chosen(self, review: str, latest: Sequence[Draft], decisions: Sequence[Decision]) -> tuple[Draft, ...]:
        return choose(self.rubric, review, latest, self._store.all_drafts(review), decisions)

    def _judged_first(self, review: str) -> tuple[str, ...]:
        chosen = self._store.judge_first(review)
        return () if chosen is None else judged_first(self.rubric, review, chosen.share)

    def _hidden_key(self, review: str, prompt: str) -> str:
        """The key of the draft that is kept from the inspector while its prompt is judged."""
        drafts = self._chosen(review, self._store.drafts(review), self._store.decisions(review))
        return next(draft.key for draft in drafts if draft.prompt == prompt)

    def _summary(self, kept: KeptReview) -> ReviewSummary:
        progress, decisions = self.progress(kept.id), self._store.decisions(kept.id)
        drafts = self._chosen(kept.id, self._store.drafts(kept.id), decisions)
        started = self._store.latest_run(kept.id) is not None
        row = summary(self.rubric, kept, drafts, decisions, progress, started=started)
        number, waiting = self._versions.count(kept.id, decisions)
        return row.model_copy(update={"version": number, "to_reconfirm": waiting})


def _with(known: Intake, given: Intake) -> Intake:
    """What is known, with the fields that are given in their place."""
    return Intake.model_validate(known.model_dump() | given.model_dump(exclude_defaults=True))
