"""What was met on the way and is not a passage: deleted, inserted, hidden text, comments, pictures.

The walk writes into it; at the end it gives the notices. What became of each character is its account's
business, kept with it because whoever sets words aside must say so in both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml.etree import _Element as Element

from assistant.domain.ledger import Bucket
from assistant.domain.review import Notice, NoticeKind, PlacedNotice
from assistant.edges.word.account import Account
from assistant.edges.word.strand import Strand
from assistant.edges.word.xml import TEXT, name, words

STRUCK = "struck through"
"""Why text is deleted that no tracked change took away."""

_LEFT_OUT = {NoticeKind.DELETED_TEXT: Bucket.DELETED, NoticeKind.HIDDEN_TEXT: Bucket.HIDDEN}
_LISTED = 50
_Place = tuple[int, Element | None]


@dataclass
class _Run:
    """Text of one kind in one place; ``at`` is how many kept places came before it."""

    kind: NoticeKind
    why: str
    pieces: list[str]
    paragraph: int
    last: int
    at: int

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()


@dataclass
class Tally:
    """Words and their places, in reading order."""

    account: Account = field(default_factory=Account)
    _runs: dict[NoticeKind, list[_Run]] = field(default_factory=dict)
    _kept: list[_Place] = field(default_factory=list)
    _comments: dict[str, tuple[int, int]] = field(default_factory=dict)
    _seen_pictures: set[str] = field(default_factory=set)
    _paragraph: int = 0
    _step: int = 0

    def new_paragraph(self) -> None:
        """Words noted from here on start a line of their own."""
        self._paragraph += 1

    def step(self) -> None:
        """A piece of text was passed: neighbours of one kind belong together."""
        self._step += 1

    def keep(self, strand: Strand) -> None:
        """Text was read: what is noted next stands after it."""
        said = (element for text, element in strand.parts if element is not None and text.strip())
        self._kept += [(self._paragraph, element) for element in islice(said, 1)]

    def apart(self) -> None:
        """What comes now does not follow on what came before it."""
        self._kept.append((self._paragraph, None))

    def leave_out(self, kind: NoticeKind, strand: Strand, why: str = "") -> None:
        """Deleted or hidden text: into its bucket, and listed."""
        self.account.put(_LEFT_OUT[kind], strand)
        self.note(kind, strand.text, why)

    def note(self, kind: NoticeKind, text: str, why: str = "") -> None:
        """List text under that kind, joined to what stands directly before it."""
        runs = self._runs.setdefault(kind, [])
        before = runs[-1] if runs else None
        same = before is not None and (before.paragraph, before.why) == (self._paragraph, why)
        if before is not None and same and before.last >= self._step - 1:
            before.pieces.append(text)
            before.last = self._step
        else:
            runs.append(_Run(kind, why, [text], self._paragraph, self._step, len(self._kept)))

    def comment(self, comment_id: str) -> None:
        """A comment is attached here."""
        self._comments.setdefault(comment_id, (self._paragraph, len(self._kept)))

    def picture(self, target: str, description: str) -> None:
        """A picture; the same one (a crest on each page) counts once."""
        if target not in self._seen_pictures:
            self._seen_pictures.add(target)
            run = _Run(
                NoticeKind.PICTURE, "", [" ".join(description.split())], self._paragraph, 0, len(self._kept)
            )
            self._runs.setdefault(NoticeKind.PICTURE, []).append(run)

    def one_of(self, element: Element) -> Element | None:
        """The telling of an AlternateContent to read: the first that has words; the others are copies of it."""
        told = [c for c in element if c.tag in (name("mc:Choice"), name("mc:Fallback"))]
        if not told:
            return None
        taken = next((c for c in told if words(list(c.iter(*TEXT))).strip()), told[0])
        self.account.put_copy([c for c in told if c is not taken], words(list(taken.iter(*TEXT))))
        return taken

    def notices(self, blocks: Mapping[Element, int]) -> tuple[Notice, ...]:
        """One notice for each piece of text or picture met; ``blocks``: in which block an element stands."""
        found: list[Notice] = []
        for kind in _MESSAGES:
            runs = [r for r in self._runs.get(kind, []) if r.text or kind is NoticeKind.PICTURE]
            found += capped(
                placed(
                    kind,
                    _MESSAGES[kind].format(r.why) if r.why != STRUCK else _STRUCK,
                    r.text,
                    self._block(r.paragraph, r.at, blocks),
                )
                for r in runs
            )
        return tuple(found)

    def comment_blocks(self, blocks: Mapping[Element, int]) -> dict[str, int | None]:
        """The block each comment is attached to, by the comment's id."""
        return {which: self._block(*place, blocks) for which, place in self._comments.items()}

    def _block(self, paragraph: int, at: int, blocks: Mapping[Element, int]) -> int | None:
        """The block that place stands in, else the one it comes after."""
        before = self._kept[at - 1] if at else (-1, None)
        after = self._kept[at] if at < len(self._kept) else (-1, None)
        _, element = after if before[0] != paragraph == after[0] else before
        return None if element is None else blocks.get(element)


_MESSAGES = {
    NoticeKind.HIDDEN_TEXT: "Text that cannot be seen on the page, left out ({}).",
    NoticeKind.DELETED_TEXT: "Tracked deletion, left out.",
    NoticeKind.INSERTED_TEXT: "Tracked insertion, kept: the text is read as if the change were accepted.",
    NoticeKind.PICTURE: "Picture. Words inside a picture are not read.",
}
_STRUCK = "Text struck through, left out."


def placed(kind: NoticeKind, message: str, text: str, block: int | None) -> Notice:
    """A notice with the block it stands in or after, where that can be told."""
    if block is None:
        return Notice(kind=kind, message=message, text=text or None)
    return PlacedNotice(kind=kind, message=message, text=text or None, block=block)


def capped(notices: Iterable[Notice]) -> list[Notice]:
    """The notices of one kind; beyond a number that a person reads, the rest in one with all their words."""
    found = list(notices)
    rest = found[_LISTED:]
    if not rest:
        return found
    told = list(dict.fromkeys(notice.message for notice in rest))
    message = f"{len(rest):,} more of the same kind, in one: {' '.join(told)}"
    lines = "\n".join(notice.text for notice in rest if notice.text)
    return [*found[:_LISTED], placed(rest[0].kind, message, lines, None)]
