"""What a review is called: a line that says so near its beginning, its first heading, or its file's name.

It stands alone because a title is only shown: nothing is cited by it or rests on it.
"""

import re
from collections.abc import Sequence

from assistant.domain.review import FileBlocks, Kind

_NEAR = 12
_LONGEST = 120
_SAYS_SO = re.compile(r"serious further offence|\bsfo\b.*\breview|review report", re.IGNORECASE)


def title_of(files: Sequence[FileBlocks]) -> str:
    """The title of the review, at most 120 characters; "Review" where there is no file."""
    for file in files:
        lines = [
            (b.kind, " ".join(b.text.split())) for b in file.blocks if b.kind in (Kind.HEADING, Kind.PARAGRAPH)
        ]
        named = [text for _, text in lines[:_NEAR] if _SAYS_SO.search(text) and len(text) <= _LONGEST]
        headings = [text for kind, text in lines if kind is Kind.HEADING]
        found = named or headings
        if found:
            return found[0][:_LONGEST]
    return files[0].name[:_LONGEST] if files else "Review"
