"""One row of the list of reviews: how far each has come, in counts.

Comes in: what is kept of a review. Goes out: its row. It stands apart because the list needs of every review
what its own screens show of one.
"""

from collections.abc import Sequence

from assistant.domain.assurance import Progress, ReviewSummary, latest_decision, sign_off_in_force
from assistant.domain.draft import Draft, DraftStatus
from assistant.domain.judgement import Decision
from assistant.domain.rubric import Rubric
from assistant.edges.store import KeptReview


def summary(
    rubric: Rubric,
    kept: KeptReview,
    drafts: Sequence[Draft],
    decisions: Sequence[Decision],
    progress: Progress,
    *,
    started: bool,
) -> ReviewSummary:
    """The row of that review; ``drafts`` are those it shows, ``started`` tells whether drafting ever was."""
    return ReviewSummary(
        id=kept.id,
        title=kept.title,
        reference=kept.intake.reference,
        region=kept.intake.region,
        added=kept.added,
        words=kept.words,
        total=progress.total,
        drafted=sum(d.status is DraftStatus.DRAFTED for d in drafts),
        not_answered=sum(d.status is DraftStatus.NOT_ANSWERED for d in drafts),
        started=started,
        decided=sum(latest_decision(decisions, p.id) is not None for p in rubric.prompts),
        waiting=progress.waiting,
        signed_off=sign_off_in_force(decisions) is not None,
        sample=kept.sample,
    )
