"""A pipeline in memory for the screens: real rubric, permits and aggregation, drafts made by hand."""

from collections.abc import Sequence
from datetime import date

from assistant.domain.agreement import Agreement
from assistant.domain.assurance import Assurance, Endpoint, LocalServer, Progress, ReviewSummary, Run, ToAsk
from assistant.domain.change import Stretch
from assistant.domain.draft import (
    Draft,
    DraftStatus,
    Instructions,
    Tokens,
)
from assistant.domain.earlier import Earlier, JudgedBefore, Version
from assistant.domain.judge_first import Share
from assistant.domain.judgement import LINES, Act, Decision
from assistant.domain.near import Near
from assistant.domain.offered import OfferedEvidence
from assistant.domain.opening import Opening, first_shown, opened_passages
from assistant.domain.parts import corrected
from assistant.domain.quality import Gauged, Quality, Worked
from assistant.domain.review import (
    Correction,
    Intake,
    Part,
    Review,
    Status,
)
from assistant.domain.trace import Trace
from assistant.edges import library
from assistant.errors import NoEndpoint, NotAllowed, NotFound
from assistant.pipeline.own import cited, reworded
from assistant.steps.aggregate import aggregate, standings
from assistant.steps.find import Search
from assistant.steps.gauge import gauge
from assistant.steps.hide import hidden, judged_first, withheld
from assistant.steps.permit import permit
from assistant.steps.recall import may_reconfirm
from assistant.steps.relate import relate
from assistant.steps.verify import Finder
from tests.ui.specimen import AT, drafts, review, trace

RUN = Run(
    model="local-bridge",
    endpoint="recording",
    instructions=Instructions(name="draft.v1", sha256="0" * 64),
    started=AT,
    finished=AT,
    requests=54,
    tokens=Tokens(),
)


