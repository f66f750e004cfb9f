"""The Judgements screen's question and acts: a node shown, judged, rated.

In comes an ask, out goes an ``Answer``. It stands alone because it is one screen.
"""

from assistant.domain.judgement import Act, DecisionKind
from assistant.errors import NotAllowed
from assistant.ui import asks
from assistant.ui.actions.answering import Answer, Refused
from assistant.ui.needs import Pipeline
from assistant.ui.presentation.frame import frame
from assistant.ui.presentation.judgements import judgements
from assistant.ui.presentation.node import OVERALL


def show(pipeline: Pipeline, review: str, node: str | None, said: str | None) -> Answer:
    """The judgements with that node chosen; without one, the first."""
    assurance = pipeline.assurance(review)
    ids = [*(one.id for one in pipeline.rubric.nodes()), OVERALL]
    node = node or ids[0]
    if node not in ids:
        raise Refused(f"The rubric has no key question or standard {node}.")
    return Answer(
        frame=frame(assurance, pipeline.progress(review)),
        judgements=judgements(pipeline.rubric, assurance, node, pipeline.judged_before(review, node)),
        said=said,
    )


def act(pipeline: Pipeline, ask: asks.Judge | asks.Rate) -> Answer:
    """Record the judgement or rating and show what follows."""
    if isinstance(ask, asks.Judge):
        asked = Act(
            kind=DecisionKind.JUDGE, node=ask.node, answer=ask.answer, reason=ask.reason or None, by=ask.by
        )
        field = "judge-reason" if ask.answer is not None else "answer"
        said = f"Judgement on {ask.node} recorded."
    else:
        asked = Act(kind=DecisionKind.RATE, node=ask.node, rating=ask.rating, by=ask.by)
        field, said = "rating", f"Rating recorded: {ask.rating}."
    try:
        pipeline.decide(ask.review, asked)
    except NotAllowed as refusal:
        raise Refused(str(refusal), field) from refusal
    return show(pipeline, ask.review, ask.node, said)
