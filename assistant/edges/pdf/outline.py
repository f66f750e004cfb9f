"""Bookmarks in: the lines they point at become headings, of the level the outline gives them.

It stands alone because an outline tells headings without tags, and only where its words are on the page.
"""

import re
from collections.abc import Sequence

from assistant.domain.review import Kind
from assistant.edges.pdf.items import Group, Item
from assistant.edges.pdf.survey import Bookmark

_NUMBER = re.compile(r"^[\divxlc]{0,6}(?:\.\d+)*[.)]?\s+", re.IGNORECASE)
_DEEPEST = 9


def entitle(items: Sequence[Item], outline: Sequence[Bookmark]) -> None:
    """Makes a heading of each group that a bookmark names, on the page it points to."""
    named: dict[tuple[str, int | None], int] = {}
    for bookmark in outline:
        level = min(bookmark.level, _DEEPEST)
        named.setdefault((_key(bookmark.title), bookmark.page), level)
    for item in items:
        if isinstance(item, Group) and item.kind is None:
            words = " ".join(line.text for line in item.lines)
            found = named.get((_key(words), item.lines[0].page)) or named.get((_key(words), None))
            if found:
                item.kind, item.level = Kind.HEADING, found


def _key(text: str) -> str:
    """A title without its number and its spaces, as outlines and pages differ in them."""
    plain = "".join(_NUMBER.sub("", " ".join(text.split())).split()).casefold()
    return plain or "".join(text.split())
