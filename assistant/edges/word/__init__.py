"""A Word document (.docx) in, blocks and notices out: our own walk over its parts.

Libraries lose or blur what matters here (hidden text, deleted words, list numbers, headers), so the walk is
ours; only mammoth's table of symbol fonts is used. Words no walk came past end in a notice, never in silence.
"""

from lxml.etree import _Element as Element

from assistant.domain.review import Block, Contents, Kind, Notice, NoticeKind
from assistant.edges.word.headings import headed
from assistant.edges.word.inline import Inline, State, field_codes
from assistant.edges.word.notes import Notes
from assistant.edges.word.numbering import Numbering
from assistant.edges.word.package import BROKEN_ZIP, Package
from assistant.edges.word.piece import Piece
from assistant.edges.word.story import Story
from assistant.edges.word.styles import Look, Styles, hex_colour
from assistant.edges.word.tally import Tally, comments
from assistant.edges.word.xml import name, paragraphs_of, value

__all__ = ["BROKEN_ZIP", "read_word"]


def read_word(data: bytes) -> Contents:
    """Blocks and notices of a .docx; raises ``UnreadableFile`` with what to do about it."""
    return _Document(Package(data)).read()


class _Document:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._body = package.body()
        self._related = package.related(package.main)
        self._styles = Styles(self._one("styles"))
        self._numbering = Numbering(self._one("numbering"))
        self._tally = Tally()
        self._roots: list[Element] = [self._body]

    def _one(self, kind: str) -> Element | None:
        for found, part in self._related.values():
            if found == kind:
                return self._package.xml(part)
        return None

    def _story(self, root: Element, part: str, notes: Notes | None = None) -> Story:
        related = self._package.related(part)
        inline = Inline(self._styles, self._tally, field_codes(root), lambda i: related.get(i, ("", i))[1])
        return Story(inline, self._styles, self._numbering, notes)

    def read(self) -> Contents:
        """Body with its notes first, headers and footers last, then the notices."""
        stories: dict[str, Story] = {}
        roots: dict[str, Element] = {}
        for kind, part in self._related.values():
            root = self._package.xml(part) if kind in ("footnotes", "endnotes") else None
            if root is not None:
                roots[kind[:-1]] = root
                stories[kind[:-1]] = self._story(root, part)
        self._roots += roots.values()
        notes = Notes(
            roots,
            self._body,
            self._one("settings"),
            lambda k, note, state: stories[k].read(note, state, nested=True),
        )
        main = self._story(self._body, self._package.main, notes)
        fill = value(next(self._body.iter(name("w:background")), None), "w:color")
        page = Look(fill=hex_colour(fill))
        pieces = [
            piece for part in self._body.findall(name("w:body")) for piece in main.read(part, State(page))
        ]
        blocks = [_block(piece) for piece in headed(pieces)]
        blocks += [Block(kind=Kind.FURNITURE, text=text) for text in self._furniture()]
        notices = (*self._tally.notices(), *comments(self._one("comments")), *self._unread())
        return Contents(blocks=tuple(blocks), notices=notices)

    def _furniture(self) -> list[str]:
        """The text of each header and footer, each once."""
        found: dict[str, None] = {}
        for kind, part in self._related.values():
            root = self._package.xml(part) if kind in ("header", "footer") else None
            if root is None:
                continue
            self._roots.append(root)
            pieces = self._story(root, part).read(root, State(Look()), nested=True)
            text = "\n".join(piece.text for piece in pieces)
            if text.strip():
                found[text] = None
        return list(found)

    def _unread(self) -> list[Notice]:
        lines = [self._tally.unread(root) for root in self._roots]
        for part in sorted(self._package.names):
            if part.startswith(("word/charts/chart", "word/diagrams/data")) and part.endswith(".xml"):
                root = self._package.xml(part)
                lines.append("" if root is None else paragraphs_of(root))
        text = "\n".join(line for line in lines if line)
        found = []
        if text:
            message = "Words of the file that stand where we do not read: a chart, a diagram, an unused note."
            found.append(Notice(kind=NoticeKind.UNREAD_TEXT, message=message, text=text))
        if any("/embeddings/" in part for part in self._package.names) or any(
            kind == "aFChunk" for kind, _ in self._related.values()
        ):
            message = "The file has another file embedded in it, which is not read. Add that file by itself."
            found.append(Notice(kind=NoticeKind.UNREAD_TEXT, message=message))
        return found


def _block(piece: Piece) -> Block:
    return Block(
        kind=piece.kind,
        text=piece.text,
        level=piece.level,
        label=piece.label,
        table=piece.table,
        row=piece.row if piece.table is not None else None,
        header=piece.header,
    )
