"""Gives a python-docx document real Word footnotes: the part, its relationship, the styles and the references.

Stands alone because python-docx has no footnotes of its own.
"""

import re
from collections.abc import Mapping

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

FOOTNOTE_MARK = re.compile(r"\[\^(\d+)\]")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def add_reference(paragraph: Paragraph, number: int) -> None:
    """Put a raised reference to footnote `number` at the end of the paragraph."""
    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def add_text(paragraph: Paragraph, text: str, size: float | None = None, *, bold: bool = False) -> None:
    """Put text at the end of the paragraph, a reference in the place of each mark; ``size`` is in points."""
    for number, piece in enumerate(FOOTNOTE_MARK.split(text)):
        if number % 2:
            add_reference(paragraph, int(piece))
        elif piece:
            run = paragraph.add_run(piece)
            run.bold = bold or None
            if size is not None:
                run.font.size = Pt(size)


def add_footnotes(document: Document, texts: Mapping[int, str]) -> None:
    """Add the footnotes part, with the two separators Word expects.

    Raises:
        ValueError: the marks in the text are not the footnotes given, each once and in ascending order.
            LibreOffice pairs footnotes with marks by order, Word by number: only in order do both agree.
    """
    marked = [int(node.get(qn("w:id"), "")) for node in document.element.iter(qn("w:footnoteReference"))]
    if marked != sorted(texts):
        raise ValueError(f"footnotes marked {marked}, given {sorted(texts)}")
    style = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(9)
    root = etree.Element(qn("w:footnotes"), nsmap={"w": nsmap["w"]})
    _separator(root, -1, "separator")
    _separator(root, 0, "continuationSeparator")
    for number in sorted(texts):
        _note(root, number, texts[number], style.style_id)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _child(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    named = {qn(f"w:{name}"): value for name, value in attributes.items()}
    return etree.SubElement(parent, qn(f"w:{tag}"), named)


def _separator(root: etree._Element, number: int, kind: str) -> None:
    paragraph = _child(_child(root, "footnote", type=kind, id=str(number)), "p")
    _child(_child(paragraph, "r"), kind)


def _note(root: etree._Element, number: int, text: str, style: str) -> None:
    paragraph = _child(_child(root, "footnote", id=str(number)), "p")
    _child(_child(paragraph, "pPr"), "pStyle", val=style)
    mark = _child(paragraph, "r")
    _child(_child(mark, "rPr"), "vertAlign", val="superscript")
    _child(mark, "footnoteRef")
    body = _child(_child(paragraph, "r"), "t")
    body.set(_SPACE, "preserve")
    body.text = f" {text}"
