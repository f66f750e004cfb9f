"""What we read: files, parts found against parts expected, notices, checks, and how drafting stands.

In come an assurance and where its text would go, out goes the screen. It stands alone because this is
the one place that says what is sent, and to whom, before anything is.
"""

from typing import Literal

from assistant.domain.assurance import Assurance, Endpoint, Progress, ToAsk
from assistant.domain.draft import DraftStatus
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.review import Kind, Part, Review
from assistant.domain.words import NOTICE, PART, listed
from assistant.ui.presentation.draft import Source, source
from assistant.ui.words import STRUCK, count

ORDER = [part for part in Part if part is not Part.OTHER]


class PartRow(Record):
    """An expected part with the sections found for it; none is shown as not found."""

    part: str
    sections: tuple[tuple[str, str], ...]
    contents: str
    words: int


class ShownNotice(Record):
    """A notice. ``text`` is the file's own words, left out or not; it never stands as evidence."""

    title: str
    became: str
    message: str
    text: str | None
    struck: bool
    place: str | None
    passage: str | None


class ReadCheck(Record):
    """A check with the prompt it informs and its places."""

    prompt: str
    label: str
    message: str
    places: tuple[tuple[str, str], ...]


class Used(Record):
    """What the drafts shown took, as the endpoint counted: ``cached`` is the part of ``input`` it had by it."""

    requests: int
    input: int
    cached: int
    output: int


class Drafting(Record):
    """The start panel. ``state`` decides which button there is."""

    state: Literal["ready", "recorded", "unconnected", "running", "done"]
    host: str | None
    model: str | None
    requests: int
    tokens: int
    budget: int | None
    used: Used | None
    progress: Progress
    source: Source | None
    left: int
    sent: bool


class Read(Record):
    """The screen."""

    title: str
    lede: str
    files: tuple[tuple[str, str], ...]
    parts: tuple[PartRow, ...]
    others: tuple[tuple[str, str], ...]
    notices: tuple[ShownNotice, ...]
    checks: tuple[ReadCheck, ...]
    kinds: tuple[tuple[str, int], ...]
    drafting: Drafting


def read(
    assurance: Assurance,
    labels: dict[str, str],
    endpoint: Endpoint | None,
    recording: Endpoint | None,
    progress: Progress,
    to_ask: ToAsk,
) -> Read:
    """The screen for this review; ``labels`` gives each prompt's label by its id, ``to_ask`` is what Start
    would send."""
    review = assurance.review
    places = Places(review)
    parts = tuple(_part(part, review) for part in ORDER)
    found = sum(bool(row.sections) for row in parts)
    notices = count(len(review.notices), "notice") if review.notices else "No notices"
    return Read(
        title=review.title,
        lede=f"{count(len(review.files), 'file')}, {count(review.words, 'word')}, "
        f"{count(len(review.passages), 'passage')}. {found} of {len(parts)} expected parts found. "
        f"{notices}, {count(len(review.checks), 'check')}.",
        files=tuple((file.name, file.sha256) for file in review.files),
        parts=parts,
        others=tuple((s.id, s.title) for s in review.sections if s.part is Part.OTHER),
        notices=tuple(
            ShownNotice(
                title=NOTICE[notice.kind][0],
                became=NOTICE[notice.kind][1],
                message=notice.message,
                text=notice.text,
                struck=notice.kind in STRUCK,
                place=places.words(notice.passage) if notice.passage and places.known(notice.passage) else None,
                passage=notice.passage if notice.passage and places.known(notice.passage) else None,
            )
            for notice in review.notices
        ),
        checks=tuple(
            ReadCheck(
                prompt=check.prompt,
                label=labels.get(check.prompt, check.prompt),
                message=check.message,
                places=tuple((p, places.words(p)) for p in check.passages if places.known(p)),
            )
            for check in review.checks
        ),
        kinds=_kinds(review),
        drafting=_drafting(assurance, endpoint, recording, progress, to_ask),
    )


def _part(part: Part, review: Review) -> PartRow:
    sections = [s for s in review.sections if s.part is part]
    ids = {s.id for s in sections}
    held = [p for p in review.passages if p.section in ids]
    rows = sum(p.kind is Kind.ROW and not p.header for p in held)
    prose = sum(p.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) for p in held)
    notes = sum(p.kind is Kind.FOOTNOTE for p in held)
    contents = [
        words
        for number, words in (
            (prose, count(prose, "paragraph")),
            (rows, count(rows, "table row")),
            (notes, count(notes, "footnote")),
        )
        if number
    ]
    return PartRow(
        part=PART[part],
        sections=tuple((s.id, s.title) for s in sections),
        contents=listed(contents),
        words=sum(len(p.text.split()) for p in held),
    )


def _kinds(review: Review) -> tuple[tuple[str, int], ...]:
    kinds = (
        ("Paragraphs, lists and headings", (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.HEADING)),
        ("Table rows", (Kind.ROW,)),
        ("Footnotes", (Kind.FOOTNOTE,)),
        ("Headers and footers, once", (Kind.FURNITURE,)),
    )
    return tuple((words, sum(len(p.text) for p in review.passages if p.kind in of)) for words, of in kinds)


def _drafting(
    assurance: Assurance,
    endpoint: Endpoint | None,
    recording: Endpoint | None,
    progress: Progress,
    to_ask: ToAsk,
) -> Drafting:
    left = sum(d.status is not DraftStatus.DRAFTED for d in assurance.drafts)
    to = endpoint or recording
    state: Literal["ready", "recorded", "unconnected", "running", "done"]
    if progress.running:
        state = "running"
    elif assurance.signed_off is not None or not (left or to_ask.requests):
        state = "done"
    elif endpoint is not None:
        state = "ready"
    else:
        state = "recorded" if recording is not None else "unconnected"
    first = next((d.provenance for d in assurance.drafts if d.provenance is not None), None)
    return Drafting(
        state=state,
        host=to.host if to is not None else None,
        model=to.model if to is not None else None,
        requests=to_ask.requests,
        tokens=to_ask.tokens,
        budget=to_ask.left,
        used=_used(assurance),
        progress=progress,
        source=source(first),
        left=left,
        sent=assurance.run is not None,
    )


def _used(assurance: Assurance) -> Used | None:
    """None where nothing was sent: nothing was run, or a recording answered."""
    made = [d.provenance for d in assurance.drafts if d.provenance and not d.provenance.recorded]
    if assurance.run is None or not any(one.tokens.input for one in made):
        return None
    return Used(
        requests=sum(one.requests for one in made),
        input=sum(one.tokens.input for one in made),
        cached=sum(one.tokens.cached for one in made),
        output=sum(one.tokens.output for one in made),
    )
