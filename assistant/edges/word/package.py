"""A .docx as a package of parts: looked at before it is opened, then parsed part by part.

Bytes come in, XML trees go out. The zip is untrusted: its entries, sizes and ratio are bounded, a DTD
or macros are refused, nothing outside the package is ever fetched.
"""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from assistant.edges.word.xml import STRICT, name
from assistant.errors import UnreadableFile

MAX_ENTRIES = 5_000
MAX_PART = 60_000_000
MAX_TOTAL = 400_000_000
MAX_RATIO = 200
RATIO_FROM = 5_000_000
"""A part smaller than this may compress as well as it likes: a long table of empty cells does."""

BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(ValueError, RuntimeError, EOFError, OSError),
)
"""What zipfile raises, by experiment, when the bytes are not what they say."""

DAMAGED = "It is damaged and cannot be opened. Open it in Word, save it again as .docx, and add that file."
SUSPICIOUS = (
    "Its contents are far larger than the file itself, as in no ordinary document. Save it anew in Word."
)

_DTD = "It holds a document type declaration, which Word never writes. Save it anew in Word."
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of one .docx by name; raises ``UnreadableFile`` for anything that is not safe to read."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP as error:
            raise UnreadableFile(DAMAGED) from error
        entries = self._zip.infolist()
        # Part names do not tell capitals apart, and some writers separate folders by backslashes.
        self._entries = {_plain(entry.filename): entry for entry in entries}
        self._parsed: dict[str, Element | None] = {}
        self.names = frozenset(self._entries)
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise UnreadableFile(SUSPICIOUS)
        if len(self.names) != len(entries):
            raise UnreadableFile("It holds two parts of the same name. Save it again from Word.")
        for entry in entries:
            if entry.flag_bits & 1:
                raise UnreadableFile("It is protected by a password. Save it without one and add it again.")
            swollen = entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
            if swollen or (_plain(entry.filename).endswith((".xml", ".rels")) and entry.file_size > MAX_PART):
                raise UnreadableFile(SUSPICIOUS)
        types = self._bytes("[content_types].xml")
        if b"macroEnabled" in types or any(n.endswith("vbaproject.bin") for n in self.names):
            raise UnreadableFile(
                "It contains macros. Save it in Word as a document without macros (.docx) and add that file."
            )
        self.main = self._main()

    def _bytes(self, part: str) -> bytes:
        if part not in self.names:
            return b""
        try:
            return self._zip.read(self._entries[part])
        except BROKEN_ZIP as error:
            raise UnreadableFile(DAMAGED) from error

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
            raise UnreadableFile(_DTD)
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
            raise UnreadableFile(DAMAGED) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(_DTD)
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
                if str(error) != DAMAGED:
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
            found[str(relationship.get("Id") or "")] = (_last(relationship), _plain(path))
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
        raise UnreadableFile("It is not a Word document. Save it as Word (.docx) or PDF and add that file.")

    def body(self) -> Element:
        """The root of the main part, ``w:document``."""
        root = self.xml(self.main)
        if root is None or root.tag != name("w:document"):
            raise UnreadableFile("It is not a Word document. Save it as Word (.docx) or PDF and add that file.")
        return root


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _last(relationship: Element) -> str:
    return str(relationship.get("Type") or "").rsplit("/", 1)[-1]
