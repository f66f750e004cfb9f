"""The same name spelt in two ways: passages in, checks out, with both spellings and a place of each.

Informs chronology.b, the statements of a review against its chronology, since a reader must be sure who is
meant. It stands alone because two names that differ by a letter may be two people: only a spelling that is
rare beside one that is frequent counts.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assistant.domain.review import Check, Kind, Passage
from assistant.steps.check.prose import shouts, times

_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+(?:[A-Z]\.?\s+)?([A-Z][a-z]+(?:[’'-][A-Z][a-z]+)?)")
# A capital that no sentence asks for: the word before it is in small letters.
_PROPER = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{5,}\b")
_LOWER = re.compile(r"(?<![\w’'-])[a-z]{6,}\b")
_ENDINGS = "sndry"  # of a plural or of another word made from the name
_OFTEN = 5
_MOST = 200  # every pair is compared
_OFTEN_TITLED = 3
_SHORTEST_TITLED = 5
_SHORTEST_PROPER = 7

_Places = Mapping[str, Sequence[str]]


def names(passages: Sequence[Passage]) -> Iterator[Check]:
    """A check for each name that is spelt once or twice in another way than everywhere else."""
    titled: dict[str, list[str]] = defaultdict(list)
    proper: dict[str, list[str]] = defaultdict(list)
    common: set[str] = set()
    for passage in passages:
        if passage.kind is Kind.HEADING or passage.header or shouts(passage.text):
            continue
        for name in _TITLED.findall(passage.text):
            titled[name].append(passage.id)
        for name in _PROPER.findall(passage.text):
            proper[name].append(passage.id)
        common.update(_LOWER.findall(passage.text))
    proper = {name: places for name, places in proper.items() if name.lower() not in common}
    pairs = dict.fromkeys(
        [*_pairs(titled, _SHORTEST_TITLED, _OFTEN_TITLED), *_pairs(proper, _SHORTEST_PROPER, _OFTEN)]
    )
    known = titled | {name: places for name, places in proper.items() if name not in titled}
    for often, rare in pairs:
        yield Check(
            id=f"consistency-name-{often}-{rare}",
            prompt="chronology.b",
            message=f"A name spelt in two ways: “{often}” {times(len(known[often]))}, "
            f"“{rare}” {times(len(known[rare]))}",
            passages=tuple(dict.fromkeys([known[often][0], *known[rare]])),
        )


def _pairs(found: _Places, shortest: int, often: int) -> Iterator[tuple[str, str]]:
    frequent = [name for name, places in found.items() if len(places) >= often and len(name) >= shortest][
        :_MOST
    ]
    rare = [name for name, places in found.items() if len(places) <= 2][: 10 * _MOST]
    for one in frequent:
        for other in rare:
            if len(found[one]) >= often * len(found[other]) and _a_slip(one.lower(), other.lower()):
                yield one, other


def _a_slip(one: str, other: str) -> bool:
    """Whether one letter is added, missing, wrong or in its neighbour's place; an ending is no slip."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0] or one == other:
        return False
    same = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        ending = same == len(shorter) and longer[-1] in _ENDINGS
        return not ending and longer[same + 1 :] == shorter[same:]
    swapped = one[same : same + 2] == other[same : same + 2][::-1] and one[same + 2 :] == other[same + 2 :]
    return swapped or one[same + 1 :] == other[same + 1 :]
