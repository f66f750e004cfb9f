"""Files as given in, FileBlocks out: what a file is told from its contents first, then from its name.

It stands alone as the one door for files: size, kind and emptiness are judged here, so that every file ends
either read or with one message a person can act on. A file's name is only ever shown, never used as a path.
"""

import hashlib
import io
import re
import zipfile

from assistant.domain.ledger import Ledger
from assistant.domain.review import Contents, FileBlocks
from assistant.edges.plain import read_plain
from assistant.edges.word import BROKEN_ZIP, read_word
from assistant.errors import UnreadableFile

MAX_BYTES = 50_000_000
_SAVE_AS = "Save it as Word (.docx) or PDF and add that file."
_NAMED = {
    ".doc": "It is in Word's old format (.doc).",
    ".rtf": "It is in Rich Text Format.",
    ".odt": "It is an OpenDocument text.",
    ".pages": "It is an Apple Pages document.",
    ".html": "It is a web page.",
    ".htm": "It is a web page.",
    ".xlsx": "It is a spreadsheet.",
    ".xls": "It is a spreadsheet.",
    ".pptx": "It is a presentation.",
    ".msg": "It is an e-mail.",
    ".eml": "It is an e-mail.",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LONGEST_NAME = 200


def read_file(name: str, data: bytes) -> FileBlocks:
    """That file as blocks and notices; raises ``UnreadableFile``, naming the file and what to do about it."""
    shown = shown_name(name)
    try:
        read = _read(shown, data)
        if not any(any(c.isalnum() for c in block.text) for block in read.blocks):
            raise UnreadableFile(
                "It holds no text that can be read; its pages may be pictures. Add a file with real text in it."
            )
    except UnreadableFile as error:
        raise UnreadableFile(f"“{shown}” was not taken in. {error}") from error
    except RecursionError as error:
        raise UnreadableFile(
            f"“{shown}” was not taken in. Its tables or frames are nested far too deep. Save it anew in Word."
        ) from error
    return FileBlocks(
        name=shown,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=read.blocks,
        notices=read.notices,
        ledger=Ledger(file=shown, total=read.total, entries=read.entries),
    )


def shown_name(name: str) -> str:
    """The name without folders, control characters or tags for direction, at most 200 characters long."""
    last = re.split(r"[/\\]", name)[-1]
    clean = "".join(c for c in last if c.isprintable()).strip()
    return clean[-_LONGEST_NAME:] or "unnamed file"


def _read(name: str, data: bytes) -> Contents:
    if len(data) > MAX_BYTES:
        raise UnreadableFile("It is larger than 50 MB. Compress its pictures in Word or save it as PDF.")
    if not data.strip():
        raise UnreadableFile("It is empty. Check that it was saved, and add it again.")
    suffix = _suffix(name)
    if b"%PDF-" in data[:1024]:
        from assistant.edges.pdf import read_pdf  # its libraries take their time: only for a PDF

        return read_pdf(data)
    if data.startswith(b"PK"):
        _look_like_word(data)
        return read_word(data)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableFile("It is protected by a password. Save it without one and add it again.")
        raise UnreadableFile(f"{_NAMED.get(suffix, _NAMED['.doc'])} {_SAVE_AS}")
    if data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFile(f"{_NAMED['.rtf']} {_SAVE_AS}")
    if data.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html")):
        raise UnreadableFile(f"{_NAMED['.html']} {_SAVE_AS}")
    if suffix in (".docx", ".docm", ".pdf"):
        raise UnreadableFile(f"It is named {suffix} but is not such a file, or is damaged. {_SAVE_AS}")
    if suffix in _NAMED:
        raise UnreadableFile(f"{_NAMED[suffix]} {_SAVE_AS}")
    if suffix not in ("", ".txt", ".text", ".md", ".markdown"):
        raise UnreadableFile(f"It is not a kind of file we read ({suffix}). {_SAVE_AS}")
    return read_plain(data, markdown=suffix in (".md", ".markdown"))


def _suffix(name: str) -> str:
    stem, dot, end = name.rpartition(".")
    return f".{end.lower()}" if dot and stem else ""


def _look_like_word(data: bytes) -> None:
    """Refuse other kinds of zip by name; whether the package is sound is the Word reader's business."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except BROKEN_ZIP:
        return
    kinds = (("xl/", ".xlsx"), ("ppt/", ".pptx"), ("Index/", ".pages"))
    for folder, suffix in kinds:
        if any(name.startswith(folder) for name in names):
            raise UnreadableFile(f"{_NAMED[suffix]} {_SAVE_AS}")
    if "mimetype" in names:
        raise UnreadableFile(f"{_NAMED['.odt']} {_SAVE_AS}")
    if "[Content_Types].xml" not in names:
        raise UnreadableFile("It is a zip folder. Unpack it and add the files in it.")
