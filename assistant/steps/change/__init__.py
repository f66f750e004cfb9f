"""Two versions of a review in; what became of every passage, and what is new, out.

Passages with the same words are paired first, then those that share most of theirs. It stands alone because an
earlier decision may be reconfirmed only beside this: nobody trusts a decision on text that has changed unseen.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assistant.domain.change import Became, Changes, Fate
from assistant.domain.review import Review
from assistant.steps.change.alike import alike
from assistant.steps.change.differ import differ
from assistant.steps.change.same import same

__all__ = ["change", "differ"]


def change(before: Review, after: Review) -> Changes:
    """What became of the passages of ``before`` in ``after``. Never fails, whatever the two have in common.

    It takes time in proportion to their length: hundreds of passages with the same words are paired in order.
    """
    old = [passage.text for passage in before.passages]
    new = [passage.text for passage in after.passages]
    paired = same(old, new)
    in_order = frozenset(_longest_run(list(paired.values())))
    changed = alike(old, new, paired)
    ids = [passage.id for passage in after.passages]

    def fate(at: int, passage: str) -> Fate:
        if at in paired:
            became = Became.UNCHANGED if paired[at] in in_order else Became.MOVED
            return Fate(before=passage, became=became, after=ids[paired[at]])
        if at in changed:
            return Fate(before=passage, became=Became.CHANGED, after=ids[changed[at]])
        return Fate(before=passage, became=Became.GONE, after=None)

    taken = {*paired.values(), *changed.values()}
    return Changes(
        before=before.id,
        after=after.id,
        fates=tuple(fate(at, passage.id) for at, passage in enumerate(before.passages)),
        new=tuple(passage for at, passage in enumerate(ids) if at not in taken),
    )


def _longest_run(places: Sequence[int]) -> Iterator[int]:
    """The most of these places that rise from first to last, all different: what kept its order."""
    lowest: list[int] = []  # the lowest place that a run of each length can end in
    ends: list[int] = []
    earlier: list[int] = []
    for at, place in enumerate(places):
        length = bisect_left(lowest, place)
        lowest[length : length + 1] = [place]
        ends[length : length + 1] = [at]
        earlier.append(ends[length - 1] if length else -1)
    at = ends[-1] if ends else -1
    while at >= 0:
        yield places[at]
        at = earlier[at]
