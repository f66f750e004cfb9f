"""The words that dates are made of: days, months and years as far as one place of a text gives them, in runs.

Text in, runs of atoms out, with what joins each to the next. It stands apart from ``dates`` because how a date
is spelt and what several spellings together mean are two questions.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_WEEKDAY = r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*(?:the\s+)?)?"
_DAY = r"(?<![\d£'’])(?<!\d[.,:])\d{1,2}(?:\s?(?:st|nd|rd|th)\b)?"
# Two figures are a year only where nothing follows that they could count: "on 3 May 12 people came".
_SHORT_YEAR = r"\d{2}(?=\s*(?:$|[,;:.)\]\n–—-]|(?:to|and|at)\b|&))(?![:.]\d)"
_YEAR = rf"(?:\d{{4}}\b|['’]\d{{2}}\b|{_SHORT_YEAR})"
_NOT_A_DATE = re.compile(
    r"\b(?:section|sections|para|paras|paragraph|paragraphs|version|table|figure|page|pages)\.?\s*$"
)
_ATOM = re.compile(
    rf"""
    (?P<iso>(?<![\d/.-])(?P<iy>\d{{4}})(?P<isep>[-/.])(?P<im>\d{{1,2}})(?P=isep)(?P<id>\d{{1,2}})(?![\d/-]))
  | (?P<figures>{_WEEKDAY}(?<![\d/.])(?P<fd>\d{{1,2}})(?P<fsep>\s?[/.-]\s?)(?P<fm>\d{{1,2}})(?P=fsep)
        (?P<fy>\d{{4}}|\d{{2}})(?!\d|(?P=fsep)\d))
  | (?P<written>{_WEEKDAY}(?P<wd>{_DAY})(?:\s*of\s+|\s*[-/.]?\s*)(?P<wm>{_MONTH})
        (?:(?:\s*[,/-]\s*|\s*)(?P<wy>{_YEAR}))?)
  | (?P<american>{_WEEKDAY}(?P<am>\b{_MONTH})\s*(?P<ad>\d{{1,2}}(?:st|nd|rd|th)?)
        (?:\s*,\s*|\s+)(?P<ay>\d{{4}})\b)
  | (?P<month>\b(?P<mm>{_MONTH})(?:(?:,?\s+(?:of\s+)?|\s*[-/]\s*)(?P<my>\d{{4}}|['’]\d{{2}})\b)?)
  | (?P<bare>{_WEEKDAY}(?P<bd>{_DAY})(?![\d%£:]|[.]\d))
    """,
    re.IGNORECASE | re.VERBOSE,
)
TIME = re.compile(
    r"(?:,|\s+at|\s+@|\s*[-–])?\s*(?:\(?(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?!\d)\s*(?:hrs|hours|[ap]\.?m\b\.?)?\)?"
    r"|(?:0?\d|1[0-2])\s?[ap]m\b|(?:[01]\d|2[0-3])[0-5]\d\s?(?:hrs|hours)\b|T\d\d:\d\d[\d:.Z]*)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:[-–—]|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bup to\b)\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,?\s*\band\b|&|\+|/)\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_CENTURY = 51  # two figures below are of this century: a review tells of people alive


@dataclass(frozen=True)
class Atom:
    """A day, month and year as far as the words at one place give them.

    ``told`` is where the words end that it rests on, which may be those of a later one: "3 and 5 May 2024".
    """

    start: int
    end: int
    told: int
    day: int | None
    month: int | None
    year: int | None

    def whole(self) -> bool:
        """Whether a month and a year are known."""
        return self.month is not None and self.year is not None

    def first(self) -> date:
        """Its first day; ``ValueError`` where no calendar has it."""
        return date(self.year or 0, self.month or 0, 1 if self.day is None else self.day)

    def last(self) -> date:
        """Its last day, which is the first of all but a month; ``ValueError``."""
        first = self.first()
        return first if self.day is not None else first.replace(day=monthrange(first.year, first.month)[1])


def chains(text: str) -> Iterator[tuple[list[Atom], list[str]]]:
    """Atoms in runs, with what joins each to the next: "to" or "and"."""
    chain: list[Atom] = []
    joints: list[str] = []
    at = 0
    while match := _ATOM.search(text, at):
        atom = _atom(match)
        at = match.end()
        if atom is None or _NOT_A_DATE.search(text[max(0, match.start() - 12) : match.start()].lower()):
            continue
        joined = joint(text[chain[-1].end : atom.start]) if chain else None
        if joined is None:
            if chain:
                yield chain, joints
            chain, joints = [], []
        else:
            joints.append(joined)
        if atom.day is not None and atom.month is not None and (time := TIME.match(text, atom.end)):
            at = time.end()
        chain.append(atom)
    if chain:
        yield chain, joints


def joint(between: str) -> str | None:
    """How those words join two dates: "to", "and" or "comma"; None where they do not."""
    if len(between) > 30:
        return None
    time = TIME.match(between)
    between = between[time.end() :] if time else between
    for how, words in (("to", _TO), ("and", _AND), ("comma", _COMMA)):
        if words.fullmatch(between):
            return how
    return None


def _atom(match: re.Match[str]) -> Atom | None:
    start, end, part = match.start(), match.end(), match.groupdict()
    if part["iso"]:
        return Atom(start, end, end, int(part["id"]), int(part["im"]), int(part["iy"]))
    if part["figures"]:
        day, month, year = int(part["fd"]), int(part["fm"]), _year(part["fy"])
        # 12-34-56 is a sort code; with four figures for the year it is a date, if a wrong one.
        plausible = len(part["fy"]) == 4 or (1 <= day <= 31 and 1 <= month <= 12)
        return Atom(start, end, end, day, month, year) if plausible else None
    if part["written"]:
        return Atom(start, end, end, _number(part["wd"]), _month(part["wm"]), _year(part["wy"]))
    if part["american"]:
        return Atom(start, end, end, _number(part["ad"]), _month(part["am"]), _year(part["ay"]))
    if part["month"]:
        return Atom(start, end, end, None, _month(part["mm"]), _year(part["my"]))
    return Atom(start, end, end, _number(part["bd"]), None, None)


def _number(words: str) -> int:
    return int("".join(filter(str.isdecimal, words)))


def _month(name: str) -> int:
    # Folded, not lowered: where case is ignored, "s" also matches the long s, which has no other lower case.
    return _MONTHS.index(name[:3].casefold()) + 1


def _year(words: str | None) -> int | None:
    if words is None:
        return None
    year = int(words.lstrip("'’"))
    if len(words.lstrip("'’")) == 4:
        return year
    return year + (2000 if year < _CENTURY else 1900)
