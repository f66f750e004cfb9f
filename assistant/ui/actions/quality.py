"""The Quality screen's question: the figures of one review, or of all.

In comes an ask, out goes an ``Answer``. It stands alone because it is one screen, and no act of it.
"""

from assistant.ui import asks
from assistant.ui.actions.answering import Answer
from assistant.ui.needs import Pipeline
from assistant.ui.presentation.quality import quality


def show(pipeline: Pipeline, ask: asks.Quality) -> Answer:
    """How drafts fare with inspectors; where only the sample is kept, in the sample."""
    reviews, found = pipeline.quality(ask.review)
    review = ask.review
    if review is None and len(reviews) == 1 and reviews[0].sample:
        review = reviews[0].review
        reviews, found = pipeline.quality(review)
    return Answer(quality=quality(pipeline.rubric, reviews, found, review))
