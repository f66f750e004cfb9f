"""What Word can do and python-docx has no word for: borders, shading, fields, links, and the packed bytes.

In come paragraphs, cells and text, out go the marks of the file format. It stands alone so that nothing else
writes XML by hand, and so that text enters the document at one place (``clean``).
"""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Text that XML can carry: control characters and half surrogate pairs become U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def edge(paragraph: Paragraph, side: str, colour: str, *, style: str = "single", eighths: int = 4) -> None:
    """A line along one side of a paragraph, ``eighths`` of a point wide."""
    borders = _element("pBdr")
    borders.append(_line(side, colour, style, eighths, space=6 if side == "left" else 4))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def rules(table: Table, colour: str) -> None:
    """Thin horizontal lines above, below and between the rows of a table; none upright."""
    borders = _element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_line(side, colour, "single", 4))
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def padding(table: Table, above: int, beside: int) -> None:
    """The room inside the cells of a table, in twentieths of a point."""
    margins = _element("tblCellMar")
    for side, room in (("top", above), ("left", beside), ("bottom", above), ("right", beside)):
        margins.append(_element(side, w=room, type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def shade(cell: _Cell, colour: str) -> None:
    """A ground colour for a cell."""
    cell._tc.get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=colour))


def whole(row: _Row, *, head: bool = False) -> None:
    """A row that is not broken over pages; as ``head`` it is repeated on every page of its table."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("cantSplit"))
    if head:
        properties.append(_element("tblHeader"))


def field(paragraph: Paragraph, name: str) -> None:
    """A field that Word works out itself: PAGE, NUMPAGES."""
    found, run, text = _element("fldSimple", instr=name), _element("r"), _element("t")
    text.text = "1"
    run.append(text)
    found.append(run)
    paragraph._p.append(found)


def anchor(paragraph: Paragraph, name: str, number: int) -> None:
    """A bookmark over the paragraph, for ``link``; ``number`` must be its own in the document."""
    after_properties = 0 if paragraph._p.pPr is None else 1
    paragraph._p.insert(after_properties, _element("bookmarkStart", id=number, name=_bookmark(name)))
    paragraph._p.append(_element("bookmarkEnd", id=number))


def link(paragraph: Paragraph, name: str) -> None:
    """Make the runs of the paragraph a link to the bookmark of that name."""
    hyperlink = _element("hyperlink", anchor=_bookmark(name))
    for run in list(paragraph._p.r_lst):
        hyperlink.append(run)
    paragraph._p.append(hyperlink)


def _element(name: str, /, **attributes: object) -> Any:  # noqa: ANN401 - lxml's classes are made by name
    element = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), str(value))
    return element


def _line(side: str, colour: str, style: str, eighths: int, space: int = 0) -> Any:  # noqa: ANN401 - as above
    return _element(side, val=style, sz=eighths, space=space, color=colour)


def _bookmark(name: str) -> str:
    return "node_" + re.sub("[^A-Za-z0-9]", "_", name)


def packed(document: Document, at: datetime) -> bytes:
    """The document's bytes, with ``at`` as the time of every part, so that they are the same every time."""
    raw, found = io.BytesIO(), io.BytesIO()
    document.save(raw)
    stamp = max(at.astimezone(UTC).timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(found, "w") as archive:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, date_time=stamp)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, parts.read(name))
    return found.getvalue()


def without_thumbnail(document: Document) -> None:
    """Take out the picture of the library's own template."""
    relations = document.part.package.rels
    for key in [k for k, r in relations.items() if r.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]
