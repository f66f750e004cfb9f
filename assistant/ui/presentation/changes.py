"""What changed since the earlier version, passage by passage.

In come both reviews, what became of their passages and the words that differ; out go rows in reading order. It
stands alone because it can be long, and is asked for only by who wants to see it.
"""

from collections.abc import Iterator, Mapping

from assistant.domain.change import Became, Changes, Stretch
from assistant.domain.earlier import Version
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.review import Review
from assistant.ui.words import count

MOST = 500
"""Rows that are shown; a version with more has been rewritten, and is better read as a whole."""


class ChangedRow(Record):
    """One passage that is not as it was: its ``text``, or where it changed the ``stretches`` of its words."""

    became: str
    words: str
    place: str
    passage: str | None
    text: str | None
    stretches: tuple[Stretch, ...]


class ShownVersion(Record):
    """That a review is the next version of another, with what waits to be reconfirmed."""

    earlier: str
    reference: str
    words: str
    waiting: str


class ShownChanges(Record):
    """The rows; ``more`` tells how many are left out."""

    rows: tuple[ChangedRow, ...]
    more: str | None


def shown_version(version: Version | None) -> ShownVersion | None:
    """What the screen says before anybody asks for the rows; None where there is no earlier version."""
    if version is None:
        return None
    waiting = len(version.to_reconfirm)
    return ShownVersion(
        earlier=version.earlier,
        reference=version.reference,
        words=changed_words(version.changes),
        waiting=f"To be reconfirmed here, one by one, under Assure: {count(waiting, 'decision')}."
        if waiting
        else "No decision on it waits to be reconfirmed here.",
    )


def changed_words(changes: Changes) -> str:
    """How much changed from the one version to the next."""
    counted = [(b, changes.count(b)) for b in (Became.CHANGED, Became.GONE, Became.MOVED)]
    told = [f"{number:,} {became.value}" for became, number in counted if number]
    if changes.new:
        told.append(f"{len(changes.new):,} new")
    if not told:
        return "No passage differs from the earlier version."
    had = len(changes.fates)
    words = f"The earlier version had {count(had, 'passage')}. Since then: {', '.join(told)}."
    # Whoever added the files of another review would else find its decisions here as proposals, and no warning.
    another = changes.count(Became.GONE) * 2 > had
    return (
        f"{words} Most of it is gone: make sure that these are files of the same review." if another else words
    )


def shown_changes(
    before: Review, after: Review, changes: Changes, differences: Mapping[str, tuple[Stretch, ...]]
) -> ShownChanges:
    """What is new, changed or moved in the order of this version, then what is gone in that of the earlier."""
    rows = [*_here(before, after, changes, differences), *_gone(before, changes)]
    left = len(rows) - MOST
    return ShownChanges(
        rows=tuple(rows[:MOST]),
        more=f"{count(left, 'more passage')} not shown: so much of it is new that it is better read as a whole."
        if left > 0
        else None,
    )


def _here(
    before: Review, after: Review, changes: Changes, differences: Mapping[str, tuple[Stretch, ...]]
) -> Iterator[ChangedRow]:
    places, then = Places(after), Places(before)
    fates, new = {fate.after: fate for fate in changes.fates}, frozenset(changes.new)
    for passage in after.passages:
        fate = fates.get(passage.id)
        place = places.words(passage.id)
        if passage.id in new:
            yield _row("new", "New", place, passage.id, passage.text)
        elif fate is not None and fate.became is Became.MOVED:
            yield _row("moved", f"Moved, from {then.words(fate.before)}", place, passage.id, passage.text)
        elif fate is not None and fate.became is Became.CHANGED:
            row = _row("changed", "Changed", place, passage.id, None)
            yield row.model_copy(update={"stretches": differences.get(fate.before, ())})


def _gone(before: Review, changes: Changes) -> Iterator[ChangedRow]:
    places = Places(before)
    gone = {fate.before for fate in changes.fates if fate.became is Became.GONE}
    for passage in before.passages:
        if passage.id in gone:
            place = f"{places.words(passage.id)}, in the earlier version"
            yield _row("gone", "Gone", place, None, passage.text)


def _row(became: str, words: str, place: str, passage: str | None, text: str | None) -> ChangedRow:
    return ChangedRow(became=became, words=words, place=place, passage=passage, text=text, stretches=())
