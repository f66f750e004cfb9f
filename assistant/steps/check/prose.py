"""The sentences of a review in its author's own words: passages in, sentences and texts without quotations out.

It stands alone because every check of language must leave the same things alone: headers and footers, words
that the review only quotes, and lines in capitals.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.review import Kind, Passage, Review
from assistant.domain.words import listed

_QUOTED = re.compile(r"“[^“”]*”|(?<!\w)\"[^\"]*\"|(?<!\w)‘(?:[^\s‘’]+\s+){3}[^‘’]*(?:’(?=\w)[^‘’]*)*’(?!\w)")
_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[“‘\"(\[]?[A-Z0-9])|\n+")
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|no|nos|e\.g|i\.e|cf|para|paras|p|pp|vs|approx)|\b[A-Z])\.\s+$"
)
_SMALL, _CAPITAL = re.compile("[a-z]"), re.compile("[A-Z]")
_MARKS = re.compile('[“‘"]')
_READ = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.FOOTNOTE)


def written(review: Review) -> tuple[Passage, ...]:
    """All passages but headers and footers, in reading order."""
    return tuple(p for p in review.passages if p.kind is not Kind.FURNITURE)


def running(review: Review) -> tuple[Passage, ...]:
    """Passages of running text: paragraphs, list items and notes, no headings or table rows."""
    return tuple(p for p in review.passages if p.kind in _READ)


def own_words(text: str) -> str:
    """The text with everything in quotation marks blanked, each character by a space: offsets stay."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text) if _MARKS.search(text) else text


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, cut at a full stop, question or exclamation mark before a capital."""
    start = 0
    for end in _END.finditer(text):
        if _NO_END.search(text[start : end.end()]):
            continue
        if text[start : end.end()].strip():
            yield text[start : end.end()].strip()
        start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def shouts(text: str) -> bool:
    """Whether most letters are capitals, so that capitals say nothing about a word."""
    small, capital = len(_SMALL.findall(text)), len(_CAPITAL.findall(text))
    return capital > 0.6 * (small + capital)


def times(count: int) -> str:
    """How often: once, twice, 5 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def some(things: Sequence[str], most: int = 5) -> str:
    """The first few things in a row, and how many more there are: a, b and 3 more."""
    return (
        listed(things) if len(things) <= most else f"{', '.join(things[:most])} and {len(things) - most} more"
    )


def counted(count: int, noun: str) -> str:
    """A number with its noun: 1 date, 2 dates, 3 entries."""
    plural = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


def rows(places: Sequence[str], most: int = 5) -> str:
    """Rows by their places, the word said once: rows 3, 8 and 11."""
    words = {place.rpartition(" ")[0] for place in places}
    if len(words) > 1 or len(places) == 1:
        return some(list(places), most)
    return f"{words.pop()}s {some([place.rpartition(' ')[2] for place in places], most)}"
