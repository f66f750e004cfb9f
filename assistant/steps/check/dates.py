"""Dates as people write them in a chronology: the first full date of a text, or that it cannot be one.

It stands alone because what is no date, or only half of one, must be left alone rather than guessed.
"""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WRITTEN = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_NAMES})\.?,?\s+(\d{{4}}|\d{{2}})\b", re.IGNORECASE
)
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_RANGE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|to|and|&)\s*\d{{1,2}}(?:st|nd|rd|th)?\s+({_NAMES})\.?,?\s+(\d{{4}})\b",
    re.IGNORECASE,
)


class ImpossibleDateError(ValueError):
    """The text gives a date that no calendar has; its words are the argument."""


def first_date(text: str) -> date | None:
    """The first full date (day, month, year; of a range, its beginning), or None where there is none.

    Raises ``ImpossibleDateError`` for a date that no calendar has, such as 31 June 2024.
    """
    found = []
    for match in _RANGE.finditer(text):
        found.append((match.start(), match.group(0), match.group(1), _month(match.group(2)), match.group(3)))
    for match in _WRITTEN.finditer(text):
        found.append((match.start(), match.group(0), match.group(1), _month(match.group(2)), match.group(3)))
    for match in _FIGURES.finditer(text):
        found.append((match.start(), match.group(0), match.group(1), int(match.group(3)), match.group(4)))
    for match in _ISO.finditer(text):
        found.append((match.start(), match.group(0), match.group(3), int(match.group(2)), match.group(1)))
    if not found:
        return None
    _, words, day, month, year = min(found)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    except ValueError as error:
        raise ImpossibleDateError(words) from error


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def spoken(day: date) -> str:
    """A date in words: 3 May 2024."""
    return f"{day.day} {day:%B %Y}"
