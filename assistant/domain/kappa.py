"""Cohen's kappa (J. Cohen, 1960): agreement of pairs of lines beyond what the shares of lines give by chance.

Pairs in, a value with its interval out. It stands alone because the evals state it of drafts against gold and
the Quality screen of drafts against inspectors, and both must mean the same.
"""

from collections import Counter
from collections.abc import Sequence
from random import Random

from assistant.domain.interval import DRAWS, SEED, wilson
from assistant.domain.record import Record

Pairs = Sequence[tuple[str, str]]


class Kappa(Record):
    """The value, from -1 to 1, with its 95 % interval."""

    value: float
    low: float
    high: float


def kappa(pairs: Pairs) -> float | None:
    """Cohen's kappa of pairs of lines; None where there are none, or chance alone would agree on all."""
    if not pairs or (chance := _chance(pairs)) == 1:
        return None
    return (_seen(pairs) / len(pairs) - chance) / (1 - chance)


def kappa_of(reviews: Sequence[Pairs]) -> Kappa | None:
    """Kappa over the pairs of several reviews, with its interval; None where there is no value.

    Reviews are drawn anew, and within each its pairs, so that there is an interval with a single review too.
    With few pairs, or where all agree, that comes out too narrow, never too wide: where the interval that
    Wilson's gives for the share of pairs that agree, chance taken as it is, is wider, its bounds stand.
    """
    pairs = [pair for of_review in reviews for pair in of_review]
    value = kappa(pairs)
    if value is None:
        return None
    chance = _chance(pairs)
    low, high = ((share - chance) / (1 - chance) for share in wilson(_seen(pairs), len(pairs)))
    drawn = _drawn(reviews)
    if not drawn:
        return Kappa(value=value, low=low, high=high)
    bounds = drawn[int(0.025 * len(drawn))], drawn[min(len(drawn) - 1, int(0.975 * len(drawn)))]
    return Kappa(value=value, low=min(low, bounds[0]), high=max(high, bounds[1]))


def _seen(pairs: Pairs) -> int:
    return sum(a == b for a, b in pairs)


def _chance(pairs: Pairs) -> float:
    some, others = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return sum(count * others[line] for line, count in some.items()) / len(pairs) ** 2


def _drawn(reviews: Sequence[Pairs]) -> list[float]:
    """Values of kappa over reviews and pairs drawn with replacement, in order."""
    chance = Random(SEED)  # noqa: S311 - draws samples, guards nothing
    found = []
    for _ in range(DRAWS):
        drawn = chance.choices(reviews, k=len(reviews))
        again = kappa([pair for pairs in drawn for pair in chance.choices(pairs, k=len(pairs))])
        if again is not None:
            found.append(again)
    return sorted(found)
