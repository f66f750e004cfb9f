"""A Review in, Entries out: its chronology, action plan and staff list as typed rows.

It stands alone because checks and screens must see the same rows, whether a region wrote them as a table, as a
list or as labelled paragraphs. What is not understood gives no entry; nothing is guessed.
"""

from assistant.domain.entries import Entries
from assistant.domain.review import Review
from assistant.steps.tabulate.actions import actions
from assistant.steps.tabulate.events import events
from assistant.steps.tabulate.grid import grids
from assistant.steps.tabulate.people import people


def tabulate(review: Review) -> Entries:
    """The events, planned actions and people interviewed that the review lists, each in reading order."""
    tables = grids(review)
    return Entries(
        events=tuple(events(review, tables)),
        actions=tuple(actions(review, tables)),
        people=tuple(people(review, tables)),
    )
