"""One PDF page in, a Sheet out: its lines and tables, what cannot be seen on it, and how much of everything.

It stands alone because only here the characters of a page are laid out; everything after works on items.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pdfplumber.page import Page

from assistant.domain.ledger import Bucket
from assistant.edges.pdf.grid import Grid, grids_of
from assistant.edges.pdf.ink import Ink
from assistant.edges.pdf.items import Char, Printed
from assistant.edges.pdf.letters import spelled, sum_of
from assistant.edges.pdf.lines import lines_in, marks_in
from assistant.edges.pdf.tags import Plan
from assistant.edges.pdf.unseen import apart, words_of

_BIG_PICTURE = 0.05
_DRAWN_TEXT = 200


@dataclass
class Sheet:
    """What one page holds. ``letters``: its characters that count; ``aside``: how many of them are no text.

    On a page laid out by tags (``told``) ``lines`` are those that no tag names, and there are no grids.
    """

    number: int
    height: float
    width: float
    letters: Counter[str]
    lines: list[Printed] = field(default_factory=list)
    artifacts: list[Printed] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    aside: Counter[Bucket] = field(default_factory=Counter)
    hidden: str = ""
    struck: str = ""
    pictures: int = 0
    blank: bool = False
    told: bool = False

    @property
    def read(self) -> int:
        """How many characters of the page can be seen and are read."""
        return self.letters.total() - self.aside[Bucket.HIDDEN] - self.aside[Bucket.DELETED]


def sheet_of(page: Page, ink: Ink, plan: Plan | None) -> Sheet:
    """Everything printed on that page; with a plan, what the tags name of it goes there."""
    chars: list[Char] = [{**char, "text": spelled(str(char["text"]))} for char in page.chars]
    sheet = Sheet(page.page_number, float(page.height), float(page.width), sum_of(chars))
    kinds = apart(page, chars, ink)
    sheet.hidden, sheet.struck = words_of(kinds.hidden), words_of(kinds.struck)
    marks = marks_in(kinds.shown)
    taken = {id(char) for group in marks for char in group}
    if plan is None:
        plain = [char for char in kinds.shown if id(char) not in taken]
        sheet.grids, loose, outside = grids_of(page, plain, marks)
        sheet.lines = lines_in(loose, page.page_number, outside)
    else:
        artifacts, untold, sheet.told = plan.take(page.page_number, kinds.shown, marks)
        sheet.artifacts = lines_in([c for c in artifacts if id(c) not in taken], page.page_number)
        sheet.lines = lines_in([c for c in untold if id(c) not in taken], page.page_number, marks)
    sheet.aside = Counter(
        {
            Bucket.HIDDEN: sum_of(kinds.hidden).total(),
            Bucket.DELETED: sum_of(kinds.struck).total(),
            Bucket.COPY: sum_of(kinds.copies).total(),
            Bucket.MARK: len(taken),
        }
    )
    area = sheet.width * sheet.height or 1.0
    sheet.pictures = sum(1 for picture in page.images if _area(picture) > _BIG_PICTURE * area)
    sheet.blank = not sheet.letters and not page.images and len(page.curves) < _DRAWN_TEXT
    return sheet


def _area(thing: Char) -> float:
    return float(abs(thing["x1"] - thing["x0"]) * abs(thing["bottom"] - thing["top"]))


def named(sheets: Sequence[Sheet]) -> str:
    """Those pages in words: ``page 3``, ``pages 3, 4``."""
    numbers = ", ".join(str(sheet.number) for sheet in sheets)
    return f"page {numbers}" if len(sheets) == 1 else f"pages {numbers}"
