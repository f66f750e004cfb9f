"""Footnotes and endnotes: read where they are referred to, under the mark Word prints.

It stands alone because notes live in parts of their own and are numbered by their references.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from lxml.etree import _Element as Element

from assistant.domain.ledger import Bucket
from assistant.domain.review import Kind
from assistant.edges.word.account import Account
from assistant.edges.word.inline import NoteMark, State
from assistant.edges.word.numbering import spelled
from assistant.edges.word.piece import Piece, told
from assistant.edges.word.xml import child, name, number, value

_BY_DEFAULT = {"footnote": "decimal", "endnote": "lowerRoman"}


class Notes:
    """The notes of one document; each is read once, at its first reference."""

    def __init__(
        self,
        roots: dict[str, Element],
        body: Element,
        settings: Element | None,
        reader: Callable[[str, Element, State], Iterator[Piece]],
        account: Account,
    ) -> None:
        self._account = account
        self._notes = {
            (kind, value(note, "w:id") or ""): note
            for kind, root in roots.items()
            for note in root.iter(name(f"w:{kind}"))
            if value(note, "w:type") in (None, "normal")
        }
        said = {kind: partial(_said, kind, (body, settings)) for kind in _BY_DEFAULT}
        self._forms = {kind: say("w:numFmt") or _BY_DEFAULT[kind] for kind, say in said.items()}
        self._counts = {kind: (number(say("w:numStart")) or 1) - 1 for kind, say in said.items()}
        self._reader = reader

    def read(self, mark: NoteMark) -> Iterator[Piece]:
        """The note as a piece (its paragraphs a line each); nothing where it was read before or is not there.

        Where its reference was deleted or is hidden, its words go where such words go.
        """
        kind = mark.kind
        note = self._notes.pop((kind, mark.note_id), None)
        aside = mark.state.deleted or mark.state.look.vanish
        if mark.own is None and not aside:
            self._counts[kind] += 1
        if note is None:
            return
        strand = told(self._reader(kind, note, mark.state))
        if mark.own is not None and strand.text.startswith(mark.own):
            # A mark of its own is typed before the note as well: it is the label, said once.
            self._account.put(Bucket.MARK, strand.cut(0, len(mark.own)))
            strand, spaces = strand.cut(len(mark.own), len(strand.text)).stripped()
            self._account.put(Bucket.SPACE, spaces)
        if strand.text:
            label = mark.own or spelled(self._counts[kind], self._forms[kind])
            yield Piece(Kind.FOOTNOTE, strand, label=label)


def _said(kind: str, roots: Iterable[Element | None], what: str) -> str | None:
    """What the properties of such notes say of their numbers, first in the body and then in the settings."""
    for root in roots:
        for properties in () if root is None else root.iter(name(f"w:{kind}Pr")):
            found = value(child(properties, what))
            if found:
                return found
    return None
