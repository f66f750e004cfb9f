"""Files as given in, FileBlocks out: what a file is told from its contents first, then from its name.

It stands alone as the one door for files: size, kind and emptiness are judged here, before a child process
reads the file, so that every file ends either read or with one sentence of ``Refusal``. A file's name is only
ever shown, never used as a path.
"""

import hashlib
import re

from assistant.domain.ledger import Ledger
from assistant.domain.refusal import MAX_BYTES, Refusal
from assistant.domain.review import FileBlocks
from assistant.edges.sandbox.answer import Form
from assistant.edges.sandbox.outside import read_apart
from assistant.errors import UnreadableFile

_NAMED = {
    ".doc": Refusal.OLD_WORD,
    ".rtf": Refusal.RICH_TEXT,
    ".odt": Refusal.OPEN_DOCUMENT,
    ".pages": Refusal.PAGES,
    ".html": Refusal.WEB_PAGE,
    ".htm": Refusal.WEB_PAGE,
    ".xlsx": Refusal.SPREADSHEET,
    ".xls": Refusal.SPREADSHEET,
    ".pptx": Refusal.PRESENTATION,
    ".ppt": Refusal.PRESENTATION,
    ".msg": Refusal.EMAIL,
    ".eml": Refusal.EMAIL,
    ".docx": Refusal.MISNAMED,
    ".docm": Refusal.MISNAMED,
    ".pdf": Refusal.MISNAMED,
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PLAIN = {
    "": Form.TEXT,
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
}
_LONGEST_NAME = 200


def read_file(name: str, data: bytes) -> FileBlocks:
    """That file as blocks and notices; raises ``UnreadableFile``, naming the file and what to do about it."""
    shown = shown_name(name)
    try:
        read = read_apart(form_of(shown, data), data)
        if not any(any(c.isalnum() for c in block.text) for block in read.blocks):
            raise UnreadableFile(Refusal.NO_TEXT)
    except UnreadableFile as error:
        raise UnreadableFile(f"“{shown}” was not taken in. {error}") from error
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


def form_of(name: str, data: bytes) -> Form:
    """Which reader those bytes are for; ``UnreadableFile`` where there is none. Nothing is opened to tell."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(Refusal.LARGE)
    if not data or data.isspace():
        raise UnreadableFile(Refusal.EMPTY)
    suffix = _suffix(name)
    start = data[:1024].lstrip()
    if b"%PDF-" in data[:1024]:
        return Form.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Form.WORD
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableFile(Refusal.LOCKED)
        old = suffix in (".xls", ".ppt", ".msg")
        raise UnreadableFile(_NAMED[suffix] if old else Refusal.OLD_WORD)
    if start.startswith(b"{\\rtf"):
        raise UnreadableFile(Refusal.RICH_TEXT)
    if start.lower().startswith((b"<!doctype html", b"<html")):
        raise UnreadableFile(Refusal.WEB_PAGE)
    if suffix not in _PLAIN:
        raise UnreadableFile(_NAMED.get(suffix, Refusal.UNKNOWN_KIND))
    return _PLAIN[suffix]


def _suffix(name: str) -> str:
    stem, dot, end = name.rpartition(".")
    return f".{end.lower()}" if dot and stem else ""
