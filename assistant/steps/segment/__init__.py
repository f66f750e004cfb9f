"""Files as read in, a Review out: sections bounded by headings, citable passages, parts found and missing.

The invariant all evidence rests on is made here: ``review.text[p.start:p.end] == p.text`` for every passage.
"""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.domain.parts import missing_parts
from assistant.domain.review import (
    Block,
    FileBlocks,
    Kind,
    Notice,
    Part,
    Passage,
    PlacedNotice,
    Review,
    ReviewFile,
    Section,
)
from assistant.steps.segment.cut import cut
from assistant.steps.segment.headings import promoted
from assistant.steps.segment.part import Matched, part_of
from assistant.steps.segment.tables import with_headers
from assistant.steps.segment.title import title_of

FURNITURE = "Headers and footers"
_LONGEST_TITLE = 200


def segment(files: Sequence[FileBlocks]) -> Review:
    """The review made of those files, in that order, without checks."""
    files = _apart(files)
    building = _Building()
    notices: list[Notice] = []
    for file in files:
        passages = building.add(file)
        notices += (_named(notice, passages) for notice in file.notices)
    notices += missing_parts(building.sections)
    text = "\n".join(passage.text for passage in building.passages)
    return Review(
        id=_digest(files),
        title=title_of(files),
        files=tuple(ReviewFile(name=file.name, sha256=file.sha256) for file in files),
        words=len(text.split()),
        text=text,
        sections=tuple(building.sections),
        passages=tuple(building.passages),
        notices=tuple(notices),
        ledgers=tuple(
            file.ledger.model_copy(update={"file": file.name}) for file in files if file.ledger is not None
        ),
    )


def _named(notice: Notice, passages: Mapping[int, str]) -> Notice:
    """The notice with the passage of its block in the block's place."""
    if not isinstance(notice, PlacedNotice):
        return notice
    passage = None if notice.block is None else passages.get(notice.block)
    return Notice(kind=notice.kind, message=notice.message, text=notice.text, passage=passage)


def _digest(files: Sequence[FileBlocks]) -> str:
    named = "\n".join(f"{file.sha256} {file.name}" for file in files)
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def _apart(files: Sequence[FileBlocks]) -> tuple[FileBlocks, ...]:
    """The same files, with a number after a name that came before: sections name their file."""
    taken: set[str] = set()
    result = []
    for file in files:
        name, count = file.name, 1
        while name in taken:
            count += 1
            name = f"{file.name} ({count})"
        taken.add(name)
        result.append(file.model_copy(update={"name": name}))
    return tuple(result)


class _Building:
    """Sections and passages so far, and where the next character will stand."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.passages: list[Passage] = []
        self._firsts: list[str] = []
        self._at = 0
        self._tables = 0

    def add(self, file: FileBlocks) -> dict[int, str]:
        """Append one file: its body by headings, then its headers and footers.

        Gives the id of the first passage of each of its blocks.
        """
        self._firsts = []
        blocks = with_headers(promoted([b for b in file.blocks if b.kind is not Kind.FURNITURE]))
        furniture = [b for b in file.blocks if b.kind is Kind.FURNITURE]
        starts = [i for i, block in enumerate(blocks) if block.kind is Kind.HEADING]
        bounds = [0, *starts, len(blocks)] if not starts or starts[0] else [*starts, len(blocks)]
        above: list[tuple[int, Matched]] = []
        for start, end in pairwise(bounds):
            inside = blocks[start:end]
            if inside:
                self._section(file, inside, above)
        if furniture:
            section = self._open(FURNITURE, Matched(Part.OTHER), file.name, 1)
            for block in furniture:
                self._block(block, section, file.name, 0)
        self._tables += max((block.table or 0 for block in blocks), default=0)
        body_first = sorted(range(len(file.blocks)), key=lambda i: file.blocks[i].kind is Kind.FURNITURE)
        return dict(zip(body_first, self._firsts, strict=True))

    def _section(self, file: FileBlocks, blocks: list[Block], above: list[tuple[int, Matched]]) -> None:
        headed = blocks[0].kind is Kind.HEADING
        level = (blocks[0].level or 1) if headed else 0
        while above and above[-1][0] >= level:
            above.pop()
        title = " ".join(blocks[0].text.split()) if headed else file.name
        parent = above[-1][1] if above else Matched(Part.OTHER)
        match = part_of(title, blocks, parent, named_file=not headed)
        above.append((level, match))
        section = self._open(title[:_LONGEST_TITLE], match, file.name, level)
        for block in blocks:
            self._block(block, section, file.name, self._tables)

    def _open(self, title: str, match: Matched, file: str, level: int) -> Section:
        section = Section(
            id=f"s{len(self.sections) + 1}",
            title=title,
            part=match.part,
            also=match.also,
            file=file,
            level=level,
        )
        self.sections.append(section)
        return section

    def _block(self, block: Block, section: Section, file: str, tables: int) -> None:
        self._firsts.append(f"p{len(self.passages) + 1}")
        for start, end in cut(block.text, row=block.kind is Kind.ROW):
            text = block.text[start:end]
            self.passages.append(
                Passage(
                    id=f"p{len(self.passages) + 1}",
                    section=section.id,
                    file=file,
                    kind=block.kind,
                    text=text,
                    start=self._at,
                    end=self._at + len(text),
                    label=block.label,
                    level=block.level,
                    page=block.page,
                    table=None if block.table is None else tables + block.table,
                    row=block.row,
                    header=block.header,
                )
            )
            self._at += len(text) + 1
