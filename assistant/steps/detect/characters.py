"""Characters that a reader of the page does not see, or takes for others: where they stand, made visible.

Text of a file comes in, the odd characters of it go out. It stands alone because both the notice about odd
characters and the reading that undoes disguises rest on the same table.

What is ordinary is left alone: soft hyphens, joiners and variation selectors where emoji or a script needs
them, the flags of England, Scotland and Wales, and single signs of Word's symbol fonts (U+F020 to U+F0FF).
"""

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

_TAGS = "\U000e0000-\U000e007f"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BLANK = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"

UNSEEN = f"\u00ad{_CONTROLS}{_TAGS}{_DIRECTION}{_BLANK}{_SELECTORS}"
"""For a set in a regular expression: all characters that leave no mark on the page, soft hyphens too."""

_ODD = re.compile(f"[{_CONTROLS}{_TAGS}{_DIRECTION}{_BLANK}{_SELECTORS}{_PRIVATE}]")
_FLAG = re.compile(
    "\U0001f3f4\U000e0067\U000e0062"
    "(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
)

# Letters of other alphabets that look like the Latin letter below them.
_LIKE = (
    "аεеоορрϲсуγхχіιϳјѕѵνһԁԛԝӏкκмттвнпАΑΒВСϹЕΕНΗІΙЈКΚМΜΝОΟРΡЅТΤΥУХΧΖԚԜҺαгцзѡօոսցհքո",
    "aeeooppccyyxxiijjsvvhdqwlkkmttbhnAABBCCEEHHIIJKKMMNOOPPSTTYYXXZQWHargzwonughqn",
)
LOOKALIKES = dict(zip(map(ord, _LIKE[0]), _LIKE[1], strict=True))
"""Cyrillic, Greek and Armenian letters, as numbers, to the Latin letters they are taken for."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_STYLED = re.compile("[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001f130-\U0001f189]{2,}")
_NOT_LATIN = re.compile("[\u0370-\u03ff\u0400-\u052f\u0531-\u058f]")


class Odd(NamedTuple):
    """Some odd characters: what they are called, and where they stand (half-open, in the text)."""

    name: str
    start: int
    end: int


def odd_characters(text: str) -> list[Odd]:
    """All of them, in order. Time grows with the length of the text alone."""
    if text.isascii() and text.isprintable():
        return []
    flags = [match.span() for match in _FLAG.finditer(text)]
    found = [
        Odd(_name(text[at]), at, at + 1)
        for at in (match.start() for match in _ODD.finditer(text))
        if not _ordinary(text, at) and not any(start <= at < end for start, end in flags)
    ]
    if _NOT_LATIN.search(text):
        found += [Odd("look-alike letter", *m.span()) for m in _WORD.finditer(text) if _mixed(m.group())]
    found += [Odd("letter of a symbol alphabet", *match.span()) for match in _STYLED.finditer(text)]
    return sorted(found, key=lambda odd: odd.start)


def shown(text: str, odd: list[Odd], start: int, end: int) -> str:
    """That range of the text with its odd characters made visible: ``⟨U+200B⟩``, ``р⟨U+0440⟩``."""
    pieces = []
    at = start
    for one in odd:
        if one.end <= start or one.start >= end:
            continue
        pieces += [text[at : one.start], *map(_visible, text[max(one.start, start) : min(one.end, end)])]
        at = one.end
    return "".join([*pieces, text[at:end]])


def told(odd: list[Odd]) -> str:
    """How many of which: "2 zero width spaces, 1 look-alike letter", commonest first, at most five kinds."""
    kinds = Counter(one.name for one in odd).most_common()
    more = f" and {len(kinds) - 5} more kinds" if len(kinds) > 5 else ""
    return ", ".join(f"{number:,} {_counted(name, number)}" for name, number in kinds[:5]) + more


def _counted(name: str, number: int) -> str:
    """The name as it stands after that number: the noun is its last word, or the first of "letter of ..."."""
    if number == 1 or name.endswith(("ing", "s")):
        return name
    noun, of, rest = name.partition(" of ")
    return f"{noun}s{of}{rest}"


def _visible(character: str) -> str:
    point = ord(character)
    if 0xE0020 <= point <= 0xE007E:
        return f"⟨{chr(point - 0xE0000)}⟩"
    if character.isascii() and character.isprintable():
        return character
    mark = f"⟨U+{point:04X}⟩"
    return (
        f"{character}{mark}" if character.isalpha() and _NOT_LATIN.match(character) else _plain(character, mark)
    )


def _plain(character: str, mark: str) -> str:
    return character if character.isalpha() and not _ODD.match(character) else mark


def _name(character: str) -> str:
    point = ord(character)
    if 0xE0000 <= point <= 0xE007F:
        return "hidden tag character"
    if unicodedata.category(character) == "Co":
        return "private-use character"
    if unicodedata.category(character) == "Cc":
        return "control character"
    if 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF:
        return "variation selector"
    return unicodedata.name(character, "unnamed invisible character").lower()


def _ordinary(text: str, at: int) -> bool:
    """Whether this one has an ordinary reason to stand here, by its neighbours."""
    character = text[at]
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    if character == "\ufe0f":
        return bool(before) and (unicodedata.category(before) in ("So", "Sm", "Po", "Sk") or after == "\u20e3")
    if character == "\ufe0e":
        return bool(before) and unicodedata.category(before) in ("So", "Sm", "Po")
    if character in "\u200c\u200d":
        if before == "\ufe0f" or (before and unicodedata.category(before) in ("So", "Sk")):
            return True
        return bool(before) and before.isalpha() and ord(before) >= 0x600  # scripts whose letters join
    if "\uf020" <= character <= "\uf0ff":
        return not (before.isalnum() or after.isalnum())
    return False


def _mixed(word: str) -> bool:
    """Whether Latin letters and letters that look Latin stand in one word, and it is not a unit such as μg."""
    alike = sum(ord(letter) in LOOKALIKES for letter in word)
    return 0 < alike < len(word) and any(letter.isascii() for letter in word)
