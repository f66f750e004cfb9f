"""Judge first: which drafts stay hidden from the inspector, and the drafts as they may be seen.

Comes in: the rubric, what was chosen for the review, its drafts and decisions. Goes out: ids, and drafts of
which the hidden ones hold nothing. It stands alone because everything that is shown, counted or exported is
made from what goes out here: what is not in it cannot leak.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence

from assistant.domain.draft import Draft, DraftStatus
from assistant.domain.judge_first import Share, share_of
from assistant.domain.judgement import LINES, Decision
from assistant.domain.rubric import Rubric, Scale


def judged_first(rubric: Rubric, review: str, share: Share) -> tuple[str, ...]:
    """The prompts of that review to judge first, in the rubric's order: all with a line, none, or one in ten.

    The seed is the review's own id: prompts are ranked by the digest of both ids, which anybody can compute
    again and nobody can choose. Information items have no line to record, so they are never among them.
    """
    lines = [prompt.id for prompt in rubric.prompts if prompt.scale is Scale.LINE]
    ranked = sorted(lines, key=lambda prompt: hashlib.sha256(f"{review}/{prompt}".encode()).digest())
    chosen = frozenset(ranked[: share_of(len(lines), share)])
    return tuple(prompt for prompt in lines if prompt in chosen)


def hidden(chosen: Collection[str], drafts: Iterable[Draft], decisions: Sequence[Decision]) -> frozenset[str]:
    """Those of the ``chosen`` prompts that have a draft, and no line that was ever recorded.

    A line that was undone still counts: whoever recorded it has seen the draft since.
    """
    recorded = {decision.prompt for decision in decisions if decision.kind in LINES}
    return frozenset(
        draft.prompt
        for draft in drafts
        if draft.status is DraftStatus.DRAFTED and draft.prompt in chosen and draft.prompt not in recorded
    )


def withheld(drafts: Iterable[Draft], hidden: Collection[str]) -> tuple[Draft, ...]:
    """The drafts as they may be seen: of a hidden one there is nothing but that it is hidden."""
    return tuple(
        Draft(key="", review=draft.review, prompt=draft.prompt, status=DraftStatus.HIDDEN)
        if draft.prompt in hidden
        else draft
        for draft in drafts
    )
