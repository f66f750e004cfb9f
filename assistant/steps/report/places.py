"""Where evidence stands in the file, and what it says there, verbatim.

A review and checked citations come in; quotations with places as a reader would look them up go out. It stands
alone because nothing else may put words of the file between quotation marks.
"""

from collections.abc import Iterable

from assistant.domain.draft import CheckedCitation, Located, Match, Stance
from assistant.domain.report import Quotation
from assistant.domain.review import Kind, Passage, Review
from assistant.steps.report.words import STANCE

NUMBERS = frozenset({"no", "no.", "number", "row", "#"})
"""How a file heads a column of its own row numbers; a reader finds a row by those, not by our count."""

TELLING_CELL = 24
"""The date of a row, else its first cell, helps to find it if it has up to this many characters."""


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

    def words(self, passage: Passage, start: int) -> str:
        """The place of that offset: "4 Chronology, row 31, 14 May 2026, Event"."""
        words = [" ".join(self._titles.get(passage.section, "").split()), *self._within(passage, start)]
        if passage.page is not None:
            words.append(f"page {passage.page}")
        if self._several_files:
            words.append(passage.file)
        return ", ".join(word for word in words if word)

    def _within(self, passage: Passage, start: int) -> list[str]:
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
        column = passage.text.count("\t", 0, start)
        numbered = bool(heads) and heads[0].strip().lower() in NUMBERS and cells[0].isalnum()
        dates = [at for at, head in enumerate(heads[: len(cells)]) if "date" in head.lower()]
        telling = dates[0] if dates else int(numbered)
        words = [f"no. {cells[0]}" if numbered else f"row {passage.row}"]
        if telling < len(cells) and telling != column and len(cells[telling]) <= TELLING_CELL:
            words.append(cells[telling])
        if column < len(heads):
            words.append(" ".join(heads[column].split()))
        return words

    def quotations(self, citations: Iterable[CheckedCitation]) -> tuple[Quotation, ...]:
        """What stands in the file at the places of those citations, once each: for before against."""
        found: dict[tuple[Stance, tuple[tuple[int, str], ...]], tuple[Quotation, ...]] = {}
        for citation in citations:
            pieces = [piece for located in self._located(citation) for piece in self._cells(located)]
            key = (citation.stance, tuple((passage.start + start, text) for passage, start, text in pieces))
            if not pieces or key in found:
                continue
            found[key] = tuple(
                Quotation(
                    stance=STANCE[citation.stance],
                    part=f"{number} of {len(pieces)}" if len(pieces) > 1 else None,
                    text=text,
                    place=self.words(passage, start),
                )
                for number, (passage, start, text) in enumerate(pieces, start=1)
            )
        in_order = sorted(found, key=lambda key: (key[0] is Stance.AGAINST, key[1]))
        return tuple(quotation for key in in_order for quotation in found[key])

    def not_found(self, citations: Iterable[CheckedCitation]) -> tuple[str, ...]:
        """What was offered as a quotation and cannot be shown as one, without its quotation marks."""
        absent = (c.quote.strip("\"'“”‘’ \t\n") for c in citations if not self._located(c))
        return tuple(dict.fromkeys(text for text in absent if text))

    def _located(self, citation: CheckedCitation) -> tuple[Located, ...]:
        if citation.match is Match.ABSENT:
            return ()
        located = citation.located
        if not located and citation.passage and citation.start is not None and citation.end is not None:
            located = (Located(passage=citation.passage, start=citation.start, end=citation.end),)
        return located if all(self._stands(piece) for piece in located) else ()

    def _stands(self, piece: Located) -> bool:
        passage = self._passages.get(piece.passage)
        return passage is not None and 0 <= piece.start < piece.end <= len(passage.text)

    def _cells(self, piece: Located) -> list[tuple[Passage, int, str]]:
        """The piece cell by cell, so that no tab of ours ever stands inside a quotation."""
        passage = self._passages[piece.passage]
        found, start = [], piece.start
        for text in passage.text[piece.start : piece.end].split("\t"):
            if text.strip():
                found.append((passage, start, text))
            start += len(text) + 1
        return found
