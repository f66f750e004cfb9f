"""Plain text and Markdown (.txt, .md) in, blocks and the ledger out.

It stands alone because there is no structure here but lines: what is a paragraph has to be told from how the
text is wrapped. Inline Markdown signs are part of the text, which stays as it is in the file.
"""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.domain.ledger import Bucket, Entry
from assistant.domain.refusal import MAX_CHARACTERS, Refusal
from assistant.domain.review import Block, Contents, Kind, Notice, NoticeKind
from assistant.edges.encoding import decoded
from assistant.errors import UnreadableFile

_WRAPPED_AT = 120
_ITEM = re.compile(r"\s*([-*+•▪●◦–·]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)])\s+(?=\S)")
_NUMBER = re.compile(r"\s*\(?(\d{1,3}(\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)]?\t", re.IGNORECASE)
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(.*)$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?$")
_RULE = re.compile(r"\s{0,3}([-*_=])(\s*\1){2,}\s*$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BREAK = re.compile(r"<br\s*/?>")
_BAR = re.compile(r"(?<!\\)\|")


def read_plain(data: bytes, *, markdown: bool) -> Contents:
    """Blocks and ledger of a text; ``markdown`` where its signs have a meaning. Raises ``UnreadableFile``.

    The ledger counts every character of the decoded text, its byte order mark apart. White space within a block
    counts with it, all other white space and control characters as SPACE, signs of lists and Markdown as MARK.
    """
    text = decoded(data)
    if text is None:
        raise UnreadableFile(Refusal.NOT_TEXT)
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(Refusal.TOO_MUCH_TEXT)
    # A form feed starts a page.
    lines = [_CONTROL.sub(" ", line).rstrip() for line in _lines(text.replace("\f", "\n\n"))]
    reader = _Reader(markdown)
    blocks = tuple(reader.read(lines))
    return _accounted(text, blocks, reader.buckets)


def _accounted(text: str, blocks: tuple[Block, ...], buckets: Counter[Bucket]) -> Contents:
    """The blocks with their ledger: what the reader put in no bucket is LOST, and said."""
    white = sum(1 for c in text if c.isspace() or _CONTROL.match(c))
    kept = Counter[Bucket]()
    for block in blocks:
        # Tabs between cells are ours, and so is a line's end in a cell.
        own = "".join(c for c in block.text if c not in "\t\n") if block.kind is Kind.ROW else block.text
        kept[Bucket(block.kind.value)] += len(own)
        white -= sum(1 for c in own if c.isspace())
    buckets = buckets + kept
    buckets[Bucket.SPACE] += white
    lost = len(text) - buckets.total()
    buckets[Bucket.LOST] = lost
    message = f"{lost} characters of the text are in no passage."
    return Contents(
        blocks=blocks,
        notices=(Notice(kind=NoticeKind.UNREAD_TEXT, message=message),) if lost > 0 else (),
        total=len(text),
        entries=tuple(Entry(bucket=b, characters=buckets[b]) for b in Bucket if buckets[b] > 0),
    )


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _signs(text: str) -> int:
    return sum(1 for c in text if not c.isspace())


class _Reader:
    """Goes over the lines once; ``buckets`` counts the signs that are in no block."""

    def __init__(self, markdown: bool) -> None:
        self._markdown = markdown
        self._tables = 0
        self.buckets = Counter[Bucket]()

    def read(self, lines: list[str]) -> Iterator[Block]:
        """The blocks of those lines, in order."""
        # Text saved from a word processor has a line for each paragraph, however long.
        one_line_each = not self._markdown and any(len(line) > _WRAPPED_AT for line in lines)
        paragraph: list[str] = []
        at = 0
        while at < len(lines):
            line = lines[at]
            if at + 1 < len(lines) and self._begins_table(line, lines[at + 1]):
                yield from self._paragraph(paragraph)
                paragraph = []
                end = at + 2
                while end < len(lines) and "|" in lines[end]:
                    end += 1
                self._mark(lines[at + 1])
                yield from self._table([self._cells(row) for row in (line, *lines[at + 2 : end])], header=True)
                at = end
            elif rows := self._tabbed(lines, at):
                yield from self._paragraph(paragraph)
                paragraph = []
                yield from self._table(
                    [[cell.strip() for cell in row.split("\t")] for row in rows], header=False
                )
                at += len(rows)
            elif taken := self._heading(lines, at, paragraph):
                yield from self._paragraph(paragraph)
                paragraph = []
                used, heading = taken
                yield from heading
                at += used
            else:
                if not line.strip() or _RULE.match(line):
                    self._mark(line)
                    yield from self._paragraph(paragraph)
                    paragraph = []
                elif paragraph and (one_line_each or _ITEM.match(line)):
                    yield from self._paragraph(paragraph)
                    paragraph = [line]
                else:
                    paragraph.append(line)
                at += 1
        yield from self._paragraph(paragraph)

    def _mark(self, signs: str) -> None:
        self.buckets[Bucket.MARK] += _signs(signs)

    def _begins_table(self, line: str, following: str) -> bool:
        rule = following.strip()
        return self._markdown and "|" in line and "-" in rule and _TABLE_RULE.match(rule) is not None

    def _heading(self, lines: list[str], at: int, paragraph: list[str]) -> tuple[int, list[Block]] | None:
        """How many lines a Markdown heading takes here, and the heading unless it is empty."""
        line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
        hashes = _HASHES.match(line) if self._markdown else None
        if hashes:
            used, level, text = 1, len(hashes.group(1)), hashes.group(2).rstrip().rstrip("#").rstrip()
        elif self._markdown and line.strip() and not paragraph and _UNDERLINE.match(following):
            used, level, text = 2, 1 + following.strip().startswith("-"), line.strip().replace("\t", " ")
            self._mark(following)
        else:
            return None
        self.buckets[Bucket.MARK] += _signs(line) - _signs(text)
        return used, [Block(kind=Kind.HEADING, text=text.replace("\t", " "), level=level)] if text else []

    def _tabbed(self, lines: list[str], at: int) -> list[str]:
        """The rows of a table from here on, as word processors save it: a line for a row, tabs between cells.

        Two rows of three cells or more, or three of two, make a table; numbers before paragraphs do not.
        """
        tabs = lines[at].strip(" ").count("\t")
        if not tabs or self._markdown or _ITEM.match(lines[at]):
            return []
        end = at
        while end < len(lines) and 0 < lines[end].count("\t") <= tabs and not _ITEM.match(lines[end]):
            if tabs == 1 and _NUMBER.match(lines[end]):
                break
            end += 1
        return lines[at:end] if end - at >= (3 if tabs == 1 else 2) else []

    def _paragraph(self, lines: list[str]) -> Iterator[Block]:
        text = "\n".join(line.strip().replace("\t", " ") for line in lines).strip()
        if not text:
            return
        item = _ITEM.match(text)
        if item:
            self._mark(item.group(1))
            yield Block(kind=Kind.LIST_ITEM, text=text[item.end() :], label=item.group(1))
        else:
            yield Block(kind=Kind.PARAGRAPH, text=text)

    def _cells(self, line: str) -> list[str]:
        """The cells of a Markdown row; its signs are counted."""
        inner = line.strip().removeprefix("|")
        inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        cells = [
            _BREAK.sub("\n", cell.strip().replace("\\|", "|").replace("\t", " ")) for cell in _BAR.split(inner)
        ]
        self.buckets[Bucket.MARK] += _signs(line) - sum(map(_signs, cells))
        return cells

    def _table(self, rows: list[list[str]], header: bool) -> Iterator[Block]:
        self._tables += 1
        width = max(map(len, rows)) if not header else 0
        for place, cells in enumerate(rows, start=1):
            text = "\t".join([*cells, *[""] * (width - len(cells))])
            if text.strip():
                first = header and place == 1
                yield Block(kind=Kind.ROW, text=text, table=self._tables, row=place, header=first)
