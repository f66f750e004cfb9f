"""Words of a text as the evidence finder compares them: stemmed, with their places, everyday words left out.

It stands alone because what is looked for and what is looked at must be cut in the same way.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import Stemmer

_STEMMER = Stemmer.Stemmer("english")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EVERYDAY = frozenset(
    word
    for line in (
        "a about after again all also an and any are as at be because been before being between but by",
        "can could did do does either for from had has have he her hers him his how i if in into is it its",
        "made make may might more most never no nor not of on one or other our out over own shall she should",
        "so some such than that the their them then there these they this those to too under up was we",
        "were what when where whether which while who whom whose why will with would you your",
    )
    for word in line.split()
)


class Word(NamedTuple):
    """One word: its stem, and its place in the text (half-open)."""

    stem: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order, without those that are in every text."""
    for match in _WORD.finditer(text):
        said = match.group().lower().replace("’", "'").removesuffix("'s")
        if said not in _EVERYDAY:
            yield Word(_STEMMER.stemWord(said), match.start(), match.end())
