"""Passages of two versions that have the same words, paired one to one.

Two lists of texts in, pairs of places out. It stands alone because the order of its three rules matters, and
because it has to stay quick where a review says "No contact." eight hundred times: none compares all with all.
"""

from collections import defaultdict, deque
from collections.abc import Sequence


def same(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Places in ``old`` with the place in ``new`` of the same words; spaces and line breaks do not count.

    Words that stand once in both are paired wherever they are; then their neighbours, as far as they agree;
    then what is left, the first with the first.
    """
    before, after = [_words(text) for text in old], [_words(text) for text in new]
    where: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for at, words in enumerate(before):
        where[words][0].append(at)
    for at, words in enumerate(after):
        where[words][1].append(at)
    pairs = {here[0]: there[0] for here, there in where.values() if len(here) == len(there) == 1}
    taken = set(pairs.values())
    for step in (1, -1):
        for start in sorted(pairs, reverse=step < 0):
            _extend(before, after, pairs, taken, start, step)
    for here, there in where.values():
        free = deque(at for at in there if at not in taken)
        for at in here:
            if free and at not in pairs:
                pairs[at] = free.popleft()
                taken.add(pairs[at])
    return dict(sorted(pairs.items()))


def _extend(
    before: Sequence[str], after: Sequence[str], pairs: dict[int, int], taken: set[int], at: int, step: int
) -> None:
    """Pairs the neighbours of that pair in one direction, as far as they have the same words and are free."""
    here, there = at + step, pairs[at] + step
    while 0 <= here < len(before) and 0 <= there < len(after):
        if here in pairs or there in taken or before[here] != after[there]:
            return
        pairs[here] = there
        taken.add(there)
        here, there = here + step, there + step


def _words(text: str) -> str:
    return " ".join(text.split())
