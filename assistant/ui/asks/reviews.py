"""What the list of reviews may ask: the list, the sample, a review deleted.

In comes what arrived from the browser, out goes a record. It stands alone because it is one screen.
"""

from typing import Literal

from assistant.ui.asks.ask import Ask, Id, Name


class Reviews(Ask):
    """The list of reviews."""

    ask: Literal["reviews"]


class Sample(Ask):
    """Take in the bundled sample, if it is not there."""

    ask: Literal["sample"]


class Delete(Ask):
    """Remove a review with all that belongs to it."""

    ask: Literal["delete"]
    review: Id
    by: Name
