"""Header rows that the file does not mark as such: a first row that names columns we know.

Blocks in and out; it stands alone because Word, PDF and text all have such tables.
"""

from collections.abc import Sequence

from assistant.domain.columns import columns, part_of_table
from assistant.domain.review import Block, Kind


def _names_columns(block: Block) -> bool:
    cells = block.text.split("\t")
    known = sum(1 for column in columns(cells) if column is not None)
    return part_of_table(cells) is not None and known * 2 >= len(cells)


def with_headers(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks; in a table without a header row, a first row that names columns becomes one."""
    marked = {block.table for block in blocks if block.header}
    seen: set[int | None] = set()
    result = []
    for block in blocks:
        first = block.kind is Kind.ROW and block.table not in seen
        seen.add(block.table)
        if first and block.table not in marked and _names_columns(block):
            block = block.model_copy(update={"header": True})
        result.append(block)
    return result
