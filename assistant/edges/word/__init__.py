"""A Word document (.docx) in, blocks and notices out: our own walk over its parts.

Libraries lose or blur what matters here (hidden text, deleted words, list numbers, headers), so the walk is
ours; only mammoth's table of symbol fonts is used. Words no walk came past end in a notice, never in silence.
"""

from lxml.etree import _Element as Element

from assistant.domain.ledger import Bucket
from assistant.domain.review import Block, Contents, Kind, Notice, NoticeKind
from assistant.edges.word.census import census
from assistant.edges.word.comments import comments
from assistant.edges.word.headings import headed
from assistant.edges.word.inline import Inline, State, field_codes
from assistant.edges.word.links import outside_links
from assistant.edges.word.notes import Notes
from assistant.edges.word.numbering import Numbering
from assistant.edges.word.package import Package
from assistant.edges.word.piece import Piece, told
from assistant.edges.word.story import Story
from assistant.edges.word.styles import Look, Styles, hex_colour
from assistant.edges.word.tally import Tally
from assistant.edges.word.unread import unread
from assistant.edges.word.xml import name, value

__all__ = ["read_word"]


def read_word(data: bytes) -> Contents:
    """Blocks, notices and ledger of a .docx; raises ``UnreadableFile`` with what to do about it."""
    return _Document(Package(data)).read()


class _Document:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._body = package.body()
        self._related = package.related(package.main)
        self._styles = Styles(self._one("styles"))
        self._numbering = Numbering(self._one("numbering"))
        self._tally = Tally()

    def _one(self, kind: str) -> Element | None:
        for found, part in self._related.values():
            if found == kind:
                return self._package.xml(part)
        return None

    def _story(self, root: Element, part: str, notes: Notes | None = None) -> Story:
        targets = self._package.related(part)

        def related(relation: str) -> tuple[str, Element | None]:
            kind, target = targets.get(relation, ("", relation))
            return target, self._package.xml(target) if kind == "diagramData" else None

        inline = Inline(self._styles, self._tally, field_codes(root), related)
        return Story(inline, self._tally, self._styles, self._numbering, notes)

    def read(self) -> Contents:
        """Body with its notes first, headers and footers last, then the notices."""
        stories: dict[str, Story] = {}
        roots: dict[str, Element] = {}
        for kind, part in self._related.values():
            root = self._package.xml(part) if kind in ("footnotes", "endnotes") else None
            if root is not None:
                roots[kind[:-1]] = root
                stories[kind[:-1]] = self._story(root, part)
        notes = Notes(
            roots,
            self._body,
            self._one("settings"),
            lambda k, note, state: stories[k].read(note, state, nested=True),
            self._tally.account,
        )
        main = self._story(self._body, self._package.main, notes)
        fill = value(next(self._body.iter(name("w:background")), None), "w:color")
        page = Look(fill=hex_colour(fill))
        pieces = [
            piece for part in self._body.findall(name("w:body")) for piece in main.read(part, State(page))
        ]
        pieces = [*headed(pieces), *self._furniture()]
        for piece in pieces:
            self._tally.account.put(Bucket(piece.kind), piece.strand)
        places = {element: index for index, piece in enumerate(pieces) for element, _ in piece.strand.sources()}
        return self._accounted(tuple(_block(piece) for piece in pieces), places)

    def _furniture(self) -> list[Piece]:
        """Each header and footer as one piece, each once."""
        found: dict[str, Piece] = {}
        for kind, part in dict.fromkeys(self._related.values()):
            root = self._package.xml(part) if kind in ("header", "footer") else None
            if root is None:
                continue
            self._tally.apart()
            pieces = self._story(root, part).read(root, State(Look()), nested=True)
            strand = told(pieces)
            if strand.text in found:
                self._tally.account.put(Bucket.COPY, strand)
            elif strand.text:
                found[strand.text] = Piece(Kind.FURNITURE, strand)
        return list(found.values())

    def _accounted(self, blocks: tuple[Block, ...], places: dict[Element, int]) -> Contents:
        """With the notices, and every character of the package in a bucket or said to be lost.

        ``places``: the block in which each element stands.
        """
        account = self._tally.account
        attached = self._tally.comment_blocks(places)
        said = comments(self._one("comments"), self._one("commentsExtended"), account, attached)
        trees, broken = self._package.trees()
        counted = census(trees)
        left = unread(trees, self._package, broken, account)
        total = sum(counted.values())
        entries = account.entries(total)
        lost = account.lost()
        if lost or sum(entry.characters for entry in entries) != total:
            message = "Words of the file that our reading lost or told twice. Read these in the file itself."
            left.append(Notice(kind=NoticeKind.UNREAD_TEXT, message=message, text="\n".join(lost) or None))
        links = outside_links(self._package, trees.values())
        notices = (*self._tally.notices(places), *said, *links, *left)
        return Contents(blocks=blocks, notices=notices, total=total, entries=entries)


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
