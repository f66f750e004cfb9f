"""Passages that our own search finds, as the screens show them: the file's words, what was looked for marked.

In come a review and what was found near some words; out go passages to look at, with their places. It stands
alone because these are the only words of a file on screen that nobody offers as evidence.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from assistant.domain.draft import Draft, DraftStatus, Met
from assistant.domain.near import Near
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.review import Review
from assistant.domain.rubric import Prompt
from assistant.ui.presentation.rich import Piece, pieces


class Run(Record):
    """Words in a row, of which all or none were looked for."""

    kind: Literal["plain", "term"]
    text: str


class ShownNear(Record):
    """A passage, or the part of it that says most; ``before`` and ``after`` tell that there is more of it."""

    passage: str
    place: str
    runs: tuple[Run, ...]
    before: bool
    after: bool


class NearExpectation(Record):
    """The passages nearest to one expectation; none is said in words."""

    number: str
    text: str
    found: tuple[ShownNear, ...]


class Vain(Record):
    """Where a draft looked in vain and for what, with the passages nearest to that."""

    words: tuple[Piece, ...]
    found: tuple[ShownNear, ...]


def vain(
    searched: Sequence[str], found: Mapping[str, Sequence[Near]], review: Review, places: Places
) -> tuple[Vain, ...]:
    """What was looked for in vain; ``found`` is what our own search has near each."""
    return tuple(
        Vain(words=pieces(words, (), {}, places), found=shown_near(review, found.get(words, ()), places))
        for words in searched
    )


def shown_near(review: Review, found: Sequence[Near], places: Places) -> tuple[ShownNear, ...]:
    """The passages in the order given; one that the review does not have is left out."""
    passages = {passage.id: passage.text for passage in review.passages}
    return tuple(_one(near, passages[near.passage], places) for near in found if near.passage in passages)


def near_expectations(
    prompt: Prompt, draft: Draft, review: Review, found: dict[str, tuple[Near, ...]], places: Places
) -> tuple[NearExpectation, ...]:
    """For each expectation that the draft does not hold met; for every one where there is no draft."""
    settled = (
        {f.expectation for f in draft.findings if f.met in (Met.MET, Met.NOT_APPLICABLE)}
        if draft.status is DraftStatus.DRAFTED
        else set()
    )
    return tuple(
        NearExpectation(
            number=f"/{e.number}", text=e.text, found=shown_near(review, found.get(e.id, ()), places)
        )
        for e in prompt.expectations
        if e.id not in settled
    )


def _one(near: Near, text: str, places: Places) -> ShownNear:
    start, end = near.shown.start, near.shown.end
    runs: list[Run] = []
    at = start
    for term in near.terms:
        if term.start > at:
            runs.append(Run(kind="plain", text=text[at : term.start]))
        runs.append(Run(kind="term", text=text[term.start : term.end]))
        at = term.end
    if at < end:
        runs.append(Run(kind="plain", text=text[at:end]))
    return ShownNear(
        passage=near.passage,
        place=places.words(near.passage, [start]),
        runs=tuple(runs),
        before=bool(text[:start].strip()),
        after=bool(text[end:].strip()),
    )
