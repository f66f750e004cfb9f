"""Do the lines follow from what carries them: a draft's from its evidence, an accepted one from its draft?

The export comes in; two proofs go out. It stands alone because judgements are computed from lines, so a line
that was slipped in would pass every other proof.
"""

from assistant.domain.draft import DraftStatus, Line, Match, Stance
from assistant.domain.judgement import DecisionKind
from assistant.domain.proof import Proof, proof
from assistant.domain.result import ResultDraft, ResultFile
from assistant.domain.words import count


def carried(result: ResultFile) -> Proof:
    """Each drafted line has what it needs.

    ABOVE and NOT_APPLICABLE a located quotation for, BELOW a located one against or a place looked in vain
    while everything was read; what has neither is UNDETERMINED (design, Drafting).
    """
    drafted = [d for d in result.drafts if d.status is DraftStatus.DRAFTED and d.line is not None]
    faults = tuple(f"{d.prompt}: its evidence does not carry its line." for d in drafted if not _carries(d))
    told = f"{count(len(drafted), 'drafted line')} held against their located evidence."
    return proof("Every drafted line rests on located evidence", told, faults)


def accepted(result: ResultFile) -> Proof:
    """Each draft that was accepted has the line under which it was accepted, and was not unsupported."""
    drafts = {draft.key: draft for draft in result.drafts if draft.key is not None}
    made = [d for d in result.decisions if d.kind is DecisionKind.ACCEPT]
    here = [(d, drafts[d.draft]) for d in made if d.draft in drafts]
    faults = tuple(
        f"{decision.id}: the line accepted for {decision.prompt} is not that draft's."
        for decision, draft in here
        if draft.prompt != decision.prompt or draft.line is not decision.line
    )
    told = f"{count(len(here), 'accepted draft')} held against the line accepted."
    if earlier := len(made) - len(here):
        told += f" {earlier:,} more were of earlier drafts, which an export does not hold."
    return proof("Every accepted line is its draft's", told, faults)


def _carries(draft: ResultDraft) -> bool:
    located = {c.stance for c in draft.citations if c.match is not Match.ABSENT}
    if draft.line is Line.BELOW:
        return Stance.AGAINST in located or bool(draft.searched and not draft.unread)
    return draft.line is Line.UNDETERMINED or Stance.SUPPORTS in located
