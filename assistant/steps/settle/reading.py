"""What is said of a draft or trace that rests on a part of the review: how much of it was not read.

It stands alone because both are held to the same rule: what was not read shows nothing, absence least of all.
"""

from assistant.domain.draft import Flag, FlagKind
from assistant.domain.selection import Selection


def not_read_whole(selection: Selection | None) -> list[Flag]:
    """One flag where sections were left out, which says how many; none where the whole review was sent."""
    if selection is None or not selection.unread:
        return []
    text = f"{len(selection.unread)} of {selection.of} sections"
    return [Flag(kind=FlagKind.NOT_READ_WHOLE, text=text, place="review")]
