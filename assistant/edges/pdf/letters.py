"""Which characters of a PDF count, and how: the same rule for both engines and for what is read.

White space does not count: in a PDF it is a distance more often than a character, and engines make it up. A
ligature counts, and is read, as its letters. A sign for which the file names no letter counts as one. It stands
alone because two counts by two rules would prove nothing.
"""

import re
import unicodedata
from collections import Counter
from typing import Any

UNKNOWN = "\ufffd"
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_UNNAMED = re.compile(r"\(cid:\d+\)")


def spelled(text: str) -> str:
    """That text of a glyph with ligatures taken apart; where the file names no letter, the sign for unknown."""
    return (UNKNOWN if _UNNAMED.fullmatch(text) else text.replace("\0", UNKNOWN)).translate(_LIGATURES)


def counted(text: str) -> Counter[str]:
    """How often each character that counts stands in a text."""
    return Counter(c for c in text.translate(_LIGATURES) if not c.isspace())


def size(text: str) -> int:
    """How many characters of a text count."""
    return sum(1 for c in text.translate(_LIGATURES) if not c.isspace())


def sum_of(chars: list[dict[str, Any]]) -> Counter[str]:
    """The same over the characters of a page as pdfplumber gives them, once ``spelled``."""
    return counted("".join(str(char["text"]) for char in chars))
