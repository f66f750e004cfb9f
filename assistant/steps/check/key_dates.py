"""The same date given in two ways, and days of the week that are not the date's: passages in, checks out.

Informs chronology.b, the statements of a review against its chronology. It stands alone because two dates that
differ may be two events: only dates that are nearly the same count, and both places are given.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from assistant.domain.dates import FoundDate, dates_in
from assistant.domain.entries import Entries, Precision
from assistant.domain.review import Check, Intake, Passage
from assistant.domain.words import day as spoken
from assistant.steps.check.prose import own_words, some

_SLIP_DAYS = 3
_FAR = 60
_MOST = 20  # every pair is compared
_RELEASE = re.compile(
    r"(?<!re-)(?<!re)\b(?:released|date of release|release date)\b(?!\s+(?:under|on\s+(?:police\s+)?bail"
    r"|on temporary|for|without|while|pending|from (?:the )?(?:police|cells|hospital|court)))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<!re-)(?<!re)\b(?:sentenced|date of sentence|sentence date)\b", re.IGNORECASE)
_OFFENCE = re.compile(r"\b(?:SFOs?|[Ss]erious [Ff]urther [Oo]ffences?|[Ff]urther [Oo]ffences?)\b")
_OTHER_STEP = re.compile(
    r"\b(?:convict|sentenc|charg|plea|pled|trial|arrest|notif|review|releas|hear|remand|between|since|until|before"
    r"|after)",
    re.IGNORECASE,
)
_MORE_THAN_ONE = re.compile(
    r"\bre-?releas|\breleased again\b|\bfixed[- ]term recall|\bRoTL\b|\bROTL\b|\btemporary lic"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_NAMED_DAY = re.compile(rf"\b{_WEEKDAY.pattern}.{{0,8}}\d", re.IGNORECASE)


def key_dates(passages: Sequence[Passage], entries: Entries, intake: Intake) -> Iterator[Check]:
    """Checks of the dates of release, sentence and offence; where there were two releases, not of release."""
    again = any(_MORE_THAN_ONE.search(p.text) for p in passages)
    for name, words in (("release", _RELEASE), ("sentence", _SENTENCE)):
        if name == "release" and again:
            continue
        given: dict[date, list[str]] = defaultdict(list)
        for passage in passages:
            for day in _said_of(words, passage):
                given[day].append(passage.id)
        for event in entries.events:
            match = words.search(event.what[:_FAR])
            if (
                event.when
                and event.when.precision is Precision.DAY
                and match
                and not event.what[: match.start()].strip()
            ):
                given[event.when.start].append(event.passage)
        for one, other in combinations(sorted(given)[:_MOST], 2):
            if _nearly(one, other):
                yield Check(
                    id=f"consistency-{name}-{one}-{other}",
                    prompt="chronology.b",
                    message=f"The date of {name} given as {spoken(one)} and as {spoken(other)}",
                    passages=tuple(dict.fromkeys([*given[one], *given[other]])),
                )
    if intake.offence_date is not None:
        yield from _offence(passages, intake.offence_date)


def _offence(passages: Sequence[Passage], known: date) -> Iterator[Check]:
    given: dict[date, list[str]] = defaultdict(list)
    for passage in passages:
        for day in _said_of(_OFFENCE, passage):
            if day != known and _nearly(day, known):
                given[day].append(passage.id)
    for day, places in given.items():
        yield Check(
            id=f"consistency-offence-{day}",
            prompt="chronology.b",
            message=f"The date of the offence given as {spoken(day)}, "
            f"and in the case information as {spoken(known)}",
            passages=tuple(dict.fromkeys(places)),
        )


def _said_of(words: re.Pattern[str], passage: Passage) -> Iterator[date]:
    """Days that follow those words closely, with no other step of a case between."""
    if not words.search(passage.text):
        return
    text = own_words(passage.text)
    days = [f for f in dates_in(text) if f.when is not None and f.when.precision is Precision.DAY]
    for match in words.finditer(text):
        found = next((f for f in days if f.start >= match.end()), None)
        between = text[match.end() : found.start] if found else ""
        if found and found.when and len(between) <= _FAR and not _breaks(between):
            yield found.when.start


def _breaks(between: str) -> bool:
    return "\n" in between or ". " in between or ";" in between or bool(_OTHER_STEP.search(between))


def _nearly(one: date, other: date) -> bool:
    """Whether two dates are likely meant to be one: a slip in the day, the month or the year."""
    same = (one.day == other.day) + (one.month == other.month) + (one.year == other.year)
    return same == 2 or abs((one - other).days) <= _SLIP_DAYS


def weekdays(passages: Sequence[Passage]) -> Iterator[Check]:
    """One check of all dates that stand beside the name of another day than theirs."""
    told = [p for p in passages if _NAMED_DAY.search(p.text)]
    wrong = [(p.id, found) for p in told for found in dates_in(p.text) if _another_day(found)]
    if wrong:
        named = [f"“{found.words}” was a {found.when.start:%A}" for _, found in wrong if found.when]
        yield Check(
            id="consistency-weekday",
            prompt="chronology.b",
            message=f"Day of the week and date do not agree: {some(list(dict.fromkeys(named)), 3)}",
            passages=tuple(dict.fromkeys(passage for passage, _ in wrong)),
        )


def _another_day(found: FoundDate) -> bool:
    match = _WEEKDAY.match(found.words)
    if match is None or found.when is None or found.when.precision is not Precision.DAY:
        return False
    # A year that the file's own words do not give may have been filled in.
    stated = re.search(r"\d{4}\b|[/.-]\d{2}$", found.words)
    return bool(stated) and found.when.start.weekday() != _WEEKDAYS.index(match.group(1)[:3].casefold())
