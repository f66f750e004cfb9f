"""Text written over the pages of a PDF so that nobody sees it, by an update appended to the file.

A PDF and texts with their pages come in, the same bytes with a few more behind them go out, always the same. It
stands alone because no library at hand adds text to a page and leaves all the rest of the file as it was.
"""

import io
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import pdfplumber
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSKeyword, PSLiteral

_FONT = "FOverlaid"


class Overlaid(StrEnum):
    """How text on a page goes unseen: drawn without ink, in the colour of the paper, or beside the page."""

    INVISIBLE = "3 Tr 1 0 0 1 60 {foot} Tm"
    WHITE = "1 1 1 rg 1 0 0 1 60 {foot} Tm"
    OFF_PAGE = "1 0 0 1 60 {below} Tm"


def overlaid(pdf: bytes, texts: Sequence[tuple[int, Overlaid, str]]) -> bytes:
    """The PDF with each text (Latin letters) in the lower margin of its page, counted from 1, or off it.

    ``ValueError`` where there is no such page.
    """
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        pages = {number: page.page_obj for number, page in enumerate(opened.pages, start=1)}
        if missing := sorted({number for number, _, _ in texts} - pages.keys()):
            raise ValueError(f"the PDF has {len(pages)} pages, none of them {missing[0]}")
        trailer = opened.doc.xrefs[0].get_trailer()
        first = max(int(resolve1(xref.get_trailer()["Size"])) for xref in opened.doc.xrefs)
        written: dict[int, bytes] = {}
        for number in sorted({number for number, _, _ in texts}):
            begin, end, font = (first + len(written) + n for n in range(3))
            drawn = [
                _drawn(how, text, place) for place, (page, how, text) in enumerate(texts) if page == number
            ]
            written[begin] = _stream(b"q")
            written[end] = _stream(b"\n".join([b"Q", *drawn]))
            written[font] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            page = pages[number]
            attributes = dict(page.attrs)
            before = attributes["Contents"]
            contents = before if isinstance(before, list) else [before]
            attributes["Contents"] = [_Reference(begin), *contents, _Reference(end)]
            resources = dict(resolve1(page.resources))
            resources["Font"] = dict(resolve1(resources.get("Font", {}))) | {_FONT: _Reference(font)}
            attributes["Resources"] = resources
            written[int(str(page.pageid))] = _written(attributes)
        root = _written(trailer["Root"])
        size = max(first, *written) + 1
    return _appended(pdf, written, root, size)


class _Reference(int):
    """The number of an object of the file."""


def _drawn(how: Overlaid, text: str, place: int) -> bytes:
    shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    at = how.value.format(foot=8 + 7 * (place % 2), below=-400 - 10 * place).encode()
    return b"q BT /%s 5 Tf %s (%s) Tj ET Q" % (_FONT.encode(), at, shown)


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _written(value: Any) -> bytes:  # noqa: ANN401 - whatever a PDF holds
    match value:
        case PDFObjRef():
            return b"%d 0 R" % value.objid
        case _Reference():
            return b"%d 0 R" % value
        case PSLiteral():
            return b"/" + str(value.name).encode()
        case PSKeyword():
            return bytes(value.name)
        case bool():
            return b"true" if value else b"false"
        case int() | float():
            return str(value).encode()
        case bytes():
            return b"<%s>" % value.hex().encode()
        case Mapping():
            return b"<< %s >>" % b" ".join(b"/%s %s" % (k.encode(), _written(v)) for k, v in value.items())
        case Sequence():
            return b"[%s]" % b" ".join(_written(one) for one in value)
    raise ValueError(f"a PDF holds no {type(value).__name__}")


def _appended(pdf: bytes, objects: Mapping[int, bytes], root: bytes, size: int) -> bytes:
    """The file with an update behind it: those objects, where they are, and the way to the old table."""
    previous = int(pdf.rsplit(b"startxref", 1)[1].split()[0])
    out = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<< /Size %d /Root %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        previous,
        table,
    )
    return bytes(out)
