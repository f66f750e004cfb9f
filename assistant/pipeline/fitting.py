"""Fitting requests into the model's context: how much it can read, and what of a review is then sent.

Comes in: a way to compose a request from a selection, and the context that is set or that a refusal stated.
Goes out: requests that fit, with what they leave out. It stands alone because drafts and traces share what was
learnt, and because what is not known costs nothing: a review that fits is sent as ever, to the byte.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.domain.assurance import InPart
from assistant.domain.draft import (
    CHARACTERS_PER_TOKEN,
    Outcome,
    RawReply,
    Request,
    Tokens,
    tokens_of,
)
from assistant.domain.near import SearchWords
from assistant.domain.review import Passage, Review
from assistant.domain.rubric import Prompt, Rubric
from assistant.domain.selection import Selection, room_for_request, selection
from assistant.pipeline.asking import Answerer, Ended, Made
from assistant.steps.compose import passage_line
from assistant.steps.find import Search
from assistant.steps.select import select

BESIDE = 4
"""Characters that a passage takes beside its line and its id in the schema: a newline, two marks, a comma."""


class Fitted(NamedTuple):
    """A request, and what of the review it holds: None is all of it. ``fits`` is False where nothing does."""

    request: Request
    selection: Selection | None = None
    fits: bool = True


class Fitting:
    """What this process knows of how much each endpoint's model can read."""

    def __init__(
        self, rubric: Rubric, words: SearchWords, search: Callable[[str], Search], context: int | None
    ) -> None:
        """``search`` gives that of a review by its id; ``context`` is in tokens, as set; None is unknown."""
        self._rubric = rubric
        self._words = words
        self._search = search
        self._set = context
        self._learnt: dict[tuple[str, str], int] = {}
        self._lock = threading.Lock()

    def set_for(self, answerer: Answerer) -> int | None:
        """The context as set: what names a draft may not depend on what is learnt while drafting."""
        return self._set if answerer.live else None

    def known_for(self, answerer: Answerer) -> int | None:
        """The context as set or learnt, whichever is smaller; None where neither is known."""
        with self._lock:
            known = (self.set_for(answerer), self._learnt.get((answerer.host, answerer.model)))
        return min((one for one in known if one is not None), default=None)

    def fitted(
        self,
        review: Review,
        prompts: Sequence[Prompt],
        compose: Callable[[Selection | None], Request],
        context: int | None,
    ) -> Fitted:
        """The request for those prompts over the whole review, or over what of it fits and matters most."""
        whole = compose(None)
        if context is None or needed(whole) <= room_for_request(context):
            return Fitted(whole)
        beside = compose(selection(review, ()))  # all but passages, and the lines that name files
        files = sum(len(file.name) + len("(file: )\n") for file in review.files)
        room = room_for_request(context) * CHARACTERS_PER_TOKEN - _characters(beside) - files
        chosen = self._chosen(review, prompts, room)
        return Fitted(compose(chosen), chosen) if chosen.passages else Fitted(whole, chosen, fits=False)

    def _chosen(self, review: Review, prompts: Sequence[Prompt], room: int) -> Selection:
        search = self._search(review.id)
        worth: dict[str, float] = {}
        for prompt in prompts:
            for passage, near in search.worth(prompt).items():
                worth[passage] = worth.get(passage, 0.0) + near
        home = {part for prompt in prompts for part in self._words.parts(self._rubric, prompt.id)}
        return select(review, home, worth, _size, room)

    def asked(
        self,
        answerer: Answerer,
        named: Fitted,
        fit: Callable[[int | None], Fitted],
        ask: Callable[[Request], Ended[Made]],
    ) -> tuple[Fitted, Ended[Made]]:
        """Asks with the request that fits what is known, and once more where a refusal tells better.

        ``named`` is the request within the context as set, and ``fit`` gives that within another.
        """
        known = self.known_for(answerer)
        first = named if known == self.set_for(answerer) else fit(known)
        if not first.fits:
            return first, _too_long()
        ended = ask(first.request)
        # Where a re-ask overflowed, the first request fitted, and its reply is kept under this key.
        overflowed = ended.outcome is Outcome.CONTEXT_OVERFLOW and ended.requests == 1
        if not overflowed or ended.last.context is None:
            return first, ended
        self._learn(answerer, ended.last.context)
        second = fit(self.known_for(answerer))
        if not second.fits or second.request == first.request:
            return first, ended
        again = ask(second.request)
        requests, tokens = ended.requests + again.requests, ended.tokens + again.tokens
        return second, replace(again, requests=requests, tokens=tokens)

    def _learn(self, answerer: Answerer, context: int) -> None:
        named = answerer.host, answerer.model
        with self._lock:
            self._learnt[named] = min(context, self._learnt.get(named, context))


def in_part(requests: Sequence[tuple[str, Fitted]], context: int | None) -> InPart | None:
    """What of a review the requests hold, each after its prompt's id; None where each holds all of it."""
    shares = {prompt: one.selection.share for prompt, one in requests if one.selection is not None}
    return InPart(context=context, shares=shares) if context is not None and shares else None


def needed(request: Request) -> int:
    """Tokens that a request takes of the context, estimated; many endpoints read its schema too."""
    return tokens_of(_characters(request))


def _characters(request: Request) -> int:
    return request.characters + len(request.answer_schema)


def _size(passage: Passage) -> int:
    return len(passage_line(passage)) + len(passage.id) + BESIDE


def _too_long() -> Ended[Made]:
    raw = RawReply(outcome=Outcome.CONTEXT_OVERFLOW)
    return Ended(None, None, raw, Outcome.CONTEXT_OVERFLOW, 0, Tokens())
