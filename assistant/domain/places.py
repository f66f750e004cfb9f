"""Where a passage stands, in the words by which a person finds it in the file, and what it says there.

A review comes in; phrases such as "5.3 Implementation, paragraph 4" and the file's own text go out. It stands
alone because evidence, checks, notices, the margin of the review and the report must give the same place.
"""

from collections.abc import Iterable, Sequence

from assistant.domain.draft import CheckedCitation, CheckedQuotation, Located, Match
from assistant.domain.review import Kind, Passage, Review
from assistant.domain.words import listed

NO_PASSAGE = "passage not in the review"
"""Stands for the place of a passage that a draft points at and that is not there."""

_NUMBERS = frozenset({"no", "no.", "number", "row", "#"})
"""How a file heads a column of its own row numbers; a reader finds a row by those, not by our count."""

_TELLING_CELL = 24
"""The date of a row, else its first cell, helps to find it if it has up to this many characters."""


class Places:
    """The places of one review; paragraphs and list items are counted together within their section."""

    def __init__(self, review: Review) -> None:
        self._passages = {passage.id: passage for passage in review.passages}
        self._titles = {section.id: " ".join(section.title.split()) for section in review.sections}
        self._numbers: dict[str, int] = {}
        self._columns: dict[int | None, tuple[str, ...]] = {}
        counted: dict[str, int] = {}
        for passage in review.passages:
            if passage.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
                counted[passage.section] = counted.get(passage.section, 0) + 1
                self._numbers[passage.id] = counted[passage.section]
            elif passage.header:
                self._columns.setdefault(passage.table, passage.cells)

    def known(self, passage_id: str) -> bool:
        """Whether the review has such a passage."""
        return passage_id in self._passages

    def number(self, passage_id: str) -> int | None:
        """The number in the margin: of the paragraph in its section, or of the row in its table.

        A table that numbers its own rows gets none from us. ``KeyError`` if there is no such passage.
        """
        passage = self._passages[passage_id]
        if passage.kind is Kind.ROW:
            return None if self._numbers_itself(passage) else passage.row
        return self._numbers.get(passage_id)

    def words(self, passage_id: str, starts: Iterable[int] = ()) -> str:
        """The place of a passage: "4 Chronology, row 31, 14 May 2026, Event, page 7".

        ``starts`` are offsets into the passage; in a row they name the columns.
        """
        passage = self._passages.get(passage_id)
        if passage is None:
            return NO_PASSAGE
        within = [self._within(passage)]
        if passage.kind is Kind.ROW and not passage.header:
            columns = sorted({passage.text.count("\t", 0, start) for start in starts})
            within += [*self._telling(passage, columns), self._heads(passage, columns)]
        if passage.page is not None:
            within.append(f"page {passage.page}")
        return ", ".join(word for word in (self._title(passage), *within) if word)

    def brief(self, passage_id: str) -> str:
        """The place as a sentence can carry it: without page, date or column."""
        passage = self._passages.get(passage_id)
        return NO_PASSAGE if passage is None else f"{self._title(passage)}, {self._within(passage)}"

    def located(self, citation: CheckedCitation | CheckedQuotation) -> tuple[Located, ...]:
        """Where a citation stands, piece by piece; () if nowhere: it is absent, or no text is there."""
        if citation.match is Match.ABSENT or citation.passage is None:
            return ()
        pieces = citation.located
        if not pieces and citation.start is not None and citation.end is not None:
            pieces = (Located(passage=citation.passage, start=citation.start, end=citation.end),)
        return pieces if all(self._stands(piece) for piece in pieces) else ()

    def cells(self, pieces: Iterable[Located]) -> tuple[Located, ...]:
        """The same pieces cell by cell, so that no tab of ours is in a quotation."""
        found = []
        for piece in pieces:
            start = piece.start
            for text in self.text(piece).split("\t"):
                if text.strip():
                    found.append(Located(passage=piece.passage, start=start, end=start + len(text)))
                start += len(text) + 1
        return tuple(found)

    def text(self, piece: Located) -> str:
        """The file's own words there."""
        return self._passages[piece.passage].text[piece.start : piece.end]

    def position(self, piece: Located) -> int:
        """The offset into the text of the review, for reading order."""
        return self._passages[piece.passage].start + piece.start

    def _title(self, passage: Passage) -> str:
        return self._titles.get(passage.section, "")

    def _within(self, passage: Passage) -> str:
        if passage.kind is Kind.ROW and not passage.header:
            return f"no. {passage.cells[0].strip()}" if self._numbers_itself(passage) else f"row {passage.row}"
        return {
            Kind.HEADING: "heading",
            Kind.ROW: "table heading",
            Kind.FOOTNOTE: f"footnote {passage.label or ''}".strip(),
            Kind.FURNITURE: "header or footer",
        }.get(passage.kind, f"paragraph {self._numbers.get(passage.id)}")

    def _numbers_itself(self, passage: Passage) -> bool:
        heads = self._columns.get(passage.table, ())
        return bool(heads) and heads[0].strip().lower() in _NUMBERS and passage.cells[0].strip().isalnum()

    def _telling(self, passage: Passage, columns: Sequence[int]) -> list[str]:
        """The date of a row, else its first cell, unless that is what is quoted."""
        cells, heads = passage.cells, self._columns.get(passage.table, ())
        dates = [at for at, head in enumerate(heads[: len(cells)]) if "date" in head.lower()]
        telling = dates[0] if dates else int(self._numbers_itself(passage))
        if telling >= len(cells) or telling in columns:
            return []
        words = " ".join(cells[telling].split())
        return [words] if len(words) <= _TELLING_CELL else []

    def _heads(self, passage: Passage, columns: Sequence[int]) -> str:
        heads = self._columns.get(passage.table, ())
        quoted = [" ".join(heads[column].split()) for column in columns if column < len(heads)]
        return listed([head for head in quoted if head])

    def _stands(self, piece: Located) -> bool:
        passage = self._passages.get(piece.passage)
        if passage is None or not 0 <= piece.start < piece.end <= len(passage.text):
            return False
        return bool(self.text(piece).strip())
