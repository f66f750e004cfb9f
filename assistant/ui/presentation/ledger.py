"""What became of every character of each file: its ledger in words, in groups that add up to the file.

Ledgers in, tables out. It stands alone because promise 2 is shown here: no text of a file is silently lost.
"""

from assistant.domain.ledger import Bucket, Ledger
from assistant.domain.record import Record
from assistant.domain.words import BUCKET

_GROUPS = (
    (
        "Read",
        (
            Bucket.HEADING,
            Bucket.PARAGRAPH,
            Bucket.LIST_ITEM,
            Bucket.ROW,
            Bucket.FOOTNOTE,
            Bucket.FURNITURE,
            Bucket.MARK,
        ),
    ),
    ("Left out, listed under Notices", (Bucket.HIDDEN, Bucket.DELETED, Bucket.COMMENT, Bucket.UNREAD)),
    ("Left out: codes, repeats, white space", (Bucket.FIELD_CODE, Bucket.COPY, Bucket.SPACE)),
    ("Lost: a fault of ours", (Bucket.LOST,)),
)


class Group(Record):
    """Buckets that belong together, with their sum in characters."""

    words: str
    rows: tuple[tuple[str, int], ...]
    characters: int


class ShownLedger(Record):
    """One file's ledger; ``lost`` is how many characters are in no bucket, which must be none."""

    file: str
    groups: tuple[Group, ...]
    total: int
    lost: int


def shown_ledger(ledger: Ledger) -> ShownLedger:
    """The ledger of one file; groups without a character are left out."""
    held = {entry.bucket: entry.characters for entry in ledger.entries}
    groups = (
        Group(
            words=words,
            rows=tuple((BUCKET[bucket], held[bucket]) for bucket in buckets if bucket in held),
            characters=sum(held.get(bucket, 0) for bucket in buckets),
        )
        for words, buckets in _GROUPS
    )
    return ShownLedger(
        file=ledger.file,
        groups=tuple(group for group in groups if group.characters),
        total=ledger.total,
        lost=held.get(Bucket.LOST, 0),
    )
