"""Dates, numbers and proper names in a model's own words that stand in none of the passages it cites.

In goes wording without its quotations and what is known (texts of cited passages, words of the prompt);
out come the details that stand in none of them. Stands alone because invention moves to paraphrase once
quotations are checked; a detail is only ever flagged, never corrected, and changes nothing else.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBER = {m[:3].lower(): n for n, m in enumerate(_MONTHS, 1)}
_MONTH = "(?:" + "|".join(
    sorted({f(form) for m in _MONTHS for form in (m, m[:3], m[:4]) for f in (str, str.upper)}, key=len)[::-1]
) + r")(?!\w)\.?"  # fmt: skip
_DAY = r"(?<![\w.])\d{1,2}(?:st|nd|rd|th)?"
_DATES = (
    re.compile(rf"(?P<d>{_DAY})(?:\s+of)?[\s-]+(?P<m>{_MONTH})(?:,?[\s-]+(?P<y>\d{{4}}))?(?!\d)"),
    re.compile(rf"(?<!\w)(?P<m>{_MONTH})\s+(?P<d>{_DAY})(?:,?\s+(?P<y>\d{{4}}))?(?!\d)"),
    re.compile(rf"(?<!\w)(?P<m>{_MONTH})\s+(?P<y>\d{{4}})(?!\d)"),
    re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}|\d{2})(?![\d/-])"),
    re.compile(r"(?<![\d/.-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])"),
)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,:/]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_NUMBER_NAMES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty"""
_NUMBER_WORDS = {word: str(n) for n, word in enumerate(_NUMBER_NAMES.split())} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "once": "1", "twice": "2",
}  # fmt: skip

# How a rationale points at passages, prompts and expectations: places, not details of the case.
_POINTERS = re.compile(
    r"\b[ps]\d+\b|\b[1-4](?:\.[1-4])?\.[a-z]+\b(?:/\d+)?"
    r"|\b(?:expectation|passage|prompt|standard|question|section|paragraph|page|row|table|footnote|item)s?"
    r" \d+(?:\.\d+)*(?:(?: ?, ?|,? and | to | ?[-–] ?)\d+(?:\.\d+)*)*"
    r"|(?<![\w(])\d+\)(?=\s)"
    r"|\b\d+ of (?:the )?\d+ expectations\b|\b\d+ expectations\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w’']*(?:[-–][^\W_][\w’']*)*")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")
_MOST_DATES = 12  # of one sentence, which bounds the pairs that are tried
_WORKED_OUT = re.compile(r"\bwork(?:ed|ing) out\b", re.IGNORECASE)
_INTERVAL = re.compile(r"(?<![\w.,/-])(?P<n>\d{1,5})(?:\s+|-)(?P<unit>day|week|month|year)s?\b", re.IGNORECASE)
_TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof"}
_EVERYDAY = """monday tuesday wednesday thursday friday saturday sunday i english british england wales
    serious further offence offences sfo review reviews reviewing manager managers senior probation
    practitioner practitioners officer officers offender supervisor service services court courts crown
    magistrates police prison prisons board parole inspectorate hmpps hmip victim victims liaison head
    regional director delivery unit pdu spo pp nps approved premises multi-agency quality assurance
    standard chronology assessment planning implementation action plan overall judgement"""
_COMMON = _TITLES | {m.lower() for m in _MONTHS} | set(_EVERYDAY.split())


class _Date(NamedTuple):
    day: int | None
    month: int
    year: int | None


