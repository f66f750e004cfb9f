"""Checks of the action plan: actions without owner, date, measure or level, with an open or a past date.

Informs 3.2.a (actions "assigned to individual practitioners, teams or LDUs"; a team may be right, and it is for
the inspector to say) and 3.2.e ("Learning points must be Specific, Measurable, Achievable, Relevant and
Time-bound"). It stands alone because all of it is seen action by action.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.domain.columns import Column
from assistant.domain.dates import dates_in
from assistant.domain.entries import PlannedAction
from assistant.domain.review import Check, Review
from assistant.domain.words import day as spoken
from assistant.steps.check.plan import said_of_none
from assistant.steps.check.prose import counted, rows, some

_WANTED = (
    ("owner", Column.OWNER, "3.2.a", "an owner"),
    ("by_when", Column.BY_WHEN, "3.2.e", "a date"),
    ("measure", Column.MEASURE, "3.2.e", "a measure of success"),
    ("level", Column.LEVEL, "3.2.a", "a level"),
)
_BRIEF = 40
_NOTHING = re.compile(r"[\s.?–—-]*(?:n/?a|none|tbc|tba|to be confirmed|not known)?[\s.?–—-]*", re.IGNORECASE)
_OPEN = re.compile(
    r"\bon-?\s?going\b|\btb[ca]\b|\bto be (?:confirmed|agreed|advised|decided)\b"
    r"|\bcontinu(?:ous|ing|al)(?:ly)?\b"
    r"|\basap\b|\bas soon as (?:possible|practicable)\b|\bin due course\b|\bwhen (?:possible|available|able)\b"
    r"|\buntil further notice\b|\brolling\b|\bopen[- ]ended\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:complete[d]?|done|achieved|closed|already|delivered|implemented|actioned)\b", re.IGNORECASE
)
_A_BODY = re.compile(
    r"\b(?:teams?|units?|PDU|LDU|regions?|boards?|services?|departments?|groups?|committee|agenc(?:y|ies)|police"
    r"|council|trust|HMPPS|NPS|CRC|office|cluster|partnership"
    r"|all (?:staff|managers|SPOs|officers|practitioners))\b",
    re.IGNORECASE,
)
_A_PERSON = re.compile(
    r"(?i:\b(?:head|manager|officer|director|lead|leader|chief|worker|practitioner|co-?ordinator|deputy|commissioner"
    r"|administrator|trainer|champion|facilitator|secretary|chair|supervisor|adviser|advisor|superintendent|inspector"
    r"|sergeant|nurse|doctor)\b)|\b(?:SPO|PO|PSO|ACO|QDO|RPD|Mr|Mrs|Ms|Miss|Dr)\b|\b[A-Z]{2,4}\d+\b|\b[A-Z]\.\s?[A-Z][a-z]+",
)


def actions(review: Review, planned: Sequence[PlannedAction], today: date | None) -> Iterator[Check]:
    """Checks of all planned actions. ``today``: the day the review was written, if it tells."""
    for field, column, prompt, words in _WANTED:
        yield from _without(review, planned, field, column, prompt, words)
    yield from _open_ended(planned)
    if today is not None:
        yield from _past(planned, today)
    yield from _owned_by_a_body(planned)


def _without(
    review: Review, planned: Sequence[PlannedAction], field: str, column: Column, prompt: str, words: str
) -> Iterator[Check]:
    cells = {action.passage: (action, getattr(action, field)) for action in planned}
    # "To be confirmed" as a date is an open date, which is another check.
    bare = [
        action
        for action, cell in cells.values()
        if cell is not None and (not cell if field == "by_when" else _NOTHING.fullmatch(cell))
    ]
    if bare:
        yield Check(
            id=f"actions-no-{field.replace('_', '-')}",
            prompt=prompt,
            message=f"Without {words}, {_share(bare, planned)}",
            passages=tuple(action.passage for action in bare),
        )
    if planned and all(cell is None for _, cell in cells.values()):
        yield from said_of_none(review, planned, column, prompt, words, _A_PERSON)


def _share(found: Sequence[PlannedAction], planned: Sequence[PlannedAction]) -> str:
    return f"{len(found)} of {counted(len(planned), 'action')}: action plan {rows([a.place for a in found])}"


def _open_ended(planned: Sequence[PlannedAction]) -> Iterator[Check]:
    found = [a for a in planned if a.by_when and not dates_in(a.by_when) and _OPEN.search(a.by_when)]
    if found:
        words = list(dict.fromkeys(f"“{a.by_when}”" for a in found if a.by_when and len(a.by_when) <= _BRIEF))
        yield Check(
            id="actions-open-date",
            prompt="3.2.e",
            message=f"An open date{f' ({some(words, 2)})' if words else ''}, {_share(found, planned)}",
            passages=tuple(action.passage for action in found),
        )


def _past(planned: Sequence[PlannedAction], today: date) -> Iterator[Check]:
    found = [
        action
        for action in planned
        if (ends := [d.when.end for d in dates_in(action.by_when or "") if d.when is not None])
        and max(ends) < today
        and not _DONE.search(f"{action.by_when} {action.measure or ''} {action.action}")
    ]
    if found:
        yield Check(
            id="actions-past-date",
            prompt="3.2.e",
            message=f"A date before that of the review ({spoken(today)}), {_share(found, planned)}",
            passages=tuple(action.passage for action in found),
        )


def _owned_by_a_body(planned: Sequence[PlannedAction]) -> Iterator[Check]:
    found = [a for a in planned if a.owner and _A_BODY.search(a.owner) and not _A_PERSON.search(a.owner)]
    if found:
        owners = list(dict.fromkeys(f"“{a.owner}”" for a in found if a.owner and len(a.owner) <= _BRIEF))
        yield Check(
            id="actions-owner-a-body",
            prompt="3.2.a",
            message=f"The owner is a team or body, not a person{f' ({some(owners, 2)})' if owners else ''}, "
            f"{_share(found, planned)}",
            passages=tuple(action.passage for action in found),
        )
