"""Quotations inside a rationale or note: they stand in the review, or lose their marks and say so.

In goes a model's wording and the question whether given words stand in the review; out comes the wording
as it may be shown, what was not found, and the wording without anything quoted. Stands alone because
telling a quotation mark from an apostrophe is a matter of its own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

NOT_FOUND = " [not found in the review]"

_DEEPEST = 3
_LONGEST = 4_000  # characters; nothing longer is looked for in the review
_MOST_POSSESSIVES = 4
_QUOTED = "·"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_DOUBLE = {'"': '"', "“": "”", "”": "”", "„": "”“", "‟": "”", "«": "»", "»": "«", "″": "″"}
_ANY_DOUBLE = '"“”„‟«»″'
_DOUBLE_MARK = re.compile(f"[{_ANY_DOUBLE}]")
_DECADE = re.compile(r"\d0s\b")
_SINGLE_MARK = re.compile(r"[‘’‚‛'‹›\n]")
_SINGLE = {"‘": "’'", "‚": "‘’", "‛": "’", "'": "'", "’": "’'", "‹": "›"}


@dataclass(frozen=True)
class Wording:
    """``text`` may be shown; ``not_found`` are quotations that stand nowhere; ``plain`` is unquoted text.

    In ``plain`` each quotation is one middle dot (with a full stop if the quotation ended a sentence).
    """

    text: str
    not_found: tuple[str, ...]
    plain: str


class _Quoted(NamedTuple):
    """From the opening mark to behind the closing one; ``closing`` is empty where it is missing."""

    content: str
    end: int
    closing: str


def quotations(text: str, stands: Callable[[str], bool]) -> Wording:
    """The wording with every quotation looked up (design, promise 1).

    Double marks of any kind quote, left open too (to the end of the line); single marks quote where they
    open before a word and close after one, so that apostrophes stay apostrophes. What does not stand in
    the review loses its marks; if it has more than two words, ``NOT_FOUND`` follows it.
    """
    return _looked_up(text, stands, 0)


def _looked_up(text: str, stands: Callable[[str], bool], depth: int) -> Wording:
    shown: list[str] = []
    plain: list[str] = []
    not_found: list[str] = []
    at = 0
    while at < len(text):
        quoted = _quoted(text, at, stands)
        if quoted is None:
            shown.append(text[at])
            plain.append(text[at])
            at += 1
            continue
        content = quoted.content
        plain.append(_QUOTED + ("." if content.rstrip()[-1:] in (".", "!", "?") else ""))
        if stands(content):
            shown.append(text[at : quoted.end])
        else:
            inner = _inner(content, stands, depth)
            said = inner.text + (NOT_FOUND if len(_WORD.findall(content)) > 2 else "")
            before, after = text[at - 1 : at] if at else "", text[quoted.end : quoted.end + 1]
            shown.append(" " * before.isalnum() + said + " " * after.isalnum())
            not_found += [content.strip(), *inner.not_found]
        at = quoted.end
    return Wording("".join(shown), tuple(dict.fromkeys(not_found)), "".join(plain))


def _inner(content: str, stands: Callable[[str], bool], depth: int) -> Wording:
    """A quotation inside one that was not found may itself stand in the review."""
    if depth < _DEEPEST:
        return _looked_up(content, stands, depth + 1)
    return Wording(content.translate(dict.fromkeys(map(ord, _ANY_DOUBLE + "‘‚‛‹›"))), (), content)


def _quoted(text: str, at: int, stands: Callable[[str], bool]) -> _Quoted | None:
    mark = text[at]
    if mark in _DOUBLE:
        found = _double(text, at)
    elif mark in _SINGLE:
        found = _single(text, at, stands)
    else:
        return None
    return found if found and _WORD.search(found.content) else None


def _double(text: str, at: int) -> _Quoted | None:
    mark = text[at]
    before = text[at - 1] if at else ""
    if mark in '"″' and before.isdigit():
        return None  # inches
    depth = 0
    last = min(len(text), at + _LONGEST)
    if not _WORD.search(text, at, last):
        return None
    places = [match.start() for match in _DOUBLE_MARK.finditer(text, at + 1, last)]
    for end in places:
        if text[end] in _DOUBLE[mark]:
            if depth == 0:
                return _Quoted(text[at + 1 : end], end + 1, text[end])
            depth -= 1
        elif text[end] == mark:
            depth += 1
    other = next((n for n in places if text[n] != mark), None)
    if other is not None:
        return _Quoted(text[at + 1 : other], other + 1, text[other])
    line_end = text.find("\n", at)
    end = len(text) if line_end < 0 else line_end
    return _Quoted(text[at + 1 : end], end, "")


def _single(text: str, at: int, stands: Callable[[str], bool]) -> _Quoted | None:
    """Marks after an s may be possessives: of those the longest that stands in the review, else the first."""
    mark = text[at]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isalnum() or not after or after.isspace() or _DECADE.match(text, at + 1):
        return None
    possible: list[int] = []
    for match in _SINGLE_MARK.finditer(text, at + 2, at + _LONGEST):
        end, here = match.start(), match.group()
        if len(possible) == _MOST_POSSESSIVES or here == "\n" or (here == mark and here not in _SINGLE[mark]):
            break
        following = text[end + 1 : end + 2]
        if here not in _SINGLE[mark] or text[end - 1].isspace() or following.isalnum():
            continue
        possible.append(end)
        if text[end - 1] not in "sS":
            return _Quoted(text[at + 1 : end], end + 1, here)
    if not possible:
        return None
    longest = (n for n in reversed(possible) if stands(text[at + 1 : n]))
    end = next(longest, possible[0])
    return _Quoted(text[at + 1 : end], end + 1, text[end])
