"""The same fact given in two ways: a key date, a level on one day, a count, a day of the week.

Informs chronology.b (does the chronology support the statements of the review), and for their counts
info.staff_interviewed and 3.2.a. It stands alone because two facts that differ may be two events: only what is
nearly the same, or said of the same day, counts, and both places are given.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from assistant.domain.dates import FoundDate, dates_in, spoken
from assistant.domain.entries import Entries, Precision
from assistant.domain.review import Check, Intake, Part, Passage, Review
from assistant.steps.check.prose import own_words, sentences, some, written

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
_CHANGE = re.compile(
    r"\b(?:chang|rais|reduc|increas|lower|mov|from|propos|consider|should|recommend|refer|until|would|could|previous"
    r"|former|if)",
    re.IGNORECASE,
)
_MAPPA = re.compile(r"\b[Ll]evel\s+([123])\b")
_HARM = re.compile(r"\brisk of serious harm\b|\bRoSH\b", re.IGNORECASE)
_OF_LEVELS = re.compile(r"\bMAPPA\b|\b[Rr]isk of serious harm\b|\bRoSH\b")
_LEVEL = re.compile(r"\b(very high|high|medium|low)\b", re.IGNORECASE)
_WHOM = re.compile(r"\b(public|children|known adults?|staff|partners?|prisoners|self)\b", re.IGNORECASE)
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


def facts(review: Review, entries: Entries, intake: Intake) -> Iterator[Check]:
    """Checks of dates, weekdays, levels and counts, in that order."""
    passages = written(review)
    yield from _key_dates(passages, entries, intake)
    yield from _weekdays(passages)
    yield from _levels(review, passages, entries)
    yield from _counts(passages, entries)


def _key_dates(passages: Sequence[Passage], entries: Entries, intake: Intake) -> Iterator[Check]:
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


def _weekdays(passages: Sequence[Passage]) -> Iterator[Check]:
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
    return bool(stated) and found.when.start.weekday() != _WEEKDAYS.index(match.group(1)[:3].lower())


def _levels(review: Review, passages: Sequence[Passage], entries: Entries) -> Iterator[Check]:
    texts = [(event.passage, event.when.start, event.what) for event in entries.events
             if event.when is not None and event.when.precision is Precision.DAY]  # fmt: skip
    chronology = {section.id for section in review.sections if section.part is Part.CHRONOLOGY}
    for passage in passages:
        if passage.section in chronology or not _OF_LEVELS.search(passage.text):
            continue
        for sentence in sentences(own_words(passage.text)):
            if not any(_level_of(sentence)):
                continue
            days = [found.when for found in dates_in(sentence)]
            if len(days) == 1 and days[0] is not None and days[0].precision is Precision.DAY:
                texts.append((passage.id, days[0].start, sentence))
    said: dict[tuple[str, date], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for place, day, text in texts:
        for what, level in _level_of(text):
            said[what, day][level].append(place)
    for (what, day), levels in said.items():
        if len(levels) > 1:
            yield Check(
                id=f"consistency-level-{what.replace(' ', '-')}-{day}",
                prompt="chronology.b",
                message=f"{what} on {spoken(day)} given as {' and as '.join(levels)}",
                passages=tuple(dict.fromkeys(place for places in levels.values() for place in places)),
            )


def _level_of(text: str) -> Iterator[tuple[str, str]]:
    if _CHANGE.search(text):
        return
    if "MAPPA" in text and len(levels := set(_MAPPA.findall(text))) == 1:
        yield "MAPPA level", f"Level {levels.pop()}"
    if _HARM.search(text):
        levels = {level.lower() for level in _LEVEL.findall(text)}
        whom = {person.lower().removesuffix("s") for person in _WHOM.findall(text)}
        if len(levels) == 1 and len(whom) <= 1:
            to = f" to {whom.pop()}" if whom else ""
            yield f"Risk of serious harm{to}", levels.pop()


def _counts(passages: Sequence[Passage], entries: Entries) -> Iterator[Check]:
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
                        message=f"The text says {count} {things}, and {len(rows)} are listed",
                        passages=(passage.id, *rows),
                    )


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS.index(words.lower()) + 1
