"""The Word report: a Report comes in, the bytes of a .docx file go out; python-docx is used nowhere else.

It stands alone so that how the report looks can change without what it says. Text goes into runs as text, and
characters that XML cannot carry are replaced, so that no review and no reply can make an export fail. The same
report gives the same bytes. The parts: ``look`` (page and styles), ``marks`` (the file format), and here the
content in its order.
"""

from collections.abc import Sequence
from datetime import UTC
from itertools import count

import docx
from docx.document import Document
from docx.shared import Cm, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from assistant.domain.report import (
    Fact,
    Found,
    NodeReport,
    PromptReport,
    Quotation,
    Report,
    TracedRow,
    TraceReport,
)
from assistant.edges.export import look, marks
from assistant.edges.export.marks import clean

__all__ = ["word"]


def word(report: Report) -> bytes:
    """The report as a Word document: A4, marked on every page, real headings, table heads repeated."""
    document = docx.Document()
    look.page(document, report)
    look.styles(document)
    _cover(document, report)
    _summary(document, report)
    numbers = count(1)
    for standard in report.standards:
        _node(document, standard.node, 1, next(numbers))
        if standard.trace is not None:
            _trace(document, standard.trace)
        for key_question in standard.key_questions:
            _node(document, key_question, 2, next(numbers))
    for group in report.groups:
        _node(document, group, 1, next(numbers))
    _appendix(document, report)
    _properties(document, report)
    return marks.packed(document, report.at)


def _cover(document: Document, report: Report) -> None:
    marking = _paragraph(document, report.marking, "Lead", bold=True)
    marking.paragraph_format.space_after = Cm(3)
    _paragraph(document, report.title, "Title")
    _paragraph(document, report.reference, "Lead")
    status = _paragraph(document, report.status, "Status", bold=True)
    marks.edge(status, "left", "16191D", eighths=36)
    _facts(document, report.cover, head=Cm(5))


def _summary(document: Document, report: Report) -> None:
    _part(document, "Summary")
    _paragraph(
        document,
        "The counts are those of the rules and are only a proxy for weighing. A judgement or rating is the "
        "inspector's and stands only where it is recorded.",
        "Question",
    )
    heads = (
        "Key question or standard",
        "Above",
        "Below",
        "Not counted",
        "Counts point to",
        "Inspector's judgement",
        "Rating",
    )
    table = _table(document, heads, (4, 1.4, 1.4, 2.3, 2.7, 2.6, 2.6))
    for row in report.summary:
        cells = _add(
            table,
            (row.title, row.above, row.below, row.not_counted, row.counts, row.judgement, row.rating),
        )
        cells[0].paragraphs[0].runs[0].bold = row.standard
        for cell in cells if row.standard else ():
            marks.shade(cell, look.GROUND)
        if row.answer is not None:
            _coloured(cells[5].paragraphs[0], look.ANSWER[row.answer])
        if row.counts:
            marks.link(cells[0].paragraphs[0], row.node)
    _finish(table)
    if report.open_points:
        document.add_heading("Open points", 2)
        _facts(document, report.open_points, head=Cm(5))


def _node(document: Document, node: NodeReport, level: int, number: int) -> None:
    marks.anchor(document.add_heading(clean(node.title), level), node.id, number)
    if node.question:
        _paragraph(document, node.question, "Question")
    if node.facts:
        _facts(document, node.facts, head=Cm(4.4))
    if node.rule:
        rule = _paragraph(document, "", "Normal")
        rule.paragraph_format.space_before = Cm(0.25)
        _run_in(rule, "The rule in words", node.rule)
    if node.trace:
        steps = " ".join(f"{at}. {sentence}" for at, sentence in enumerate(node.trace, start=1))
        _run_in(_paragraph(document, "", "Normal"), "How it was applied", steps)
    for prompt in node.prompts:
        _prompt(document, prompt, level + 1)


def _prompt(document: Document, prompt: PromptReport, level: int) -> None:
    document.add_heading(clean(prompt.title), level)
    if prompt.question:
        _paragraph(document, prompt.question, "Question")
    standing = _paragraph(document, prompt.standing, "Normal", bold=True)
    standing.paragraph_format.keep_with_next = bool(prompt.reasons)
    if prompt.line is not None:
        _coloured(standing, look.LINE[prompt.line])
    standing.add_run(clean(f", {prompt.by}"))
    for reason in prompt.reasons:
        _run_in(_paragraph(document, "", "Normal"), reason.name, reason.value)
    for remark in prompt.remarks:
        _paragraph(document, remark, "Small")
    for quotation in prompt.quotations:
        _quotation(document, quotation)
    if prompt.none_against:
        _paragraph(document, prompt.none_against, "Small")
    if prompt.left_out:
        _paragraph(document, prompt.left_out, "Small")
    for text in prompt.not_found:
        _run_in(_paragraph(document, "", "Small"), "Not found in the review, so no evidence", text)
    if prompt.found:
        _found(document, prompt.found)


def _found(document: Document, found: Sequence[Found]) -> None:
    document.paragraphs[-1].paragraph_format.space_after = Cm(0.25)
    table = _table(document, ("Found", "What the guidance looks for, and what was found of it"), (2.3, 14.7))
    for row in found:
        met, told = _add(table, (row.met, row.expectation))
        met.paragraphs[0].runs[0].bold = True
        told.paragraphs[0].runs[0].font.color.rgb = look.GREY
        told.paragraphs[0].add_run(clean(f" {row.note}"))
        for cell in (met, told):
            cell.paragraphs[0].style = "Found"
    _finish(table, above=30)


