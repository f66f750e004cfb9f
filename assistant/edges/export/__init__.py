"""The Word report: a Report comes in, the bytes of a .docx file go out; python-docx is used nowhere else.

It stands alone so that how the report looks can change without what it says. Text goes into runs as text, and
characters that XML cannot carry are replaced, so that no review and no reply can make an export fail. The same
report gives the same bytes. The parts: ``look`` (page and styles), ``marks`` (the file format), ``write``
(blocks), ``front`` and ``back`` (the first and the last pages), and here what stands between.
"""

from collections.abc import Iterator, Sequence
from itertools import count

import docx
from docx.document import Document
from docx.shared import Cm
from docx.table import Table

from assistant.domain.report import (
    Found,
    NodeReport,
    Point,
    PromptReport,
    Quotation,
    Report,
    StandardReport,
    TracedRow,
    TraceReport,
)
from assistant.edges.export import look, marks
from assistant.edges.export.back import appendix, properties
from assistant.edges.export.front import cover, summary
from assistant.edges.export.marks import clean
from assistant.edges.export.write import add, coloured, facts, finish, paragraph, part, run_in, table

__all__ = ["word"]


def word(report: Report) -> bytes:
    """The report as a Word document: A4, marked on every page, real headings, table heads repeated."""
    document = docx.Document()
    look.page(document, report)
    look.styles(document)
    numbers = count(1)
    cover(document, report)
    summary(document, report, next(numbers))
    for standard in report.standards:
        _standard(document, standard, numbers)
    for group in report.groups:
        _part(document, group, numbers)
        _prompts(document, group, 2, numbers)
    appendix(document, report, next(numbers))
    properties(document, report)
    return marks.packed(document, report.at)


def _standard(document: Document, standard: StandardReport, numbers: Iterator[int]) -> None:
    """The judgement first, then what was done well and what to improve, then the evidence prompt by prompt."""
    _part(document, standard.node, numbers)
    for title, points, none, colour in (
        ("What was done well", standard.done_well, "Nothing is above the line.", "0B5F66"),
        ("What to improve", standard.to_improve, "Nothing is below the line.", "8A3C08"),
    ):
        document.add_heading(title, 2)
        for point in points:
            _point(document, point, colour)
        if not points:
            paragraph(document, none, "Small")
    if standard.node.prompts:
        document.add_heading("Prompt by prompt", 2)
    _prompts(document, standard.node, 3, numbers)
    if standard.trace is not None:
        _trace(document, standard.trace)
    for key_question in standard.key_questions:
        heading = document.add_heading(clean(key_question.title), 2)
        marks.anchor(heading, key_question.id, next(numbers))
        _held(document, key_question)
        _prompts(document, key_question, 3, numbers)


def _part(document: Document, node: NodeReport, numbers: Iterator[int]) -> None:
    part(document, node.title, node.id, next(numbers))
    _held(document, node)


def _held(document: Document, node: NodeReport) -> None:
    if node.question:
        paragraph(document, node.question, "Question")
    if node.facts:
        facts(document, node.facts, head=Cm(4.4))
    if node.rule:
        rule = paragraph(document, "", "Normal")
        rule.paragraph_format.space_before = Cm(0.25)
        run_in(rule, "The rule in words", node.rule)
    if node.trace:
        steps = " ".join(f"{at}. {sentence}" for at, sentence in enumerate(node.trace, start=1))
        run_in(paragraph(document, "", "Normal"), "How it was applied", steps)


def _prompts(document: Document, node: NodeReport, level: int, numbers: Iterator[int]) -> None:
    for prompt in node.prompts:
        heading = document.add_heading(clean(prompt.title), level)
        marks.anchor(heading, prompt.id, next(numbers))
        _prompt(document, prompt)


def _point(document: Document, point: Point, colour: str) -> None:
    """One line of what was done well or is to improve; its title leads to the evidence."""
    entry = paragraph(document, point.title, "Point", bold=True)
    marks.link(entry, point.prompt)
    if point.words:
        entry.add_run(clean(f"  {point.words}"))
    if point.note:
        note = entry.add_run(clean(f"  ({point.note})"))
        note.font.color.rgb = look.GREY
    marks.edge(entry, "left", colour, eighths=12)


def _prompt(document: Document, prompt: PromptReport) -> None:
    if prompt.question:
        paragraph(document, prompt.question, "Question")
    standing = paragraph(document, prompt.standing, "Normal", bold=True)
    standing.paragraph_format.keep_with_next = bool(prompt.reasons)
    if prompt.line is not None:
        coloured(standing, look.LINE[prompt.line])
    standing.add_run(clean(f", {prompt.by}"))
    for reason in prompt.reasons:
        run_in(paragraph(document, "", "Normal"), reason.name, reason.value)
    for remark in prompt.remarks:
        paragraph(document, remark, "Small")
    for quotation in prompt.quotations:
        _quotation(document, quotation)
    if prompt.none_against:
        paragraph(document, prompt.none_against, "Small")
    if prompt.left_out:
        paragraph(document, prompt.left_out, "Small")
    for text in prompt.not_found:
        run_in(paragraph(document, "", "Small"), "Not found in the review, so no evidence", text)
    if prompt.found:
        _found(document, prompt.found)


def _found(document: Document, found: Sequence[Found]) -> None:
    document.paragraphs[-1].paragraph_format.space_after = Cm(0.25)
    made = table(document, ("Found", "What the guidance looks for, and what was found of it"), (2.3, 14.7))
    for row in found:
        met, told = add(made, (row.met, row.expectation))
        met.paragraphs[0].runs[0].bold = True
        told.paragraphs[0].runs[0].font.color.rgb = look.GREY
        told.paragraphs[0].add_run(clean(f" {row.note}"))
        for cell in (met, told):
            cell.paragraphs[0].style = "Found"
    finish(made, above=30)


def _quotation(document: Document, quotation: Quotation) -> None:
    against = quotation.stance != "For"
    colour, style = (("8A3C08", "dashed"), ("0B5F66", "single"))[not against]
    quoted = paragraph(document, f"[{quotation.number}]\t{quotation.stance}: ", "Quotation", bold=True)
    quoted.add_run(clean(" ".join(f"“{text}”" for text in quotation.texts)))
    place = quoted.add_run(clean(f"  {quotation.place}"))
    place.font.size, place.font.color.rgb = look.PLACE, look.GREY
    marks.edge(quoted, "left", colour, style=style, eighths=12)


def _trace(document: Document, trace: TraceReport) -> None:
    """What answers what, in two tables; the words of the file stand in quotation marks, with their place."""
    document.add_heading("What answers what", 2)
    paragraph(document, trace.hint, "Small")
    paragraph(document, trace.summary, "Normal")
    for head, rows in (("Finding of the review", trace.findings), ("Planned action", trace.actions)):
        if rows:
            made = table(document, ("No.", head, "What is on the other side"), (1.2, 9.8, 6))
            for row in rows:
                _traced(made, row)
            finish(made)
    for remark in trace.remarks:
        paragraph(document, remark, "Small")


def _traced(table: Table, row: TracedRow) -> None:
    number, told, answer = add(table, (row.number, "", row.answer))
    number.paragraphs[0].runs[0].bold = answer.paragraphs[0].runs[0].bold = row.orphan
    run_in(told.paragraphs[0], row.kind, row.summary)
    for texts, place in row.quotations:
        quoted = told.add_paragraph(style="Found")
        quoted.add_run(clean(" ".join(f"“{text}”" for text in texts)))
        where = quoted.add_run(clean(f"  {place}"))
        where.font.size, where.font.color.rgb = look.PLACE, look.GREY
