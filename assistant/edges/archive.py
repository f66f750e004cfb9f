"""A zip looked at before anything in it is unpacked: what it says of its parts must be sound and modest.

Bytes come in, an Archive goes out, or a ``Refusal``. It stands alone because nothing else may open a zip:
what it says of itself is untrusted until it has been through here.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence, Set

from assistant.domain.refusal import Refusal
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

_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = 30
_OTHER_KINDS = (("xl/", Refusal.SPREADSHEET), ("ppt/", Refusal.PRESENTATION), ("index/", Refusal.PAGES))


class Archive:
    """A zip whose directory was read and found sound; ``names`` are those of its parts, in small letters.

    Part names of a package do not tell capitals apart, and some writers separate folders by backslashes.
    Raises ``UnreadableFile``.
    """

    def __init__(self, data: bytes) -> None:
        # Counted before zipfile makes an object of each.
        if data.count(_ENTRY) > MAX_ENTRIES:
            raise UnreadableFile(Refusal.SWOLLEN)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP as error:
            raise UnreadableFile(Refusal.DAMAGED_WORD) from error
        entries = self._zip.infolist()
        self._entries = {plain(entry.filename): entry for entry in entries}
        self.names = frozenset(self._entries)
        if len(self.names) != len(entries):
            raise UnreadableFile(Refusal.SAME_NAME)
        _look(entries, self._zip.start_dir)
        _kind(self.names)

    def part(self, name: str) -> bytes:
        """That part unpacked, never more of it than the directory says; ``KeyError``, ``UnreadableFile``."""
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as stream:
                # Asked for by size: an unbounded read unpacks all there is before it is cut.
                data = stream.read(entry.file_size)
        except BROKEN_ZIP as error:
            raise UnreadableFile(Refusal.DAMAGED_WORD) from error
        if len(data) != entry.file_size:
            raise UnreadableFile(Refusal.DAMAGED_WORD)
        return data


def plain(name: str) -> str:
    """The name of a part as ``Archive.names`` has it."""
    return name.replace("\\", "/").lstrip("/").lower()


def _look(entries: Sequence[zipfile.ZipInfo], end: int) -> None:
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise UnreadableFile(Refusal.SWOLLEN)
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableFile(Refusal.LOCKED)
        swollen = entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        markup = plain(entry.filename).endswith((".xml", ".rels"))
        if swollen or (markup and entry.file_size > MAX_PART):
            raise UnreadableFile(Refusal.SWOLLEN)
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    starts = [*(entry.header_offset for entry in ordered[1:]), end]
    for entry, following in zip(ordered, starts, strict=False):
        if entry.header_offset + _LOCAL_HEADER + entry.compress_size > following:
            raise UnreadableFile(Refusal.OVERLAPPING)


def _kind(names: Set[str]) -> None:
    """Refuses other kinds of zip for what they are."""
    for folder, refusal in _OTHER_KINDS:
        if any(name.startswith(folder) for name in names):
            raise UnreadableFile(refusal)
    if "mimetype" in names:
        raise UnreadableFile(Refusal.OPEN_DOCUMENT)
    if "[content_types].xml" not in names:
        raise UnreadableFile(Refusal.ZIP_FOLDER)