def _quotation(document: Document, quotation: Quotation) -> None:
    against = quotation.stance != "For"
    colour, style = (("8A3C08", "dashed"), ("0B5F66", "single"))[not against]
    paragraph = _paragraph(document, f"[{quotation.number}]\t{quotation.stance}: ", "Quotation", bold=True)
    paragraph.add_run(clean(" ".join(f"“{text}”" for text in quotation.texts)))
    place = paragraph.add_run(clean(f"  {quotation.place}"))
    place.font.size, place.font.color.rgb = look.PLACE, look.GREY
    marks.edge(paragraph, "left", colour, style=style, eighths=12)


def _trace(document: Document, trace: TraceReport) -> None:
    """What answers what, in two tables; the words of the file stand in quotation marks, with their place."""
    document.add_heading("What answers what", 2)
    _paragraph(document, trace.hint, "Small")
    _paragraph(document, trace.summary, "Normal")
    for head, rows in (("Finding of the review", trace.findings), ("Planned action", trace.actions)):
        if rows:
            table = _table(document, ("No.", head, "What is on the other side"), (1.2, 9.8, 6))
            for row in rows:
                _traced(table, row)
            _finish(table)
    for remark in trace.remarks:
        _paragraph(document, remark, "Small")


def _traced(table: Table, row: TracedRow) -> None:
    number, told, answer = _add(table, (row.number, "", row.answer))
    number.paragraphs[0].runs[0].bold = answer.paragraphs[0].runs[0].bold = row.orphan
    _run_in(told.paragraphs[0], row.kind, row.summary)
    for texts, place in row.quotations:
        quoted = told.add_paragraph(style="Found")
        quoted.add_run(clean(" ".join(f"“{text}”" for text in texts)))
        where = quoted.add_run(clean(f"  {place}"))
        where.font.size, where.font.color.rgb = look.PLACE, look.GREY


def _appendix(document: Document, report: Report) -> None:
    _part(document, "Appendix: how this came about")
    document.add_heading("How the drafts were made", 2)
    _facts(document, report.drafting, head=Cm(4.4))
    document.add_heading("Files read, with the SHA-256 digest of each", 2)
    _facts(document, report.files, head=Cm(5.6), value="Fine")
    if report.notices:
        document.add_heading("What to know about the files", 2)
        for notice in report.notices:
            _paragraph(document, notice, "List Bullet")
    document.add_heading("Decisions", 2)
    if report.trail:
        table = _table(document, ("No.", "When", "Who", "What"), (1.2, 5.2, 3.2, 7.4))
        for row in report.trail:
            _add(table, (row.id, row.at, row.by, row.act))
        _finish(table)
    else:
        _paragraph(document, "None is recorded.", "Normal")
    head = _paragraph(document, "", "Small")
    head.paragraph_format.space_before = Cm(0.3)
    _run_in(head, "Head of the chain of decisions", report.head)
    document.add_heading("Source of the rules", 2)
    _paragraph(document, report.attribution, "Small")


def _part(document: Document, title: str) -> None:
    """A heading at the top of a page of its own."""
    place = document.add_heading(title, 1).paragraph_format
    place.page_break_before, place.space_before = True, Cm(0)


def _paragraph(document: Document, text: str, style: str, *, bold: bool | None = None) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    if text:
        paragraph.add_run(clean(text)).bold = bold
    return paragraph


def _run_in(paragraph: Paragraph, name: str, text: str) -> None:
    paragraph.add_run(clean(f"{name}: ")).bold = True
    paragraph.add_run(clean(text))


def _coloured(paragraph: Paragraph, colour: RGBColor) -> None:
    for run in paragraph.runs:
        run.font.color.rgb, run.bold = colour, True


def _facts(document: Document, facts: Sequence[Fact], head: Cm, value: str = "Cell") -> None:
    """Names on the left, what is to be said of them on the right."""
    table = _table(document, None, (head.cm, look.WIDTH.cm - head.cm))
    for fact in facts:
        name, told = _add(table, (fact.name, fact.value))
        name.paragraphs[0].runs[0].bold = True
        told.paragraphs[0].style = value
    _finish(table, head=False)


def _table(document: Document, heads: Sequence[str] | None, widths: Sequence[float]) -> Table:
    """An empty table of those columns (centimetres), its heads in the first row if it has any."""
    table: Table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell in _add(table, heads) if heads else ():
        cell.paragraphs[0].runs[0].bold = True
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        marks.shade(cell, look.GROUND)
    return table


def _add(table: Table, texts: Sequence[str]) -> tuple[_Cell, ...]:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, text in zip(row.cells, texts, strict=True):
        cell.paragraphs[0].style = "Cell"
        cell.paragraphs[0].add_run(clean(text))
    return row.cells


def _finish(table: Table, *, head: bool = True, above: int = 50) -> None:
    """Lines, room and widths, once all rows are there."""
    marks.rules(table, look.HAIRLINE)
    marks.padding(table, above=above, beside=80)
    widths = [column.width for column in table.columns]
    for at, row in enumerate(table.rows):
        marks.whole(row, head=head and at == 0)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _properties(document: Document, report: Report) -> None:
    marks.without_thumbnail(document)
    at = report.at.astimezone(UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.subject = clean(report.title)[:255], clean(report.reference)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords, properties.category = report.marking, clean(report.status)[:255]
    properties.language, properties.revision = "en-GB", 1
    properties.created = properties.modified = at
