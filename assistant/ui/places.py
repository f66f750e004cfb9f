"""Where a passage stands, in the words an inspector would use to find it in the file.

In comes a review, out go phrases such as "5.3 Implementation, paragraph 4". It stands alone because
evidence, checks, notices and the review's own margin must give the same number.
"""

from assistant.domain.review import Kind, Passage, Review
from assistant.steps.report.places import NUMBERS, TELLING_CELL


class Places:
    """The places of one review. Paragraphs and list items are counted together within their section."""

    def __init__(self, review: Review) -> None:
        self._passages = {passage.id: passage for passage in review.passages}
        self._titles = {section.id: section.title for section in review.sections}
        self._numbers: dict[str, int] = {}
        self._columns: dict[int, tuple[str, ...]] = {}
        counted: dict[str, int] = {}
        for passage in review.passages:
            if passage.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
                counted[passage.section] = counted.get(passage.section, 0) + 1
                self._numbers[passage.id] = counted[passage.section]
            elif passage.header and passage.table is not None:
                self._columns.setdefault(passage.table, passage.cells)

    def known(self, passage_id: str) -> bool:
        """Whether the review has such a passage."""
        return passage_id in self._passages

    def number(self, passage_id: str) -> int | None:
        """The number in the margin: of the paragraph in its section, or of the row in its table.

        A table that numbers its own rows gets none from us.
        """
        passage = self._passages[passage_id]
        if passage.kind is Kind.ROW:
            return None if self._numbered(passage) else passage.row
        return self._numbers.get(passage_id)

    def within(self, passage_id: str, start: int | None = None) -> str:
        """The place inside its section: "paragraph 4", "row 31, 14 May 2026, Event".

        ``start`` is an offset into the passage; in a row it names the column.
        """
        passage = self._passages[passage_id]
        row = passage.kind is Kind.ROW and not passage.header
        return ", ".join([self._row(passage, start) if row else self._inside(passage), *_page(passage)])

    def words(self, passage_id: str, start: int | None = None) -> str:
        """The whole place: "5.3 Implementation, paragraph 4"."""
        passage = self._passages[passage_id]
        return f"{self._titles[passage.section]}, {self.within(passage_id, start)}"

    def brief(self, passage_id: str) -> str:
        """The place as a sentence can carry it: without page, date or column."""
        passage = self._passages[passage_id]
        row = passage.kind is Kind.ROW and not passage.header
        within = self._row_number(passage) if row else self._inside(passage)
        return f"{self._titles[passage.section]}, {within}"

    def quoted(self, passage_id: str, start: int, end: int) -> list[str]:
        """The file's own text between two offsets of a passage, one string for each cell it touches."""
        return [cell for cell in self._passages[passage_id].text[start:end].split("\t") if cell]

    def stands(self, passage_id: str, start: int, end: int) -> bool:
        """Whether the review has text between those offsets."""
        passage = self._passages.get(passage_id)
        return passage is not None and 0 <= start < end <= len(passage.text)

    def position(self, passage_id: str, start: int) -> int:
        """The offset into the text of the review, for reading order."""
        return self._passages[passage_id].start + start

    def _inside(self, passage: Passage) -> str:
        return {
            Kind.HEADING: "heading",
            Kind.ROW: "table heading",
            Kind.FOOTNOTE: f"footnote {passage.label}" if passage.label else "footnote",
            Kind.FURNITURE: "header or footer",
        }.get(passage.kind, f"paragraph {self._numbers.get(passage.id)}")

    def _row_number(self, passage: Passage) -> str:
        return f"no. {passage.cells[0].strip()}" if self._numbered(passage) else f"row {passage.row}"

    def _heads(self, passage: Passage) -> tuple[str, ...]:
        return self._columns.get(passage.table or 0, ())

    def _numbered(self, passage: Passage) -> bool:
        heads = self._heads(passage)
        return bool(heads) and heads[0].strip().lower() in NUMBERS and passage.cells[0].strip().isalnum()

    def _row(self, passage: Passage, start: int | None) -> str:
        """As the report words it: by the file's own number where there is one, with the date or first cell."""
        heads, cells = self._heads(passage), [" ".join(cell.split()) for cell in passage.cells]
        column = None if start is None else passage.text.count("\t", 0, start)
        dates = [at for at, head in enumerate(heads[: len(cells)]) if "date" in head.lower()]
        telling = dates[0] if dates else int(self._numbered(passage))
        words = [self._row_number(passage)]
        if telling < len(cells) and telling != column and 0 < len(cells[telling]) <= TELLING_CELL:
            words.append(cells[telling])
        if column is not None and column < len(heads) and heads[column].strip():
            words.append(" ".join(heads[column].split()))
        return ", ".join(words)


def _page(passage: Passage) -> list[str]:
    return [f"page {passage.page}"] if passage.page is not None else []
