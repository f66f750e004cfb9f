"""How the report looks: the page, its header and footer, the styles, the colours.

A fresh document comes in and is made ready. It stands alone so that the look can be changed in one place;
colour never says anything that the words beside it do not.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from assistant.domain.draft import Line
from assistant.domain.judgement import Answer
from assistant.domain.report import Report
from assistant.edges.export.marks import clean, edge, field

INK, GREY = RGBColor(0x16, 0x19, 0x1D), RGBColor(0x4A, 0x53, 0x5B)
TEAL, RUST, VIOLET = RGBColor(0x0B, 0x5F, 0x66), RGBColor(0x8A, 0x3C, 0x08), RGBColor(0x57, 0x47, 0x81)
LINE = {Line.ABOVE: TEAL, Line.BELOW: RUST, Line.UNDETERMINED: VIOLET, Line.NOT_APPLICABLE: GREY}
ANSWER = {Answer.YES: TEAL, Answer.NO: RUST, Answer.UNDETERMINED: VIOLET}
HAIRLINE, GROUND = "B4BBC1", "F1F3F4"

WIDTH = Cm(17)
"""Between the margins of the page."""

PLACE = Pt(8)
"""The size in which the place of a quotation follows it."""

HEADER_ROOM = 60
"""Characters of a reference that fit beside the page number; it may be a review's title, and long."""


def page(document: Document, report: Report) -> None:
    """A4, with the marking and the status on every page, the reference and the page number at its foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2)
    section.header_distance = section.footer_distance = Cm(1.1)
    header = _two_sides(section.header.paragraphs[0], report.marking, report.status)
    edge(header, "bottom", HAIRLINE)
    reference = report.reference
    if len(reference) > HEADER_ROOM:
        reference = reference[: HEADER_ROOM - 1].rstrip() + "…"
    footer = _two_sides(section.footer.paragraphs[0], reference, "Page ")
    field(footer, "PAGE")
    footer.add_run(" of ")
    field(footer, "NUMPAGES")


def _two_sides(paragraph: Paragraph, left: str, right: str) -> Paragraph:
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(clean(left)).bold = True
    paragraph.add_run("\t" + clean(right))
    return paragraph


def styles(document: Document) -> None:
    """Real headings and a few paragraph styles, all in Arial, the language British English."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    normal = _style(document, "Normal", 10, INK, after=4)
    normal.paragraph_format.line_spacing = 1.05
    for name, size, before, after in (
        ("Title", 26, 0, 10),
        ("Heading 1", 19, 24, 4),
        ("Heading 2", 14, 16, 3),
        ("Heading 3", 11.5, 12, 1),
    ):
        heading = _style(document, name, size, INK, before=before, after=after, bold=True)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.line_spacing = 1.05
        for border in heading.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    for name, size, colour, after, indent in (
        ("Question", 10, GREY, 3, 0.0),
        ("Lead", 13, GREY, 18, 0.0),
        ("Status", 14, INK, 22, 0.35),
        ("Quotation", 9.5, INK, 3, 1.25),
        ("Small", 9, GREY, 4, 0.0),
        ("Marking", 11, INK, 0, 0.0),
        ("Contents head", 11.5, INK, 3, 0.0),
        ("Contents", 10, INK, 2, 0.0),
        ("Point", 9.5, INK, 4, 0.35),
        ("Cell", 9.5, INK, 0, 0.0),
        ("Found", 9, INK, 0, 0.0),
        ("Fine", 8, INK, 0, 0.0),
    ):
        style = _style(document, name, size, colour, after=after)
        style.paragraph_format.left_indent = Cm(indent)
        style.paragraph_format.keep_with_next = name == "Question"
    document.styles["Marking"].font.bold = document.styles["Contents head"].font.bold = True
    document.styles["Contents head"].paragraph_format.space_before = Pt(26)
    document.styles["Point"].paragraph_format.keep_together = True
    quotation = document.styles["Quotation"].paragraph_format
    quotation.first_line_indent, quotation.keep_together = Cm(-0.85), True
    for name in ("Quotation", "Found"):
        document.styles[name].paragraph_format.line_spacing = 1.0
    for name in ("Header", "Footer"):
        _style(document, name, 9, GREY).paragraph_format.tab_stops.clear_all()


def _style(
    document: Document,
    name: str,
    size: float,
    colour: RGBColor,
    *,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
) -> ParagraphStyle:
    if name in document.styles:
        style = document.styles[name]
    else:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - every name above is a paragraph's
    points: Length = Pt(size)
    style.font.size, style.font.bold, style.font.color.rgb = points, bold, colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()  # the template's theme fonts would win over a name
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "Arial")
    for unwanted in [*properties.findall(qn("w:spacing")), *properties.findall(qn("w:kern"))]:
        properties.remove(unwanted)
    return style
