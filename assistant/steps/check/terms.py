"""What the review calls the person it is about: passages in, a check of "offender" out.

Informs 4.a ("The term 'service user' should be used rather than 'offender'"). It stands alone because names
of laws, posts, places and programmes keep the word, and only what a person is called counts.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.review import Check, Passage
from assistant.steps.check.prose import own_words, times

ACCEPTED = ("service user", "person on probation")
"""Terms that are as good as the one the rules of March 2021 name; a team that has its own passes them in."""

_OFFENDER = re.compile(r"\boffenders?(?:'s|’s|s'|s’)?\b", re.IGNORECASE)
_NAME_AFTER = re.compile(
    r"[\s-]+(manag|assess|supervis|personality|institut|rehab|regist|group|behaviour|treatment|engage|notif|act\b"
    r"|programme|order|information|licen|pathway|service|team|unit|population|cohort|record)",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"\b(integrated|young|serious|prolific|persistent|sex|sexual|violent|youth|known|dangerous|first-time)[\s-]+$"
    r"|\b(victim|perpetrator)[-–/]$",
    re.IGNORECASE,
)


def terms(passages: Sequence[Passage], accepted: Sequence[str]) -> Iterator[Check]:
    """A check of the word "offender" for a person, outside quotations, unless it is an accepted term."""
    if "offender" in accepted:
        return
    found = {p.id: _calls_offender(own_words(p.text)) for p in passages}
    count = sum(found.values())
    if count:
        better = " or ".join(f"“{term}”" for term in accepted)
        yield Check(
            id="language-offender",
            prompt="4.a",
            message=f"“Offender” used {times(count)} for a person, not {better}",
            passages=tuple(passage for passage, uses in found.items() if uses),
        )


def _calls_offender(text: str) -> int:
    return sum(
        1
        for match in _OFFENDER.finditer(text)
        if not _NAME_AFTER.match(text[match.end() :]) and not _NAME_BEFORE.search(text[: match.start()])
    )
