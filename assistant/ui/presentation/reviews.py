"""The list of reviews: each with its status in words and its counts.

In come the summaries, out go rows. It stands alone because it is the only screen without a review.
"""

from collections.abc import Sequence
from datetime import datetime

from assistant.domain.assurance import Endpoint, ReviewSummary
from assistant.domain.record import Record
from assistant.domain.rubric import Rubric
from assistant.ui.words import count


class Listed(Record):
    """One row. ``opens`` is the screen the review's link leads to."""

    id: str
    reference: str
    title: str | None
    region: str | None
    status: str
    sub: str
    drafted: str
    decided: str
    not_answered: int
    added: datetime
    signed_off: bool
    sample: bool
    opens: str


class Reviews(Record):
    """The screen; ``endpoint`` None where no model is connected."""

    rows: tuple[Listed, ...]
    endpoint: Endpoint | None
    rubric: str
    prompts: int
    offers_sample: bool


def reviews(summaries: Sequence[ReviewSummary], endpoint: Endpoint | None, rubric: Rubric) -> Reviews:
    """The list, in the order given."""
    return Reviews(
        rows=tuple(_listed(summary) for summary in summaries),
        endpoint=endpoint,
        rubric=rubric.edition,
        prompts=len(rubric.prompts),
        offers_sample=not any(summary.sample for summary in summaries),
    )


def _listed(summary: ReviewSummary) -> Listed:
    reference = summary.reference or summary.title
    undecided = summary.total - summary.decided
    begun = summary.started or summary.decided
    if summary.signed_off:
        status, sub = "Signed off", "Can be read, not changed"
    elif summary.waiting:
        status, sub = "Drafting", f"{summary.waiting} to come, goes on when this page is closed"
    elif not begun:
        status, sub = "Read, not started", f"{count(summary.words, 'word')}. Nothing has been sent"
    elif undecided:
        status, sub = "In progress", f"{undecided} undecided"
    else:
        status, sub = "All decided", "Judgements and ratings, then sign-off"
    if summary.to_reconfirm and not summary.signed_off:
        sub = f"{count(summary.to_reconfirm, 'earlier decision')} to reconfirm. {sub}"
    return Listed(
        id=summary.id,
        reference=reference if summary.version == 1 else f"{reference}, version {summary.version}",
        title=summary.title if summary.reference and summary.reference != summary.title else None,
        region=summary.region,
        status=status,
        sub=sub,
        drafted=f"{summary.drafted} of {summary.total}",
        decided=f"{summary.decided} of {summary.total}",
        not_answered=summary.not_answered,
        added=summary.added,
        signed_off=summary.signed_off,
        sample=summary.sample,
        opens="assure" if begun and not summary.waiting else "read",
    )
