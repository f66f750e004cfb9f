"""Versions of one review: what changed from one to the next, and what was decided then, beside the new text.

Comes in: two kept reviews, one the next version of the other. Goes out: changes, and earlier decisions as
proposals. It stands apart from the pipeline because nothing here counts for anything: what does is a decision.
"""

from collections.abc import Sequence
from functools import lru_cache

from assistant.domain.assurance import Assurance, latest_decision
from assistant.domain.change import Became, Changes, Stretch
from assistant.domain.draft import Draft
from assistant.domain.earlier import Earlier, JudgedBefore, Version
from assistant.domain.in_force import in_force
from assistant.domain.judgement import Act, Decision, DecisionKind
from assistant.domain.near import Near
from assistant.domain.opening import opened_passages
from assistant.domain.review import Review
from assistant.domain.rubric import Rubric
from assistant.edges.store import Store
from assistant.errors import NotAllowed, NotFound
from assistant.pipeline.kept_reviews import KeptReviews
from assistant.steps.change import change, differ
from assistant.steps.recall import may_reconfirm, recall

NEAREST = 2
"""Passages of the next version that are looked for near each expectation."""


class Versions:
    """The versions of every kept review."""

    def __init__(self, store: Store, rubric: Rubric, reviews: KeptReviews) -> None:
        self._store = store
        self._rubric = rubric
        self._reviews = reviews
        self._compared = lru_cache(maxsize=8)(
            lambda before, after: change(reviews.review(before), reviews.review(after))
        )

    def forget(self) -> None:
        """Holds nothing any more of any review."""
        self._compared.cache_clear()

    def may_follow(self, review: str, earlier: str) -> None:
        """Return if a review may become the next version of ``earlier``; ``NotFound``, ``NotAllowed``."""
        if earlier not in {kept.id for kept in self._store.reviews()}:
            raise NotFound("The earlier version is not there any more: it was deleted. Nothing was kept.")
        before = self._store.earlier_of_all()
        passed: str | None = earlier
        while passed is not None:
            if passed == review:
                raise NotAllowed(
                    "These are the files of the earlier version itself, or of one before it. "
                    "Nothing was changed; choose the files that were submitted anew."
                )
            passed = before.get(passed)
        if before.get(review, earlier) != earlier:
            raise NotAllowed("These files are the next version of another review already. Nothing was changed.")

    def version(self, review: str, decisions: Sequence[Decision]) -> Version | None:
        """What a review is the next version of; None where of none. ``decisions`` are those on itself."""
        earlier = self._store.earlier(review)
        if earlier is None:
            return None
        return Version(
            earlier=earlier,
            reference=self._store.intake(earlier).reference or self._reviews.review(earlier).title,
            changes=self._compared(earlier, review),
            to_reconfirm=self.to_reconfirm(earlier, decisions),
        )

    def count(self, review: str, decisions: Sequence[Decision]) -> tuple[int, int]:
        """Which version this is, from 1, and how many earlier decisions wait to be reconfirmed."""
        before = self._store.earlier_of_all()
        earlier = before.get(review)
        number, passed = 1, earlier
        while passed is not None:
            number, passed = number + 1, before.get(passed)
        return number, 0 if earlier is None else len(self.to_reconfirm(earlier, decisions))

    def to_reconfirm(self, earlier: str, decisions: Sequence[Decision]) -> tuple[str, ...]:
        """The prompts that were decided on the earlier version and are not among these decisions, in order."""
        before = self._store.decisions(earlier)
        return tuple(
            prompt.id
            for prompt in self._rubric.prompts
            if latest_decision(before, prompt.id) is not None and latest_decision(decisions, prompt.id) is None
        )

    def differences(self, review: str) -> dict[str, tuple[Stretch, ...]]:
        """The words that differ in each passage that changed, by its id in the earlier version; none where the
        review is the next version of none."""
        earlier = self._store.earlier(review)
        if earlier is None:
            return {}
        changes = self._compared(earlier, review)
        return self._differences(
            earlier, review, [f.before for f in changes.fates if f.became is Became.CHANGED]
        )

    def earlier(self, review: str, prompt: str) -> Earlier | None:
        """The decision on that prompt of the earlier version, and what became of what it rests on; None where
        there is no earlier version or it holds no decision. ``KeyError`` if the rubric has no such prompt."""
        earlier = self._store.earlier(review)
        if earlier is None:
            return None
        decisions = self._store.decisions(earlier)
        decision = latest_decision(decisions, prompt)
        if decision is None:
            return None
        changes = self._compared(earlier, review)
        draft = self._draft(earlier, decision)
        cited = {c.passage for c in draft.citations} if draft is not None else set()
        cited |= {d.citation.passage for d in decisions if d.citation is not None}
        changed = {fate.before for fate in changes.fates if fate.became is Became.CHANGED}
        return recall(
            prompt,
            self._reviews.review(earlier),
            self._reviews.review(review),
            changes,
            decisions,
            draft,
            self._differences(earlier, review, [p for p in cited if p in changed]),
            self._near(review, prompt, changes),
        )

    def judged_before(self, review: str, node: str) -> JudgedBefore | None:
        """What was held of that node on the earlier version; None where nothing was, or there is none."""
        earlier = self._store.earlier(review)
        if earlier is None:
            return None
        of_node = [d for d in in_force(self._store.decisions(earlier)) if d.node == node]
        latest = {decision.kind: decision for decision in of_node}
        judged, rated = latest.get(DecisionKind.JUDGE), latest.get(DecisionKind.RATE)
        return JudgedBefore(judged=judged, rated=rated) if judged or rated else None

    def may_reconfirm(self, assurance: Assurance, act: Act) -> None:
        """Return if that act may reconfirm the earlier decision it names; ``NotAllowed``."""
        prompt = act.prompt or ""
        earlier = self.earlier(assurance.review.id, prompt)
        may_reconfirm(earlier, act, opened_passages(assurance.openings, prompt))

    def _draft(self, earlier: str, decision: Decision) -> Draft | None:
        """The draft that decision stands beside, seen or hidden; else that of the latest run."""
        key = decision.draft or decision.unseen
        if key is not None:
            return self._store.draft(key)
        return next((d for d in self._store.drafts(earlier) if d.prompt == decision.prompt), None)

    def _differences(
        self, earlier: str, review: str, passages: Sequence[str]
    ) -> dict[str, tuple[Stretch, ...]]:
        before, after = _texts(self._reviews.review(earlier)), _texts(self._reviews.review(review))
        fates = {fate.before: fate.after for fate in self._compared(earlier, review).fates}
        return {
            passage: differ(before[passage], after[became])
            for passage in passages
            if (became := fates[passage]) is not None
        }

    def _near(self, review: str, prompt: str, changes: Changes) -> tuple[Near, ...]:
        """The nearest to each expectation of what is new or changed, then of everything; each once."""
        asked, search = self._rubric.prompt(prompt), self._reviews.search(review)
        known = [p.id for p in self._reviews.review(review).passages if p.id not in changes.not_as_before]
        found: dict[str, Near] = {}
        for without in (known, ()):
            ranked = [search.expectation(asked, e, NEAREST, without) for e in asked.expectations]
            for rank in range(NEAREST):  # the nearest of each expectation before the second of any
                for near in (one[rank] for one in ranked if len(one) > rank):
                    found.setdefault(near.passage, near)
        return tuple(found.values())


def _texts(review: Review) -> dict[str, str]:
    return {passage.id: passage.text for passage in review.passages}
