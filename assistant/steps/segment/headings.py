"""Headings that are headings by their words alone: numbered, in capitals or a part's name, standing over text.

Blocks of any format in and out. Only in files that have next to no headings of their own, because a short
numbered line in a well-built document is more likely an item of a list.
"""

import re
from collections.abc import Sequence

from assistant.domain.review import Block, Kind
from assistant.steps.segment.part_words import PLAIN

_ENOUGH = 3
_LONGEST = 90
_MOST_WORDS = 10
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+[A-Z]")
_DATE = re.compile(rf"\d{{1,2}}\s+(?:{_MONTHS}|{'|'.join(m[:3] for m in _MONTHS.split('|'))})\b", re.IGNORECASE)
_LETTERED = re.compile(r"(?i:part|section|chapter|annexe?|appendix)\s+(?:[A-Z]|\d{1,2}|[IVX]{1,4})\b\W*\w")
_MARKING = re.compile(r"official\b|restricted\b|confidential\b", re.IGNORECASE)
_ENDS_LIKE_TEXT = re.compile(r"[.;,!?:]$")
_LABELLED = re.compile(r"[A-Z][A-Za-z ]{1,30}:")


def _level(block: Block) -> int | None:
    """The level of the heading that this block would be, or None."""
    text = f"{block.label} {block.text}" if block.label else block.text
    if block.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM) or "\n" in text or len(text) > _LONGEST:
        return None
    if len(text.split()) > _MOST_WORDS or _ENDS_LIKE_TEXT.search(text) or _MARKING.match(text):
        return None
    numbered = _NUMBERED.match(text)
    if numbered and not _DATE.match(text):
        return numbered.group(1).count(".") + 1
    named = block.kind is Kind.PARAGRAPH and any(wording.fullmatch(text.lower()) for _, wording in PLAIN)
    if named or _LETTERED.match(text):
        return 1
    # An abbreviation alone on its line is no heading: one of its words has to be a word.
    shouted = text == text.upper() and sum(c.isalpha() for c in text) >= 8 and not text[0].isdigit()
    return 1 if shouted and re.search(r"[A-Z]{5}", text) else None


def _stands_over(below: Block) -> bool:
    """Whether a numbered item over that block can be a heading: "Owner: ..." below it makes it an action."""
    return below.kind is not Kind.LIST_ITEM and not _LABELLED.match(below.text)


def promoted(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, with lines that are headings by their words made headings."""
    if sum(1 for block in blocks if block.kind is Kind.HEADING) >= _ENOUGH:
        return list(blocks)
    levels = [_level(block) for block in blocks]
    result = []
    for i, (block, level) in enumerate(zip(blocks, levels, strict=True)):
        before = levels[i - 1] if i else None
        after = levels[i + 1] if i + 1 < len(levels) else None
        alone = level is not None and i + 1 < len(blocks) and level not in (before, after)
        if alone and block.kind is Kind.LIST_ITEM:
            alone = _stands_over(blocks[i + 1])
        result.append(block.model_copy(update={"kind": Kind.HEADING, "level": level}) if alone else block)
    return result
