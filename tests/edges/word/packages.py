"""Word files made by hand, part by part, and what the reader makes of them: shared by these tests.

Every file read through here is also counted anew, by other means: no test passes whose ledger does not hold.
"""

import io
import zipfile
from xml.etree import ElementTree

from assistant.domain.ledger import Bucket
from assistant.domain.review import Block, Contents, Notice, NoticeKind
from assistant.edges.word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELATIONSHIPS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def docx(body: str, *, types: str = "", extra: dict[str, str | bytes] | None = None, **parts: str) -> bytes:
    """A .docx with that body; parts by name (styles, numbering, footnotes, comments, header1...)."""
    relations = f'<Relationship Id="rId0" Type="{RELATIONSHIPS}/officeDocument" Target="word/document.xml"/>'
    own = ""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES.format(types),
        "_rels/.rels": RELS.format(relations),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    for part, inner in parts.items():
        kind = part.rstrip("12")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        own += f'<Relationship Id="{part}" Type="{RELATIONSHIPS}/{kind}" Target="{part}.xml"/>'
        files[f"word/{part}.xml"] = f"<w:{root} {SPACES}>{inner}</w:{root}>"
    files["word/_rels/document.xml.rels"] = RELS.format(own)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (files | (extra or {})).items():
            # One date for all, so that a file made again is the same file.
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*inner: str, about: str = "") -> str:
    return f"<w:p><w:pPr>{about}</w:pPr>{''.join(i if i.startswith('<') else run(i) for i in inner)}</w:p>"


def cell(inner: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inner if inner.startswith('<') else para(inner or ' ')}</w:tc>"


def row(*cells: str, about: str = "") -> str:
    return (
        f"<w:tr><w:trPr>{about}</w:trPr>{''.join(c if c.startswith('<w:') else cell(c) for c in cells)}</w:tr>"
    )


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def numbered(text: str, num: int, level: int = 0) -> str:
    return para(text, about=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def characters(data: bytes) -> int:
    """All characters of text in a package, told by the local names of elements alone."""
    total = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if not name.lower().endswith(".xml"):
                continue
            for element in ElementTree.fromstring(package.read(name)).iter():  # noqa: S314 - our own files
                space, _, local = element.tag.rpartition("}")
                if local in ("delText", "instrText", "delInstrText", "pt", "v") or (
                    local == "t" and not space.endswith("diagram")
                ):
                    total += len(element.text or "")
                total += len(element.get("string") or "") if local == "textpath" else 0
    return total


def read(data: bytes) -> Contents:
    """What the reader makes of it, once its ledger was found to hold."""
    contents = read_word(data)
    assert contents.total == characters(data)
    assert sum(entry.characters for entry in contents.entries) == contents.total
    assert Bucket.LOST not in ledger(contents)
    return contents


def ledger(contents: Contents) -> dict[Bucket, int]:
    """Characters by bucket."""
    return {entry.bucket: entry.characters for entry in contents.entries}


def buckets(data: bytes) -> dict[Bucket, int]:
    """Characters by bucket of a file."""
    return ledger(read(data))


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def blocks(data: bytes) -> tuple[Block, ...]:
    return read(data).blocks


def notices(data: bytes, kind: NoticeKind) -> list[Notice]:
    return [notice for notice in read(data).notices if notice.kind is kind]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Region"><w:name w:val="Region heading"/>'
    '<w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Hidden"><w:name w:val="H"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
)

NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)
