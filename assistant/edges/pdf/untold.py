"""What the tags of a PDF leave untold, put in its place: header rows printed again, words without a tag.

It stands alone because tags name only what their writer thought of, and no word of a page may fall between.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from assistant.domain.ledger import Bucket
from assistant.edges.pdf.items import Group, Item, Printed, Table
from assistant.edges.pdf.letters import size


def without_header_rows(
    artifacts: Sequence[Printed], items: Sequence[Item], aside: Counter[Bucket]
) -> list[Printed]:
    """The artifacts that are furniture: header rows printed again on a later page are counted as copies."""
    headers = [
        {word for cell in row.cells for line in cell.lines for word in line.split()}
        for item in items
        if isinstance(item, Table)
        for row in item.rows
        if row.header
    ]
    kept = []
    for line in artifacts:
        if any(header.issuperset(line.text.split()) for header in headers):
            aside[Bucket.COPY] += size(line.text)
        else:
            kept.append(line)
    return kept


def with_untold(items: Sequence[Item], untold: Sequence[Printed]) -> list[Item]:
    """The items with the lines that no tag names, each a paragraph after what stands before it on its page."""
    keys: list[tuple[int, float]] = []
    for item in items:
        keys.append(max(_first(item) or (0, 0.0), keys[-1] if keys else (0, 0.0)))
    after: dict[int, list[Item]] = {}
    for line in untold:
        after.setdefault(bisect_right(keys, (line.page, line.top)), []).append(Group([line]))
    return [
        item
        for place in range(len(items) + 1)
        for item in (*(items[place - 1 : place] if place else ()), *after.get(place, ()))
    ]


def _first(item: Item) -> tuple[int, float] | None:
    """The page of an item, and how far down it begins where that is known."""
    if isinstance(item, Table):
        return (item.rows[0].page, 0.0) if item.rows else None
    return (item.lines[0].page, item.lines[0].top) if item.lines else None