class Known:
    """The details that need no flag: those of the texts cited, and the words everybody uses here.

    ``cited`` are the texts details must stand in; ``vocabulary`` texts whose words are no names;
    ``stands`` tells whether words stand anywhere in the review, which is enough for an acronym.
    """

    def __init__(self, cited: Iterable[str], vocabulary: Iterable[str], stands: Callable[[str], bool]) -> None:
        together, wider = "\n".join(cited), "\n".join(vocabulary)
        self._stands = stands
        self._dates = {date for _, date in _dates(together)}
        self._numbers = {_plain_number(m.group()) for m in _NUMBER.finditer(f"{together}\n{wider}")}
        self._numbers |= {str(part) for date in self._dates for part in date if part is not None}
        each = {m.group() for m in _WORD.finditer(f"{together}\n{wider}")}  # most words come again and again
        self._words = {part for word in each for part in _parts(word)}
        self._numbers |= {_NUMBER_WORDS[w] for w in self._words & _NUMBER_WORDS.keys()}

    def unknown(self, plain: str) -> tuple[str, ...]:
        """Dates, numbers and names of this wording that stand in none of the cited texts, as written."""
        found: list[str] = []
        rest = _POINTERS.sub(lambda m: " " * len(m.group()), plain)
        for (start, end), date in _dates(rest):
            if not self._has(date):
                found.append(plain[start:end].rstrip("."))
            rest = rest[:start] + " " * (end - start) + rest[end:]
        worked_out = self._worked_out(plain)
        for match in _NUMBER.finditer(rest):
            if _plain_number(match.group()) not in self._numbers and match.start() not in worked_out:
                found.append(match.group())
        return tuple(dict.fromkeys([*found, *self._names(rest)]))

    def _worked_out(self, plain: str) -> set[int]:
        """Where the numbers of intervals begin that are named as worked out, from dates that are cited.

        An interval must be the one between two full dates of its own sentence, both of them known.
        """
        found: set[int] = set()
        for sentence in _SENTENCE.finditer(plain):
            if not _WORKED_OUT.search(sentence.group()):
                continue
            known = [date for _, date in _dates(sentence.group()) if None not in date and self._has(date)]
            pairs = combinations(list(dict.fromkeys(known))[:_MOST_DATES], 2)
            between = {interval for pair in pairs for interval in _intervals(*pair)}
            for match in _INTERVAL.finditer(sentence.group()):
                if (int(match["n"]), match["unit"].lower()) in between:
                    found.add(sentence.start() + match.start())
        return found

    def _has(self, date: _Date) -> bool:
        return any(
            known.month == date.month
            and (date.day is None or known.day == date.day)
            and (date.year is None or known.year == date.year
                 or (known.year is None and str(date.year) in self._numbers))
            for known in self._dates
        )  # fmt: skip

    def _names(self, rest: str) -> list[str]:
        names: list[str] = []
        last_end = -1
        for match in _WORD.finditer(rest):
            word = match.group()
            if not word[0].isupper() or _starts_sentence(rest, match.start()) or self._no_name(word):
                continue
            if names and last_end >= 0 and rest[last_end : match.start()] == " ":
                names[-1] += f" {_without_s(word)}"
            else:
                names.append(_without_s(word))
            last_end = match.end()
        return names

    def _no_name(self, word: str) -> bool:
        if _is_acronym(word):
            return bool(_parts(word) & (self._words | _COMMON)) or self._stands(_without_s(word))
        return all(_forms(part) & (self._words | _COMMON) for part in re.split("[-–]", word.casefold()))


def _dates(text: str) -> list[tuple[tuple[int, int], _Date]]:
    """Dates of a text with their places; the fuller reading of overlapping ones, in reading order."""
    found: list[tuple[tuple[int, int], _Date]] = []
    taken = bytearray(len(text))
    for form in _DATES:
        for match in form.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            date = _date(match.groupdict())
            if date is not None:
                taken[start:end] = b"\1" * (end - start)
                found.append(((start, end), date))
    return sorted(found)


def _intervals(one: _Date, other: _Date) -> Iterator[tuple[int, str]]:
    """The time between two full dates, in days and in whole weeks, months and years; none if one is no date."""
    try:
        first, last = sorted(dt.date(d.year or 0, d.month, d.day or 0) for d in (one, other))
    except ValueError:
        return
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    yield from ((days, "day"), (days // 7, "week"), (months, "month"), (months // 12, "year"))


def _date(parts: dict[str, str | None]) -> _Date | None:
    day = int(re.sub(r"\D", "", parts.get("d") or "") or 0)
    word = parts["m"] or ""
    month = int(word) if word.isdigit() else _MONTH_NUMBER[word[:3].lower()]
    year = parts.get("y")
    if not 1 <= month <= 12 or day > 31:
        return None
    full = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    return _Date(day or None, month, full)


def _plain_number(number: str) -> str:
    bare = number.replace(",", "") if _THOUSANDS.fullmatch(number) else number
    return bare.lstrip("0") or "0"


@lru_cache(maxsize=10_000)  # the words of a review come again with every draft
def _parts(word: str) -> frozenset[str]:
    """A word as written, without its possessive, and the parts of a hyphenated one; all in small letters."""
    bare = _without_s(word).casefold()
    return frozenset((word.casefold(), bare, *re.split("[-–]", bare)))


def _forms(word: str) -> set[str]:
    bare = _without_s(word)
    return {word, bare, bare.removesuffix("s"), f"{bare}s"}


def _without_s(word: str) -> str:
    return re.sub("[’']s?$", "", word)


def _is_acronym(word: str) -> bool:
    capitals = sum(c.isupper() for c in word)
    return capitals >= 2 and capitals * 2 >= len(_without_s(word))


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t('\"’”)")
    if not before or before[-1] in "\n!?:;•*":
        return True
    if before[-1] == "-":
        return not before[:-1].rstrip(" ") or before[:-1].rstrip(" ")[-1] == "\n"
    if before[-1] != ".":
        return False
    last = _WORD.findall(before[-12:])
    return not last or not (last[-1].casefold() in _TITLES or (len(last[-1]) == 1 and last[-1].isupper()))
