"""Passages that were reworded: of those that found no equal, pairs that share at least half of their words.

Two lists of texts and the pairs already made in, further pairs out. It stands alone because likeness only says
where to look: what is paired here is shown as changed, word by word, and never taken for the same.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

LEAST = 0.5
"""Of the words of both that two passages share, at least; below it one is gone and the other new."""

COMMON = 30
"""A word that stands in more passages than this is no reason to compare two of them."""

NEIGHBOURS = 3
"""Passages that stand as near as this between the same equals are compared, whatever words they share."""

_WORD = re.compile(r"\w+")


def alike(old: Sequence[str], new: Sequence[str], paired: Mapping[int, int]) -> dict[int, int]:
    """Places in ``old`` with the place in ``new`` of what was most likely made of it; each place once.

    The most alike are paired first, then those that stand nearest to where they stood.
    """
    taken = set(paired.values())
    left = {at: _counted(text) for at, text in enumerate(old) if at not in paired}
    right = {at: _counted(text) for at, text in enumerate(new) if at not in taken}
    offers = []
    for here, expected, there in _candidates(left, right, paired, len(old)):
        share = _shared(left[here], right[there])
        if share >= LEAST:
            offers.append((-share, abs(expected - there), here, there))
    found: dict[int, int] = {}
    used: set[int] = set()
    for *_, here, there in sorted(offers):
        if here not in found and there not in used:
            found[here] = there
            used.add(there)
    return found


def _candidates(
    left: Mapping[int, Counter[str]], right: Mapping[int, Counter[str]], paired: Mapping[int, int], length: int
) -> Iterator[tuple[int, int, int]]:
    """Pairs worth comparing: (place in old, where it would stand in new, place in new)."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for there, words in right.items():
        for word in words:
            holding[word].append(there)
    expected = -1  # right behind the last equal, and one further for each that has none
    for here in range(length):
        expected = paired[here] if here in paired else expected + 1
        if here not in left:
            continue
        near = {expected + by for by in range(-NEIGHBOURS, NEIGHBOURS + 1)} & right.keys()
        near.update(there for word in left[here] if len(holding[word]) <= COMMON for there in holding[word])
        for there in sorted(near):
            yield here, expected, there


def _counted(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """The words that both have, as a share of the words of both."""
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0
