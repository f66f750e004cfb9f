"""What is to be remarked on one prompt: how it was decided, what was not read, what is wrong with its words.

What is known of the prompt comes in, sentences go out. It stands alone because these are the warnings of the
report, and must be looked over together.
"""

from collections.abc import Sequence

from assistant.domain.assurance import Assurance
from assistant.domain.draft import Draft, DraftStatus, Flag, FlagKind, Line
from assistant.domain.review import Review
from assistant.domain.rubric import Rubric, Scale
from assistant.domain.selection import unread_words
from assistant.domain.words import LINE, agreed, count, listed
from assistant.steps.report.told import Told, not_answered
from assistant.steps.report.words import FLAG, NAMED


def remarks(rubric: Rubric, assurance: Assurance, told: Told) -> tuple[str, ...]:
    """The remarks on that prompt, in sentences."""
    return (*_unread(assurance.review, told), *_of_decision(rubric, told), *_agreement(assurance, told))


def _of_decision(rubric: Rubric, told: Told) -> list[str]:
    prompt, draft, decision = told.prompt, told.draft, told.decision
    remarks: list[str] = []
    if decision is not None:
        if decision.unseen is not None:
            remarks.append("Recorded before the draft was shown.")
        if draft.status is DraftStatus.NOT_RUN:
            remarks.append("Decided by hand: no draft was run.")
        elif draft.status is DraftStatus.NOT_ANSWERED:
            remarks.append(f"Decided by hand: no draft was obtained ({not_answered(draft)}).")
        elif not told.evidence:
            remarks.append("Decided on an earlier draft, which is kept with the assurance.")
        elif prompt.scale is Scale.LINE and decision.line is not draft.line:
            remarks.append(f"The draft had: {LINE[draft.line or Line.UNDETERMINED]}.")
        if decision.line is Line.NOT_APPLICABLE and prompt.not_applicable is None:
            remarks.append("Not applicable is outside the rules' wording for this prompt.")
    if told.evidence and decision is None and draft.unsupported and draft.proposed_line is not None:
        remarks.append(f"{FLAG[FlagKind.UNSUPPORTED]} ({LINE[draft.proposed_line]}).")
    if told.adopted:
        # Faults of a rationale that somebody wrote anew are no faults of what is shown.
        flags = [f for f in draft.flags if told.reworded is None or f.place != "rationale"]
        remarks += [told.words(fault) for fault in _faults(draft, flags)]
    if told.reworded is not None:
        remarks += [told.words(fault) for fault in _faults(draft, told.reworded.flags)]
    remarks += _by_hand(told)
    clause = prompt.rule is not None and rubric.node(prompt.rule).rule.preclude
    if told.evidence and decision is None and draft.precludes and clause and draft.line is Line.BELOW:
        remarks.append(f"The draft proposes that this bars a yes for {prompt.rule}; it counts only if decided.")
    return remarks


def _unread(review: Review, told: Told) -> tuple[str, ...]:
    """What the model was not sent, wherever something of its draft is shown."""
    unread = told.draft.unread
    if not (told.evidence and unread):
        return ()
    return (f"{FLAG[FlagKind.NOT_READ_WHOLE]}: {unread_words(review, unread, NAMED)}.",)


def _agreement(assurance: Assurance, told: Told) -> list[str]:
    agreement = assurance.agreement(told.prompt.id) if told.evidence else None
    return [] if agreement is None else [f"Asked again: {agreed(agreement)}."]


def _by_hand(told: Told) -> list[str]:
    """What the inspector did to the evidence; of a draft that may not be seen, nothing was removed."""
    persons = list(dict.fromkeys(d.by for d in told.held.added))
    remarks = []
    if persons:
        many = count(len(told.held.added), "quotation was", "quotations were")
        remarks.append(f"{many} added by {listed(persons)}.")
    if told.evidence and told.held.removed:
        many = count(len(told.held.removed), "quotation", "quotations")
        remarks.append(f"{many} taken out by {listed([*dict.fromkeys(d.by for d in told.held.removed)])}.")
    return remarks


def _faults(draft: Draft, flags: Sequence[Flag]) -> list[str]:
    listed = {citation.quote for citation in draft.citations}
    found = []
    for kind in FlagKind:
        texts = dict.fromkeys(f.text for f in flags if f.kind is kind and f.text not in listed)
        if texts and kind not in (FlagKind.UNSUPPORTED, FlagKind.NOT_READ_WHOLE):
            found.append(f"{FLAG[kind]}: {'; '.join(texts)}.")
    return found
