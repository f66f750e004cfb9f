"""A number that the text gives and its rows do not bear out: passages and entries in, checks out.

Informs 3.2.a (actions) and info.staff_interviewed. It stands alone because only a number said of the whole list
can be counted against it.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.entries import Entries
from assistant.domain.review import Check, Passage

_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TO_TWENTY = (
    "eleven",
    "twelve",
    *(f"{n}teen" for n in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
    "twenty",
)
_NUMBERS = (*_TO_TEN, *_TO_TWENTY)
_COUNT = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_PLANNED = re.compile(
    rf"\baction plan (?:has|have|contains|includes|sets out|lists|consists of|comprises|of|with)\s+{_COUNT}\s+"
    rf"(?:\w+\s)?actions\b(?!\s+for\b)",
    re.IGNORECASE,
)
_SPOKEN_TO = re.compile(
    rf"\b(?:I|we|reviewing manager) (?:have )?(?:spoke|spoken|interviewed)(?: to| with)?\s+{_COUNT}\s+"
    rf"(?:people|members of staff|staff|colleagues)\b"
    rf"|\b{_COUNT}\s+(?:people|members of staff|staff) were interviewed\b",
    re.IGNORECASE,
)


def counts(passages: Sequence[Passage], entries: Entries) -> Iterator[Check]:
    """A check for each count of the planned actions, or of the people interviewed, that is not the rows'."""
    interviewed = [person for person in entries.people if person.interviewed]
    known = all(person.interviewed is not None for person in entries.people)
    for kind, prompt, words, rows, things in (
        ("actions", "3.2.a", _PLANNED, [a.passage for a in entries.actions], "actions in the action plan"),
        ("interviews", "info.staff_interviewed", _SPOKEN_TO,
         [p.passage for p in interviewed] if known else [], "people interviewed"),
    ):  # fmt: skip
        for passage in passages if rows else ():
            for match in words.finditer(passage.text):
                count = _number(next(group for group in match.groups() if group))
                if count != len(rows):
                    yield Check(
                        id=f"consistency-{kind}-{passage.id}-{match.start()}",
                        prompt=prompt,
                        message=f"The text says {count} {things}, and {len(rows)} "
                        f"{'is' if len(rows) == 1 else 'are'} listed",
                        passages=(passage.id, *rows),
                    )


def _number(words: str) -> int:
    # Folded, not lowered: where case is ignored, "s" also matches the long s.
    return int(words) if words.isdecimal() else _NUMBERS.index(words.casefold()) + 1
