"""Cohen's kappa of drafted and gold lines: agreement beyond what the two shares of lines would give by chance.

J. Cohen, 1960. No draft counts as a line of its own. The interval is a bootstrap's: reviews are drawn anew, and
within each its prompts, so that there is one with a single review too.
"""

from collections import Counter
from collections.abc import Sequence
from random import Random

from evals.case import Case
from evals.figure import Better, Figure
from evals.gold import Certainty
from evals.interval import DRAWS, SEED
from evals.ran import Ran

Pairs = Sequence[tuple[str, str]]


def figures(ran: Ran) -> tuple[Figure, ...]:
    """Kappa over all lines, then clear and arguable apart."""
    cases = ran.with_lines
    return (
        _figure("kappa", "kappa, all lines", cases),
        _figure("kappa.clear", "kappa, clear", [c for c in cases if c.certainty is Certainty.CLEAR]),
        _figure("kappa.arguable", "kappa, arguable", [c for c in cases if c.certainty is Certainty.ARGUABLE]),
    )


def kappa(pairs: Pairs) -> float | None:
    """Cohen's kappa of pairs of lines; None where there are none, or chance alone would agree on all."""
    if not pairs:
        return None
    some, others = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(count * others[line] for line, count in some.items()) / len(pairs) ** 2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def _figure(name: str, words: str, cases: Sequence[Case]) -> Figure:
    reviews: dict[str, list[tuple[str, str]]] = {}
    for case in cases:
        reviews.setdefault(case.review, []).append((str(case.gold), str(case.drafted)))
    value = kappa([pair for pairs in reviews.values() for pair in pairs])
    low, high = (None, None) if value is None else _interval(list(reviews.values()), value)
    return Figure(
        id=name, words=words, better=Better.HIGHER, hit=None, of=len(cases), value=value, low=low, high=high
    )


def _interval(reviews: Sequence[Pairs], value: float) -> tuple[float, float]:
    chance = Random(SEED)  # noqa: S311
    found = []
    for _ in range(DRAWS):
        drawn = chance.choices(reviews, k=len(reviews))
        again = kappa([pair for pairs in drawn for pair in chance.choices(pairs, k=len(pairs))])
        if again is not None:
            found.append(again)
    found.sort()
    if not found:
        return value, value
    return found[int(0.025 * len(found))], found[min(len(found) - 1, int(0.975 * len(found)))]
