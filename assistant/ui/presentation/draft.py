"""The draft of one prompt as it is shown: its line or why there is none, rationale, faults, provenance.

In comes a draft, out go phrases and pieces of sentences. It stands alone because "nothing found",
"not answered" and "not run" are told apart here, once.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from assistant.domain.agreement import Agreement
from assistant.domain.draft import OUTCOME_WORDS, Draft, DraftStatus, Flag, Line, Provenance
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.review import Review
from assistant.domain.rubric import Prompt, Scale
from assistant.domain.selection import unread_words
from assistant.domain.words import LINE, agreed, day
from assistant.ui.presentation.evidence import Absent, Evidence, Side, evidence
from assistant.ui.presentation.rich import Piece, pieces
from assistant.ui.words import FLAG, count

DraftState = Literal["drafted", "unsupported", "hidden", "not_answered", "waiting", "not_run"]


CARRIES: dict[Line, Side] = {Line.ABOVE: "for", Line.BELOW: "against", Line.NOT_APPLICABLE: "for"}
"""On which side the evidence stands that carries a line."""


class Source(Record):
    """Where a draft comes from; ``at`` is written in the browser's own time zone."""

    at: datetime | None
    words: str


class ShownDraft(Record):
    """The draft block. ``key`` names the draft that a decision was made on; None where there is none."""

    state: DraftState
    key: str | None
    title: str
    line: Line | None
    line_words: str | None
    notes: tuple[str, ...]
    rationale: tuple[tuple[Piece, ...], ...]
    faults: tuple[str, ...]
    agreement: str | None
    source: Source | None


def shown_draft(
    prompt: Prompt,
    draft: Draft,
    running: bool,
    found: Sequence[Evidence],
    missing: Sequence[Absent],
    numbers: Mapping[str, Sequence[int]],
    places: Places,
    agreement: Agreement | None,
    review: Review,
) -> ShownDraft:
    """The draft of that prompt, with how often its repeats agree; or in words why there is none.

    ``found`` is the evidence as it stands, ``missing`` what the draft offered and could not be located.
    """
    if draft.status is not DraftStatus.DRAFTED:
        return _none(draft, running, places)
    rationale_flags = [flag for flag in draft.flags if flag.place == "rationale"]
    title, notes = _title(prompt, draft)
    drafted = evidence(draft.citations, places)
    return ShownDraft(
        state="unsupported" if draft.unsupported else "drafted",
        key=draft.key,
        title=title,
        line=draft.line,
        line_words=LINE[draft.line] if draft.line is not None else None,
        notes=(*_unread(draft, review), *notes),
        rationale=tuple(
            pieces(paragraph, rationale_flags, numbers, places)
            for paragraph in draft.rationale.split("\n")
            if paragraph.strip()
        ),
        faults=(*_faults(draft, drafted, missing), *_bare(draft, drafted, found)),
        agreement=None if agreement is None else f"{agreed(agreement)}.",
        source=source(draft.provenance),
    )


def hidden_draft(judged_first: int, lines: int) -> ShownDraft:
    """What stands in the place of a draft that must not be seen yet.

    It is that of one of ``judged_first`` prompts of the ``lines`` that have a line.
    """
    chosen = (
        "Every prompt of this review is judged first."
        if judged_first == lines
        else f"Chosen by the seed of this review: {judged_first} of its {lines} lines."
    )
    return ShownDraft(
        state="hidden",
        key=None,
        title="Judge first: the draft is hidden",
        line=None,
        line_words=None,
        notes=(
            "Record your line and the draft will be shown beside it. Until then it counts as unknown in every "
            "tally, figure and export.",
            chosen,
        ),
        rationale=(),
        faults=(),
        agreement=None,
        source=None,
    )


def source(provenance: Provenance | None, *, answered: bool = True) -> Source | None:
    """Where the draft comes from, in a sentence after its time; a recording is called one, with its date.

    Where it was not ``answered``, it is where it was asked for.
    """
    if provenance is None:
        return None
    if provenance.recorded is not None:
        return Source(
            at=None,
            words=f"{'Answered by' if answered else 'Asked of'} a large language model behind a local "
            f"OpenAI-compatible endpoint, model {provenance.model}, recorded {day(provenance.recorded)}. "
            f"Instructions {provenance.instructions.name}.",
        )
    asked = f", asked {provenance.requests} times" if provenance.requests > 1 else ""
    return Source(
        at=provenance.at,
        words=f"{'by' if answered else 'of'} {provenance.model} at {provenance.endpoint}{asked}. "
        f"Instructions {provenance.instructions.name}.",
    )


