"""The list of reviews: its question, a review deleted, the sample taken in.

In comes an ask, out goes an ``Answer``. It stands alone because it is the one screen without a review.
"""

from assistant.errors import NotAllowed
from assistant.ui import asks
from assistant.ui.actions.answering import Answer, Refused
from assistant.ui.needs import Pipeline
from assistant.ui.presentation.reviews import reviews

OWNER = "Give your name first: it is kept who deleted a review, and when."


def show(pipeline: Pipeline, said: str | None = None) -> Answer:
    """Every review with its counts."""
    return Answer(reviews=reviews(pipeline.reviews(), pipeline.endpoint(), pipeline.rubric), said=said)


def sample(pipeline: Pipeline) -> Answer:
    """Take in the bundled sample and show it in the list."""
    pipeline.open_sample()
    return show(pipeline, "The sample is in the list.")


def delete(pipeline: Pipeline, ask: asks.Delete) -> Answer:
    """Remove a review, and show the list without it."""
    if not ask.by:
        raise Refused(OWNER, "delete-by")
    assurance = pipeline.assurance(ask.review)
    try:
        pipeline.delete(ask.review, ask.by)
    except NotAllowed as refusal:
        raise Refused(str(refusal)) from refusal
    return show(pipeline, f"Deleted: {assurance.intake.reference or assurance.review.title}.")
