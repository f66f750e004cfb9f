"""An assurance in memory worked to its end: every prompt decided, everything judged and rated."""

from assistant.domain.draft import DraftStatus, Line
from assistant.domain.judgement import Act, Answer, DecisionKind, ReasonCode
from tests.ui.stand_in import StandIn

BY = "R. Quillfeather"


def work(kept: StandIn) -> None:
    """Accepts what can be accepted, decides the rest by hand, judges everything No, rates it alike."""
    review = kept.review.id
    for draft in kept.drafts:
        kept.decide(review, _act(draft.prompt, kept))
    for node in kept.rubric.nodes():
        judged = Act(kind=DecisionKind.JUDGE, node=node.id, answer=Answer.NO, reason="Weighed.", by=BY)
        kept.decide(review, judged)
    for node_id in (*(s.id for s in kept.rubric.standards), "overall"):
        rated = Act(kind=DecisionKind.RATE, node=node_id, rating=kept.rubric.ratings[0], by=BY)
        kept.decide(review, rated)


def sign(kept: StandIn) -> None:
    """Signs it off with what is open."""
    act = Act(kind=DecisionKind.SIGN_OFF, reason="The rest was read on paper.", by=BY)
    kept.decide(kept.review.id, act)


def _act(prompt: str, kept: StandIn) -> Act:
    draft = kept.assurance(kept.review.id).draft(prompt)
    drafted = draft.status is DraftStatus.DRAFTED
    if drafted and draft.line is None:
        return Act(kind=DecisionKind.OVERRIDE, prompt=prompt, reason="Seen.", by=BY, draft=draft.key)
    if drafted and not draft.unsupported:
        return Act(kind=DecisionKind.ACCEPT, prompt=prompt, line=draft.line, by=BY, draft=draft.key)
    code = ReasonCode.MISSED_EVIDENCE
    return Act(kind=DecisionKind.OVERRIDE, prompt=prompt, line=Line.BELOW, reason_code=code, by=BY)
