"""The history of one prompt in words: its draft, then every act of an inspector, in the order they happened.

In comes an assurance, out go entries with who, when and what. It stands alone because nothing that was done is
ever left out of it, what was undone least of all.
"""

from collections.abc import Mapping
from datetime import datetime

from assistant.domain.assurance import Assurance
from assistant.domain.draft import DraftStatus, Stance
from assistant.domain.judgement import Decision, DecisionKind
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.rubric import Prompt
from assistant.domain.words import LINE, REASON
from assistant.ui.presentation.rich import Piece, pieces
from assistant.ui.words import OWN_FLAG


class Happened(Record):
    """One entry. ``quotes`` are the file's words, of evidence added or removed; ``said`` an inspector's."""

    at: datetime | None
    by: str
    words: str
    quotes: tuple[str, ...] = ()
    place: str | None = None
    said: tuple[tuple[Piece, ...], ...] = ()
    undone: bool = False


def history(assurance: Assurance, prompt: Prompt, places: Places) -> tuple[Happened, ...]:
    """Everything that happened to that prompt; a draft that is hidden is not told of."""
    draft, entries = assurance.draft(prompt.id), list[Happened]()
    if draft.provenance is not None and draft.status is DraftStatus.DRAFTED and not assurance.hidden(prompt.id):
        line = f": {LINE[draft.line]}" if draft.line is not None else ""
        entries.append(Happened(at=draft.provenance.at, by=draft.provenance.model, words=f"Draft{line}."))
    undone = {d.undoes for d in assurance.decisions if d.kind is DecisionKind.UNDO}
    acts = {d.id: d for d in assurance.decisions if d.prompt == prompt.id}
    entries.extend(_entry(d, acts, places, undone=d.id in undone) for d in acts.values())
    return tuple(entries)


def _entry(decision: Decision, acts: Mapping[str, Decision], places: Places, *, undone: bool) -> Happened:
    words = _did(decision)
    if decision.kind is DecisionKind.UNDO:
        before = acts.get(decision.undoes or "")
        words = f"Undid: {_did(before)}" if before is not None else "Undid an earlier act"
    code = None if decision.reason_code is None else REASON[decision.reason_code]
    told = [f"{word.rstrip('.')}." for word in (words, code) if word]
    located = places.located(decision.citation) if decision.citation is not None else ()
    return Happened(
        at=decision.at,
        by=decision.by,
        words=" ".join([*told, decision.reason] if decision.reason else told),
        quotes=tuple(places.text(cell) for cell in places.cells(located)),
        place=places.words(located[0].passage, [located[0].start]) if located else None,
        said=tuple(
            pieces(paragraph, decision.flags, {}, places, OWN_FLAG)
            for paragraph in (decision.rationale or "").split("\n")
            if paragraph.strip()
        ),
        undone=undone,
    )


def _did(decision: Decision) -> str:
    line, citation = decision.line, decision.citation
    recorded = "Recorded" if decision.earlier is None else "Reconfirmed from the earlier version"
    unseen = "" if decision.unseen is None else ", before the draft was shown"
    side = "" if citation is None else f" {'for' if citation.stance is Stance.SUPPORTS else 'against'}"
    if citation is not None and citation.expectation is not None:
        side += f" /{citation.expectation.rsplit('/', 1)[1]}"
    return {
        DecisionKind.ACCEPT: f"Accepted the draft: {LINE[line]}" if line is not None else "Noted",
        DecisionKind.OVERRIDE: f"{recorded}: {LINE[line]}{unseen}" if line is not None else "Noted",
        DecisionKind.PRECLUDE: "Barred a yes",
        DecisionKind.WITHDRAW_PRECLUSION: "Withdrew the bar on a yes",
        DecisionKind.NOTE: "Note",
        DecisionKind.REWORD: "Wrote the rationale for the report",
        DecisionKind.CITE: f"Added evidence{side}",
        DecisionKind.REMOVE: f"Removed evidence{side}",
        DecisionKind.UNDO: "Undid an earlier act",
    }[decision.kind]
