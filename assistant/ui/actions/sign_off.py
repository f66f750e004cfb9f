"""The Sign-off screen's question and acts: what is open shown, signed off, reopened.

In comes an ask, out goes an ``Answer``. It stands alone because it is one screen.
"""

from assistant.domain.judgement import Act, DecisionKind
from assistant.errors import NotAllowed
from assistant.ui import asks
from assistant.ui.actions.answering import Answer, Refused
from assistant.ui.needs import Pipeline
from assistant.ui.presentation.frame import frame
from assistant.ui.presentation.sign_off import sign_off
from assistant.ui.words import count


def show(pipeline: Pipeline, review: str, said: str | None) -> Answer:
    """What stands in the way of signing off."""
    assurance = pipeline.assurance(review)
    return Answer(
        frame=frame(assurance, pipeline.progress(review)),
        sign_off=sign_off(pipeline.rubric, assurance),
        said=said,
    )


def acknowledge(pipeline: Pipeline, ask: asks.Acknowledge) -> str:
    """Keep that those notices were read; what is said of it."""
    act = Act(kind=DecisionKind.ACKNOWLEDGE, notices=tuple(ask.notices), by=ask.by)
    pipeline.decide(ask.review, act)
    return f"{count(len(ask.notices), 'notice')} acknowledged."


def act(pipeline: Pipeline, ask: asks.Sign) -> Answer:
    """Sign off, or reopen, and show what follows."""
    if not ask.reopen and not ask.mine:
        raise Refused("Confirm that these judgements are yours.", "mine")
    kind = DecisionKind.REOPEN if ask.reopen else DecisionKind.SIGN_OFF
    try:
        pipeline.decide(ask.review, Act(kind=kind, reason=ask.reason or None, by=ask.by))
    except NotAllowed as refusal:
        raise Refused(str(refusal), "reason") from refusal
    said = "Reopened. Decisions can be changed again." if ask.reopen else f"Signed off by {ask.by}."
    return show(pipeline, ask.review, said)
