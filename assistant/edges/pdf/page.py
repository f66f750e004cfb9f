"""One PDF page in, its lines, tables and unseen text out, as they are printed.

It stands alone because only here pdfplumber's geometry is read; everything after works on plain records.
"""

import re
from dataclasses import dataclass, field
from statistics import mode
from typing import Any

from pdfplumber.page import Page

from assistant.edges.pdf.grid import Table, tables_of

_TINY = 3.0
_WHITE = 0.92
_WORD_GAP = 2
_BIG_PICTURE = 0.05
_DRAWN_TEXT = 200
_RAISED = 0.8

Char = dict[str, Any]


@dataclass(frozen=True)
class Printed:
    """One printed line, in points from the top left; ``marks`` are footnote numbers taken out of the text."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    coloured: bool
    marks: tuple[str, ...] = ()


@dataclass
class Sheet:
    """What one page holds. ``unseen``: text a reader of the page cannot see."""

    number: int
    width: float
    height: float
    lines: list[Printed] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    unseen: str = ""
    pictures: int = 0
    characters: int = 0
    blank: bool = False


def sheet_of(page: Page) -> Sheet:
    """Everything printed on that page."""
    sheet = Sheet(page.page_number, float(page.width), float(page.height), characters=len(page.chars))
    area = sheet.width * sheet.height or 1.0
    big = [i for i in page.images if abs(i["x1"] - i["x0"]) * abs(i["bottom"] - i["top"]) > _BIG_PICTURE * area]
    sheet.pictures = len(big)
    grounds = [r for r in page.rects if r.get("fill") and not _is_white(r.get("non_stroking_color"))] + big
    seen = {id(c) for c in page.chars if not _is_unseen(c, sheet, grounds)}
    sheet.unseen = _joined([c for c in page.chars if id(c) not in seen])
    shown = page.filter(lambda o: o["object_type"] != "char" or id(o) in seen)
    marks = _marks(shown)
    taken = {id(char) for group in marks for char in group}
    plain = shown.filter(lambda o: o["object_type"] != "char" or id(o) not in taken)
    sheet.tables = tables_of(plain)
    loose = plain.filter(lambda o: o["object_type"] != "char" or not any(t.holds(o) for t in sheet.tables))
    for line in loose.extract_text_lines(return_chars=True, x_tolerance=_WORD_GAP):
        sheet.lines.append(_printed(line, sheet.number, [m for m in marks if not _in_table(m, sheet)]))
    for table in sheet.tables:
        table.marks += [_number(group) for group in marks if table.holds(group[0])]
    sheet.blank = not page.chars and not page.images and len(page.curves) < _DRAWN_TEXT
    return sheet


def _is_white(colour: object) -> bool:
    if isinstance(colour, (int, float)):
        return float(colour) >= _WHITE
    if not isinstance(colour, (tuple, list)) or not all(isinstance(part, (int, float)) for part in colour):
        return False
    if len(colour) == 4:
        return all(part <= 1 - _WHITE for part in colour)
    return len(colour) in (1, 3) and all(part >= _WHITE for part in colour)


def _is_unseen(char: Char, sheet: Sheet, grounds: list[Char]) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    if not (0 <= across <= sheet.width and 0 <= down <= sheet.height) or char["size"] < _TINY:
        return True
    if not _is_white(char.get("non_stroking_color")):
        return False
    return not any(g["x0"] <= across <= g["x1"] and g["top"] <= down <= g["bottom"] for g in grounds)


def _joined(chars: list[Char]) -> str:
    return " ".join("".join(str(c["text"]) for c in chars).split())


def _marks(page: Page) -> list[list[Char]]:
    """Footnote marks: small raised numbers after a word, where the same number begins a line of the page."""
    groups: list[list[Char]] = []
    base: Char | None = None
    for char in page.chars:
        if not str(char["text"]).strip():
            continue
        small = base is not None and char["size"] <= _RAISED * base["size"]
        if base is not None and small and str(char["text"]).isdigit() and _is_beside(char, base):
            if groups and groups[-1][-1] is base["last"]:
                groups[-1].append(char)
            else:
                groups.append([char])
            base = {**base, "x1": char["x1"], "last": char}
        else:
            base = {**char, "last": char}
    if not groups:
        return []
    lines = page.extract_text_lines(return_chars=False, x_tolerance=_WORD_GAP)
    begun = {m.group() for line in lines if (m := re.match(r"\d{1,3}(?=\D)", str(line["text"])))}
    return [group for group in groups if _number(group) in begun]


def _is_beside(char: Char, base: Char) -> bool:
    raised = char["bottom"] < base["bottom"] - 0.5 and char["top"] >= base["top"] - 4
    return bool(raised and -1 <= char["x0"] - base["x1"] <= base["size"])


def _number(group: list[Char]) -> str:
    return "".join(str(char["text"]) for char in group)


def _in_table(group: list[Char], sheet: Sheet) -> bool:
    return any(table.holds(group[0]) for table in sheet.tables)


def _printed(line: dict[str, Any], page: int, marks: list[list[Char]]) -> Printed:
    chars = [c for c in line["chars"] if str(c["text"]).strip()]
    top, bottom = float(line["top"]), float(line["bottom"])
    near = [g for g in marks if top - 4 <= g[0]["top"] and g[0]["bottom"] <= bottom + 1]
    return Printed(
        text=" ".join(str(line["text"]).split()),
        page=page,
        x0=float(line["x0"]),
        x1=float(line["x1"]),
        top=top,
        bottom=bottom,
        size=float(mode(round(c["size"], 1) for c in chars)),
        bold=all("bold" in c["fontname"].lower() or "black" in c["fontname"].lower() for c in chars),
        coloured=all(_is_coloured(c.get("non_stroking_color")) for c in chars),
        marks=tuple(_number(group) for group in sorted(near, key=lambda g: g[0]["x0"])),
    )


def _is_coloured(colour: object) -> bool:
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    return len(parts) == 3 and all(isinstance(p, (int, float)) for p in parts) and max(parts) - min(parts) > 0.2
