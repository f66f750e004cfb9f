"""The bar above every screen of a review: which review it is and how far it has come.

In comes an assurance, out go a title, a region and one phrase. It stands alone because every answer
carries it.
"""

from assistant.domain.assurance import Assurance, Progress
from assistant.domain.record import Record
from assistant.domain.signing import status


class Frame(Record):
    """What the bar shows. ``running`` asks the browser to look again in a second."""

    review: str
    reference: str
    title: str
    region: str | None
    words: str
    running: bool
    done: int
    total: int
    signed_off: bool


def frame(assurance: Assurance, progress: Progress) -> Frame:
    """The bar for this assurance."""
    undecided, total = len(assurance.undecided), len(assurance.drafts)
    signed_off = assurance.signed_off
    if signed_off is not None:
        words = f"Signed off by {signed_off.by}"
    elif progress.tracing and not progress.waiting:
        words = f"Drafted: {progress.total} of {progress.total}. What answers what is still to come"
    elif progress.repeating and not progress.waiting:
        words = f"Repeating: {progress.repeats - progress.repeating} of {progress.repeats}"
    elif progress.running:
        words = f"Drafting: {progress.total - progress.waiting} of {progress.total}"
    elif undecided == total and assurance.run is None:
        words = "Not started: nothing has been sent"
    else:
        words = status(assurance)
    return Frame(
        review=assurance.review.id,
        reference=assurance.intake.reference or assurance.review.title,
        title=assurance.review.title,
        region=assurance.intake.region,
        words=words,
        running=progress.running,
        done=progress.total - progress.waiting,
        total=progress.total,
        signed_off=signed_off is not None,
    )
