"""Evidence that an inspector adds: it stands in the review to the letter, or it is refused in words.

In go the review, its finder and the words offered; out comes a checked citation, or ``NotAllowed``. It stands
alone because here a person waits for the answer and can mend it, where a model's words are kept as absent.
"""

from collections.abc import Mapping
from itertools import pairwise

from assistant.domain.draft import CheckedCitation, Located, Match
from assistant.domain.offered import OfferedEvidence
from assistant.domain.review import Passage, Review
from assistant.errors import NotAllowed
from assistant.steps.verify.finder import Finder

NOT_THERE = (
    "These words do not stand in the review. Correct them to the letter, or select them in its text. "
    "Nothing was recorded."
)
TOO_LITTLE = (
    "This is too little to be evidence: take at least three words and twelve characters, or a whole table "
    "cell. Page headers and footers are never evidence. Nothing was recorded."
)

MOST_PIECES = 40
"""Passages that one selection may run over."""


def own_evidence(review: Review, finder: Finder, offered: OfferedEvidence) -> CheckedCitation:
    """The citation of those words. Words that were selected keep their exact place; others are looked for in
    the passage named, then elsewhere, as ``Finder.locate`` does. ``NotAllowed`` where they are no evidence.
    """
    by_id = {passage.id: passage for passage in review.passages}
    if offered.passage not in by_id:
        raise NotAllowed(NOT_THERE)
    if offered.pieces:
        if not _stand(by_id, offered.pieces):
            raise NotAllowed(NOT_THERE)
        words = "\n".join(by_id[p.passage].text[p.start : p.end] for p in offered.pieces)
    else:
        words = offered.words.strip()
    match, located = finder.locate(offered.passage, words)
    if match is Match.ABSENT:
        raise NotAllowed(TOO_LITTLE if finder.contains(words) else NOT_THERE)
    if offered.pieces:  # the same words may stand twice: the place that was selected counts
        match, located = Match.EXACT, offered.pieces
    first = located[0]
    return CheckedCitation(
        expectation=offered.expectation,
        cited_passage=offered.passage,
        passage=first.passage,
        quote=words,
        match=match,
        start=first.start,
        end=first.end,
        stance=offered.stance,
        located=located,
    )


def _stand(by_id: Mapping[str, Passage], pieces: tuple[Located, ...]) -> bool:
    """Whether every piece is text of its passage, and they follow on one another in reading order."""
    if len(pieces) > MOST_PIECES or any(piece.passage not in by_id for piece in pieces):
        return False
    places = [(by_id[p.passage].start + p.start, by_id[p.passage].start + p.end) for p in pieces]
    inside = all(0 <= p.start < p.end <= len(by_id[p.passage].text) for p in pieces)
    return inside and all(first[1] <= second[0] for first, second in pairwise(places))
