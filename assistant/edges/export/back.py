"""The report's last pages: who signed, how the drafts came about, the files, the decisions, the digests.

A Report comes in, its appendix and the document's properties are added. It stands alone because this is what
lets somebody else verify the report, long after and without us.
"""

from collections.abc import Sequence
from datetime import UTC

from docx.document import Document
from docx.shared import Cm

from assistant.domain.report import Report, TrailRow
from assistant.edges.export.front import APPENDIX
from assistant.edges.export.marks import clean, without_thumbnail
from assistant.edges.export.write import add, facts, finish, paragraph, part, run_in, table


def appendix(document: Document, report: Report, number: int) -> None:
    """Everything that says how this came about, and the head by which it can be verified."""
    part(document, "Appendix: how this came about", APPENDIX, number)
    document.add_heading("Sign-off", 2)
    if report.sign_offs:
        _acts(document, report.sign_offs)
    else:
        paragraph(document, "Not signed off so far.", "Normal")
    document.add_heading("How the drafts were made", 2)
    facts(document, report.drafting, head=Cm(4.4))
    document.add_heading("Files read, with the SHA-256 digest of each", 2)
    facts(document, report.files, head=Cm(5.6), value="Fine")
    if report.notices:
        document.add_heading("What to know about the files", 2)
        for notice in report.notices:
            paragraph(document, notice, "List Bullet")
    document.add_heading("Decisions", 2)
    if report.trail:
        _acts(document, report.trail)
    else:
        paragraph(document, "None is recorded.", "Normal")
    document.add_heading("To verify this report", 2)
    paragraph(document, report.verify, "Small")
    run_in(paragraph(document, "", "Small"), "Head of the chain of decisions", report.head)
    document.add_heading("Source of the rules", 2)
    paragraph(document, report.attribution, "Small")


def _acts(document: Document, acts: Sequence[TrailRow]) -> None:
    rows = table(document, ("No.", "When", "Who", "What"), (1.1, 4.9, 3.2, 7.8))
    for act in acts:
        for cell in add(rows, (act.id, act.at, act.by, act.act)):
            cell.paragraphs[0].style = "Found"
    finish(rows, above=30)


def properties(document: Document, report: Report) -> None:
    """What the file says of itself; nothing that the library's template left there."""
    without_thumbnail(document)
    at = report.at.astimezone(UTC).replace(tzinfo=None)
    told = document.core_properties
    told.title, told.subject = clean(report.title)[:255], clean(report.reference)[:255]
    told.author = told.last_modified_by = told.comments = ""
    told.keywords, told.category = report.marking, clean(report.status)[:255]
    told.language, told.revision = "en-GB", 1
    told.created = told.modified = at
