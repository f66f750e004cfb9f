"""Footnotes and endnotes: read where they are referred to, under the mark Word prints.

It stands alone because notes live in parts of their own and are numbered by their references.
"""

from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from assistant.domain.review import Kind
from assistant.edges.word.inline import State
from assistant.edges.word.numbering import spelled
from assistant.edges.word.piece import Piece
from assistant.edges.word.styles import Look
from assistant.edges.word.xml import child, name, value

_BY_DEFAULT = {"footnote": "decimal", "endnote": "lowerRoman"}


class Notes:
    """The notes of one document; each is read once, at its first reference."""

    def __init__(
        self,
        roots: dict[str, Element],
        body: Element,
        settings: Element | None,
        reader: Callable[[str, Element, State], Iterator[Piece]],
    ) -> None:
        self._notes = {
            (kind, value(note, "w:id") or ""): note
            for kind, root in roots.items()
            for note in root.iter(name(f"w:{kind}"))
            if value(note, "w:type") in (None, "normal")
        }
        self._forms = {kind: _form(kind, body, settings) for kind in _BY_DEFAULT}
        self._counts = dict.fromkeys(_BY_DEFAULT, 0)
        self._reader = reader

    def read(self, kind: str, note_id: str, own_mark: str | None, aside: bool) -> Iterator[Piece]:
        """The note as a piece (its paragraphs a line each); nothing where it was read before or is not there.

        ``aside``: its reference was deleted or is hidden, so its words go where deleted words go.
        """
        note = self._notes.pop((kind, note_id), None)
        if own_mark is None and not aside:
            self._counts[kind] += 1
        if note is None:
            return
        pieces = list(self._reader(kind, note, State(Look(), deleted=aside)))
        text = "\n".join(piece.text for piece in pieces)
        if text.strip():
            mark = own_mark or spelled(self._counts[kind], self._forms[kind])
            yield Piece(Kind.FOOTNOTE, text, label=mark)


def _form(kind: str, body: Element, settings: Element | None) -> str:
    for root in (body, settings):
        for properties in () if root is None else root.iter(name(f"w:{kind}Pr")):
            form = value(child(properties, "w:numFmt"))
            if form:
                return form
    return _BY_DEFAULT[kind]
