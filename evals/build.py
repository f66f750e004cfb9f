"""Turns the source of a bundled review (YAML: an ordered list of blocks) into Word, always the same bytes.

Stands alone because the sample must be a file as a region would send it, and yet be read, corrected, changed
and compared as text. `python -m evals.build SOURCE TARGET` writes it.
"""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor

from evals.build_tables import add_table
from evals.footnotes import add_footnotes, add_text

_FORMAT = "sfo-source/1"
_MOMENT = datetime(2025, 3, 28, 9, 0, 0)
_ZIP_MOMENT = (2025, 3, 28, 9, 0, 0)
_INK = RGBColor(0x1F, 0x2A, 0x44)
_SHADE = "DDE3EC"
_NUMBERED = re.compile(r"^(\d+(?:\.\d+)+) (.+)$", re.DOTALL)


def build(source: Path) -> bytes:
    """The Word document described by `source`, the same bytes at every call; raises as `read` and `write`."""
    return write(read(source))


def read(source: Path) -> dict[str, Any]:
    """A source as data; ``ValueError`` where the file is none."""
    data = yaml.safe_load(source.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        raise ValueError(f"{source}: not a review source ({_FORMAT})")
    return data


def write(data: Mapping[str, Any], finish: Callable[[DocumentType], None] | None = None) -> bytes:
    """The Word document of a source, byte for byte the same at every call; ``finish`` has the last hand in it.

    The package is stored uncompressed, because compressed bytes differ from one zlib to the next. A source with
    `landscape: true` is landscape from its first page: a chronology that is a file of its own.

    Raises:
        ValueError: a block is unknown, a row does not fit its columns, or the footnotes do not match their
            marks.
    """
    document = Document()
    _slim(document)
    _properties(document, data)
    _styles(document)
    _page(document.sections[0], landscape=data.get("landscape", False))
    _furniture(document.sections[0], data["marking"], data["footer"])
    for block in data["blocks"]:
        if len(block) != 1:
            raise ValueError(f"a block has one key, not {sorted(block)}")
        ((kind, value),) = block.items()
        if kind not in _BLOCKS:
            raise ValueError(f"unknown block {kind!r}")
        _BLOCKS[kind](document, value)
    add_footnotes(document, {int(mark): text for mark, text in data["footnotes"].items()})
    if finish is not None:
        finish(document)
    stream = io.BytesIO()
    document.save(stream)
    return _same_bytes(stream.getvalue())


def _slim(document: DocumentType) -> None:
    """Drop what python-docx's template carries and this document does not use: four fifths of its size."""
    for holder in (document.part.package, document.part):
        for name, relation in list(holder.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects", "/customXml")):
                holder.rels.pop(name)
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()


def _properties(document: DocumentType, data: Mapping[str, Any]) -> None:
    properties = document.core_properties
    properties.title, properties.subject = data["title"], data["subject"]
    properties.author = properties.last_modified_by = "Reviewing manager"
    properties.comments, properties.language, properties.keywords = data["description"], "en-GB", ""
    properties.created = properties.modified = _MOMENT
    properties.revision = 1


def _styles(document: DocumentType) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    normal.element.rPr.rFonts.set(qn("w:cs"), "Arial")
    language = normal.element.get_or_add_rPr().find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        normal.element.rPr.append(language)
    language.set(qn("w:val"), "en-GB")
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(7), 1.12
    for level, size, before in ((1, 16, 18), (2, 12.5, 12), (3, 11, 8)):
        style = styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = "Arial", Pt(size), True
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.font.color.rgb = _INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(5)
        style.paragraph_format.keep_with_next = True
    styles["List Bullet"].paragraph_format.space_after = Pt(3)


def _page(section: Section, *, landscape: bool) -> None:
    short, long = Cm(21.0), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.left_margin = section.right_margin = Cm(2.4 if landscape else 2.3)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)


def _furniture(section: Section, marking: str, footer: str) -> None:
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = header.add_run(marking)
    run.bold, run.font.size = True, Pt(10)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{footer}  |  Page ").font.size = Pt(8.5)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    page = foot.add_run("1")
    page.font.size = Pt(8.5)
    field.append(page._r)
    foot._p.append(field)


def _cover(document: DocumentType, value: Mapping[str, Any]) -> None:
    lines: list[tuple[str, float, float, bool]] = [
        (value["marking"], 13, 130, True),
        (value["region"], 14, 10, False),
        (value["title"], 28, 34, True),
    ]
    lines += [(line, 13, 4, False) for line in value["lines"]]
    for text, size, after, bold in lines:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(after)
        add_text(paragraph, text, size, bold=bold)
        if bold:
            paragraph.runs[0].font.color.rgb = _INK
    note = document.add_paragraph()
    note.paragraph_format.space_before = Pt(240)
    add_text(note, value["note"], 9.5)


def _heading(document: DocumentType, value: Mapping[str, Any]) -> None:
    document.add_heading(value["text"], level=value["level"])


def _paragraph(document: DocumentType, text: str) -> None:
    paragraph = document.add_paragraph()
    numbered = _NUMBERED.match(text)
    if numbered:
        paragraph.paragraph_format.left_indent = Cm(1.25)
        paragraph.paragraph_format.first_line_indent = Cm(-1.25)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1.25))
        text = f"{numbered[1]}\t{numbered[2]}"
    add_text(paragraph, text)


def _listed(style: str) -> Callable[[DocumentType, Sequence[str]], None]:
    def write(document: DocumentType, items: Sequence[str]) -> None:
        for item in items:
            add_text(document.add_paragraph(style=style), item)

    return write


def _break(document: DocumentType, value: bool) -> None:
    document.add_page_break()  # type: ignore[no-untyped-call] # no types there


def _section(document: DocumentType, value: str) -> None:
    _page(document.add_section(WD_SECTION.NEW_PAGE), landscape=value == "landscape")


_BLOCKS: dict[str, Callable[[DocumentType, Any], None]] = {
    "cover": _cover,
    "heading": _heading,
    "p": _paragraph,
    "bullets": _listed("List Bullet"),
    "numbered": _listed("List Number"),
    "table": add_table,
    "page_break": _break,
    "section": _section,
}


def _same_bytes(package: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            new.writestr(entry, old.read(name))
    return target.getvalue()


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(build(Path(sys.argv[1])))
