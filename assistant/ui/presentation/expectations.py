"""What the guidance looks for under a prompt, and what its draft found for each.

In come a prompt, its draft and the evidence as it stands, out go rows. It stands alone because our words for an
expectation and the model's for a finding stand in one row and must be told apart.
"""

from collections.abc import Mapping, Sequence

from assistant.domain.draft import CheckedFinding, Draft, DraftStatus, FlagKind, Met
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.rubric import Prompt
from assistant.domain.words import MET
from assistant.ui.presentation.evidence import Evidence
from assistant.ui.presentation.rich import Piece, pieces
from assistant.ui.words import FLAG, STRENGTH


class Expected(Record):
    """One expectation with what was found; ``met`` is None without a draft, ``why`` says what is wrong."""

    number: str
    text: str
    strength: str
    met: Met | None
    met_words: str | None
    note: tuple[Piece, ...]
    why: str | None
    cites: tuple[int, ...]


def expectations(
    prompt: Prompt,
    draft: Draft,
    found: Sequence[Evidence],
    numbers: Mapping[str, Sequence[int]],
    places: Places,
) -> tuple[Expected, ...]:
    """A row for each expectation of the prompt; ``found`` is the evidence as it stands."""
    findings = {f.expectation: f for f in draft.findings} if draft.status is DraftStatus.DRAFTED else {}
    silent = {f.text for f in draft.flags if f.kind is FlagKind.EXPECTATION_NOT_ANSWERED}
    rows = []
    for expectation in prompt.expectations:
        finding = findings.get(expectation.id)
        number = f"/{expectation.number}"
        flags = [f for f in draft.flags if f.place == f"finding {expectation.id}"]
        note = pieces(finding.note, flags, numbers, places) if finding is not None else ()
        if finding is None and expectation.id in silent:
            note = (Piece(kind="flag", text="Not answered", why=FLAG[FlagKind.EXPECTATION_NOT_ANSWERED]),)
        inline = {p.n for p in note if p.kind == "cite"}
        rows.append(
            Expected(
                number=number,
                text=expectation.text,
                strength=STRENGTH[expectation.strength],
                met=finding.met if finding is not None else None,
                met_words=MET[finding.met] if finding is not None else None,
                note=note,
                why=_why(draft, finding) if finding is not None else None,
                cites=tuple(e.n for e in found if number in e.expectations and e.n not in inline),
            )
        )
    return tuple(rows)


def found_words(rows: Sequence[Expected]) -> str:
    """How many were met, partly met and so on; without a draft, how many there are."""
    tally = [(met, sum(row.met is met for row in rows)) for met in Met]
    words = [f"{n} {MET[met].lower()}" for met, n in tally if n]
    return ", ".join(words) if words else str(len(rows))


def _why(draft: Draft, finding: CheckedFinding) -> str | None:
    """Why a finding is unsupported, or None."""
    if finding.met is not Met.UNSUPPORTED:
        return None
    if any(citation.expectation == finding.expectation for citation in draft.citations):
        return "Nothing it quoted for this was found in the review."
    unread = ", and not everything was read: nothing rests on absence" if draft.unread else " for this"
    return f"It cited nothing{unread}."
