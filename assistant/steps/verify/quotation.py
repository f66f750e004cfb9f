"""A quotation as offered, and the readings of it that would be a true quotation.

In goes the string a reply offers; out come its readings (as written; with pipes as cell boundaries) and
its pieces around ellipses. Stands alone because what may be set aside is a rule of its own: the case of the
first letter, marks around the whole, a full stop or comma at its end. Nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.steps.verify.fold import Folded, fold

LEAST_CHARACTERS = 12
LEAST_WORDS = 3
LONGEST = 4_000
"""Characters of a quotation. Nobody needs to quote more, and it bounds the time a search can take."""

_WORD = re.compile(r"\w+(?:['-]\w+)*")
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:\.{3,}|…)\s*\]|\(\s*(?:\.{3,}|…)\s*\)|\.{3,}|…)\s*")
_PIPE = re.compile(r"\s*\|\s*")
_BRACKETED_CAPITAL = re.compile(r"^(\W*)\[(\w)\]")
_MARKS = "'\""


@dataclass(frozen=True)
class Reading:
    """One way of reading an offered quotation: what to look for, and how it was written.

    ``needles`` are folded texts, any of which is the quotation; ``raw`` is the quotation as read,
    ``folded`` its folded form, and ``offset`` where in that form the needles begin. A reading that is not
    ``literal`` takes pipes or brackets for something else, so it never makes a match exact.
    """

    raw: str
    literal: bool
    folded: Folded
    offset: int
    needles: tuple[str, ...]

    @property
    def long_enough(self) -> bool:
        """At least 12 characters and three words: less proves nothing by its words alone (design, Drafting)."""
        needle = self.needles[0]
        return len(needle) >= LEAST_CHARACTERS and len(_WORD.findall(needle)) >= LEAST_WORDS

    def shows_boundary(self, at: int) -> bool:
        """Whether the white space at this position of the needle was written as a tab or a line break."""
        start, end = self.folded.span(self.offset + at, self.offset + at + 1)
        return any(c in "\t\n\r" for c in self.raw[start:end])

    @property
    def lead(self) -> int:
        """Characters of ``raw`` before the needle."""
        return self.folded.span(self.offset, self.offset + 1)[0]


def readings(quote: str) -> tuple[Reading, ...]:
    """The readings of a quotation, the most literal first; none if it holds no word or is too long."""
    if len(quote) > LONGEST:
        return ()
    texts = [quote]
    if "|" in quote:
        texts.append(_PIPE.sub("\t", quote))
    if _BRACKETED_CAPITAL.match(quote):
        texts.append(_BRACKETED_CAPITAL.sub(r"\1\2", quote))
    return tuple(r for text in texts for r in _reading(text, literal=text is quote))


def pieces(quote: str) -> tuple[tuple[Reading, ...], ...]:
    """The readings of each piece of a quotation with ellipses, in order; empty if it has none."""
    if len(quote) > LONGEST:
        return ()
    parts = _ELLIPSIS.split(_bare(quote.strip()))
    if len(parts) == 1:
        return ()
    return tuple(readings(part) for part in parts if _WORD.search(part))


def words(folded: str) -> list[str]:
    """The words and numbers of a folded text, hyphenated and apostrophed ones whole."""
    return _WORD.findall(folded)


def _bare(quote: str) -> str:
    """Without one pair of marks around the whole, so that an ellipsis inside them stands at the edge."""
    return quote[1:-1] if len(quote) > 2 and quote[0] in "\"'“‘" and quote[-1] in "\"'”’" else quote


def _reading(raw: str, *, literal: bool) -> Iterator[Reading]:
    folded = fold(raw)
    start, end = _core(folded.text)
    needle = folded.text[start:end]
    if not _WORD.search(needle):
        return
    first = needle[0].swapcase()
    other = (first + needle[1:],) if first != needle[0] and len(first) == 1 else ()
    yield Reading(raw, literal, folded, start, (needle, *other))


def _core(text: str) -> tuple[int, int]:
    start, end = 0, len(text)
    stopped = False
    while end - start > 2:
        if text[start] in _MARKS and text[end - 1] in _MARKS:
            start, end = start + 1, end - 1
        elif text[end - 1] in ".," and not stopped:
            stopped, end = True, end - 1
        else:
            break
        while start < end and text[start] == " ":
            start += 1
        while start < end and text[end - 1] == " ":
            end -= 1
    return start, end
