"""From a row of things, one of which is objected to, to the smallest run of them that is, by halving.

In goes a way to ask about a run, out comes the run. It stands alone because asking costs money: how often it
is done, and what may be said at the end, is decided here and can be tested without any endpoint.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")

MOST_QUESTIONS = 12
"""Enough to come to one passage of 2,000."""


def narrow(
    things: Sequence[Thing], objects: Callable[[Sequence[Thing]], bool | None]
) -> tuple[Thing, ...] | None:
    """The smallest run of them found that is objected to by itself; empty where none is, None where that could
    not be told.

    ``objects`` says whether a run is objected to, or None where it cannot be told: then it ends with what is
    known. A half that passes leaves the other, which is asked about by itself before it is named.
    """
    low, high = 0, len(things)
    known: tuple[int, int] | None = None
    objected: bool | None = False
    for _ in range(MOST_QUESTIONS - 1):
        if high - low <= 1:
            break
        middle = (low + high) // 2
        objected = objects(things[low:middle])
        if objected is None:
            break
        if objected:
            high = middle
            known = low, high
        else:
            low = middle
    if known != (low, high) and high > low:
        objected = objects(things[low:high])
        if objected:
            known = low, high
    if known is not None:
        return tuple(things[slice(*known)])
    return None if objected is None else ()