class StandIn:
    """The pipeline: one review, everything in memory."""

    def __init__(
        self,
        *,
        of: Review | None = None,
        made: Sequence[Draft] | None = None,
        endpoint: Endpoint | None = None,
        recorded: date | None = None,
    ) -> None:
        self.rubric = library.rubric()
        self.read = self.review = of or review()
        self.intake = Intake(reference="LM-2026-014", region="Lowmere", high_profile=Status.YES)
        self.corrections: tuple[Correction, ...] = ()
        self.drafts = tuple(made) if made is not None else drafts(self.rubric, self.review, recorded)
        self.trace: Trace | None = trace(self.review) if of is None else None
        self.to = self.asked = endpoint
        self.replays = Endpoint(host="recording", model="local-bridge") if recorded else None
        self.decisions: tuple[Decision, ...] = ()
        self.waiting: set[str] = set()
        self.started = 0
        self.servers: tuple[LocalServer, ...] = ()
        self.looked_at: list[str] = []
        self.search = Search(self.review, self.rubric, library.search_words())
        self.begun = True
        self.deleted = False
        self.judged: dict[str, JudgedBefore] = {}
        self.held: dict[str, Earlier] = {}
        self.before: Review | None = None
        self.follows: Version | None = None
        self.differing: dict[str, tuple[Stretch, ...]] = {}
        self.agreements: tuple[Agreement, ...] = ()
        self.repeats: list[int] = []
        self.share = Share.NONE
        self.openings: tuple[Opening, ...] = ()

    def unstarted(self) -> "StandIn":
        """The same with no draft made."""
        self.begun = False
        self.trace = None
        self.finished = self.drafts
        self.drafts = tuple(
            Draft(key="", review=d.review, prompt=d.prompt, status=DraftStatus.NOT_RUN) for d in self.drafts
        )
        return self

    def arrive(self, prompts: int) -> None:
        """Let that many waiting drafts arrive."""
        for draft in self.finished:
            if prompts and draft.prompt in self.waiting:
                self.waiting.discard(draft.prompt)
                self.drafts = tuple(draft if d.prompt == draft.prompt else d for d in self.drafts)
                prompts -= 1

    def reviews(self) -> tuple[ReviewSummary, ...]:
        if self.deleted:
            return ()
        kept = self.assurance(self.review.id)
        drafted = sum(d.status is DraftStatus.DRAFTED for d in kept.drafts)
        return (
            ReviewSummary(
                id=self.review.id,
                title=self.review.title,
                reference=kept.intake.reference,
                region=kept.intake.region,
                added=AT,
                words=self.review.words,
                total=len(kept.drafts),
                drafted=drafted,
                not_answered=sum(d.status is DraftStatus.NOT_ANSWERED for d in kept.drafts),
                decided=len(kept.drafts) - len(kept.undecided),
                waiting=len(self.waiting),
                started=kept.run is not None,
                signed_off=kept.signed_off is not None,
                sample=self.replays is not None,
            ),
        )

    def open_sample(self) -> str:
        self.deleted = False
        return self.review.id

    def delete(self, review: str, by: str, /) -> None:
        self.assurance(review)
        self.deleted = True

    def earlier(self, review: str, prompt: str, /) -> Earlier | None:
        return self.held.get(prompt)

    def judged_before(self, review: str, node: str, /) -> JudgedBefore | None:
        return self.judged.get(node)

    def version(self, review: str, /) -> Version | None:
        return self.follows

    def differences(self, review: str, /) -> dict[str, tuple[Stretch, ...]]:
        return self.differing

    def assurance(self, review: str, /) -> Assurance:
        of = self.before if self.before is not None and review == self.before.id else self.review
        if review != of.id:
            raise NotFound("There is no review of that id. It may have been deleted.")
        first = judged_first(self.rubric, review, self.share)
        seen = withheld(self.drafts, hidden(first, self.drafts, self.decisions))
        standing = standings(self.rubric, seen, self.decisions)
        return Assurance(
            review=of,
            intake=self.intake,
            run=self._run() if self.begun else None,
            drafts=seen,
            trace=self.trace,
            agreements=self.agreements,
            decisions=self.decisions,
            standings=standing,
            judgements=aggregate(self.rubric, standing, self.decisions, seen),
            apart=relate(self.rubric, standing, seen),
            judge_first=first,
            openings=self.openings,
        )

    def _run(self) -> Run:
        asked = {} if self.asked is None else {"model": self.asked.model, "endpoint": self.asked.host}
        return RUN.model_copy(update=asked)

    def endpoint(self) -> Endpoint | None:
        return self.to

    def local_servers(self) -> tuple[LocalServer, ...]:
        return self.servers

    def recording(self, review: str, /) -> Endpoint | None:
        return self.replays

    def correct(self, review: str, section: str, part: Part, by: str, /) -> Correction:
        if self.assurance(review).signed_off is not None:
            raise NotAllowed("This assurance is signed off, so nothing was changed or sent.")
        if section not in {found.id for found in self.read.sections}:
            raise NotFound(f"The review has no section {section}. Nothing was changed.")
        correction = Correction(section=section, part=part, by=by, at=AT)
        self.corrections = (*self.corrections, correction)
        self.review = corrected(self.read, self.corrections)
        return correction

    def start(self, review: str, /, *, repeats: int = 0, judge_first: Share = Share.NONE) -> None:
        if self.to is None and self.replays is None:
            raise NoEndpoint("No model endpoint is configured.")
        self.started += 1
        self.repeats.append(repeats)
        if not self.begun:
            self.share = judge_first
        self.begun = True
        self.waiting = {d.prompt for d in self.drafts if d.status is not DraftStatus.DRAFTED}

    def ask_again(self, review: str, prompt: str, /) -> None:
        if self.to is None:
            raise NoEndpoint("No model endpoint is configured.")
        self.finished = self.drafts
        self.drafts = tuple(
            Draft(key="", review=review, prompt=prompt, status=DraftStatus.NOT_RUN) if d.prompt == prompt else d
            for d in self.drafts
        )
        self.waiting.add(prompt)

    def first(self, review: str, prompt: str, /) -> None:
        self.looked_at.append(prompt)

    def to_ask(self, review: str, /, *, repeats: int = 0) -> ToAsk:
        left = 0 if self.to is None else sum(d.status is not DraftStatus.DRAFTED for d in self.drafts)
        left += repeats * 49
        return ToAsk(requests=left, tokens=left * 20_000)

    def cancel(self, review: str, /) -> None:
        self.waiting = set()

    def near(self, review: str, prompt: str, without: Sequence[str], /) -> dict[str, tuple[Near, ...]]:
        asked = self.rubric.prompt(prompt)
        return {e.id: self.search.expectation(asked, e, without=without) for e in asked.expectations}

    def find(self, review: str, words: str, /) -> tuple[Near, ...]:
        return self.search.words(words)

    def progress(self, review: str, /) -> Progress:
        return Progress(
            total=len(self.drafts),
            drafted=sum(d.status is DraftStatus.DRAFTED for d in self.drafts),
            not_answered=sum(d.status is DraftStatus.NOT_ANSWERED for d in self.drafts),
            waiting=len(self.waiting),
        )

    def keep_opening(self, review: str, prompt: str, by: str, passage: str | None = None, /) -> None:
        opening = Opening(prompt=prompt, passage=passage, by=by, at=AT)
        if opening not in self.openings:
            self.openings = (*self.openings, opening)

    def decide(self, review: str, act: Act, /) -> Decision:
        assurance = self.assurance(review)
        permit(self.rubric, assurance, act)
        if act.earlier is not None:
            prompt = act.prompt or ""
            may_reconfirm(self.held.get(prompt), act, opened_passages(self.openings, prompt))
        if act.kind in LINES and act.prompt in assurance.still_hidden:
            keys = {draft.prompt: draft.key for draft in self.drafts}
            act = act.model_copy(update={"unseen": keys[act.prompt]})
        decision = Decision(id=f"d{len(self.decisions) + 1}", at=AT, **act.model_dump())
        self.decisions = (*self.decisions, decision)
        return decision

    def quality(self, review: str | None, /) -> tuple[tuple[Gauged, ...], Quality]:
        if review not in (None, self.review.id):
            raise NotFound("There is no review of that id. It may have been deleted.")
        named = Gauged(review=self.review.id, reference="LM-2026-014", sample=self.replays is not None)
        kept, shown = {draft.key: draft for draft in self.drafts}, first_shown(self.openings)
        one = Worked(review=self.review.id, decisions=self.decisions, drafts=kept, shown=shown)
        left_out = review is None and named.sample
        return (named,), gauge(self.rubric, [] if left_out else [one])

    def cite(self, review: str, offered: OfferedEvidence, by: str, /) -> Decision:
        return self.decide(review, cited(self.review, Finder(self.review), offered, by))

    def reword(self, review: str, prompt: str, words: str, by: str, draft: str | None, /) -> Decision:
        told = self.rubric, self.assurance(review), Finder(self.review)
        return self.decide(review, reworded(*told, prompt, words, by, draft))
