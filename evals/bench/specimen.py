"""A Word file whose every word is marked, and what stands where: nothing comes in, file and truth go out.

It stands alone because what a reader loses can be counted only on a text known by construction. Words are
numbers with an M before them, so that no reader can take two for one or make one up.
"""

import io
import zipfile
from collections.abc import Iterator
from itertools import count

from assistant.domain.record import Record

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:wps="{_SHAPE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_BY = 'w:id="{}" w:author="SPO1" w:date="2025-03-28T09:00:00Z"'
_EACH = 4
"""Marked words in a container."""


class Truth(Record):
    """What a reader should find, by container; what it must not take for text; rows of tables."""

    kept: dict[str, tuple[str, ...]]
    aside: dict[str, tuple[str, ...]]
    rows: tuple[tuple[str, ...], ...]


class _Marks:
    """Gives out marked words and remembers where they went."""

    def __init__(self) -> None:
        self._numbers = count(1001)
        self.kept: dict[str, tuple[str, ...]] = {}
        self.aside: dict[str, tuple[str, ...]] = {}

    def keep(self, container: str, words: int = _EACH) -> str:
        """Words that a reader must find."""
        return self._put(self.kept, container, words)

    def leave(self, container: str, words: int = _EACH) -> str:
        """Words that a reader must not take for text."""
        return self._put(self.aside, container, words)

    def _put(self, where: dict[str, tuple[str, ...]], container: str, words: int) -> str:
        made = tuple(f"M{next(self._numbers)}" for _ in range(words))
        where[container] = (*where.get(container, ()), *made)
        return " ".join(made)


def specimen() -> tuple[bytes, Truth]:
    """The file, always the same bytes, and what stands in it."""
    marks = _Marks()
    rows: list[tuple[str, ...]] = []
    body = "".join([*_text(marks), *_tables(marks, rows), *_changes(marks), *_aside(marks)])
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
        '<w:footerReference w:type="default" r:id="rId6"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1200" w:right="1200" w:bottom="1200" w:left="1200" '
        'w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{_STYLES}</w:styles>",
        "word/footnotes.xml": _notes("footnote", marks.keep("footnote")),
        "word/endnotes.xml": _notes("endnote", marks.keep("endnote")),
        "word/comments.xml": f"<w:comments {_SPACES}><w:comment {_BY.format(1)} w:initials='S'>"
        f"{_p(marks.leave('comment'))}</w:comment></w:comments>",
        "word/header1.xml": f"<w:hdr {_SPACES}>{_p(marks.keep('header'))}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {_SPACES}>{_p(marks.keep('footer'))}</w:ftr>",
    }
    return _package(parts), Truth(kept=marks.kept, aside=marks.aside, rows=tuple(rows))


def _r(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text} </w:t></w:r>'


def _p(text: str, style: str = "") -> str:
    return f"<w:p>{f'<w:pPr><w:pStyle w:val={style!r}/></w:pPr>' if style else ''}{_r(text)}</w:p>"


