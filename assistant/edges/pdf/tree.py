"""The structure tree of a tagged PDF in, as plain nodes with the places of their text, out.

It stands alone because the library's own walk leaves out empty cells, and the page of text that runs on to
the next one: rows and sentences need both. All of the tree is untrusted: bounded, and only looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral
from pdfplumber.pdf import PDF

Place = tuple[int, int]
"""A page, from 1, and the number of a piece of marked content on it."""

_DEEPEST = 60
_MOST = 500_000
_ROLES = 10


@dataclass
class Node:
    """An element: its standard type, the name the file gives it, its children and places in order."""

    kind: str
    name: str
    held: list["Node | Place"] = field(default_factory=list)
    rows: int = 1
    columns: int = 1

    @property
    def nodes(self) -> list["Node"]:
        """Its children that are elements."""
        return [held for held in self.held if isinstance(held, Node)]


class UnsoundTree(Exception):
    """The structure tree is not one: too deep, too large, or made of other things. Nothing is kept of it."""


def tree_of(pdf: PDF) -> Node | None:
    """The tree of that file, or None where it has none; ``UnsoundTree`` where it makes no sense."""
    root = resolve1(pdf.doc.catalog.get("StructTreeRoot"))
    if not isinstance(root, dict):
        return None
    return _Walk(pdf, root).walk()


class _Walk:
    def __init__(self, pdf: PDF, root: dict[str, object]) -> None:
        self._root = root
        roles = resolve1(root.get("RoleMap"))
        self._roles = roles if isinstance(roles, dict) else {}
        self._pages = {page.page_obj.pageid: page.page_number for page in pdf.pages}
        self._seen: set[int] = set()
        self._count = 0

    def walk(self) -> Node:
        top = Node("Document", "Document")
        self._fill(top, self._root.get("K"), None, 0)
        return top

    def _fill(self, node: Node, kids: object, page: int | None, depth: int) -> None:
        if depth > _DEEPEST:
            raise UnsoundTree
        for kid in _listed(kids):
            self._count += 1
            if self._count > _MOST:
                raise UnsoundTree
            if isinstance(kid, PDFObjRef):
                if kid.objid in self._seen:
                    continue
                self._seen.add(kid.objid)
            held = resolve1(kid)
            if isinstance(held, int) and page is not None:
                node.held.append((page, held))
            elif isinstance(held, dict):
                self._take(node, held, self._page(held, page), depth)

    def _take(self, node: Node, held: dict[str, object], page: int | None, depth: int) -> None:
        mark = resolve1(held.get("MCID"))
        if isinstance(mark, int) and page is not None and "S" not in held:
            node.held.append((page, mark))
            return
        name = _literal(held.get("S"))
        if name is None:
            return
        child = Node(self._standard(name), name)
        for attributes in _listed(held.get("A")):
            found = resolve1(attributes)
            if isinstance(found, dict):
                child.rows = _span(found.get("RowSpan"), child.rows)
                child.columns = _span(found.get("ColSpan"), child.columns)
        node.held.append(child)
        self._fill(child, held.get("K"), page, depth + 1)

    def _page(self, held: dict[str, object], page: int | None) -> int | None:
        reference = held.get("Pg")
        return self._pages.get(reference.objid, page) if isinstance(reference, PDFObjRef) else page

    def _standard(self, name: str) -> str:
        for _ in range(_ROLES):
            role = _literal(self._roles.get(name))
            if role is None or role == name:
                break
            name = role
        return name


def _listed(held: object) -> Iterator[object]:
    found = resolve1(held)
    if isinstance(found, list):
        yield from found
    elif found is not None:
        yield held


def _literal(held: object) -> str | None:
    found = resolve1(held)
    if not isinstance(found, PSLiteral):
        return None
    return found.name if isinstance(found.name, str) else found.name.decode("latin-1")


def _span(held: object, otherwise: int) -> int:
    found = resolve1(held)
    return found if isinstance(found, int) and 1 <= found <= 1000 else otherwise
