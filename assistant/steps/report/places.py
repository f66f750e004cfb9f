"""Where a passage stands, in the words by which a reader finds it in the file, and what it says there.

A review comes in; places in words and the file's own text out of its passages go out. It stands alone so that
quotations and rationales name a place in the same way.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.domain.draft import CheckedCitation, Located, Match
from assistant.domain.references import cut
from assistant.domain.review import Kind, Passage, Review
from assistant.steps.report.words import listed

NUMBERS = frozenset({"no", "no.", "number", "row", "#"})
"""How a file heads a column of its own row numbers; a reader finds a row by those, not by our count."""

TELLING_CELL = 24
"""The date of a row, else its first cell, helps to find it if it has up to this many characters."""

NO_PASSAGE = "passage not in the review"


class Places:
    """The places of one review; paragraphs and list items are counted together within their section."""

    def __init__(self, review: Review) -> None:
        self._passages = {passage.id: passage for passage in review.passages}
        self._titles = {section.id: section.title for section in review.sections}
        self._several_files = len(review.files) > 1
        self._numbers: dict[str, int] = {}
        self._columns: dict[int | None, tuple[str, ...]] = {}
        counted: dict[str, int] = {}
        for passage in review.passages:
            if passage.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
                counted[passage.section] = counted.get(passage.section, 0) + 1
                self._numbers[passage.id] = counted[passage.section]
            elif passage.header:
                self._columns.setdefault(passage.table, passage.cells)

    def words(self, passage_id: str, starts: Iterable[int] = ()) -> str:
        """The place of a passage: "4 Chronology, row 31, 14 May 2026, Event".

        ``starts`` are offsets into the passage; in a row they name the columns.
        """
        passage = self._passages.get(passage_id)
        if passage is None:
            return NO_PASSAGE
        columns = sorted({passage.text.count("\t", 0, start) for start in starts})
        words = [self._section(passage_id), *self._within(passage, columns)]
        if passage.page is not None:
            words.append(f"page {passage.page}")
        if self._several_files:
            words.append(passage.file)
        return ", ".join(word for word in words if word)

    def pointed(self, text: str, numbers: Mapping[str, Collection[int]]) -> str:
        """A draft's words without a raw passage id: [p58] becomes the numbers of the quotations shown from that
        passage, as ``numbers`` has them, or else its place in words.
        """
        return "".join(
            piece if isinstance(piece, str) else f"[{self._reference(piece, numbers)}]" for piece in cut(text)
        )

    def pieces(self, citation: CheckedCitation) -> tuple[Located, ...]:
        """Where a citation stands, cell by cell, so that no tab of ours is in a quotation; () if nowhere."""
        located = citation.located
        if not located and citation.passage and citation.start is not None and citation.end is not None:
            located = (Located(passage=citation.passage, start=citation.start, end=citation.end),)
        if citation.match is Match.ABSENT or not all(self._stands(piece) for piece in located):
            return ()
        return tuple(cell for piece in located for cell in self._cells(piece))

    def text(self, piece: Located) -> str:
        """The file's own words there."""
        return self._passages[piece.passage].text[piece.start : piece.end]

    def position(self, piece: Located) -> int:
        """The offset into the text of the review, for reading order."""
        return self._passages[piece.passage].start + piece.start

    def not_found(self, citations: Iterable[CheckedCitation]) -> tuple[str, ...]:
        """What was offered as a quotation and cannot be shown as one, without its quotation marks."""
        absent = (c.quote.strip("\"'“”‘’ \t\n") for c in citations if not self.pieces(c))
        return tuple(dict.fromkeys(text for text in absent if text))

    def _reference(self, passages: Sequence[str], numbers: Mapping[str, Collection[int]]) -> str:
        shown = sorted({number for passage in passages for number in numbers.get(passage, ())})
        told, section = [", ".join(map(str, shown))] if shown else [], ""
        for passage in passages:
            if passage not in numbers:
                # Rows of one table are often pointed at together: its title is said once.
                before, section = section, self._section(passage)
                words = self.words(passage)
                told.append(words.removeprefix(f"{section}, ") if section == before else words)
        return "; ".join(dict.fromkeys(told))

    def _section(self, passage_id: str) -> str:
        passage = self._passages.get(passage_id)
        return "" if passage is None else " ".join(self._titles.get(passage.section, "").split())

    def _within(self, passage: Passage, columns: Sequence[int]) -> list[str]:
        if passage.kind is not Kind.ROW:
            return [
                {
                    Kind.HEADING: "heading",
                    Kind.FOOTNOTE: f"footnote {passage.label or ''}".strip(),
                    Kind.FURNITURE: "header or footer",
                }.get(passage.kind, f"paragraph {self._numbers.get(passage.id)}")
            ]
        if passage.header:
            return ["table heading"]
        heads, cells = self._columns.get(passage.table, ()), [" ".join(c.split()) for c in passage.cells]
        numbered = bool(heads) and heads[0].strip().lower() in NUMBERS and cells[0].isalnum()
        dates = [at for at, head in enumerate(heads[: len(cells)]) if "date" in head.lower()]
        telling = dates[0] if dates else int(numbered)
        words = [f"no. {cells[0]}" if numbered else f"row {passage.row}"]
        if telling < len(cells) and telling not in columns and len(cells[telling]) <= TELLING_CELL:
            words.append(cells[telling])
        quoted = [" ".join(heads[column].split()) for column in columns if column < len(heads)]
        return [*words, listed([head for head in quoted if head])]

    def _stands(self, piece: Located) -> bool:
        passage = self._passages.get(piece.passage)
        return passage is not None and 0 <= piece.start < piece.end <= len(passage.text)

    def _cells(self, piece: Located) -> list[Located]:
        found, start = [], piece.start
        for text in self.text(piece).split("\t"):
            if text.strip():
                found.append(Located(passage=piece.passage, start=start, end=start + len(text)))
            start += len(text) + 1
        return found
