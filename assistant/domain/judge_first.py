"""Judge first: for a share of the prompts the draft stays hidden until the inspector has recorded a line.

Chosen at the first Start of a review and kept with it; ``steps/hide.py`` says which prompts those are. It
stands alone because only lines recorded without a draft in view tell whether inspectors and drafts agree.
"""

from datetime import datetime
from enum import StrEnum

from assistant.domain.record import Record


class Share(StrEnum):
    """How many of the prompts with a line are judged first."""

    NONE = "none"
    TENTH = "tenth"
    ALL = "all"


ONE_IN = 10
"""Of how many prompts one is judged first, where the share is a tenth."""


def share_of(prompts: int, share: Share) -> int:
    """How many of so many prompts are judged first; of a tenth that is no whole number, the next greater."""
    return {Share.NONE: 0, Share.TENTH: -(-prompts // ONE_IN), Share.ALL: prompts}[share]


class JudgeFirst(Record):
    """What was chosen for a review, and when."""

    share: Share
    at: datetime
