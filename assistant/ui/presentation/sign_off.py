"""Sign-off: what still stops it, what to know before signing, and the exports.

In come the rubric and an assurance, out goes the screen. It stands alone because what stops a
sign-off is listed here prompt by prompt; whether it is allowed is for the pipeline to say.
"""

from datetime import datetime

from assistant.domain.assurance import Assurance
from assistant.domain.judgement import DecisionKind
from assistant.domain.record import Record
from assistant.domain.rubric import Rubric, Standard
from assistant.ui.presentation.judgements import OVERALL
from assistant.ui.presentation.task_list import Group, task_list


class UndecidedPart(Record):
    """A heading with the prompts under it that nobody has decided."""

    heading: str
    prompts: tuple[tuple[str, str], ...]


class Signed(Record):
    """The sign-off in force."""

    by: str
    at: datetime
    reason: str | None


class SignOff(Record):
    """The screen. ``open`` counts what stops sign-off."""

    reference: str
    undecided: int
    total: int
    parts: tuple[UndecidedPart, ...]
    judgements: tuple[tuple[str, str], ...]
    ratings: tuple[tuple[str, str], ...]
    judgements_total: int
    ratings_total: int
    not_answered: int
    mark: str | None
    signed: Signed | None
    open: int
    decisions: int


def sign_off(rubric: Rubric, assurance: Assurance) -> SignOff:
    """What is undecided, unjudged and unrated, in the order of the rules."""
    undecided = set(assurance.undecided)
    nodes = list(rubric.nodes())
    unjudged = [(n.id, f"{n.id} {n.label}") for n in nodes if assurance.judgement(n.id).answer is None]
    rated = [(n.id, f"Standard {n.id}") for n in nodes if isinstance(n, Standard)] + [(OVERALL, "Overall")]
    unrated = [(node, words) for node, words in rated if assurance.judgement(node).rating is None]
    parts = [_part(group, undecided) for group in task_list(rubric, assurance, running=False)]
    signed = assurance.signed_off
    total = len(assurance.drafts)
    kinds = (DecisionKind.SIGN_OFF, DecisionKind.REOPEN)
    return SignOff(
        reference=assurance.intake.reference or assurance.review.title,
        undecided=len(undecided),
        total=total,
        parts=tuple(part for part in parts if part.prompts),
        judgements=tuple(unjudged),
        ratings=tuple(unrated),
        judgements_total=len(nodes),
        ratings_total=len(rated),
        not_answered=len(assurance.not_answered),
        mark=None if signed is not None else f"Draft: {len(undecided)} of {total} undecided",
        signed=Signed(by=signed.by, at=signed.at, reason=signed.reason) if signed is not None else None,
        open=len(undecided) + len(unjudged) + len(unrated),
        decisions=sum(d.kind not in kinds for d in assurance.decisions),
    )


def _part(group: Group, undecided: set[str]) -> UndecidedPart:
    left = [row for row in group.rows if row.id in undecided]
    words = {
        "not_answered": " (not answered)",
        "unsupported": " (unsupported)",
        "judge_first": " (judge first)",
        "not_run": " (not run)",
    }
    return UndecidedPart(
        heading=group.heading,
        prompts=tuple(
            (row.id, (row.id if row.letter is not None else row.label) + words.get(row.state, ""))
            for row in left
        ),
    )
