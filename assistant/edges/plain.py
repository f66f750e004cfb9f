"""Plain text and Markdown (.txt, .md) in, blocks out.

It stands alone because there is no structure here but lines: what is a paragraph has to be told from how the
text is wrapped. Inline Markdown signs are part of the text, which stays as it is in the file.
"""

import codecs
import re
from collections.abc import Iterator

from assistant.domain.refusal import Refusal
from assistant.domain.review import Block, Contents, Kind
from assistant.errors import UnreadableFile

MAX_CHARACTERS = 3_000_000
_WRAPPED_AT = 120
_ITEM = re.compile(r"\s*([-*+•▪●◦–·]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)])\s+(?=\S)")
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_RULE = re.compile(r"\s{0,3}([-*_=])(\s*\1){2,}\s*$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def decoded(data: bytes) -> str | None:
    """The text of those bytes (UTF-8, UTF-16 with its mark, else Windows-1252), or None if they are no text."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                           (codecs.BOM_UTF16_BE, "utf-16")):  # fmt: skip
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    # Both tests are about bytes that no text holds: NUL, and more than a few other control characters.
    if b"\0" in data or len(_CONTROL.findall(data.decode("latin-1"))) > len(data) // 200 + 2:
        return None
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read_plain(data: bytes, *, markdown: bool) -> Contents:
    """Blocks of a text; ``markdown`` where its signs have a meaning. Raises ``UnreadableFile``."""
    text = decoded(data)
    if text is None:
        raise UnreadableFile(Refusal.NOT_TEXT)
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(Refusal.TOO_MUCH_TEXT)
    # A form feed starts a page; tabs only ever stand between the cells of a row.
    lines = [_CONTROL.sub(" ", line).replace("\t", " ").rstrip() for line in _lines(text.replace("\f", "\n\n"))]
    return Contents(blocks=tuple(_Reader(markdown).read(lines)))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class _Reader:
    def __init__(self, markdown: bool) -> None:
        self._markdown = markdown
        self._tables = 0

    def read(self, lines: list[str]) -> Iterator[Block]:
        # Text saved from a word processor has a line for each paragraph, however long.
        one_line_each = not self._markdown and any(len(line) > _WRAPPED_AT for line in lines)
        paragraph: list[str] = []
        at = 0
        while at < len(lines):
            line = lines[at]
            following = lines[at + 1] if at + 1 < len(lines) else ""
            if self._markdown and "|" in line and _TABLE_RULE.match(following) and "-" in following:
                yield from self._paragraph(paragraph)
                paragraph = []
                end = at + 2
                while end < len(lines) and "|" in lines[end]:
                    end += 1
                yield from self._table([line, *lines[at + 2 : end]])
                at = end
                continue
            heading = _HASHES.match(line) if self._markdown else None
            underlined = (
                _UNDERLINE.match(following) if self._markdown and line.strip() and not paragraph else None
            )
            if heading or underlined:
                yield from self._paragraph(paragraph)
                paragraph = []
                level = len(heading.group(1)) if heading else 1 + following.strip().startswith("-")
                text = heading.group(2) if heading else line.strip()
                if text:
                    yield Block(kind=Kind.HEADING, text=text, level=level)
                at += 2 if underlined and not heading else 1
                continue
            if not line.strip() or _RULE.match(line):
                yield from self._paragraph(paragraph)
                paragraph = []
            elif paragraph and (one_line_each or _ITEM.match(line)):
                yield from self._paragraph(paragraph)
                paragraph = [line]
            else:
                paragraph.append(line)
            at += 1
        yield from self._paragraph(paragraph)

    def _paragraph(self, lines: list[str]) -> Iterator[Block]:
        text = "\n".join(line.strip() for line in lines).strip()
        if not text:
            return
        item = _ITEM.match(text)
        if item:
            yield Block(kind=Kind.LIST_ITEM, text=text[item.end() :], label=item.group(1))
        else:
            yield Block(kind=Kind.PARAGRAPH, text=text)

    def _table(self, lines: list[str]) -> Iterator[Block]:
        self._tables += 1
        for row, line in enumerate(lines, start=1):
            inner = line.strip().removeprefix("|")
            inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
            cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]
            text = "\t".join(re.sub(r"<br\s*/?>", "\n", cell) for cell in cells)
            if text.strip():
                yield Block(kind=Kind.ROW, text=text, table=self._tables, row=row, header=row == 1)
