"""The grid of a Word table: rows and cells with their spans, merges, shading and tracked deletion.

A ``w:tbl`` comes in, Rows go out; what stands in the cells is read by the story. It stands alone
because rows and spans can be told without reading a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from assistant.edges.word.inline import State
from assistant.edges.word.styles import UNKNOWN, Styles, fill_of, is_low
from assistant.edges.word.xml import child, name, number, switch, value

_WRAPPERS = {name(t) for t in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")}
_MOST_COLUMNS = 200
_PLACES = ("firstCol", "lastCol", "firstRow", "lastRow")  # a row's look lies over a column's
_ATTRIBUTES = {"firstCol": "firstColumn", "lastCol": "lastColumn", "firstRow": "firstRow", "lastRow": "lastRow"}


@dataclass(frozen=True)
class Cell:
    """One cell; ``continues`` the cell above it in the same column, or is ``covered`` by the one before it."""

    element: Element
    state: State
    span: int
    continues: bool
    covered: bool
    shaded: bool


@dataclass(frozen=True)
class Row:
    """One row; ``before`` is the number of grid columns left free at its start."""

    cells: tuple[Cell, ...]
    before: int
    header: bool
    deleted: bool


def _all(element: Element, wanted: str) -> Iterator[Element]:
    for item in element:
        if item.tag == name(wanted):
            yield item
        elif item.tag in _WRAPPERS:
            yield from _all(item, wanted)


def _used(look: Element | None) -> set[str]:
    """The places of a table its style may treat apart: named one by one, or as bits of one number."""
    bits = value(look) or "0"
    mask = int(bits, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,8}", bits) else 0
    return {
        place
        for place, bit in zip(_PLACES, (0x80, 0x100, 0x20, 0x40), strict=True)
        if (value(look, f"w:{_ATTRIBUTES[place]}") in ("1", "true", "on")) or mask & bit
    }


def _within(count: int | None, least: int) -> int:
    return min(max(count or 0, least), _MOST_COLUMNS)


def grid(table: Element, state: State, styles: Styles) -> list[Row]:
    """The rows of a table, content controls looked through."""
    properties = child(table, "w:tblPr")
    fill = fill_of(properties) or state.look.fill
    if fill is None and styles.shades_cells(value(child(properties, "w:tblStyle"))):
        fill = UNKNOWN
    style = value(child(properties, "w:tblStyle"))
    used = _used(child(properties, "w:tblLook"))
    rows = []
    found = list(_all(table, "w:tr"))
    for index, tr in enumerate(found):
        about = child(tr, "w:trPr")
        deleted = state.deleted or child(about, "w:del") is not None
        inserted = state.inserted or child(about, "w:ins") is not None
        hidden = switch(child(about, "w:hidden"))
        low = is_low(child(about, "w:trHeight"))
        cells = []
        columns = list(_all(tr, "w:tc"))
        for column, tc in enumerate(columns):
            own = child(tc, "w:tcPr")
            shade = fill_of(own)
            merge, sideways = child(own, "w:vMerge"), child(own, "w:hMerge")
            at = (column == 0, column == len(columns) - 1, index == 0, index == len(found) - 1)
            places = tuple(place for place, here in zip(_PLACES, at, strict=True) if here and place in used)
            look = replace(
                state.look,
                fill=shade or fill,
                vanish=state.look.vanish or hidden,
                squeezed=state.look.squeezed or low or None,
            )
            cells.append(
                Cell(
                    element=tc,
                    state=State(
                        look,
                        deleted or child(own, "w:cellDel") is not None,
                        inserted or child(own, "w:cellIns") is not None,
                        styles.table_look(style, places),
                    ),
                    span=_within(number(value(child(own, "w:gridSpan"))), 1),
                    continues=merge is not None and value(merge) != "restart",
                    covered=sideways is not None and value(sideways) != "restart",
                    shaded=shade is not None,
                )
            )
        before = _within(number(value(child(about, "w:gridBefore"))), 0)
        rows.append(Row(tuple(cells), before, bool(switch(child(about, "w:tblHeader"))), deleted))
    # Word repeats header rows from the first on; one further down repeats nowhere and names no columns.
    leading = True
    for index, row in enumerate(rows):
        leading = leading and row.header
        rows[index] = replace(row, header=leading)
    return rows


def is_frame(rows: list[Row]) -> bool:
    """A table of a single column is a box around ordinary text, as in forms: read as such."""
    return all(len(row.cells) <= 1 and row.before == 0 for row in rows)
