"""How hard the running text is to read: passages in, checks of sentences, passive voice and level out.

Informs 4.a ("The review should be written in plain English. Sentences should be short, uncomplicated and in the
active voice"). It stands alone because only here textstat is used, and of it only what counts letters, words
and sentences: its counts of syllables fetch a word list.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.review import Check, Passage
from assistant.steps.check.prose import own_words, sentences

LONG = 40
"""A sentence of more words than this is long: twice the 20 of which plain English is usually made."""

ENOUGH_WORDS = 300
"""A shorter text says nothing about how its author writes."""

LEVEL = 14.0
"""Reading level (years of schooling in the scale's own terms) from which both measures say hard."""

_LONG_SHARE = 0.05
_LONG_LEAST = 3
_PASSIVE_SHARE = 0.4
_EXAMPLES = 3
_BE = r"(?:is|are|was|were|be|been|being)"
_IRREGULAR = (
    r"born|brought|built|caught|chosen|done|drawn|driven|felt|found|forgotten|given|gone|heard|held|hidden|kept|known"
    r"|laid|led|left|lent|lost|made|meant|met|paid|put|read|rung|said|seen|sent|set|shown|spent|spoken|taken|taught"
    r"|told|thought|understood|undertaken|withdrawn|worn|written|overseen|begun|broken|bound|cut|dealt|hurt"
)
_PASSIVE = re.compile(
    rf"\b{_BE}\s+(?:(?:not|also|then|never|\w+ly)\s+)?(?:\w{{3,}}ed|{_IRREGULAR})\b", re.IGNORECASE
)


def plainness(passages: Sequence[Passage]) -> Iterator[Check]:
    """Checks of the running text as a whole, each only where the whole is plainly hard to read."""
    told = [(p.id, sentence) for p in passages for sentence in sentences(p.text)]
    words = sum(len(sentence.split()) for _, sentence in told)
    if words < ENOUGH_WORDS:
        return
    yield from _long([(passage, len(sentence.split())) for passage, sentence in told])
    yield from _passive(told)
    yield from _level(passages)


def _long(lengths: Sequence[tuple[str, int]]) -> Iterator[Check]:
    found = [(passage, length) for passage, length in lengths if length > LONG]
    if len(found) >= max(_LONG_LEAST, _LONG_SHARE * len(lengths)):
        yield Check(
            id="language-long-sentences",
            prompt="4.a",
            message=f"{len(found)} of {len(lengths)} sentences have more than {LONG} words; "
            f"the longest has {max(length for _, length in found)}",
            passages=tuple(dict.fromkeys(passage for passage, _ in found)),
        )


def _passive(told: Sequence[tuple[str, str]]) -> Iterator[Check]:
    found = [passage for passage, sentence in told if _PASSIVE.search(own_words(sentence))]
    if len(found) > _PASSIVE_SHARE * len(told):
        yield Check(
            id="language-passive",
            prompt="4.a",
            message=f"{len(found)} of {len(told)} sentences are in the passive voice",
            passages=tuple(dict.fromkeys(found)),
        )


def _level(passages: Sequence[Passage]) -> Iterator[Check]:
    import textstat  # half a second, and only a long text needs it

    text = "\n".join(p.text for p in passages)
    longest = sorted(passages, key=lambda p: -max((len(s.split()) for s in sentences(p.text)), default=0))
    measured = (textstat.automated_readability_index(text), textstat.coleman_liau_index(text))
    if min(measured) >= LEVEL:
        yield Check(
            id="language-level",
            prompt="4.a",
            message=f"Hard to read: Automated Readability Index {measured[0]:.0f}, "
            f"Coleman-Liau {measured[1]:.0f} (plain English is about 9)",
            passages=tuple(p.id for p in longest[:_EXAMPLES]),
        )
