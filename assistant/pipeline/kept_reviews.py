"""The reviews of the store as they stand now, with what is computed from their text: checks, and the finder.

It stands apart from the pipeline because none of it depends on drafts or decisions. Nothing is computed twice
while a review stays as it is; it changes only by corrections, which others may make elsewhere and are counted.
"""

from collections.abc import Sequence
from functools import lru_cache

from assistant.domain.near import Near
from assistant.domain.review import Check, Intake, Review
from assistant.domain.rubric import Rubric
from assistant.edges import library
from assistant.edges.store import Store
from assistant.pipeline.reading import checked
from assistant.steps.find import Search


class KeptReviews:
    """What is read of kept reviews, each for as long as it stays as it is."""

    def __init__(self, store: Store, rubric: Rubric, terms: Sequence[str]) -> None:
        """``terms``: what a review may call the person it is about."""
        self._store = store
        self._rubric = rubric
        self._terms = terms
        self._kept = lru_cache(maxsize=16)(self._from_store)
        self._checks = lru_cache(maxsize=16)(self._checked)
        self._searches = lru_cache(maxsize=4)(
            lambda review, state: Search(self._kept(review, state), rubric, library.search_words())
        )
        # An inspector stays with a prompt over several acts, none of which changes what is near to it.
        self._near = lru_cache(maxsize=64)(self._nearest)
        self._found = lru_cache(maxsize=64)(
            lambda review, state, words: self._searches(review, state).words(words)
        )

    def review(self, review: str) -> Review:
        """The review, its sections under the parts that inspectors corrected; ``NotFound``."""
        return self._kept(review, self._state(review))

    def checks(self, review: str, intake: Intake) -> tuple[Check, ...]:
        """What the checks see in it, with what is known beside it; ``NotFound``."""
        return self._checks(review, self._state(review), intake)

    def search(self, review: str) -> Search:
        """Its passages, ready to be asked; ``NotFound``."""
        return self._searches(review, self._state(review))

    def near(self, review: str, prompt: str, without: Sequence[str]) -> dict[str, tuple[Near, ...]]:
        """The passages nearest to each expectation of that prompt, but for those ``without``; ``NotFound``."""
        return dict(self._near(review, self._state(review), prompt, tuple(without)))

    def find(self, review: str, words: str) -> tuple[Near, ...]:
        """The passages nearest to these words; ``NotFound``."""
        return self._found(review, self._state(review), words)

    def forget(self) -> None:
        """Holds nothing any more of any review, so that one that was removed is not in memory either."""
        for held in (self._kept, self._checks, self._searches, self._near, self._found):
            held.cache_clear()

    def _nearest(
        self, review: str, state: int, prompt: str, without: tuple[str, ...]
    ) -> dict[str, tuple[Near, ...]]:
        asked, search = self._rubric.prompt(prompt), self._searches(review, state)
        return {e.id: search.expectation(asked, e, without=without) for e in asked.expectations}

    def _state(self, review: str) -> int:
        return len(self._store.corrections(review))

    def _from_store(self, review: str, _state: int) -> Review:
        return self._store.review(review)

    def _checked(self, review: str, state: int, intake: Intake) -> tuple[Check, ...]:
        return checked(self._kept(review, state), intake, self._terms)
