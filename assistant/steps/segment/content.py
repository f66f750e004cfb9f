"""Which part a section is by what stands in it: its tables, its lists, or the sentence it begins with.

Blocks in, a part or None out. It stands apart from headings because contents are asked only where a heading
says nothing, and must then be sure.
"""

import re
from collections.abc import Sequence

from assistant.domain.columns import Column, column_of, part_of_table
from assistant.domain.dates import dates_in
from assistant.domain.review import Block, Kind, Part

_INTERVIEWED = re.compile(
    r"\b(?:(?:i|we) (?:have )?interviewed|were interviewed|have been interviewed)\b(?! by)", re.IGNORECASE
)
_FIRST = 3
_ENOUGH = 4
_MOST = 0.7
_LED = 12
_OPENING = re.compile(
    r"^(?:in )?this (?:section|part|chapter) (?:of (?:the|this) (?:review|report) )?"
    r"(?:is about|covers|considers|examines|looks at|describes|sets out|analyses|reviews|explores|deals with"
    r"|explains|lists|gives|contains|i (?:look at|consider|examine)|we (?:look at|consider|examine))"
    r"[,:]?\s+(?P<matter>[^.;]{4,160})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d+(\.\d+)*\s+")
_CASE_ITEM = re.compile(
    r"(?:date of birth|d\.?o\.?b|age\b|(?:index|current|main) offence|offence\b|(?:date of )?sentence[d]?\b"
    r"|(?:date of )?release[d]?\b|licen[cs]e (?:expiry|end)|order\b|court\b|risk (?:of serious harm|level)|rosh"
    r"|mappa|ogrs|region|pdu|ldu|name of (?:person|service user)|person on probation|service user|pnc|crn)",
    re.IGNORECASE,
)
_TERM = re.compile(r"^[A-Z][\w/()’' -]{1,40}\s*(?:[:=–—]|\s-\s)\s*\S")
_ACTION = re.compile(r"\b(?:owner|lead|by when|responsible|deadline|timescale|target date)\s*:", re.IGNORECASE)


def part_by_content(blocks: Sequence[Block]) -> Part | None:
    """The part that those blocks can only be, or None."""
    return _by_table(blocks) or _by_list(blocks) or _by_interviews(blocks)


def _by_table(blocks: Sequence[Block]) -> Part | None:
    for block in blocks:
        if block.kind is Kind.ROW and block.header and (part := part_of_table(block.text.split("\t"))):
            return part
    pairs = [cells for b in blocks if b.kind is Kind.ROW and len(cells := b.text.split("\t")) == 2]
    keys = [cells[0].strip().rstrip(":") for cells in pairs]
    columns = {column_of(key) for key in keys}
    if Column.ACTION in columns and columns & {Column.OWNER, Column.BY_WHEN}:
        return Part.ACTION_PLAN
    cases = {match.group().lower() for key in keys if (match := _CASE_ITEM.match(key))}
    return Part.CASE_DETAILS if len(cases) >= _ENOUGH else None


def _by_list(blocks: Sequence[Block]) -> Part | None:
    texts = [b.text for b in blocks if b.kind in (Kind.LIST_ITEM, Kind.PARAGRAPH)]
    if len(texts) < _ENOUGH:
        return None
    if sum(_led_by_a_date(text) for text in texts) >= _MOST * len(texts):
        return Part.CHRONOLOGY
    if sum(bool(_ACTION.search(text)) for text in texts) >= _ENOUGH:
        return Part.ACTION_PLAN
    short = [text for text in texts if len(text) <= 160 and "\n" not in text]
    abbreviated = sum(bool(_TERM.match(t)) and t.split()[0].isupper() for t in short)
    return Part.GLOSSARY if abbreviated >= _MOST * len(texts) else None


def _led_by_a_date(text: str) -> bool:
    found = next(iter(dates_in(text[:80])), None)
    return (
        found is not None and found.start <= _LED and text[: found.start].strip(" \t•*–-").lower() in ("", "on")
    )


def _by_interviews(blocks: Sequence[Block]) -> Part | None:
    first = [block.text for block in blocks if block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)][:_FIRST]
    listed = any(block.kind in (Kind.ROW, Kind.LIST_ITEM) for block in blocks)
    told = any(_INTERVIEWED.search(text) for text in first)
    return Part.STAFF_INTERVIEWED if listed and told else None


def opening(blocks: Sequence[Block]) -> str | None:
    """What the first paragraph says the section is about: "This section looks at how risk was assessed"."""
    first = next((b.text for b in blocks if b.kind is Kind.PARAGRAPH), "")
    match = _OPENING.match(_NUMBER.sub("", first))
    return match["matter"].lower() if match else None
