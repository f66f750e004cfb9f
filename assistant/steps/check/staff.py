"""People who act in the chronology and are not in the list of staff interviewed: entries in, one check out.

Informs info.staff_interviewed ("all responsible officers who managed the case", "managers with professional
oversight", "staff who facilitated programmes", and a reason for whoever was not interviewed). It stands alone
because staff appear by title and number, by initials, by name beside a title, or by their post alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from assistant.domain.entries import Entries
from assistant.domain.review import Check, Review
from assistant.steps.check.prose import some

_POST = r"(?:SPO|PSO|PP|PO|COM|POM|CO|RO|OM|OS|APM|PQIP|NQO|QDO|ACO|TM)"
_CODE = re.compile(rf"\b{_POST}\s?\d{{1,2}}\b")
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?(?:[A-Z]\.?\s+)?(?P<{}>[A-Z][a-z][\w’'-]+|[A-Z]{{2}})\b"
_POST_AND_NAME = re.compile(
    rf"\b{_POST}\s+(?!(?:Mr|Mrs|Ms|Miss|Dr)\b)?{_NAME.format('after')}"
    rf"|\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+(?:[A-Z]\.?\s+)?(?P<before>[A-Z][a-z][\w’'-]+)\s*(?:\(|,\s*){_POST}\b"
)
# Posts whose holders are among those whom the rules want interviewed, when no name or number is given.
_ROLE = re.compile(
    r"\b(?:(?:court|unit|programmes?|group|resettlement|interventions?)\s+)*(?:team manager|facilitators?"
    r"|senior probation officer|head of (?:the )?(?:LDU|PDU|service))\b",
    re.IGNORECASE,
)
# A two-letter word after a title that is no person's initials.
_NO_INITIALS = frozenset({"OM", "PO", "AP", "HV", "UA", "DV", "DA", "CP", "IT", "HQ", "VC", "OV", "FV", "TC"})


def staff(review: Review, entries: Entries) -> Iterator[Check]:
    """One check of all who act and are not listed; silent where there is no list."""
    if not entries.people:
        return
    rows = {person.passage for person in entries.people}
    listed = _flat(" ".join(p.text for p in review.passages if p.id in rows))
    unlisted: dict[str, list[str]] = defaultdict(list)
    for event in entries.events:
        for person, known_by in _acting(event.what):
            if not re.search(rf"\b{re.escape(_flat(known_by))}\b", listed):
                unlisted[person].append(event.passage)
    if unlisted:
        yield Check(
            id="staff-not-listed",
            prompt="info.staff_interviewed",
            message=f"In the chronology but not in the list of staff interviewed: {some(list(unlisted))}",
            passages=tuple(dict.fromkeys(passage for places in unlisted.values() for passage in places)),
        )


def _acting(text: str) -> Iterator[tuple[str, str]]:
    """Staff in a text, each as written and by the words to look for in the list."""
    for match in _CODE.finditer(text):
        code = match.group().replace(" ", "")
        yield code, code
    for match in _POST_AND_NAME.finditer(text):
        name = match["after"] or match["before"]
        if name not in _NO_INITIALS:
            yield " ".join(match.group().split()).rstrip("(, "), name
    for match in _ROLE.finditer(text):
        role = " ".join(match.group().lower().split())
        yield role, role.removesuffix("s")


def _flat(text: str) -> str:
    return " ".join(re.sub(r"(?<=[A-Za-z])\s(?=\d)", "", text).lower().split())
