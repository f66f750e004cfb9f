"""The dated events of a chronology, from its tables and from lists or paragraphs that begin with a date.

It stands alone because one row may tell of several events, and because only a date that leads a piece of text
makes an event of it: a date that is merely mentioned does not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.domain.columns import Column
from assistant.domain.dates import FoundDate, dates_in
from assistant.domain.entries import Event, Precision, When
from assistant.domain.review import Kind, Part, Passage, Review
from assistant.steps.tabulate.grid import Grid, Row, told
from assistant.steps.tabulate.labels import labelled

_YEAR = re.compile(r"\s*(?:year\s+)?((?:19|20)\d\d)\s*:?\s*", re.IGNORECASE)
_IN_HEADING = re.compile(r"\b((?:19|20)\d\d)\b")
_LEAD = re.compile(r"(?:^|[\n.;!?])[\s•·*–-]*(?P<on>on\s+)?$", re.IGNORECASE)
_LINE_LEAD = re.compile(r"(?:^|\n)[\s•·*–-]*$")
_SEPARATOR = re.compile(r"\s*[:–—-](?:\s|$)")
_LINE_SEPARATOR = re.compile(r"\s*(?:[:–—|,.-](?:\s|$)|\n|\s[A-Z]|$)")
_ASIDE = re.compile(r"[a-z]{2,}", re.IGNORECASE)
_JOINS = re.compile(
    r"\b(?:and|also|to|at|from|on|hrs|hours|am|pm|then|w/?[cbe]|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_NEAR, _LESS_THAN_A_YEAR = timedelta(30), timedelta(364)
_TEXT = (Kind.PARAGRAPH, Kind.LIST_ITEM)


@dataclass(frozen=True)
class _Happened:
    """A date, or the words of an impossible one, and what happened then."""

    when: When | None
    impossible: str | None
    what: str


def events(review: Review, tables: Sequence[Grid]) -> Iterator[Event]:
    """Every event of the chronology tables, then of chronology sections written as text, in reading order."""
    found = [event for grid in told(Part.CHRONOLOGY, review, tables) for event in _of_table(grid)]
    found += _of_text(review)
    order = {passage.id: place for place, passage in enumerate(review.passages)}
    yield from sorted(found, key=lambda event: order[event.passage])


def _of_table(grid: Grid) -> Iterator[Event]:
    within = None
    for row in grid.rows:
        year = _YEAR.fullmatch(grid.banners.get(row.passage.id, ""))
        within = _all_of(year) if year else within
        cells = row.cell(Column.COMMENTS), row.cell(Column.KEY_FINDINGS)
        for place, event in enumerate(_in_row(row, within)):
            comments, findings = (None, None) if place else cells
            yield Event(
                passage=row.passage.id,
                place=row.place(),
                when=event.when,
                impossible=event.impossible,
                what=event.what,
                comments=comments,
                findings=findings,
                first=not place,
            )


def _in_row(row: Row, within: When | None) -> list[_Happened]:
    but = (Column.NUMBER, Column.DATE, Column.COMMENTS, Column.KEY_FINDINGS)
    what = row.cell(Column.EVENT) or row.others(*but) or row.rest
    dates = _dates_of_cell(row.cell(Column.DATE) or "", within)
    whens = [found.when for found in dates if found.when is not None]
    pieces = _pieces(what, whens, within)
    if len(pieces) > 1:
        return pieces
    lines = [line.strip() for line in what.split("\n") if line.strip()]
    if len(dates) > 1 and len(lines) == len(dates):
        return [_of(found, line) for found, line in zip(dates, lines, strict=True)]
    return [_of(found, what) for found in dates] or [_Happened(None, None, what)]


def _of(found: FoundDate, what: str) -> _Happened:
    return _Happened(found.when, None if found.when else found.words, what)


def _dates_of_cell(cell: str, within: When | None) -> list[FoundDate]:
    """The dates of a date cell, without those of a remark beside the first: "(entered 5 May 2024)"."""
    dates: list[FoundDate] = []
    for found in dates_in(cell, within):
        between = cell[dates[-1].end if dates else found.start : found.start]
        line = between.rpartition("\n")[2]
        if not dates or not (_ASIDE.search(_JOINS.sub("", line)) or "(" in between):
            dates.append(found)
    return dates


def _pieces(what: str, whens: Sequence[When], within: When | None) -> list[_Happened]:
    """What happened, cut where a date leads: "3 May: phone call. 5 May: office visit"."""
    leading: list[tuple[int, FoundDate]] = []
    for found in dates_in(what, _near(whens) or within):
        lead = _LEAD.search(what, max(0, found.start - 12), found.start)
        inside = any(
            found.when and when.precision is not Precision.DAY and when.start <= found.when.start <= when.end
            for when in whens
        )
        if lead and (inside or _SEPARATOR.match(what, found.end)):
            leading.append((lead.start("on") if lead["on"] else found.start, found))
    if not leading:
        return []
    alone = what[: leading[0][0]].strip()
    own = whens[0] if len(whens) == 1 else None
    then = leading[0][1].when
    if alone and own is not None and (then is None or not own.start <= then.start <= own.end):
        first = [_Happened(own, None, alone)]  # what is told before any other date is of the row's own
        starts = [start for start, _ in leading]
    else:
        first, starts = [], [0, *(start for start, _ in leading[1:])]
    ends = [*starts[1:], len(what)]
    return first + [
        _of(found, what[start:end].strip())
        for (_, found), start, end in zip(leading, starts, ends, strict=False)
    ]


def _near(whens: Sequence[When]) -> When | None:
    """The time in which a day and month without a year beside those dates are looked for: less than a year."""
    if not whens:
        return None
    # 31/12/9999 stands in records for a date that nobody knows: the calendar ends there.
    start = max(min(when.start for when in whens), date.min + _NEAR) - _NEAR
    end = max(min(start, date.max - _LESS_THAN_A_YEAR) + _LESS_THAN_A_YEAR, *(when.end for when in whens))
    return When(start=start, end=end, precision=Precision.RANGE, words="")


def _all_of(year: re.Match[str]) -> When:
    number = int(year.group(1))
    return When(
        start=date(number, 1, 1), end=date(number, 12, 31), precision=Precision.RANGE, words=year.group(1)
    )


def _of_text(review: Review) -> Iterator[Event]:
    parts = {section.id: section.part for section in review.sections}
    open_: _Open | None = None
    within: When | None = None
    count = 0
    for passage in review.passages:
        if parts[passage.section] is not Part.CHRONOLOGY or passage.kind not in (*_TEXT, Kind.HEADING):
            if open_ is not None:
                yield open_.event()
                open_ = None
            continue
        found = _leading(passage, within)
        year = (
            _IN_HEADING.search(passage.text) if passage.kind is Kind.HEADING else _YEAR.fullmatch(passage.text)
        )
        if found is None and open_ is not None and passage.kind is not Kind.HEADING and not year:
            open_.more.append(passage.text)
            continue
        if open_ is not None:
            yield open_.event()
            open_ = None
        if found is not None:
            count += 1
            open_ = _Open(passage, found, count, [passage.text[found.end :].lstrip(" :–—-|,.\n\t")])
        elif year:
            within = _all_of(year)
    if open_ is not None:
        yield open_.event()


@dataclass(frozen=True)
class _Open:
    """An event of which more may follow: the passage that its date leads, and its texts so far."""

    passage: Passage
    found: FoundDate
    count: int
    more: list[str]

    def event(self) -> Event:
        pieces = [piece for text in self.more for piece in labelled(text)]
        said = {column: text for column, text in reversed(pieces) if column is not None}
        what = [text for column, text in pieces if column in (None, Column.EVENT)]
        label = (self.passage.label or "").rstrip(".)")
        return Event(
            passage=self.passage.id,
            place=f"item {label}" if any(c.isdigit() for c in label) else f"entry {self.count}",
            when=self.found.when,
            impossible=None if self.found.when else self.found.words,
            what="\n".join(what).strip(),
            comments=said.get(Column.COMMENTS),
            findings=said.get(Column.KEY_FINDINGS),
        )


def _leading(passage: Passage, within: When | None) -> FoundDate | None:
    """The date that a list item, paragraph or heading begins with, if it does."""
    found = next(iter(dates_in(passage.text, within)), None)
    if found is None:
        return None
    before, after = passage.text[: found.start], passage.text[found.end :]
    if passage.kind is Kind.LIST_ITEM:
        return found if _LEAD.fullmatch(before) else None
    only = not after.strip(" .:–—-")
    if passage.kind is Kind.HEADING and not only and found.when and found.when.precision is not Precision.DAY:
        return None  # "January to May 2024: in custody" names a stretch of the chronology
    return found if _LINE_LEAD.fullmatch(before) and _LINE_SEPARATOR.match(after) else None
