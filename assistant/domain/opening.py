"""What an inspector had before them: when a prompt, or a passage of the review under it, was first opened.

Comes from the screens, is kept by the store. It stands alone because opening is not deciding: it tells how long
a decision took and whether its evidence was looked at, and changes nothing.
"""

from collections.abc import Iterable
from datetime import datetime

from pydantic import Field

from assistant.domain.record import Record


class Opening(Record):
    """The first time one person opened a prompt or, where ``passage`` is set, that passage under it."""

    prompt: str
    passage: str | None = None
    by: str = Field(max_length=100, description="empty where no name was given yet")
    at: datetime


def first_shown(openings: Iterable[Opening]) -> dict[str, datetime]:
    """When each prompt was first before anybody, by its id."""
    found: dict[str, datetime] = {}
    for one in openings:
        if one.passage is None:
            found[one.prompt] = min(one.at, found.get(one.prompt, one.at))
    return found


def opened_passages(openings: Iterable[Opening], prompt: str) -> dict[str, datetime]:
    """The passages that anybody opened under that prompt, by id, and when each was first."""
    found: dict[str, datetime] = {}
    for one in openings:
        if one.prompt == prompt and one.passage is not None:
            found[one.passage] = min(one.at, found.get(one.passage, one.at))
    return found
