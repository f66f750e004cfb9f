"""Which part of a review a section is: by its heading, else by its tables and first words, else its parent's.

Regions use their own headings and numbering ("Part C - How we managed risk"), so wording is matched loosely
at the top and strictly below, where a passing word must not tear a sub-section from its parent.
"""

import re
from collections.abc import Sequence

from assistant.domain.columns import part_of_table
from assistant.domain.review import Block, Kind, Part

_PREFIX = re.compile(
    r"^(?:(?:part|section|chapter|annexe?|appendix)\s+(?:[a-z]|\d{1,2}|[ivx]{1,4})\b"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]|\d{1,2}(?:\.\d{1,2})*)[\s:.\-–—]+"
)

_LOOSE = (
    (Part.CHRONOLOGY, r"chronolog|\btimeline|sequence of events|(significant|key) events"),
    (Part.GLOSSARY, r"glossary|abbreviations|acronyms|(terms|words) used|list of terms"),
    (Part.ACTION_PLAN, r"action plan|^(planned |agreed )?actions( and .*)?$|improvement plan|^recommendations"),
    (Part.GOOD_PRACTICE, r"(good|notable|effective|positive) practice|practice worth|what (went|worked) well"
                         r"|^strengths"),
    (Part.PARALLEL_REVIEWS, r"parallel|(other|related|linked|concurrent) (reviews|investigations|inquiries)"),
    (Part.STAFF_INTERVIEWED, r"interviewe(d|es)\b|interviews? (held|with|undertaken)"
                             r"|(who|people|staff) (i|we) (spoke|talked|met)"),
    (Part.OVERALL_JUDGEMENT, r"overall|conclu(sion|ding)|judgements? on|summary of (key )?findings"
                             r"|sufficiency of practice"),
    (Part.CASE_DETAILS, r"case (details|summary|information|overview|background|history)|about the case"
                        r"|details of the case|^background( to .*| information)?$|^diversity"),
)  # fmt: skip
_PHASES = (
    (Part.REVIEWING, r"\breviewing\b(?! manager)|under review\b|review of (progress|risk|the (case|plan))"
                     r"|re-?assess|^reviews?$"),
    (Part.ASSESSMENT, r"(?<!re)(?<!re-)assess"),
    (Part.PLANNING, r"\bplan(s|ning|ned)?\b"),
    (Part.IMPLEMENTATION, r"\bimplement|\bdeliver(y|ing|ed)\b(?! unit)|\b(we|was|were|case|risk) managed\b"
                          r"|\bmanaged (the|risk)|\bmanaging\b|\binterventions?\b|management of (the|risk)"
                          r"|carrying out the"),
)  # fmt: skip
_STRICT = (
    (Part.CASE_DETAILS, "case details"),
    (Part.STAFF_INTERVIEWED, "staff interviewed|staff interviews"),
    (Part.PARALLEL_REVIEWS, "(parallel|other) reviews"),
    (Part.CHRONOLOGY, "chronology( of (key |significant )?events)?"),
    (Part.ASSESSMENT, "assessment"),
    (Part.PLANNING, "planning"),
    (Part.IMPLEMENTATION, "implementation|delivery"),
    (Part.REVIEWING, "reviewing"),
    (Part.OVERALL_JUDGEMENT, "overall judgements?|conclusions?"),
    (Part.GOOD_PRACTICE, "good practice"),
    (Part.ACTION_PLAN, "action plan"),
    (Part.GLOSSARY, "glossary( of terms)?"),
)
_FILES = (Part.CHRONOLOGY, Part.ACTION_PLAN, Part.GLOSSARY)
_INTERVIEWED = re.compile(r"\b(were|was|i|we) interviewed\b", re.IGNORECASE)
_FIRST = 3


def part_of(
    title: str, blocks: Sequence[Block], parent: Part = Part.OTHER, *, named_file: bool = False
) -> Part:
    """The part of a section with that heading and those blocks, under a section of that parent part.

    ``named_file``: the title is a file's name, which says something only of a file for one part.
    """
    said = _PREFIX.sub("", " ".join(title.lower().split())).strip(" .:-–—")
    if named_file:
        return _by_file(said) or _by_content(blocks) or parent
    if parent is not Part.OTHER:
        return _strictly(said) or parent
    return _by_heading(said) or _by_content(blocks) or parent


def _by_heading(said: str) -> Part | None:
    for part, wording in _LOOSE:
        if re.search(wording, said):
            return part
    found = [(m.start(), part) for part, wording in _PHASES if (m := re.search(wording, said))]
    # A heading over three phases or more is over all of them: its sub-sections tell.
    return min(found)[1] if 0 < len(found) < 3 else None


def _strictly(said: str) -> Part | None:
    for part, wording in _STRICT:
        if re.fullmatch(
            rf"(the |analysis of |analysis of the )?({wording})( of practice| practice| phase)?", said
        ):
            return part
    return None


def _by_file(said: str) -> Part | None:
    name = re.sub(r"[_\-.]+", " ", said)
    if "review" in name:
        return None
    found = [part for part, wording in _LOOSE if part in _FILES and re.search(wording, name)]
    return found[0] if len(found) == 1 else None


def _by_content(blocks: Sequence[Block]) -> Part | None:
    for block in blocks:
        if block.kind is Kind.ROW and block.header:
            part = part_of_table(block.text.split("\t"))
            if part is not None:
                return part
    first = [block.text for block in blocks if block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)][:_FIRST]
    if any(_INTERVIEWED.search(text) for text in first) and any(block.kind is Kind.ROW for block in blocks):
        return Part.STAFF_INTERVIEWED
    return None