def _unread(draft: Draft, review: Review) -> tuple[str, ...]:
    """What the model was not sent, in words; nothing where it read everything."""
    if not draft.unread:
        return ()
    return (
        f"Not read: {unread_words(review, draft.unread)}. The review is longer than the model’s context. What "
        "the draft did not find may stand there, or in the part not sent of a section that was cut.",
    )


def _title(prompt: Prompt, draft: Draft) -> tuple[str, tuple[str, ...]]:
    if draft.unsupported and draft.unread and draft.proposed_line is Line.BELOW and draft.searched:
        return "Draft, unsupported", (
            f"The model proposed {LINE[Line.BELOW]} because of what it did not find. Not everything was read, "
            "so that shows no absence. The proposal stands here for you to see; it counts as unknown.",
        )
    if draft.unsupported and draft.proposed_line is not None:
        return "Draft, unsupported", (
            f"The model proposed {LINE[draft.proposed_line]}. Nothing it cited carries that line. "
            "The proposal stands here for you to see; it counts as unknown.",
        )
    if prompt.scale is Scale.NOTE:
        return "Draft: findings, no line", ()
    return "Draft", ()


def _none(draft: Draft, running: bool, places: Places) -> ShownDraft:
    state: DraftState = "not_answered"
    if draft.status is DraftStatus.NOT_ANSWERED:
        why = OUTCOME_WORDS[draft.reason] if draft.reason is not None else "no reason was recorded"
        title = f"Not answered: {why}"
        note = (
            "No draft exists. This says nothing about the review: nothing was found, and nothing was found "
            "missing. Without a decision the prompt counts as unknown."
        )
    elif running:
        state, title = "waiting", "Waiting for the draft"
        note = "You can decide without it. It will appear here when it arrives."
    else:
        state, title = "not_run", "Not run"
        note = "No draft was made for this prompt. Without a decision it counts as unknown."
    return ShownDraft(
        state=state,
        key=None,
        title=title,
        line=None,
        line_words=None,
        notes=(*_objected(draft.filtered, places), note),
        rationale=(),
        faults=(),
        agreement=None,
        source=source(draft.provenance, answered=False),
    )


def _objected(filtered: Sequence[str] | None, places: Places) -> tuple[str, ...]:
    """What the endpoint's content filter objects to, in words."""
    if filtered is None:
        return ()
    known = [passage for passage in filtered if places.known(passage)]
    if not known:
        return ("The filter objects to no part of the review alone.",)
    where = places.words(known[0])
    if len(known) > 1:
        where = f"{count(len(known), 'passage')} from {where} to {places.words(known[-1])}"
    return (f"The filter objects to {where}; there may be other places.",)


def _faults(draft: Draft, found: Sequence[Evidence], missing: Sequence[Absent]) -> list[str]:
    faults = []
    nowhere = sum(not one.stands for one in missing)
    if nowhere:
        given = count(len(found) + len(missing), "quotation")
        rest = (
            f"The draft rests on the other {len(found)}."
            if found
            else "Nothing is left for the draft to rest on."
        )
        faults.append(
            f"{nowhere} of {given} {'was' if nowhere == 1 else 'were'} not found in the review. {rest}"
        )
    faults.extend(_elsewhere(draft.flags, draft.rationale))
    return faults


def _bare(draft: Draft, drafted: Sequence[Evidence], stands: Sequence[Evidence]) -> list[str]:
    """Said where the evidence that carried the draft's line was all removed."""
    side = CARRIES.get(draft.line or Line.UNDETERMINED)
    had = any(one.stance == side for one in drafted)
    left = any(one.stance == side for one in stands) or (draft.line is Line.BELOW and draft.searched)
    return (
        [f"All evidence {side} was removed: nothing that stands carries this line."] if had and not left else []
    )


def _elsewhere(flags: Sequence[Flag], rationale: str) -> list[str]:
    """Flags of the rationale that could not be shown at the words they are about."""
    left = [f for f in flags if f.place == "rationale" and f.text and f.text not in rationale]
    return [f"{flag.text}: {FLAG[flag.kind]}." for flag in left]
