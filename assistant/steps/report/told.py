"""What is known of one prompt, put together once for all that the report says of it.

An assurance and a prompt come in, a Told goes out. It stands alone because which words and which evidence may
be shown at all is settled here, and nowhere else in the report.
"""

from typing import NamedTuple

from assistant.domain.assurance import Assurance
from assistant.domain.draft import OUTCOME_WORDS, Draft, DraftStatus, Outcome
from assistant.domain.evidence import Held, evidence_key
from assistant.domain.judgement import Decision, DecisionKind, ReasonCode
from assistant.domain.rubric import Prompt, Scale
from assistant.domain.words import REASON
from assistant.steps.report.places import ReportPlaces
from assistant.steps.report.quotations import Shown, shown
from assistant.steps.report.words import sentences


class Told(NamedTuple):
    """A prompt with what is known of it. ``evidence``: the draft may be shown; ``adopted``: its words too.

    ``draft`` has the evidence as it stands, the inspector's own included; ``shown`` is what is shown of it, and
    of a draft that may not be shown only what the inspector added. ``held`` tells what was added and removed;
    ``reworded`` is the inspector's own wording in place of the draft's.
    """

    prompt: Prompt
    draft: Draft
    held: Held
    decision: Decision | None
    reworded: Decision | None
    hidden: bool
    evidence: bool
    adopted: bool
    places: ReportPlaces
    shown: Shown

    def words(self, text: str) -> str:
        """Words of the draft, its references to passages made fit for a reader."""
        return self.places.pointed(text, self.shown.numbers)


def told_of(assurance: Assurance, prompt: Prompt, places: ReportPlaces) -> Told:
    """What is known of that prompt, the evidence as it stands."""
    draft, decision = assurance.draft(prompt.id), assurance.decision(prompt.id)
    hidden = assurance.hidden(prompt.id)
    earlier = decision is not None and decision.draft not in (None, draft.key)
    evidence = draft.status is DraftStatus.DRAFTED and not hidden and not earlier
    same = decision is None or decision.kind is DecisionKind.ACCEPT
    if decision is not None and not same:
        same = prompt.scale is Scale.LINE and decision.line is draft.line and not decision.reason
    held, reworded = assurance.evidence(prompt.id), assurance.rationale(prompt.id)
    added = {evidence_key(d.citation) for d in held.added if d.citation is not None}
    standing = tuple(
        # What an inspector added is there to be read, whatever it is for.
        c.model_copy(update={"expectation": None}) if evidence_key(c) in added else c
        for c in held.citations
        if evidence or evidence_key(c) in added
    )
    words = draft.rationale if reworded is None or reworded.rationale is None else reworded.rationale
    selection = shown(standing, words if evidence or reworded is not None else "", places)
    draft = draft.model_copy(update={"citations": standing})
    adopted = evidence and same
    return Told(prompt, draft, held, decision, reworded, hidden, evidence, adopted, places, selection)


def not_answered(draft: Draft) -> str:
    """Why there is no draft, in words: "the endpoint did not answer in time"."""
    return OUTCOME_WORDS[draft.reason or Outcome.NOT_UNDERSTOOD]


def why(decision: Decision) -> str:
    """The reason given with a decision, in sentences; empty where none was."""
    code = decision.reason_code
    said = REASON[code] if code is not None and not (code is ReasonCode.OTHER and decision.reason) else None
    return sentences(said, decision.reason)
