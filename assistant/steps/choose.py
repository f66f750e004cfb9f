"""Which draft stands for each prompt, and which trace for the review, where several runs have left several.

Comes in: the drafts of the latest run, those of all runs, the decisions. Goes out: one draft for each prompt,
in the rubric's order. It stands alone because the choice is a promise: the draft that was decided on is
kept beside its decision for ever, and a new run that fails takes no draft away (design, Promises).
"""

from collections.abc import Sequence
from typing import TypeVar

from assistant.domain.assurance import latest_decision, sign_off_in_force
from assistant.domain.draft import Draft, DraftStatus
from assistant.domain.judgement import Decision
from assistant.domain.rubric import Rubric
from assistant.domain.trace import Trace

Made = TypeVar("Made", Draft, Trace)


def as_signed(made: Sequence[Made], decisions: Sequence[Decision]) -> tuple[Made, ...]:
    """All but what was made after the sign-off in force: what was in the making then, or is made elsewhere,
    changes nothing that somebody has put a name to. Once reopened, all of it counts."""
    signed = sign_off_in_force(decisions)
    return tuple(
        one for one in made if signed is None or one.provenance is None or one.provenance.at <= signed.at
    )


def choose(
    rubric: Rubric, review: str, latest: Sequence[Draft], kept: Sequence[Draft], decisions: Sequence[Decision]
) -> tuple[Draft, ...]:
    """For each prompt the draft that was decided on, seen or not; else the latest run's, where it drafted;
    else the last that was drafted; else why there is none. ``kept`` has the latest run's drafts first."""
    of_latest = {draft.prompt: draft for draft in latest}
    by_key = {draft.key: draft for draft in kept}
    drafted: dict[str, Draft] = {}
    for draft in (*latest, *kept):
        if draft.status is DraftStatus.DRAFTED:
            drafted.setdefault(draft.prompt, draft)

    def chosen(prompt: str) -> Draft:
        decision = latest_decision(decisions, prompt)
        key = (decision.draft or decision.unseen) if decision is not None else None
        decided_on = by_key.get(key) if key is not None else None
        not_run = Draft(key="", review=review, prompt=prompt, status=DraftStatus.NOT_RUN)
        return decided_on or drafted.get(prompt) or of_latest.get(prompt) or not_run

    return tuple(chosen(prompt.id) for prompt in rubric.prompts)


def choose_trace(kept: Sequence[Trace]) -> Trace | None:
    """The last trace that was drafted; else why the latest run has none; None where none was asked for.

    ``kept`` has the latest run's trace first.
    """
    drafted = (trace for trace in kept if trace.status is DraftStatus.DRAFTED)
    return next(drafted, kept[0] if kept else None)
