"""Answers of key questions and standards, computed by the rules from drafted lines and from gold lines.

Ten for each review. They show whether errors in lines reach a judgement, where most cancel out and one may not.
"""

from evals.figure import Better, Outcomes
from evals.measures.measure import Measure
from evals.ran import Cases


def _same(ran: Cases) -> Outcomes:
    return {(n.review, n.node): n.gold is n.drafted for n in ran.nodes}


MEASURES = (Measure("judgements", "judgements as the gold lines give", Better.HIGHER, _same),)
