"""Where a passage stands, in the words an inspector would use to find it in the file.

In comes a review, out go phrases such as "5.3 Implementation, paragraph 4". It stands alone because
evidence, checks, notices and the review's own margin must give the same number.
"""

from assistant.domain.review import Kind, Passage, Review

SHORT = 24
"""A first cell up to this many characters (a date, a name) helps to find its row."""


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
        """The number in the margin: of the paragraph in its section, or of the row in its table."""
        passage = self._passages[passage_id]
        return passage.row if passage.kind is Kind.ROW else self._numbers.get(passage_id)

    def within(self, passage_id: str, start: int | None = None) -> str:
        """The place inside its section: "paragraph 4", "row 31, 14 May 2026, Event".

        ``start`` is an offset into the passage; in a row it names the column.
        """
        passage = self._passages[passage_id]
        if passage.kind is Kind.ROW:
            return ", ".join(
                ["table heading" if passage.header else self._row(passage, start), *_page(passage)]
            )
        words = {
            Kind.HEADING: "heading",
            Kind.FOOTNOTE: f"footnote {passage.label}" if passage.label else "footnote",
            Kind.FURNITURE: "header or footer",
        }.get(passage.kind, f"paragraph {self._numbers.get(passage_id)}")
        return ", ".join([words, *_page(passage)])

    def words(self, passage_id: str, start: int | None = None) -> str:
        """The whole place: "5.3 Implementation, paragraph 4"."""
        passage = self._passages[passage_id]
        return f"{self._titles[passage.section]}, {self.within(passage_id, start)}"

    def quoted(self, passage_id: str, start: int, end: int) -> list[str]:
        """The file's own text between two offsets of a passage, one string for each cell it touches."""
        return [cell for cell in self._passages[passage_id].text[start:end].split("\t") if cell]

    def position(self, passage_id: str, start: int) -> int:
        """The offset into the text of the review, for reading order."""
        return self._passages[passage_id].start + start

    def _row(self, passage: Passage, start: int | None) -> str:
        words = [f"row {passage.row}"]
        first = passage.cells[0].strip()
        column = 0 if start is None else passage.text.count("\t", 0, start)
        if first and len(first) <= SHORT and column > 0 or (first and len(first) <= SHORT and start is None):
            words.append(" ".join(first.split()))
        names = self._columns.get(passage.table or 0, ())
        if start is not None and column < len(names) and names[column].strip():
            words.append(names[column].strip())
        return ", ".join(words)


def _page(passage: Passage) -> list[str]:
    return [f"page {passage.page}"] if passage.page is not None else []
