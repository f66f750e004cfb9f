"""What an inspector does to a prompt beside deciding it: evidence added and removed, a rationale, an undo.

In comes an ask, out go the few words that are announced; ``NotAllowed`` where it may not be. It stands alone
because these acts change what a line rests on and never the line.
"""

from assistant.domain.draft import CheckedCitation, Located
from assistant.domain.evidence import evidence_key
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.offered import OfferedEvidence
from assistant.domain.references import unnumbered
from assistant.ui import asks
from assistant.ui.actions.answering import Refused
from assistant.ui.needs import Pipeline

UNDONE: dict[DecisionKind, str] = {
    DecisionKind.REWORD: "Undone. The rationale is as it was before",
    DecisionKind.CITE: "Undone. The evidence is not added",
    DecisionKind.REMOVE: "Undone. Put back: it is evidence again",
}
"""What is announced when such an act was undone."""


def cite(pipeline: Pipeline, ask: asks.Cite) -> str:
    """Add evidence."""
    if ask.stance is None:
        raise Refused("Choose whether these words count for or against what is asked.", "stance")
    offered = OfferedEvidence(
        prompt=ask.prompt,
        expectation=None if ask.expectation is None else f"{ask.prompt}/{ask.expectation}",
        stance=ask.stance,
        passage=ask.passage,
        words=ask.words,
        pieces=_located(ask.pieces),
    )
    pipeline.cite(ask.review, offered, ask.by)
    return "Evidence added"


def reword(pipeline: Pipeline, ask: asks.Reword) -> str:
    """Write the rationale."""
    pipeline.reword(ask.review, ask.prompt, unnumbered(ask.words, ask.numbers), ask.by, ask.draft)
    return "Rationale for the report recorded"


def remove(pipeline: Pipeline, ask: asks.Remove) -> str:
    """Remove evidence: every citation of those words on that side."""
    wanted = (_located(ask.pieces), ask.stance)
    standing = pipeline.assurance(ask.review).evidence(ask.prompt).citations
    found: CheckedCitation | None = next((c for c in standing if evidence_key(c) == wanted), None)
    act = Act(kind=DecisionKind.REMOVE, prompt=ask.prompt, citation=found, by=ask.by)
    pipeline.decide(ask.review, act)
    return "Evidence removed. It can be put back"


def undo(pipeline: Pipeline, ask: asks.Undo) -> tuple[str, bool]:
    """Take one act back; the few words, and whether it was a line, which the counts follow."""
    assurance = pipeline.assurance(ask.review)
    kind = next((d.kind for d in assurance.decisions if d.id == ask.decision), None)
    pipeline.decide(ask.review, Act(kind=DecisionKind.UNDO, prompt=ask.prompt, undoes=ask.decision, by=ask.by))
    if kind in UNDONE:
        return UNDONE[kind], False
    stands = pipeline.assurance(ask.review).decision(ask.prompt) is not None
    now = "The decision before it counts again" if stands else "This prompt is undecided"
    return f"Undone. {now}", True


def _located(pieces: asks.Pieces) -> tuple[Located, ...]:
    return tuple(Located(passage=p.passage, start=p.start, end=p.end) for p in pieces)
