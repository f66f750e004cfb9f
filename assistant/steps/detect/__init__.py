"""What in a review is addressed to a machine, or cannot be seen as it is: a Review in, Notices out.

A notice says what stands where and shows it; nothing is taken out of the text, and no wording is ever followed.
It stands alone because it looks at everything a file brings: passages, what was left out of them, its name.

No list of wordings is complete: what is found must be looked at, what is not found is not thereby harmless.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from assistant.domain.review import Notice, NoticeKind, Review
from assistant.steps.detect.characters import Odd, odd_characters, shown, told
from assistant.steps.detect.languages import foreign
from assistant.steps.detect.match import Finding, findings
from assistant.steps.detect.shapes import shapes
from assistant.steps.detect.words import Plain

MOST = 50
"""Notices of one kind; what is beyond is counted in one more."""
LONGEST = 300
"""Characters of a passage shown around what was found; a shorter passage is shown whole."""

WINDOW = 50_000
"""Characters looked at together: what is made of them takes eighty times their room."""
_RUNS_ON = 3
"""Passages into which a wording may run on from the one where it begins."""
_RUNS_ON_BESIDE = 2_000
"""The same in characters, of text beside the passages."""

_Found = TypeVar("_Found", Finding, Odd)

_IN = {
    NoticeKind.HIDDEN_TEXT: "hidden text",
    NoticeKind.DELETED_TEXT: "deleted text",
    NoticeKind.INSERTED_TEXT: "text inserted by tracked changes",
    NoticeKind.COMMENT: "a comment",
    NoticeKind.PICTURE: "the description of a picture",
    NoticeKind.UNREAD_TEXT: "text that was not read",
    NoticeKind.OUTSIDE_LINK: "a link",
}


class _Text(NamedTuple):
    """A text to look at: where it stands, in words, and the places of the passages in it, if it has any."""

    text: str
    where: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    ids: tuple[str, ...] = ()
    until: int | None = None
    """What begins here or later is found with the next text."""


def detect(review: Review) -> tuple[Notice, ...]:
    """Wording first, odd characters next; one notice for each passage (or other text) and kind."""
    texts = tuple(_texts(review))
    wording = [notice for text in texts for notice in _wording(text)]
    characters = [notice for text in texts for notice in _characters(text)]
    return (*_capped(wording), *_capped(characters))


def addressed(text: str) -> tuple[str, ...]:
    """What a text asks of a machine, each once, in the order of its wordings; none for text to people."""
    return tuple(dict.fromkeys(finding.does for finding in _found(text)))


def _texts(review: Review) -> Iterator[_Text]:
    yield from _windows(review)
    aside: dict[NoticeKind, list[str]] = {}
    for notice in review.notices:
        aside.setdefault(notice.kind, []).append(notice.text or "")
    for kind, texts in aside.items():
        # As one: what reads as an instruction may be cut in pieces that are each listed by themselves.
        text, where = "\n".join(texts), f" In {_IN.get(kind, 'text beside the passages')}."
        for start in range(0, len(text), WINDOW):
            yield _Text(text[start : start + WINDOW + _RUNS_ON_BESIDE], where, until=WINDOW)
    for file in review.files:
        yield _Text(file.name, " In the name of a file.")


def _windows(review: Review) -> Iterator[_Text]:
    """The passages, many at a time: an instruction may be cut in two by a cell or a paragraph."""
    passages, first = review.passages, 0
    while first < len(passages):
        last = first + 1
        while last < len(passages) and passages[last].end - passages[first].start <= WINDOW:
            last += 1
        seen = passages[first : last + _RUNS_ON]
        at = seen[0].start
        yield _Text(
            review.text[at : seen[-1].end],
            "",
            tuple(p.start - at for p in seen),
            tuple(p.end - at for p in seen),
            tuple(p.id for p in seen),
            passages[last].start - at if last < len(passages) else None,
        )
        first = last


def _found(text: str) -> list[Finding]:
    seen = Plain(text, letters=False)
    signs = list(shapes(seen.text))
    signs += [
        Finding(f"asks its reader, in {language}, to set instructions aside", start, end)
        for language, start, end in foreign(seen.text)
    ]
    found = [*findings(text), *(Finding(f.does, seen.at(f.start), seen.at(f.end - 1) + 1) for f in signs)]
    tags = [odd for odd in odd_characters(text) if odd.name == "hidden tag character"]
    if len(tags) > 1:
        found.append(Finding("is written in characters that only a machine reads", tags[0].start, tags[-1].end))
    return sorted(found, key=lambda finding: finding.start)


def _wording(text: _Text) -> Iterator[Notice]:
    for place, inside in _by_passage(text, _found(text.text)):
        does = dict.fromkeys(finding.does for finding in inside)
        yield Notice(
            kind=NoticeKind.INSTRUCTION_LIKE,
            message=f"Reads as if written to a machine: it {'; it '.join(does)}.{text.where}",
            text=_excerpt(text, inside[0].start, inside[0].end, place),
            passage=None if place is None else text.ids[place],
        )


def _characters(text: _Text) -> Iterator[Notice]:
    for place, inside in _by_passage(text, odd_characters(text.text)):
        yield Notice(
            kind=NoticeKind.ODD_CHARACTERS,
            message=f"Characters that cannot be seen or that pass for others: {told(inside)}.{text.where}",
            text=_excerpt(text, inside[0].start, inside[0].end, place),
            passage=None if place is None else text.ids[place],
        )


def _by_passage(text: _Text, found: Iterable[_Found]) -> Iterator[tuple[int | None, list[_Found]]]:
    """What was found, by the text's own passage in which it begins; all together where it has no passages."""
    sorted_in: dict[int | None, list[_Found]] = {}
    for one in found:
        if text.until is not None and one.start >= text.until:
            continue
        place = bisect_right(text.starts, one.start) - 1 if text.starts else None
        sorted_in.setdefault(place, []).append(one)
    yield from sorted_in.items()


def _excerpt(text: _Text, start: int, end: int, place: int | None) -> str:
    """At most 300 characters around what was found, its odd characters made visible; dots where it is cut."""
    low = 0 if place is None else text.starts[place]
    high = len(text.text) if place is None else max(end, text.ends[place])
    if high - low > LONGEST:
        around = max(0, LONGEST - (end - start)) // 2
        first = max(low, min(start - around, high - LONGEST))
        last = first + LONGEST
        cut_before, cut_after = first > low, last < high
        low, high = first, last
    else:
        cut_before = cut_after = False
    inside = text.text[low:high]
    made = shown(inside, odd_characters(inside), 0, len(inside))
    return f"{'… ' if cut_before else ''}{made[: 4 * LONGEST]}{' …' if cut_after else ''}"


def _capped(notices: list[Notice]) -> list[Notice]:
    if len(notices) <= MOST:
        return notices
    kind, rest = notices[0].kind, len(notices) - MOST
    more = Notice(kind=kind, message=f"The same kind of text stands in {rest:,} more places, not listed here.")
    return [*notices[:MOST], more]
