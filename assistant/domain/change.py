"""What became of a review's passages in its next version: Changes, and the words that differ.

Made by ``steps/change``; shown beside earlier decisions, which rest on passages of the earlier version.
"""

from enum import StrEnum

from pydantic import Field

from assistant.domain.record import Record


class Became(StrEnum):
    """What became of a passage. Spaces and line breaks do not count: files of two kinds set them differently.

    MOVED: the same words, but no longer in their order among the passages that stayed.
    """

    UNCHANGED = "unchanged"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


class Fate(Record):
    """One passage of the earlier version and what became of it."""

    before: str = Field(description="its id in the earlier version")
    became: Became
    after: str | None = Field(description="its id in the next version, None where it is gone")


class Changes(Record):
    """Every passage of two versions, each once."""

    before: str = Field(description="id of the earlier version")
    after: str = Field(description="id of the next version")
    fates: tuple[Fate, ...] = Field(description="one for each passage of the earlier version, in its order")
    new: tuple[str, ...] = Field(description="passages of the next version that come of none, in its order")

    def fate(self, before: str) -> Fate:
        """What became of that passage of the earlier version; ``KeyError`` if it has none of that id."""
        for fate in self.fates:
            if fate.before == before:
                return fate
        raise KeyError(before)

    def count(self, became: Became) -> int:
        """How many passages of the earlier version that became of."""
        return sum(fate.became is became for fate in self.fates)

    @property
    def not_as_before(self) -> frozenset[str]:
        """Passages of the next version that are new, or say something else than what they come of."""
        changed = {f.after for f in self.fates if f.became is Became.CHANGED and f.after is not None}
        return frozenset(changed | set(self.new))


class Wording(StrEnum):
    """Where a stretch of words stands: in both versions, in the earlier only, in the next only."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


class Stretch(Record):
    """Words of a changed passage that stand together in both versions, or in one of them."""

    wording: Wording
    text: str
