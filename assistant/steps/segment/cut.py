"""Passages of a size that can be cited: where a long text is cut.

Text in, half-open ranges out, in order, losing nothing but white space between them. It stands alone because
only here langchain's splitter is used, for its exact offsets.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

LONGEST = 1_500
LONGEST_ROW = 6_000


_SENTENCES = (r"\n+", r"(?<=[.!?])[\"'’”)]*\s+", r"[;:]\s+", r",\s+", r"\s+", "")


@cache
def _splitter(longest: int, separators: tuple[str, ...]) -> "RecursiveCharacterTextSplitter":
    # Loaded with the first text that is too long: few are, and the library takes its time.
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(
        separators=list(separators),
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=longest,
        chunk_overlap=0,
        add_start_index=True,
    )


def cut(text: str, *, row: bool = False) -> list[tuple[int, int]]:
    """Ranges of at most 1,500 characters, ending at sentences where there are any; a row may have 6,000."""
    if len(text) <= (LONGEST_ROW if row else LONGEST):
        return [(0, len(text))]
    splitter = _splitter(LONGEST_ROW, (r"\t+", *_SENTENCES)) if row else _splitter(LONGEST, _SENTENCES)
    pieces = splitter.create_documents([text])
    return [(d.metadata["start_index"], d.metadata["start_index"] + len(d.page_content)) for d in pieces]
