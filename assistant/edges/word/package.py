"""A .docx as a package of parts: looked at before it is opened, then parsed part by part.

Bytes come in, XML trees go out. A DTD or macros are refused, nothing outside the package is ever fetched. It
stands alone so that no other module parses XML of a file.
"""

import posixpath
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from assistant.domain.refusal import Refusal
from assistant.edges.archive import Archive, plain
from assistant.edges.word.xml import STRICT, name
from assistant.errors import UnreadableFile

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of one .docx by name; raises ``UnreadableFile`` for anything that is not safe to read."""

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(data)
        self._parsed: dict[str, Element | None] = {}
        self.names = self._archive.names
        types = self._bytes("[content_types].xml")
        if b"macroEnabled" in types or any(n.endswith("vbaproject.bin") for n in self.names):
            raise UnreadableFile(Refusal.MACROS)
        self.main = self._main()

    def _bytes(self, part: str) -> bytes:
        return self._archive.part(part) if part in self.names else b""

    def xml(self, part: str) -> Element | None:
        """The root of that part, or None where there is none; parsed once."""
        if part not in self._parsed:
            self._parsed[part] = self._parse(part)
        return self._parsed[part]

    def _parse(self, part: str) -> Element | None:
        data = self._bytes(part)
        if not data:
            return None
        # Before parsing, because entities in attributes are expanded whatever the parser is told.
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise UnreadableFile(Refusal.DOCUMENT_TYPE)
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableFile(Refusal.DAMAGED_WORD) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(Refusal.DOCUMENT_TYPE)
        return root

    def trees(self) -> tuple[dict[str, Element], tuple[str, ...]]:
        """The roots of all parts of XML, by name, and the names of those that are none and cannot be opened.

        A part nobody refers to may be broken without harm to the document; a DTD is refused anywhere.
        """
        found: dict[str, Element] = {}
        broken = []
        for part in sorted(n for n in self.names if n.endswith(".xml") or n == self.main):
            try:
                root = self.xml(part)
            except UnreadableFile as error:
                if error.args[0] is not Refusal.DAMAGED_WORD:
                    raise
                broken.append(part)
                continue
            if root is not None:
                found[part] = root
        return found, tuple(broken)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What that part refers to inside the package: id -> (last word of the type, part name)."""
        folder = posixpath.split(part)[0]
        found: dict[str, tuple[str, str]] = {}
        for relationship in self._relationships(part):
            if relationship.get("TargetMode") == "External":
                continue
            target = unquote(str(relationship.get("Target") or ""))
            path = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[str(relationship.get("Id") or "")] = (_last(relationship), plain(path))
        return found

    def outside(self) -> list[tuple[str, str]]:
        """What any part refers to outside the package: (last word of the type, target), in order of parts."""
        return [
            (_last(relationship), str(relationship.get("Target") or ""))
            for rels in sorted(n for n in self.names if n.endswith(".rels"))
            for relationship in self._in(rels)
            if relationship.get("TargetMode") == "External"
        ]

    def _relationships(self, part: str) -> list[Element]:
        folder, file = posixpath.split(part)
        return self._in(posixpath.join(folder, "_rels", f"{file}.rels"))

    def _in(self, rels: str) -> list[Element]:
        root = self.xml(rels)
        return [] if root is None else list(root.iter(_RELATIONSHIP))

    def _main(self) -> str:
        for kind, path in self.related("").values():
            if kind == "officeDocument" and path in self.names:
                return path
        raise UnreadableFile(Refusal.NOT_WORD)

    def body(self) -> Element:
        """The root of the main part, ``w:document``."""
        root = self.xml(self.main)
        if root is None or root.tag != name("w:document"):
            raise UnreadableFile(Refusal.NOT_WORD)
        return root


def _last(relationship: Element) -> str:
    return str(relationship.get("Type") or "").rsplit("/", 1)[-1]
