"""The assurance as it stands, and every act that changes it.

Comes in: acts of an inspector. Goes out: decisions kept, and the whole record with its judgements recomputed.
It stands apart because what is permitted depends on what stands, and both are read from the store each time.
"""

from assistant.domain.assurance import Assurance, sign_off_in_force
from assistant.domain.draft import Draft, DraftStatus
from assistant.domain.judgement import LINES, Act, Decision, DecisionKind
from assistant.domain.offered import OfferedEvidence
from assistant.domain.opening import Opening
from assistant.domain.quality import Gauged, Quality
from assistant.errors import NotAllowed, NotFound
from assistant.pipeline.gauging import gauged
from assistant.pipeline.own import cited, reworded
from assistant.pipeline.workings import Workings
from assistant.steps.aggregate import aggregate, standings
from assistant.steps.agree import agree
from assistant.steps.choose import as_signed, choose_trace
from assistant.steps.hide import hidden, withheld
from assistant.steps.permit import permit
from assistant.steps.relate import relate


class Deciding(Workings):
    """What an inspector sees decided, and decides."""

    def assurance(self, review: str) -> Assurance:
        """The whole record as it stands, judgements recomputed; ``NotFound``."""
        read, intake = self._reviews.review(review), self._store.intake(review)
        decisions, latest = self._store.decisions(review), self._latest(review)
        drafts = self._chosen(review, latest, decisions)
        trace = choose_trace(as_signed(self._store.traces(review), decisions))
        first = self._judged_first(review)
        seen = withheld(drafts, hidden(first, drafts, decisions))
        standing = standings(self.rubric, seen, decisions)
        repeats = {draft: as_signed(again, decisions) for draft, again in self._store.repeats(review).items()}
        again = [draft for shown in drafts for draft in repeats.get(shown.key, ())]
        return Assurance(
            review=read.model_copy(update={"checks": self._reviews.checks(review, intake)}),
            intake=intake,
            run=self._runs.latest(review, as_signed(latest, decisions), drafts, again, trace),
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

    def _latest(self, review: str) -> tuple[Draft, ...]:
        """The drafts of the latest run; one that is being asked for again is as one still to come."""
        latest = self._store.drafts(review)
        if all(draft.status is DraftStatus.DRAFTED for draft in latest):
            return latest
        waiting = self._runs.waiting(review)
        return tuple(d for d in latest if d.status is DraftStatus.DRAFTED or d.key not in waiting)

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
            if act.kind is DecisionKind.SIGN_OFF and self._runs.progress(review).running:
                raise NotAllowed(
                    "Drafts are still being made. Wait until they are there, or cancel what is left on What we "
                    "read; then sign off. Nothing was recorded."
                )
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

    def _hidden_key(self, review: str, prompt: str) -> str:
        """The key of the draft that is kept from the inspector while its prompt is judged."""
        drafts = self._chosen(review, self._store.drafts(review), self._store.decisions(review))
        return next(draft.key for draft in drafts if draft.prompt == prompt)
