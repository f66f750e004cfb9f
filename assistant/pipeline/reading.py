"""Files in, a Review and its checks out: read, cut, searched for traps. Nothing is kept and nothing is sent.

It stands apart from the rest of the pipeline because reading needs neither a database nor a queue.
"""

from collections.abc import Sequence

from assistant.domain.review import Check, Intake, Review
from assistant.edges.intake import read_file
from assistant.steps.check import check
from assistant.steps.check.terms import ACCEPTED
from assistant.steps.detect import detect
from assistant.steps.segment import segment
from assistant.steps.tabulate import tabulate


def read_review(files: Sequence[tuple[str, bytes]]) -> Review:
    """The review made of those files (name, bytes), in that order; ``UnreadableFile``."""
    review = segment([read_file(name, data) for name, data in files])
    # Traps first: a review may have many notices, and these must not be missed.
    return review.model_copy(update={"notices": (*detect(review), *review.notices)})


def checked(review: Review, intake: Intake, terms: Sequence[str] = ACCEPTED) -> tuple[Check, ...]:
    """What simple rules see in a review: its tables understood, then every check.

    ``terms``: what the review may call the person it is about.
    """
    return check(review, intake, tabulate(review), terms)
