"""Where quotations stand in one review: built once from the review, asked once for every quotation.

In goes a review; out comes a ``Finder`` that locates a quotation in the passage it was cited from, or
elsewhere, or says that it is absent. Stands alone as the one place that searches the review's text. There is
no fuzzy matching: what is found differs from what was offered only as ``fold.py`` and ``quotation.py`` say.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from assistant.domain.draft import Located, Match
from assistant.domain.review import Kind, Review
from assistant.steps.verify.fold import fold, places
from assistant.steps.verify.layout import lay_out
from assistant.steps.verify.quotation import Reading, pieces, readings, words

_NEGATION = re.compile(
    r"(?:\b(?:not|no|never|nor|neither|none|nothing|nobody|nowhere|without|cannot|hardly|rarely|seldom"
    r"|unable|unlikely|fail(?:s|ed|ing|ure)?|lack(?:s|ed|ing)?)\b|n't\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\W|\Z)")
_Apart = tuple[tuple[Reading, ...], ...]

_MOST_BEGINNINGS = 100
"""Places from which the later pieces of a quotation with ellipses are looked for."""


class _Hit(NamedTuple):
    """A place in the searched text, and the first and last unit it touches."""

    start: int
    end: int
    first: int
    last: int


class Finder:
    """Locates quotations in one review. Page headers and footers are searched by ``contains`` only."""

    def __init__(self, review: Review) -> None:
        self._passages = review.passages
        self._number = {passage.id: n for n, passage in enumerate(review.passages)}
        layout = lay_out(review)
        self._text, self._units, self._of_passage = layout.text, layout.units, layout.of_passage
        self._starts = [unit.start for unit in self._units]
        self._furniture = "\n".join(fold(p.text).text for p in review.passages if p.kind is Kind.FURNITURE)

    def locate(self, cited_passage: str, quote: str) -> tuple[Match, tuple[Located, ...]]:
        """How and where a quotation stands in the review; ABSENT and no place if it is no evidence.

        The cited passage comes first, then the nearest to it in reading order (the first in reading order
        if there is no such passage). A quotation of under 12 characters or three words counts only as
        whole cells of the cited row (not of a row that names columns), and so does each piece around an
        ellipsis. A quotation across cells or neighbouring passages comes back in pieces; it is NORMALISED
        if one of them lies in the cited passage. An ellipsis leaps within one passage and over no
        negation of the sentences it joins. Headings may be quoted, page headers and footers may not.
        """
        cited = self._number.get(cited_passage)
        offered = readings(quote)
        apart = pieces(quote)
        for here, match in ((True, Match.NORMALISED), (False, Match.MOVED)):
            for reading in offered:
                hits = list(self._evidence(reading, cited, here=here))
                exact = self._first_exact(reading, hits, cited)
                if exact:
                    return Match.EXACT, exact
                if hits:
                    return match, self._located(min(hits, key=lambda hit: self._far(hit, cited)))
            located = self._elided(apart, cited, here=here)
            if located:
                return match, located
        return Match.ABSENT, ()

    def contains(self, quote: str) -> bool:
        """Whether these words stand anywhere in the review, page headers and footers included.

        The same comparison as ``locate`` at any length, for words quoted in passing.
        """
        for reading in readings(quote):
            if next(self._hits(reading, 0, len(self._text)), None) is not None:
                return True
            for needle in reading.needles:
                if next(places(self._furniture, needle, 0, len(self._furniture)), None) is not None:
                    return True
        apart = pieces(quote)
        if not apart:
            return False
        starts = (hit for reading in apart[0] for hit in self._hits(reading, 0, len(self._text)))
        return any(self._in_order(apart, hit, evidence=False) for hit in islice(starts, _MOST_BEGINNINGS))

    # Searching ----------------------------------------------------------------------------------------

    def _evidence(self, reading: Reading, cited: int | None, *, here: bool) -> Iterator[_Hit]:
        """Hits that count as evidence: touching the cited passage (``here``), or anywhere."""
        if not here:
            if reading.long_enough:
                yield from self._hits(reading, 0, len(self._text))
            return
        if cited is None or not (own := self._of_passage.get(cited)):
            return
        start, end = self._units[own[0]].start, self._units[own[-1]].end
        reach = len(reading.needles[0])
        for hit in self._hits(reading, max(0, start - reach), min(len(self._text), end + reach)):
            if hit.start < end and hit.end > start and (reading.long_enough or self._whole_cells(hit, cited)):
                yield hit

    def _hits(self, reading: Reading, low: int, high: int) -> Iterator[_Hit]:
        for needle in reading.needles:
            yield from self._hits_of(needle, reading, low, high)

    def _hits_of(self, needle: str, reading: Reading, low: int, high: int) -> Iterator[_Hit]:
        for start in places(self._text, needle, low, high):
            hit = self._hit(start, start + len(needle))
            if self._joined_rightly(reading, hit):
                yield hit

    def _hit(self, start: int, end: int) -> _Hit:
        return _Hit(start, end, bisect_right(self._starts, start) - 1, bisect_left(self._starts, end) - 1)

    def _joined_rightly(self, reading: Reading, hit: _Hit) -> bool:
        """Whether every cell or passage boundary inside the hit may be read over.

        Cells "12" and "May 2024" are no date, cells "No" and "further action" no sentence: where the quotation
        shows no boundary (tab, line break, pipe), no number or negation may stand at it, unless the text
        itself ends there, or the quotation is the whole row.
        """
        for n in range(hit.first, hit.last):
            left, right = self._units[n], self._units[n + 1]
            if reading.shows_boundary(left.end - hit.start) or left.folded.text[-1] in ".!?:;":
                continue
            if left.passage == right.passage and self._whole_row(hit, left.passage):
                continue
            if any(_bears_meaning(w) for w in (words(left.folded.text)[-1:] + words(right.folded.text)[:1])):
                return False
        return True

    def _whole_row(self, hit: _Hit, passage: int) -> bool:
        own = self._of_passage[passage]
        before = self._text[self._units[own[0]].start : hit.start]
        after = self._text[hit.end : self._units[own[-1]].end]
        return hit.first >= own[0] and hit.last <= own[-1] and not words(before + after)

    def _whole_cells(self, hit: _Hit, cited: int) -> bool:
        passage = self._passages[cited]
        if passage.kind is not Kind.ROW or passage.header:
            return False
        if self._units[hit.first].passage != cited or self._units[hit.last].passage != cited:
            return False
        before = self._text[self._units[hit.first].start : hit.start]
        after = self._text[hit.end : self._units[hit.last].end]
        return not before.strip("'\"") and not after.strip("'\".,")

    # Grading ------------------------------------------------------------------------------------------

    def _far(self, hit: _Hit, cited: int | None) -> tuple[int, bool, int]:
        """Order of preference: passages away from the cited one, in one passage or over two, reading order."""
        first, last = self._units[hit.first].passage, self._units[hit.last].passage
        away = 0 if cited is None else max(first - cited, cited - last, 0)
        return away, first != last, hit.start

    def _first_exact(self, reading: Reading, hits: list[_Hit], cited: int | None) -> tuple[Located, ...]:
        """The pieces, as wide as the quotation as offered, if it stands in the cited passage to the letter."""
        raw = reading.raw
        if cited is None or not reading.literal or raw != raw.strip():
            return ()
        text = self._passages[cited].text
        for hit in hits:
            if {self._units[hit.first].passage, self._units[hit.last].passage} != {cited}:
                continue
            whole = list(self._located(hit))
            start = whole[0].start - reading.lead
            end = start + len(raw)
            if start < 0 or not text.startswith(raw, start):
                continue
            if "\t" in text[start : whole[0].start] + text[whole[-1].end : end]:
                continue
            whole[0] = Located(passage=whole[0].passage, start=start, end=whole[0].end)
            whole[-1] = Located(passage=whole[-1].passage, start=whole[-1].start, end=end)
            return tuple(whole)
        return ()

    def _located(self, hit: _Hit) -> tuple[Located, ...]:
        found: list[Located] = []
        for unit in self._units[hit.first : hit.last + 1]:
            low, high = max(hit.start, unit.start), min(hit.end, unit.end)
            start, end = unit.folded.span(low - unit.start, high - unit.start)
            passage = self._passages[unit.passage].id
            found.append(Located(passage=passage, start=unit.offset + start, end=unit.offset + end))
        return tuple(found)

    # Ellipses -----------------------------------------------------------------------------------------

    def _elided(self, apart: _Apart, cited: int | None, *, here: bool) -> tuple[Located, ...]:
        """The pieces in order within one passage: the cited one (``here``), or the nearest to it."""
        if not apart:
            return ()
        starts = [hit for reading in apart[0] for hit in self._evidence(reading, cited, here=here)]
        starts.sort(key=lambda hit: self._far(hit, cited))
        for hit in starts[:_MOST_BEGINNINGS]:
            if here and self._units[hit.first].passage != cited:
                continue
            chain = self._in_order(apart, hit, evidence=True)
            if chain:
                return tuple(place for link in chain for place in self._located(link))
        return ()

    def _in_order(self, apart: _Apart, first: _Hit, *, evidence: bool) -> list[_Hit]:
        """The pieces after ``first``, each the next in the same passage; empty if one is not there."""
        passage = self._units[first.first].passage
        if self._units[first.last].passage != passage:
            return []
        high = self._units[self._of_passage[passage][-1]].end
        chain = [first]
        for piece in apart[1:]:
            low = chain[-1].end
            following = min(self._next(piece, low, high, passage if evidence else None), default=None)
            if following is None or _leaps_over_negation(self._text[low : following.start]):
                return []
            chain.append(following)
        return chain

    def _next(self, piece: tuple[Reading, ...], low: int, high: int, passage: int | None) -> Iterator[_Hit]:
        """The first place of each reading; with a passage, the first that is evidence there."""
        for reading in piece:
            for needle in reading.needles:
                for hit in self._hits_of(needle, reading, low, high):
                    if passage is None or reading.long_enough or self._whole_cells(hit, passage):
                        yield hit
                        break


def _bears_meaning(word: str) -> bool:
    return any(c.isdigit() for c in word) or _NEGATION.search(word) is not None


def _leaps_over_negation(gap: str) -> bool:
    """Whether what an ellipsis leaves out negates a sentence it joins; whole sentences between may go."""
    sentences = _SENTENCE_END.split(gap)
    return any(_NEGATION.search(part) for part in {sentences[0], sentences[-1]})
