"""The notices of a review as an inspector reads and acknowledges them, on What we read and before a signature.

In comes an assurance, out go rows. It stands alone because both screens must show one notice in one way.
"""

from collections.abc import Sequence

from pydantic import Field

from assistant.domain.assurance import Assurance
from assistant.domain.judgement import Decision
from assistant.domain.notices import notice_ids
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.review import Notice, NoticeKind
from assistant.domain.signing import acknowledged
from assistant.domain.words import NOTICE, day, listed
from assistant.ui.presentation.parts import parts
from assistant.ui.words import STRUCK, WARNING

_Named = tuple[str, Notice]


class ShownNotice(Record):
    """A notice. ``text`` is the file's own words, left out or not; it never stands as evidence.

    ``warns`` where the words may be meant for a machine.
    """

    title: str
    became: str
    message: str
    text: str | None
    struck: bool
    warns: bool
    place: str | None
    passage: str | None
    ids: tuple[str, ...] = Field(description="what is acknowledged with it")
    acknowledged: str | None = Field(description="by whom and when; None where anything of it is open")


def shown_notices(assurance: Assurance) -> tuple[ShownNotice, ...]:
    """Each notice; the parts that are missing in one, since the table of parts shows each of them again."""
    review, done = assurance.review, acknowledged(assurance)
    places = Places(review)
    every = list(zip(notice_ids(review.notices), review.notices, strict=True))
    missing = [one for one in every if one[1].kind is NoticeKind.MISSING_PART]
    alone = [one for one in every if len(missing) < 2 or one not in missing]
    shown = [_one(name, notice, places, done) for name, notice in alone]
    if len(missing) > 1:
        rows = parts(review, closed=True).rows
        names = listed([row.part for row in rows if not row.found and not row.named_in])
        shown.append(_parts(missing, names, done))
    return tuple(shown)


def _one(name: str, notice: Notice, places: Places, done: dict[str, Decision]) -> ShownNotice:
    passage = notice.passage if notice.passage and places.known(notice.passage) else None
    return ShownNotice(
        title=NOTICE[notice.kind][0],
        became=NOTICE[notice.kind][1],
        message=notice.message,
        text=notice.text,
        struck=notice.kind in STRUCK,
        warns=notice.kind in WARNING,
        place=None if passage is None else places.words(passage),
        passage=passage,
        ids=(name,),
        acknowledged=_acknowledged([name], done),
    )


def _parts(missing: Sequence[_Named], names: str, done: dict[str, Decision]) -> ShownNotice:
    ids = tuple(name for name, _ in missing)
    return ShownNotice(
        title=f"{len(missing)} expected parts not found",
        became="Look for them in the text.",
        message=f"Found neither by heading nor by content: {names}.",
        text=None,
        struck=False,
        warns=False,
        place=None,
        passage=None,
        ids=ids,
        acknowledged=_acknowledged(ids, done),
    )


def _acknowledged(ids: Sequence[str], done: dict[str, Decision]) -> str | None:
    acts = [done.get(name) for name in ids]
    last = acts[-1]
    if last is None or None in acts:
        return None
    return f"Acknowledged by {last.by}, {day(last.at)}"
