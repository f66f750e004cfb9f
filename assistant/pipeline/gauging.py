"""The figures of the Quality screen: from what is kept of every review, or of one, to counts.

Comes in: the store. Goes out: the reviews that figures can be shown of, and the figures. It stands apart from
the pipeline because it looks at all reviews at once, and of them at nothing but decisions and their drafts.
"""

from assistant.domain.judgement import LINES
from assistant.domain.opening import first_shown
from assistant.domain.quality import Gauged, Quality, Worked
from assistant.domain.rubric import Rubric
from assistant.edges.store import KeptReview, Store
from assistant.errors import NotFound
from assistant.steps.gauge import gauge


def gauged(store: Store, rubric: Rubric, review: str | None) -> tuple[tuple[Gauged, ...], Quality]:
    """Every review kept, and the figures of that ``review``; without one, of all but the sample.

    ``NotFound`` where there is no such review.
    """
    kept = store.reviews()
    chosen = [one for one in kept if (one.id == review if review else not one.sample)]
    if review and not chosen:
        raise NotFound("There is no review of that id. It may have been deleted.")
    return tuple(_named(one) for one in kept), gauge(rubric, [_worked(store, one.id) for one in chosen])


def _named(kept: KeptReview) -> Gauged:
    return Gauged(review=kept.id, reference=kept.intake.reference or kept.title, sample=kept.sample)


def _worked(store: Store, review: str) -> Worked:
    decisions = store.decisions(review)
    keys = {key for d in decisions if d.kind in LINES for key in (d.draft, d.unseen) if key is not None}
    return Worked(
        review=review,
        decisions=decisions,
        drafts={draft.key: draft for draft in store.all_drafts(review) if draft.key in keys} if keys else {},
        shown=first_shown(store.openings(review)),
    )
