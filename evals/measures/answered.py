"""Prompts without a draft, as a share and by reason; and lines left undetermined.

Doubt is allowed, and shown; but a run that answers half of the prompts has not been measured on the rest.
"""

from collections import Counter

from assistant.domain.draft import OUTCOME_WORDS, DraftStatus, Line
from evals.figure import Better, Outcomes
from evals.measures.measure import Measure
from evals.ran import Cases


def _not_answered(ran: Cases) -> Outcomes:
    return {(c.review, c.prompt): c.status is not DraftStatus.DRAFTED for c in ran.plain}


def _undetermined(ran: Cases) -> Outcomes:
    return {
        (c.review, c.prompt): c.line is Line.UNDETERMINED
        for c in ran.with_lines
        if c.status is DraftStatus.DRAFTED
    }


def reasons(ran: Cases) -> dict[str, int]:
    """Why prompts were not answered, in words, with the number of each, the commonest first."""
    counted = Counter(
        OUTCOME_WORDS[c.reason] if c.reason else "it was not run"
        for c in ran.plain
        if c.status is not DraftStatus.DRAFTED
    )
    return dict(counted.most_common())


MEASURES = (
    Measure("not_answered", "prompts not answered", Better.LOWER, _not_answered),
    Measure("undetermined", "drafted lines left undetermined", Better.NEITHER, _undetermined, paired=False),
)
