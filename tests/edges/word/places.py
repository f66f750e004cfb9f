"""Where a generated word is put, and what must become of it there; and a generated file with all of that.

It stands alone as what the generator and its tests agree on.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from assistant.domain.ledger import Bucket


@dataclass(frozen=True)
class Place:
    """Where text is being put: what it becomes there, and what surrounds it."""

    kind: Bucket
    flow: bool = False  # paragraphs are passages of their own
    deleted: bool = False
    hidden: bool = False
    whole: Bucket | None = None  # everything here goes there, codes and all
    notes: bool = False
    depth: int = 0

    def bucket(self) -> Bucket:
        """Where visible text put here must end."""
        if self.whole is not None:
            return self.whole
        if self.deleted:
            return Bucket.DELETED
        return Bucket.HIDDEN if self.hidden else self.kind

    def inside(self, **changes: Any) -> "Place":
        """The same, one level down."""
        return replace(self, depth=self.depth + 1, **changes)


@dataclass
class Specimen:
    """A file and what must become of its words."""

    data: bytes
    buckets: Counter[Bucket]
    words: dict[Bucket, list[str]]
    repeated: set[str]
