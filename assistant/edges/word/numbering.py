"""The numbers and bullets Word prints before list items: counted as Word counts them.

Comes from ``numbering.xml``; gives the label of each paragraph in turn. It keeps state, because a
number depends on every numbered paragraph before it.
"""

import re

from lxml.etree import _Element as Element

from assistant.edges.word.xml import child, name, number, switch, value

BULLET = "•"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _roman(count: int) -> str:
    text = ""
    for unit, letters in _ROMAN:
        text += letters * (count // unit)
        count %= unit
    return text


def spelled(count: int, form: str) -> str:
    """A number in one of Word's number formats; unknown formats are written in digits."""
    if form == "none":
        return ""
    if count < 1 or count > 5_000:
        return str(count)
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count) if form == "lowerRoman" else _roman(count).upper()
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form == "chicago":
        return "*†‡§"[(count - 1) % 4] * ((count - 1) // 4 + 1)
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "ordinal":
        suffix = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{suffix}"
    return str(count)


class Numbering:
    """The lists of one document and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for abstract in () if root is None else root.iter(name("w:abstractNum")):
            self._lists[value(abstract, "w:abstractNumId") or ""] = abstract
        for num in () if root is None else root.iter(name("w:num")):
            self._numbers[value(num, "w:numId") or ""] = num
        self._styled = {
            link: key for key, item in self._lists.items() if (link := value(child(item, "w:styleLink")))
        }
        self._started: set[tuple[str, int]] = set()

    def _list_of(self, num_id: str) -> str | None:
        key = value(child(self._numbers.get(num_id), "w:abstractNumId"))
        linked = value(child(self._lists.get(key or ""), "w:numStyleLink"))
        return self._styled.get(linked, key) if linked else key

    def _level(self, num_id: str, level: int) -> Element | None:
        for override in self._numbers[num_id].iter(name("w:lvlOverride")):
            if value(override, "w:ilvl") == str(level) and child(override, "w:lvl") is not None:
                return child(override, "w:lvl")
        item = self._lists.get(self._list_of(num_id) or "")
        for found in () if item is None else item.iter(name("w:lvl")):
            if value(found, "w:ilvl") == str(level):
                return found
        return None

    def level_of_style(self, num_id: str, style_id: str) -> int:
        """The level of a list that is tied to a paragraph style, else 0."""
        item = self._lists.get(self._list_of(num_id) or "")
        for found in () if item is None else item.iter(name("w:lvl")):
            if value(child(found, "w:pStyle")) == style_id:
                return number(value(found, "w:ilvl")) or 0
        return 0

    def _start(self, num_id: str, level: int) -> int:
        for override in self._numbers[num_id].iter(name("w:lvlOverride")):
            start = number(value(child(override, "w:startOverride")))
            if value(override, "w:ilvl") == str(level) and start is not None:
                return start
        start = number(value(child(self._level(num_id, level), "w:start")))
        return 0 if start is None else start

    def label(self, num_id: str, level: int) -> str | None:
        """The label of the next paragraph at that level of that list, or None where there is no such list."""
        key = self._list_of(num_id) if num_id in self._numbers else None
        definition = None if key is None else self._level(num_id, level)
        if key is None or definition is None:
            return None
        counts = self._counts.setdefault(key, {})
        overridden = any(
            value(o, "w:ilvl") == str(level) and child(o, "w:startOverride") is not None
            for o in self._numbers[num_id].iter(name("w:lvlOverride"))
        )
        if level not in counts or (overridden and (num_id, level) not in self._started):
            counts[level] = self._start(num_id, level)
        else:
            counts[level] += 1
        self._started.add((num_id, level))
        for deeper in [other for other in counts if other > level and self._restarts(num_id, other, level)]:
            del counts[deeper]
        form = value(child(definition, "w:numFmt")) or "decimal"
        legal = bool(switch(child(definition, "w:isLgl")))
        pattern = value(child(definition, "w:lvlText")) or ""
        if form == "bullet":
            # Symbol fonts put their bullets where Unicode has none, or has letters.
            odd = not pattern.strip() or pattern[0].isalnum() or "\ue000" <= pattern[0] <= "\uf8ff"
            return BULLET if odd else pattern
        return (
            re.sub(r"%([1-9])", lambda m: self._spelled(num_id, counts, int(m[1]) - 1, legal), pattern) or None
        )

    def _restarts(self, num_id: str, level: int, after: int) -> bool:
        """Whether a level starts anew after a paragraph at the level ``after``: unless said otherwise."""
        said = number(value(child(self._level(num_id, level), "w:lvlRestart")))
        return said is None or after < said

    def _spelled(self, num_id: str, counts: dict[int, int], level: int, legal: bool) -> str:
        count = counts.setdefault(level, self._start(num_id, level))
        form = value(child(self._level(num_id, level), "w:numFmt")) or "decimal"
        return spelled(count, "decimal" if legal and form != "decimalZero" else form)
