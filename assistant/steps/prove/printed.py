"""A Word report read back as any file is: what it says of files, lines, judgements and decisions, and quotes.

The report, read as a review, comes in; a Printed goes out. It stands alone because a report that
reached a region is all that the region has: what it says must be provable from its own words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.domain.draft import DraftStatus, Line
from assistant.domain.review import Kind, Passage, Review, ReviewFile
from assistant.domain.rubric import Rubric, Scale
from assistant.domain.words import LINE

_QUOTED = re.compile(r"^\[\d+\]\s+(?:For|Against): (?P<words>“.+)", re.DOTALL)
_LINE = re.compile(rf"^(?P<line>{'|'.join(map(re.escape, LINE.values()))}), (?P<how>decided|drafted)\b")
_NO_LINE = {
    "Not run, ": DraftStatus.NOT_RUN,
    "Not answered, ": DraftStatus.NOT_ANSWERED,
    "Not decided, ": DraftStatus.HIDDEN,
}
_BARS = re.compile(r"^Bars a yes for \S+: ")
_HEAD = re.compile(r"^Head of the chain of decisions: (?P<head>[0-9a-f]{64})$")
_FILE = re.compile(r"^(?P<name>[^\t]+)\t(?P<sha256>[0-9a-f]{64})$")
_ACT = re.compile(r"^d\d+\t")

_SUMMARY = 7
"""Columns of the summary table; no other table of a report has as many."""


class PrintedLine(NamedTuple):
    """Where a prompt stands by the report: its line where it has one, and whether that was decided."""

    line: Line | None
    decided: bool
    status: DraftStatus
    bars: bool


class Printed(NamedTuple):
    """What a report says, as far as it can be proved; ``quotations`` with the heading they stand under."""

    status: str
    files: tuple[ReviewFile, ...]
    lines: dict[str, PrintedLine]
    summary: dict[str, tuple[str, ...]]
    quotations: tuple[tuple[str, str], ...]
    acts: tuple[str, ...]
    head: str | None


def printed(rubric: Rubric, report: Review) -> Printed:
    """What that report says. What is not there is left out: each proof says what it misses."""
    titles = {p.label if p.scale is Scale.NOTE else f"{p.id} {p.label}": p.id for p in rubric.prompts}
    under: dict[str, list[str]] = {}
    quotations, here = list[tuple[str, str]](), ""
    for passage in report.passages:
        if passage.kind is Kind.HEADING:
            here = passage.text.strip()
        elif here in titles and passage.kind is Kind.PARAGRAPH:
            under.setdefault(titles[here], []).append(passage.text)
        quotations += ((titles.get(here, here), words) for words in _quoted(passage))
    rows = [p.text for p in report.passages if p.kind is Kind.ROW]
    acts = dict.fromkeys(row for row in rows if _ACT.match(row))
    heads = (_HEAD.match(p.text) for p in report.passages)
    return Printed(
        status=next((p.text.strip() for p in report.passages if _is_status(p.text)), ""),
        files=tuple(ReviewFile(**found.groupdict()) for row in rows if (found := _FILE.match(row))),
        lines={prompt: line for prompt, texts in under.items() if (line := _line(texts)) is not None},
        summary={cells[0]: cells[1:] for row in rows if len(cells := tuple(row.split("\t"))) == _SUMMARY},
        quotations=tuple(quotations),
        acts=tuple(acts),
        head=next((found["head"] for found in heads if found), None),
    )


def _is_status(text: str) -> bool:
    return text.startswith(("Draft: ", "Signed off by "))


def _line(texts: list[str]) -> PrintedLine | None:
    bars = any(_BARS.match(text) for text in texts)
    for text in texts:
        if found := _LINE.match(text):
            line = next(line for line, words in LINE.items() if words == found["line"])
            return PrintedLine(line, found["how"] == "decided", DraftStatus.DRAFTED, bars)
        for words, status in _NO_LINE.items():
            if text.startswith(words):
                return PrintedLine(None, decided=False, status=status, bars=bars)
    return None


def _quoted(passage: Passage) -> Iterator[str]:
    """What stands as the file's words, with its place: a quotation, or a line of a traced row."""
    if passage.kind is Kind.PARAGRAPH and (found := _QUOTED.match(passage.text)):
        yield found["words"]
    elif passage.kind is Kind.ROW:
        for line in (line for cell in passage.cells for line in cell.split("\n")):
            if line.startswith("“") and "”  " in line:
                yield line
