"""Text folded for comparison, with the way back: from a position in the folded text to the original.

In goes text as it stands in a file or in a reply; out comes what both must agree on once white space,
kinds of quotation marks and dashes, ligatures and invisible characters are set aside. Letters, digits
and words are never touched, which is why nothing but a true quotation can match. Stands alone because
every other rule of verification rests on it.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

_ONE_FOR_ONE = str.maketrans(
    dict.fromkeys("‘’‚‛`´′‹›", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–−﹘﹣－", "-")
)

# An em dash stands between words however it is spaced; a hyphen or an unspaced en dash is part of its
# word or range ("non-compliance", "2–5") and has to stay distinguishable from it.
_LENGTH_CHANGING = re.compile(
    rf"(?P<dash>[\s{_UNSEEN}]*[—―][\s{_UNSEEN}—―]*)"
    rf"|(?P<space>[\s{_UNSEEN}]{{2,}}|[^\S ]|[{_UNSEEN}]|^ | \Z)"
    rf"|(?P<ligature>[ﬀ-ﬆ])|(?P<ellipsis>…)|(?P<cluster>\S[{_COMBINING}]+)"
)

# 6' and 6" are different lengths, so after a digit single and double marks are kept apart; elsewhere
# a reply often has single marks where the review has double ones.
_DOUBLE_MARK = re.compile(r'(?<![0-9])"')

_MOST_PLACES = 10_000
"""Places looked at for one quotation; only a text made to repeat itself has more."""


class _Change(NamedTuple):
    folded: int
    folded_length: int
    original: int
    original_length: int


class Folded:
    """``text`` is the folded text; ``span`` leads back to the original."""

    __slots__ = ("_at", "_changes", "text")

    def __init__(self, text: str, changes: list[_Change]) -> None:
        self.text = text
        self._changes = changes
        self._at = [change.folded for change in changes]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open range in the original of the non-empty half-open range in the folded text."""
        return self._original(start)[0], self._original(end - 1)[1]

    def _original(self, at: int) -> tuple[int, int]:
        found = bisect_right(self._at, at) - 1
        if found < 0:
            return at, at + 1
        change = self._changes[found]
        past = at - change.folded - change.folded_length
        start = change.original + change.original_length
        return (change.original, start) if past < 0 else (start + past, start + past + 1)


def fold(text: str) -> Folded:
    """The text with one space for any white space, one kind of mark and dash, and nothing invisible.

    Leading and trailing white space is dropped. Digits, letters and their case, words and all other
    punctuation stay; compatibility characters (``²``, ``½``) are not expanded, as they would become digits.
    """
    even = _DOUBLE_MARK.sub("'", text.translate(_ONE_FOR_ONE))
    parts: list[str] = []
    changes: list[_Change] = []
    copied = length = 0
    for match in _LENGTH_CHANGING.finditer(even):
        start, end = match.span()
        parts.append(even[copied:start])
        length += start - copied
        put = _in_place_of(match)
        if match.lastgroup in ("dash", "space"):
            put = put.lstrip() if length == 0 else put
            put = put.rstrip() if end == len(even) else put
        parts.append(put)
        changes.append(_Change(length, len(put), start, end - start))
        length += len(put)
        copied = end
    parts.append(even[copied:])
    return Folded("".join(parts), changes)


def _in_place_of(match: re.Match[str]) -> str:
    found = match.group()
    if match.lastgroup == "dash":
        return " - "
    if match.lastgroup == "space":
        return "" if not found.strip(_UNSEEN) else " "
    if match.lastgroup == "ligature":
        return _LIGATURES[found]
    return "..." if match.lastgroup == "ellipsis" else unicodedata.normalize("NFC", found)


def inside_word(text: str, at: int) -> bool:
    """Whether a cut at this position of a folded text would divide a word, a number or a quantity.

    Words hold together over a hyphen or an apostrophe ("non-compliance", "can't", "2-5"), numbers over
    a point, comma, colon or slash ("3.5", "12/05/2024"), quantities with their sign ("£5", "50%", "-5").
    """
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if _of_word(before):
        return _of_word(after) or _joins(text, at) or (before.isdigit() and after in "%‰°")
    if _of_word(after):
        return _joins(text, at - 1) or (after.isdigit() and before in "£$€-")
    return False


def places(text: str, needle: str, low: int, high: int) -> Iterator[int]:
    """Where the needle stands in the range of the text without dividing a word or number at either end.

    Places that overlap count too: in a text that repeats itself, the first may be the wrong one.
    """
    start = text.find(needle, low, high)
    for _ in range(_MOST_PLACES):
        if start < 0:
            return
        if not inside_word(text, start) and not inside_word(text, start + len(needle)):
            yield start
        start = text.find(needle, start + 1, high)


def _of_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.combining(character) != 0


def _joins(text: str, at: int) -> bool:
    if at <= 0 or at + 1 >= len(text):
        return False
    before, after = text[at - 1], text[at + 1]
    if text[at] in "'-":
        return _of_word(before) and _of_word(after)
    return text[at] in ".,:/" and before.isdigit() and after.isdigit()
