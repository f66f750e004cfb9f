"""The rationale for the report in an inspector's own words, and the words to start from when it is edited.

In comes an assurance, out go pieces to show and a text to edit. It stands alone because the draft's rationale
is kept beside it, unchanged, whatever is written here.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from assistant.domain.assurance import Assurance
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.references import numbered
from assistant.ui.presentation.evidence import Evidence
from assistant.ui.presentation.rich import Piece, pieces
from assistant.ui.words import OWN_FLAG


class Reworded(Record):
    """What an inspector wrote in place of the draft's rationale; ``decision`` can be undone."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    faults: str | None
    by: str
    at: datetime
    decision: str


class Edit(Record):
    """A rationale as it is edited: it names evidence by number, whose passages ``numbers`` has in order."""

    text: str
    numbers: tuple[str, ...]


def reworded(
    assurance: Assurance, prompt: str, numbers: Mapping[str, Sequence[int]], places: Places
) -> Reworded | None:
    """The rationale an inspector wrote, or None where the draft's stands."""
    decision = assurance.rationale(prompt)
    if decision is None or decision.rationale is None:
        return None
    return Reworded(
        paragraphs=tuple(
            pieces(paragraph, decision.flags, numbers, places, OWN_FLAG)
            for paragraph in decision.rationale.split("\n")
            if paragraph.strip()
        ),
        faults=_faults(len(decision.flags)),
        by=decision.by,
        at=decision.at,
        decision=decision.id,
    )


def edit(
    assurance: Assurance, prompt: str, numbers: Mapping[str, Sequence[int]], found: Sequence[Evidence]
) -> Edit | None:
    """What editing starts from; None where nothing may be written: signed off, or the draft is still hidden."""
    if assurance.signed_off is not None or assurance.hidden(prompt):
        return None
    written = assurance.rationale(prompt)
    text = assurance.draft(prompt).rationale if written is None else written.rationale or ""
    return Edit(text=numbered(text, numbers), numbers=tuple(one.located[0].passage for one in found))


def _faults(number: int) -> str | None:
    if not number:
        return None
    these = "One place is marked: it stands" if number == 1 else f"{number} places are marked: they stand"
    return f"{these} in none of the passages of the evidence, or nowhere in the review."
