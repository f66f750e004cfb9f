"""Files in, a Review out: read each, cut into passages, look for traps. Nothing is kept and nothing is sent.

It stands apart from the rest of the pipeline because reading needs neither a database nor a queue.
"""

from collections.abc import Sequence

from assistant.domain.review import Review
from assistant.edges.intake import read_file
from assistant.steps.detect import detect
from assistant.steps.segment import segment


def read_review(files: Sequence[tuple[str, bytes]]) -> Review:
    """The review made of those files (name, bytes), in that order; ``UnreadableFile``."""
    review = segment([read_file(_distinct(name, i, files), data) for i, (name, data) in enumerate(files)])
    return review.model_copy(update={"notices": (*review.notices, *detect(review))})


def _distinct(name: str, place: int, files: Sequence[tuple[str, bytes]]) -> str:
    """The file's name; numbered where another file of the review bears it too."""
    same = [i for i, (other, _) in enumerate(files) if other == name]
    return name if len(same) == 1 else f"{same.index(place) + 1} {name}"
