"""Printed lines joined to running text: hyphens at line ends undone only where that is certain.

It stands alone because paragraphs and cells wrap alike.
"""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AT_END = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\u00ad]$")
_AT_START = re.compile(r"[^\W\d_]+")


class Wrap:
    """Knows the words of the whole file, so that a broken word can be recognised."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words = {word.lower() for line in lines for word in _WORD.findall(line)}

    def joined(self, lines: Sequence[str]) -> str:
        """The lines as one text, a space or nothing between them."""
        text = ""
        for line in lines:
            text = self._joined(text, line) if text else line
        return text

    def _joined(self, text: str, line: str) -> str:
        before, after = _AT_END.search(text), _AT_START.match(line)
        if before is None or after is None:
            return f"{text} {line}"
        first, second = before.group(1), after.group(0)
        if text.endswith("\u00ad"):
            return text[:-1] + line
        whole = (first + second).lower() in self._words
        if whole and f"{first}-{second}".lower() not in self._words and second.islower():
            return text[:-1] + line
        return text + line
