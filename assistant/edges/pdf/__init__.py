"""A PDF in, blocks with page numbers, notices and the ledger out.

Two engines look at it: pdfplumber reads, pdfium says what there was to read and what can be seen of it.
It stands alone because a PDF says where signs stand and seldom what they are: nothing of that goes further.
"""

import io
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pdfplumber
import pdfplumber.pdf

from assistant.domain.ledger import Bucket
from assistant.domain.refusal import MAX_CHARACTERS, Refusal
from assistant.domain.review import Contents
from assistant.edges.pdf.account import accounted
from assistant.edges.pdf.flow import body_size, furniture_of, items_of
from assistant.edges.pdf.items import Group
from assistant.edges.pdf.outline import entitle
from assistant.edges.pdf.page import Sheet, sheet_of
from assistant.edges.pdf.survey import Bookmark, Survey
from assistant.edges.pdf.tags import Plan
from assistant.edges.pdf.tree import UnsoundTree, tree_of
from assistant.edges.pdf.untold import with_untold, without_header_rows
from assistant.edges.pdf.write import Written, written
from assistant.errors import UnreadableFile

__all__ = ["read_pdf"]

# pdfminer's complaints quote the file; no text of a review goes to a log.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def read_pdf(data: bytes, page_read: Callable[[], None] = lambda: None) -> Contents:
    """Blocks, notices and ledger of a PDF; raises ``UnreadableFile`` with what to do about it.

    The ledger counts every character but white space that either engine finds on a page, and the words of
    comments. What is filled in on a form is printed on its page first, and then read as it stands there.
    ``page_read`` is called after each page, so that whoever counts the time can allow for the next.
    """
    try:
        with Survey(data) as survey:
            if survey.has_form:
                data = survey.with_form_printed()
                with Survey(data) as printed:
                    return _read(data, printed, survey.comments, page_read)
            return _read(data, survey, survey.comments, page_read)
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:  # both engines raise whatever a broken file makes them stumble over
        raise UnreadableFile(Refusal.DAMAGED_PDF) from error


def _read(
    data: bytes, survey: Survey, comments: Sequence[Sequence[str]], page_read: Callable[[], None]
) -> Contents:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        plan = _plan(pdf)
        sheets = list(_sheets(pdf, survey, plan, page_read))
        if plan and not all(sheet.told for sheet in sheets):
            plan = None
            sheets = list(_sheets(pdf, survey, plan, page_read))
    result = _by_tags(sheets, plan) if plan else _by_place(sheets, survey.outline())
    return accounted(result, sheets, survey.letters, comments)


def _plan(pdf: pdfplumber.pdf.PDF) -> Plan | None:
    try:
        root = tree_of(pdf)
    except UnsoundTree:
        return None
    return Plan(root) if root and root.held else None


def _sheets(
    pdf: pdfplumber.pdf.PDF, survey: Survey, plan: Plan | None, page_read: Callable[[], None]
) -> Iterator[Sheet]:
    total = 0
    for number, page in enumerate(pdf.pages[: len(survey.letters)]):
        sheet = sheet_of(page, survey.ink(number, float(page.width), float(page.height)), plan)
        total += sheet.letters.total()
        if total > MAX_CHARACTERS * 2:
            raise UnreadableFile(Refusal.TOO_MUCH_TEXT)
        page.close()
        page_read()
        yield sheet


def _by_place(sheets: Sequence[Sheet], outline: Sequence[Bookmark]) -> Written:
    furniture = furniture_of(sheets)
    aside = Counter[Bucket]()
    items = items_of(sheets, furniture, aside)
    entitle(items, outline)
    result = written(items, furniture, body_size([line for sheet in sheets for line in sheet.lines]))
    result.buckets += aside
    return result


def _by_tags(sheets: Sequence[Sheet], plan: Plan) -> Written:
    items = list(plan.items())
    aside = Counter[Bucket]()
    artifacts = [line for sheet in sheets for line in sheet.artifacts]
    furniture = without_header_rows(artifacts, items, aside)
    items = with_untold(items, [line for sheet in sheets for line in sheet.lines])
    lines = [line for item in items if isinstance(item, Group) for line in item.lines]
    result = written(items, furniture, body_size(lines))
    result.buckets += aside
    return result
