"""The words that differ between two texts, in stretches that stand in both, in the earlier or in the next only.

It stands alone because the stretches must give back both texts to the character: an inspector reads the earlier
and the next version out of one line.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from assistant.domain.change import Stretch, Wording

LONGEST = 4_000
"""Words, signs and spaces of one text that are compared; beyond, one text is gone and the other new."""

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")


def differ(before: str, after: str) -> tuple[Stretch, ...]:
    """Stretches in order: those KEPT or GONE give ``before``, those KEPT or NEW give ``after``."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) > LONGEST or len(new) > LONGEST:
        return _joined([(Wording.GONE, before), (Wording.NEW, after)])
    # Spaces are no reason to put two words beside one another. With its own list of frequent words left in
    # force, difflib stays quick however often a word comes again.
    blocks = SequenceMatcher(str.isspace, old, new).get_opcodes()
    return _joined(_told(blocks, old, new))


def _told(
    blocks: Sequence[tuple[str, int, int, int, int]], old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Wording, str]]:
    for at, (tag, a, b, c, d) in enumerate(blocks):
        # A space between two changes is no reason to read them apart.
        between = 0 < at < len(blocks) - 1 and not "".join(old[a:b]).strip()
        if tag == "equal" and not between:
            yield Wording.KEPT, "".join(old[a:b])
        else:
            yield Wording.GONE, "".join(old[a:b])
            yield Wording.NEW, "".join(new[c:d])


def _joined(told: Sequence[tuple[Wording, str]] | Iterator[tuple[Wording, str]]) -> tuple[Stretch, ...]:
    """Between two stretches that were kept, all that is gone and then all that is new."""
    found: list[Stretch] = []
    for kept, run in groupby(told, key=lambda one: one[0] is Wording.KEPT):
        pieces = list(run)
        for wording in (Wording.KEPT,) if kept else (Wording.GONE, Wording.NEW):
            text = "".join(words for which, words in pieces if which is wording)
            if text:
                found.append(Stretch(wording=wording, text=text))
    return tuple(found)
