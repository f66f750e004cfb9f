"""Dates as people write them in English: every whole date of a text with its place, or that no calendar has it.

Text in, dates out. It stands alone because the same words must mean the same days wherever they are read, and
because what is no date, or only half of one, must be left alone rather than guessed. Figures are read day
first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.domain.date_words import TIME, Atom, chains, joint
from assistant.domain.entries import Precision, When
from assistant.domain.record import Record

_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_WEEK_FROM = re.compile(
    r"\b(?:w\s?[/.]?\s?[cb]\b\.?|(?:week|wk)s?\.?\s+(?:commencing|comm?\b\.?|beginning|starting|from|of))\s*:?\s*$",
    re.IGNORECASE,
)
_WEEK_TO = re.compile(r"\b(?:w\s?/\s?e\b\.?|(?:week|wk)s?\.?\s+ending)\s*:?\s*$", re.IGNORECASE)


class FoundDate(Record):
    """One date of a text: ``text[start:end]`` is it, with a time of day that stands beside it.

    ``words`` are the date's alone. ``when`` is None where no calendar has such a date (31 June 2024).
    """

    start: int
    end: int
    words: str
    when: When | None


def dates_in(text: str, within: When | None = None) -> tuple[FoundDate, ...]:
    """Every whole date of the text in its order: days, ranges, weeks ("w/c 6 May 2024"), months ("May 2024").

    A list of days ("3, 5 and 7 May 2024") is as many dates. A day and month without a year count only where
    ``within``, the time that the text is known to tell of, holds that day.
    """
    found: list[FoundDate] = []
    for chain, joints in chains(text):
        found += _read(text, _completed(chain, joints, within))
    return tuple(found)


def _completed(chain: Sequence[Atom], joints: Sequence[str], within: When | None) -> list[Atom]:
    """The chain with months and years given to those before by those after; halves that remain are left out."""
    whole: list[Atom] = []
    for place in range(len(chain) - 1, -1, -1):
        atom = chain[place]
        after = whole[0] if whole and whole[0].start == _start_after(chain, place) else None
        if after is not None and not atom.whole() and _may_share(atom, joints, place):
            atom = _shared(atom, after, joints[place])
        if not atom.whole() and within is not None:
            atom = _placed(atom, within)
        if atom.whole():
            whole.insert(0, atom)
    return whole


def _start_after(chain: Sequence[Atom], place: int) -> int | None:
    return chain[place + 1].start if place + 1 < len(chain) else None


def _may_share(atom: Atom, joints: Sequence[str], place: int) -> bool:
    # "Row 2, 5 May 2024" is one date; "2, 5 and 7 May 2024" are three.
    return joints[place] != "comma" or "and" in joints[place + 1 :]


def _shared(atom: Atom, after: Atom, joined: str) -> Atom:
    if atom.month is None and after.day is None:
        return atom
    month = atom.month or after.month
    year = atom.year or after.year
    shared = replace(atom, month=month, year=year, told=after.told)
    if joined == "to" and year is not None and atom.month is not None and atom.month > (after.month or 0):
        return replace(shared, year=year - 1)  # 28 December to 3 January 2024
    return shared


def _placed(atom: Atom, within: When) -> Atom:
    """A day and month in the year that puts it within that time; else as it was."""
    if atom.day is None or atom.month is None or atom.year is not None:
        return atom
    for year in range(within.start.year, within.end.year + 1):
        try:
            day = date(year, atom.month, atom.day)
        except ValueError:
            continue
        if within.start <= day <= within.end:
            return replace(atom, year=year)
    return atom


def _read(text: str, atoms: Sequence[Atom]) -> Iterator[FoundDate]:
    place, week = 0, None
    while place < len(atoms):
        atom = atoms[place]
        joined = joint(text[atoms[place - 1].end : atom.start]) if place else None
        said = _week(text, atom)
        week = said or (week if joined in ("and", "comma") else None)
        following = atoms[place + 1] if place + 1 < len(atoms) else None
        joined = joint(text[atom.end : following.start]) if following is not None else None
        between = joined == "and" and _BETWEEN.search(text[max(0, atom.start - 12) : atom.start])
        if following is not None and (joined == "to" or between) and _forward(atom, following):
            yield _found(text, atom.start, atom, following)
            place += 2
        else:
            yield _found(text, said.start if said else atom.start, atom, None, week)
            place += 1


@dataclass(frozen=True)
class _Week:
    """Words before a date that make it the first or the last day of a week."""

    start: int
    last: bool


def _week(text: str, atom: Atom) -> _Week | None:
    near = max(0, atom.start - 24)
    for last, words in ((False, _WEEK_FROM), (True, _WEEK_TO)):
        match = words.search(text[near : atom.start])
        if match and atom.day is not None:
            return _Week(near + match.start(), last)
    return None


def _forward(atom: Atom, following: Atom) -> bool:
    """Whether the two may be one range; two whole dates that run backwards are two dates."""
    try:
        return atom.told > atom.end or atom.first() <= following.last()
    except ValueError:
        return True  # no calendar has one of them, and the whole range is named


def _found(text: str, start: int, atom: Atom, following: Atom | None, week: _Week | None = None) -> FoundDate:
    last = following or atom
    words = text[start : max(atom.told, last.end)].rstrip(" .,")
    try:
        first, end = atom.first(), last.last()
        if end < first:
            raise ValueError(words)  # 7-3 May 2024
        if following is not None:
            precision = Precision.RANGE
        elif atom.day is None:
            precision = Precision.MONTH
        elif week is not None:
            precision = Precision.WEEK
            first, end = (first - timedelta(6), end) if week.last else (first, end + timedelta(6))
        else:
            precision = Precision.DAY
        when = When(start=first, end=end, precision=precision, words=words)
    except (ValueError, OverflowError):
        when = None
    time = TIME.match(text, last.end) if last.day is not None else None
    return FoundDate(start=start, end=time.end() if time else last.end, words=words, when=when)
