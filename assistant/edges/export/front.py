"""The report's first pages: the cover with what it is and what is in it, and the summary.

A Report comes in, its first pages are added to the document. It stands alone because these two pages are all
that many readers see, and must hold by themselves.
"""

from collections.abc import Iterator

from docx.document import Document
from docx.shared import Cm, Pt

from assistant.domain.report import Report
from assistant.edges.export import look, marks
from assistant.edges.export.write import add, coloured, facts, finish, paragraph, part, table

SUMMARY, APPENDIX = "summary", "appendix"
"""Names of the bookmarks of the parts that are no node of the rubric."""


def cover(document: Document, report: Report) -> None:
    """Marking, title, state, what is known of the case, and the parts, each a link to its page."""
    marking = paragraph(document, report.marking, "Marking")
    marking.paragraph_format.space_after = Cm(2.6)
    paragraph(document, report.title, "Title")
    paragraph(document, report.reference, "Lead")
    status = paragraph(document, report.status, "Status", bold=True)
    marks.edge(status, "left", "16191D", eighths=36)
    facts(document, report.cover, head=Cm(5))
    paragraph(document, "In this report", "Contents head")
    for name, title in _parts(report):
        entry = paragraph(document, title, "Contents")
        marks.link(entry, name)


def _parts(report: Report) -> Iterator[tuple[str, str]]:
    yield SUMMARY, "Summary"
    for standard in report.standards:
        yield standard.node.id, standard.node.title
    for group in report.groups:
        yield group.id, group.title
    yield APPENDIX, "Appendix: how this came about"


def summary(document: Document, report: Report, number: int) -> None:
    """Every node with its counts, the judgement and the rating, then what is still open."""
    part(document, "Summary", SUMMARY, number)
    hint = (
        "The counts are those of the rules and are only a proxy for weighing. A judgement or rating is the "
        "inspector's and stands only where it is recorded."
    )
    paragraph(document, hint, "Question")
    if report.words is not None:
        paragraph(document, report.words, "Question")
    heads = (
        "Key question or standard",
        "Above",
        "Below",
        "Not counted",
        "Counts point to",
        "Inspector's judgement",
        "Rating",
    )
    rows = table(document, heads, (4, 1.4, 1.4, 2.3, 2.7, 2.6, 2.6))
    for row in report.summary:
        told = (row.title, row.above, row.below, row.not_counted, row.counts, row.judgement, row.rating)
        cells = add(rows, told)
        cells[0].paragraphs[0].runs[0].bold = row.standard
        for cell in cells if row.standard else ():
            marks.shade(cell, look.GROUND)
        if not row.standard:
            cells[0].paragraphs[0].paragraph_format.left_indent = Pt(9)
        cells[6].paragraphs[0].runs[0].bold = row.standard
        if row.answer is not None:
            coloured(cells[5].paragraphs[0], look.ANSWER[row.answer])
        if row.counts:
            marks.link(cells[0].paragraphs[0], row.node)
    finish(rows)
    if report.open_points:
        document.add_heading("Open points", 2)
        facts(document, report.open_points, head=Cm(5))
