"""The characters of a page in, what a reader of the page does not take as its text out, and why.

It stands alone because this decides what may be evidence: hidden text never is, nor is text that is struck out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pdfplumber.page import Page

from assistant.edges.pdf.ink import Ink
from assistant.edges.pdf.items import Char

_TINY = 3.0
_A_WORD = 3
_THIN = 0.15
_STRUCK = (0.25, 0.62)  # where a line through letters runs, in sizes above the foot of their box
_LOOSE = 0.7
_HAIR = 0.12
_STEP = 4.0


@dataclass
class Apart:
    """Characters of a page by what became of them; ``shown`` is what is read, in the order of the file."""

    shown: list[Char] = field(default_factory=list)
    hidden: list[Char] = field(default_factory=list)
    struck: list[Char] = field(default_factory=list)
    copies: list[Char] = field(default_factory=list)


def apart(page: Page, chars: Sequence[Char], ink: Ink) -> Apart:
    """Every one of those characters in one of the lists.

    Hidden is what lies off the page, is smaller than 3 points, or leaves no ink of its own: white on white,
    drawn invisibly or transparently, covered, cut off, whatever is printed in its place. One or two signs
    without ink may be a blank of the font, so it takes three in a row. A copy is a letter printed again over
    itself, as some programs do to make it bold.
    """
    found = Apart()
    left, top, right, bottom = page.cropbox
    faint: list[Char] = []
    blanks: list[Char] = []  # those after a faint one: between two of them they are theirs
    seen: list[Char] = []
    printed = _Places()

    def settle() -> None:
        word = sum(1 for char in faint if str(char["text"]).strip()) >= _A_WORD
        (found.hidden if word else seen).extend(faint)
        seen.extend(blanks)
        faint.clear()
        blanks.clear()

    for char in chars:
        if not str(char["text"]).strip():
            (blanks if faint else seen).append(char)
            continue
        across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if not (left <= across <= right and top <= down <= bottom) or char["size"] < _TINY:
            found.hidden.append(char)
            continue
        if not _inked(page, char, ink):
            faint += (*blanks, char)
            blanks.clear()
            continue
        settle()
        (found.copies if printed.again(char) else seen).append(char)
    settle()
    struck = _struck(page, seen)
    for char in seen:
        (found.struck if id(char) in struck else found.shown).append(char)
    order = {id(char): place for place, char in enumerate(chars)}
    for kept in (found.hidden, found.shown):
        kept.sort(key=lambda char: order[id(char)])
    return found


def _inked(page: Page, char: Char, ink: Ink) -> bool:
    if not ink.shows(char["x0"], char["top"], char["x1"], char["bottom"]):
        return False
    x, y = char["matrix"][4:]
    return not ink.only_of_others(
        str(char["text"])[0], x, float(page.height) - y, min(_HAIR * char["size"], _STEP)
    )


class _Places:
    """Where each letter was printed on a page."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int, int], list[tuple[float, float]]] = defaultdict(list)

    def again(self, char: Char) -> bool:
        """Whether the same letter was printed in the same place before, a hair's breadth aside."""
        near = _HAIR * char["size"]
        text, x, y = str(char["text"]), float(char["x0"]), float(char["top"])
        for column in {int((x - near) // _STEP), int((x + near) // _STEP)}:
            for row in {int((y - near) // _STEP), int((y + near) // _STEP)}:
                places = self._seen.get((text, column, row), ())
                if any(abs(x - left) <= near and abs(y - top) <= near for left, top in places):
                    return True
        self._seen[text, int(x // _STEP), int(y // _STEP)].append((x, y))
        return False


def _struck(page: Page, chars: Iterable[Char]) -> set[int]:
    """Ids of characters with a line drawn through them that begins and ends where they do."""
    rows: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        if char["upright"] and str(char["text"]).strip():
            foot, size = char["bottom"], char["size"]
            for y in range(int(foot - _STRUCK[1] * size), int(foot - _STRUCK[0] * size) + 1):
                rows[y].append(char)
    found: set[int] = set()
    for line in (*page.lines, *page.rects, *page.curves):
        drawn = float(line.get("linewidth") or 0) if line.get("stroke") else 0.0
        thickness = max(line["bottom"] - line["top"], drawn)
        middle = (line["top"] + line["bottom"]) / 2
        under = [
            char
            for char in rows.get(int(middle), ())
            if _STRUCK[0] * char["size"] <= char["bottom"] - middle <= _STRUCK[1] * char["size"]
            and thickness <= _THIN * char["size"]
            and line["x0"] - 0.5 <= (char["x0"] + char["x1"]) / 2 <= line["x1"] + 0.5
        ]
        if not under:
            continue
        slack = _LOOSE * max(char["size"] for char in under)
        begins, ends = min(char["x0"] for char in under), max(char["x1"] for char in under)
        if abs(begins - line["x0"]) <= slack and abs(ends - line["x1"]) <= slack:
            found.update(id(char) for char in under)
    return found


def words_of(chars: Sequence[Char]) -> str:
    """Characters put aside as words, a line for each line of the page."""
    text, before = "", None
    for char in chars:
        if before is not None:
            if abs(char["top"] - before["top"]) > before["size"]:
                text += "\n"
            elif char["x0"] - before["x1"] > 0.2 * char["size"] or char["x1"] < before["x0"]:
                text += " "
        text += str(char["text"])
        before = char
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
