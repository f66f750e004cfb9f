"""Where text stands, as the report says it: with the file where there are several, and in a draft's own words.

A review comes in; places and sentences without a raw passage id go out. It stands alone because a printed
reference cannot be followed by a click: it must name the quotation shown, or the whole place.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.domain.draft import CheckedCitation
from assistant.domain.places import Places
from assistant.domain.references import cut
from assistant.domain.review import Review


class ReportPlaces(Places):
    """The places of one review for a reader who has the files, and nothing to click on."""

    def __init__(self, review: Review) -> None:
        super().__init__(review)
        self._several_files = len(review.files) > 1

    def words(self, passage_id: str, starts: Iterable[int] = ()) -> str:
        """The place of a passage: "4 Chronology, row 31, 14 May 2026, Event, plan.docx"."""
        words, passage = super().words(passage_id, starts), self._passages.get(passage_id)
        return f"{words}, {passage.file}" if self._several_files and passage is not None else words

    def pointed(self, text: str, numbers: Mapping[str, Collection[int]]) -> str:
        """A draft's words without a raw passage id: [p58] becomes the numbers of the quotations shown from that
        passage, as ``numbers`` has them, or else its place in words.
        """
        return "".join(
            piece if isinstance(piece, str) else f"[{self._reference(piece, numbers)}]" for piece in cut(text)
        )

    def not_found(self, citations: Iterable[CheckedCitation]) -> tuple[str, ...]:
        """What was offered as a quotation and cannot be shown as one, without its quotation marks."""
        absent = (c.quote.strip("\"'“”‘’ \t\n") for c in citations if not self.located(c))
        return tuple(dict.fromkeys(text for text in absent if text))

    def _reference(self, passages: Sequence[str], numbers: Mapping[str, Collection[int]]) -> str:
        shown = sorted({number for passage in passages for number in numbers.get(passage, ())})
        told, title = [", ".join(map(str, shown))] if shown else [], ""
        for passage_id in passages:
            if passage_id not in numbers:
                # Rows of one table are often pointed at together: its title is said once.
                passage, before = self._passages.get(passage_id), title
                title = "" if passage is None else self._title(passage)
                words = self.words(passage_id)
                told.append(words.removeprefix(f"{title}, ") if title == before else words)
        return "; ".join(dict.fromkeys(told))