def _text(marks: _Marks) -> Iterator[str]:
    """Everything that stands in the running text."""
    yield _p(marks.keep("heading"), "Heading1")
    yield _p(marks.keep("paragraph"))
    yield f'<w:p><w:pPr><w:ind w:left="400"/></w:pPr>{_r("• " + marks.keep("bullet typed by hand"))}</w:p>'
    link = f'<w:hyperlink w:anchor="x">{_r(marks.keep("hyperlink"))}</w:hyperlink>'
    tag = f'<w:smartTag w:uri="u" w:element="place">{_r(marks.keep("smart tag"))}</w:smartTag>'
    simple = f'<w:fldSimple w:instr=" ADDIN x ">{_r(marks.keep("simple field"))}</w:fldSimple>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN y </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_r(marks.keep("complex field"))}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    inline = f"<w:sdt><w:sdtContent>{_r(marks.keep('content control in a line'))}</w:sdtContent></w:sdt>"
    yield f"<w:p>{link}{tag}{simple}{field}{inline}</w:p>"
    yield f"<w:sdt><w:sdtContent>{_p(marks.keep('content control'))}</w:sdtContent></w:sdt>"
    box = f"<w:txbxContent>{_p(marks.keep('text box'))}</w:txbxContent>"
    extent = 'cx="4000000" cy="600000"'
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    drawing = (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="7" name="Box"/><a:graphic><a:graphicData uri="{_SHAPE}">{shape}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    frame = "<v:shape style='width:300pt;height:40pt'>"
    copy = f"<w:pict>{frame}<v:textbox>{box}</v:textbox></v:shape></w:pict>"
    yield (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{copy}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    yield '<w:p><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r></w:p>'


def _tables(marks: _Marks, rows: list[tuple[str, ...]]) -> Iterator[str]:
    """A plain table, cells merged both ways, a table in a cell, content controls around a cell and a row."""
    plain = [[marks.keep("table cell", 1) for _ in range(3)] for _ in range(4)]
    rows += [tuple(row) for row in plain]
    yield _tbl("".join(f"<w:tr>{''.join(map(_tc, row))}</w:tr>" for row in plain))
    wide, beside = marks.keep("cell merged across", 1), marks.keep("cell merged across", 1)
    tall = marks.keep("cell merged downwards", 1)
    others = [marks.keep("cell merged downwards", 1) for _ in range(4)]
    across, down = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    rows += [(wide, beside), (tall, others[0], others[1])]
    yield _tbl(
        f"<w:tr>{_tc(wide, across)}{_tc(beside)}</w:tr>"
        f"<w:tr>{_tc(tall, down)}{_tc(others[0])}{_tc(others[1])}</w:tr>"
        f"<w:tr>{_tc('', '<w:vMerge/>')}{_tc(others[2])}{_tc(others[3])}</w:tr>"
    )
    nested = [marks.keep("table in a cell", 1) for _ in range(2)]
    inner = _tbl(f"<w:tr>{''.join(_tc(word, width=700) for word in nested)}</w:tr>", columns=2, width=700)
    around, next_to = (marks.keep("cell around a table", 1) for _ in range(2))
    yield _tbl(f"<w:tr>{_tc(around, after=inner)}{_tc(next_to)}</w:tr>")
    controlled = [marks.keep("content control around a cell", 1) for _ in range(2)]
    whole = [marks.keep("content control around a row", 1) for _ in range(2)]
    rows += [tuple(controlled), tuple(whole)]
    yield _tbl(
        f"<w:tr><w:sdt><w:sdtContent>{_tc(controlled[0])}</w:sdtContent></w:sdt>{_tc(controlled[1])}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{''.join(map(_tc, whole))}</w:tr></w:sdtContent></w:sdt>"
    )


def _tc(text: str, properties: str = "", after: str = "", width: int = 2400) -> str:
    closing = "<w:p/>" if after else ""
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{properties}</w:tcPr>{_p(text)}{after}{closing}</w:tc>"


def _tbl(rows: str, columns: int = 3, width: int = 2400) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    properties = f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"<w:tbl>{properties}{rows}</w:tbl><w:p/>"


def _changes(marks: _Marks) -> Iterator[str]:
    """Tracked changes: what they put in is text, what they took out is not."""
    inserted = f"<w:ins {_BY.format(11)}>{_r(marks.keep('tracked insertion'))}</w:ins>"
    gone = _r(marks.leave("tracked deletion")).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    yield f"<w:p>{inserted}<w:del {_BY.format(12)}>{gone}</w:del></w:p>"
    yield (
        f'<w:p><w:moveFromRangeStart {_BY.format(13)} w:name="m"/><w:moveFrom {_BY.format(14)}>'
        f'{_r(marks.leave("moved from here"))}</w:moveFrom><w:moveFromRangeEnd w:id="13"/></w:p>'
    )
    yield (
        f'<w:p><w:moveToRangeStart {_BY.format(15)} w:name="m"/><w:moveTo {_BY.format(16)}>'
        f'{_r(marks.keep("moved to here"))}</w:moveTo><w:moveToRangeEnd w:id="15"/></w:p>'
    )


def _aside(marks: _Marks) -> Iterator[str]:
    """What nobody sees on the page."""
    for name, look in (
        ("hidden text", "<w:vanish/>"),
        ("white text", '<w:color w:val="FFFFFF"/>'),
        ("text of one point", '<w:sz w:val="2"/>'),
        ("text hidden by its style", '<w:rStyle w:val="Unseen"/>'),
    ):
        yield f"<w:p>{_r('Seen.')}{_r(marks.leave(name), look)}</w:p>"
    yield '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>'


_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
)


def _notes(kind: str, text: str) -> str:
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for number, name in ((-1, "separator"), (0, "continuationSeparator"))
    )
    note = f'<w:{kind} w:id="1"><w:p><w:r><w:{kind}Ref/></w:r>{_r(text)}</w:p></w:{kind}>'
    return f"<w:{kind}s {_SPACES}>{separators}{note}</w:{kind}s>"


def _package(parts: dict[str, str]) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    kinds = {"document": "document.main", "styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes",
             "comments": "comments", "header1": "header", "footer1": "footer"}  # fmt: skip
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{office}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    targets = ("styles", "footnotes", "endnotes", "comments", "header1", "footer1")
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{relation}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for number, name in enumerate(targets, start=1)
    )
    whole = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">{related}'
        "</Relationships>",
        **{name: head + text for name, text in parts.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in whole.items():
            target.writestr(zipfile.ZipInfo(name, (2025, 3, 28, 9, 0, 0)), text)
    return stream.getvalue()
