"""Passages of a size that can be cited: where a long text is cut.

Text in, half-open ranges out, in order, losing nothing but white space between them. It stands alone because
only here langchain's splitter is used, for its exact offsets.
"""

from langchain_text_splitters import RecursiveCharacterTextSplitter

LONGEST = 1_500
LONGEST_ROW = 6_000


def _splitter(longest: int, separators: list[str]) -> RecursiveCharacterTextSplitter:
    return RecursiveCharacterTextSplitter(
        separators=separators,
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=longest,
        chunk_overlap=0,
        add_start_index=True,
    )


_SENTENCES = [r"\n+", r"(?<=[.!?])[\"'’”)]*\s+", r"[;:]\s+", r",\s+", r"\s+", ""]
_TEXT = _splitter(LONGEST, _SENTENCES)
_ROW = _splitter(LONGEST_ROW, [r"\t+", *_SENTENCES])


def cut(text: str, *, row: bool = False) -> list[tuple[int, int]]:
    """Ranges of at most 1,500 characters, ending at sentences where there are any; a row may have 6,000."""
    if len(text) <= (LONGEST_ROW if row else LONGEST):
        return [(0, len(text))]
    pieces = (_ROW if row else _TEXT).create_documents([text])
    return [(d.metadata["start_index"], d.metadata["start_index"] + len(d.page_content)) for d in pieces]
