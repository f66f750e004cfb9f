"""The word "risk" without a word of what: passages in, one check out.

Informs 4.a ("When referring to 'risk' this requires qualification, for example, 'risk of serious harm', 'risk
of harm to others' and 'risk of harm to self'"). It stands alone because most uses are innocent: only one that
is bare on both sides counts, and only where its paragraph has not said yet which risk it means.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.review import Check, Kind, Passage
from assistant.steps.check.prose import own_words, some, times

_RISK = re.compile(r"\brisks?\b", re.IGNORECASE)
# Which risk is said in the same paragraph: of something, to somebody, that something happens, or by a compound.
_QUALIFIED = re.compile(
    r"\brisks?\s+(?:\w+\s+){0,2}?(?:of|to|that|from|around|regarding)\b"
    r"|\b(?:rosh|re-?offending|reconviction|suicide|harm|safeguarding|escape|fire|flight|health|financial|violence)"
    r"[\s-]+risks?\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^|\b(?:the|his|her|their|this|that|these|any|no|overall|high|higher|very high|medium|low|lower"
    r"|increased|increasing|escalating|emerging|reduced|manage|managed|managing|assess|assessed|assessing"
    r"|reduce|of|in|about)"
    r"|[’']s)\s+$|(?:^|[.;!?\n\t])\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:[.,;:)?!]|$|\s(?:(?:is|was)(?!\s+that\b)|were|are|had|has|have|and|or|but|he|she|they|posed|presented|appropriately"
    r"|effectively|increased|escalated|reduced|changed|well|in|at|on|by|as|when|which|would|could|should|level|levels)\b)",
    re.IGNORECASE,
)
_STARTS = ("", ".", ";", "!", "?")
_SUBJECT = re.compile(r"\s(?:is|was|were|are|has|had|have|increased|escalated)\b", re.IGNORECASE)
_NEAR = 60
_CLAUSE = re.compile(r"[.,;:!?()\t\n]")
_IDIOM = re.compile(r"\b(?:run|runs|ran|running|take|took|takes|taking|at)\s+(?:\w+\s+)?$", re.IGNORECASE)


def risk(passages: Sequence[Passage]) -> Iterator[Check]:
    """A check of bare uses in the author's own words, with the first few as they stand."""
    uses = [(p.id, words) for p in passages if p.kind is not Kind.HEADING for words in _bare(own_words(p.text))]
    if uses:
        yield Check(
            id="language-risk",
            prompt="4.a",
            message=f"“Risk” used {times(len(uses))} without saying of what: "
            + some(list(dict.fromkeys(f"“{words}”" for _, words in uses)), 3),
            passages=tuple(dict.fromkeys(passage for passage, _ in uses)),
        )


def _bare(text: str) -> Iterator[str]:
    said = _QUALIFIED.search(text)
    for match in _RISK.finditer(text):
        if said and said.start() <= match.start():
            return
        before = text[max(0, match.start() - _NEAR) : match.start()]
        after = text[match.end() : match.end() + _NEAR]
        if before.strip()[-1:] in _STARTS and not _SUBJECT.match(after):
            continue  # a label or a title
        if _BEFORE.search(before) and _AFTER.match(after) and not _IDIOM.search(before):
            around = [
                *_CLAUSE.split(before)[-1].split()[-2:],
                match.group(),
                *_CLAUSE.split(after)[0].split()[:2],
            ]
            yield " ".join(around)
