"""An inspector's decided assurance becomes a gold review: tomorrow's case, in the form the evals read.

The rubric, an assurance and the review's files come in, a GoldReview goes out. It stands alone because what a
decision is worth as gold is decided here once: what was accepted or overridden and why, which evidence stands,
and what nobody decided and so is left out.
"""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

import yaml

from assistant.domain.assurance import Assurance
from assistant.domain.draft import CheckedCitation, Draft, DraftStatus, Line, Met, Stance
from assistant.domain.evidence import evidence_key
from assistant.domain.gold import (
    GOLD_FILE,
    INTAKE_FILE,
    LEAST_QUOTE,
    Certainty,
    Difficulty,
    Evidence,
    Gold,
    GoldLine,
    GoldNote,
    GoldReview,
    Practice,
    Split,
)
from assistant.domain.in_force import in_force
from assistant.domain.judgement import Decision, DecisionKind
from assistant.domain.record import Record
from assistant.domain.review import Review
from assistant.domain.rubric import Rubric, Scale
from assistant.domain.words import LINE, REASON, count, listed

HEAD = "# Made of an inspector's decisions on a real review. Never commit it: keep it out of repositories.\n"
IGNORED = "# What is in this folder is real, so that no repository takes it in.\n*\n"
"""A .gitignore, should the folder ever be moved into a repository."""

LETTERS = 8
"""Of a review's id, in the name of its gold. No name, place or reference tells whose review it is."""


def gold(rubric: Rubric, assurance: Assurance, files: Sequence[tuple[str, bytes]]) -> GoldReview:
    """The gold review; with no line and no note where nothing is decided.

    Only what is decided is gold: a draft is none. A line left undetermined is none either, and evidence that is
    too short to be found again is left out. Each is said in ``left_out``. The gold is real and held out:
    whether its review is fictional no assurance can tell.
    """
    name = f"review-{assurance.review.id[:LETTERS]}"
    lines: dict[str, GoldLine] = {}
    notes: dict[str, GoldNote] = {}
    undetermined = []
    for prompt in rubric.prompts:
        decision = assurance.decision(prompt.id)
        if decision is None:
            continue
        if prompt.scale is Scale.NOTE:
            notes[prompt.id] = GoldNote(
                findings=_why(assurance, decision, prompt.id), evidence=_evidence(assurance, prompt.id)
            )
        elif decision.line in (None, Line.UNDETERMINED):
            undetermined.append(prompt.id)
        else:
            lines[prompt.id] = _line(assurance, decision, prompt.id, decision.line)
    whole = Gold(
        format="sfo-gold/1",
        name=name,
        title=assurance.review.title,
        split=Split.HELD_OUT,
        fictional=False,
        intake=assurance.intake,
        lines=lines,
        notes=notes,
    )
    made = [entry.practice for entry in lines.values() if entry.practice is not None]
    return GoldReview(
        name=name,
        files=(*_named(files), *_written(whole), (".gitignore", IGNORED.encode())),
        lines=len(lines),
        notes=len(notes),
        overridden=sum(one.act is DecisionKind.OVERRIDE for one in made),
        left_out=tuple(_left_out(assurance, undetermined, [*lines, *notes])),
        signed_off=assurance.signed_off is not None,
    )


def _line(assurance: Assurance, decision: Decision, prompt: str, line: Line) -> GoldLine:
    draft = assurance.draft(prompt)
    evidence = _evidence(assurance, prompt)
    drafted = draft.line if draft.status is DraftStatus.DRAFTED else None
    in_vain = draft.searched if line is Line.BELOW and drafted is line else ()
    accepted = decision.kind is DecisionKind.ACCEPT
    return GoldLine(
        line=line,
        certainty=Certainty.UNSAID,
        difficulty=Difficulty.UNSAID,
        why=_why(assurance, decision, prompt),
        evidence=evidence,
        missing=_missing(draft) if in_vain else None,
        look_in=in_vain,
        precludes=_bars(assurance, prompt),
        practice=Practice(
            act=DecisionKind.ACCEPT if accepted else DecisionKind.OVERRIDE,
            drafted=drafted,
            unseen=decision.unseen is not None,
            reason_code=decision.reason_code,
        ),
    )


def _why(assurance: Assurance, decision: Decision, prompt: str) -> str:
    """What was done beside which draft, why, in whose words, and the notes: one paragraph each."""
    draft, reworded = assurance.draft(prompt), assurance.rationale(prompt)
    told = [_told(decision, draft)]
    if decision.reason_code is not None:
        told.append(f"Reason: {REASON[decision.reason_code]}.")
    if decision.reason:
        told.append(decision.reason.strip())
    if reworded is not None and reworded.rationale:
        told.append(f"The inspector's rationale: {reworded.rationale.strip()}")
    elif decision.kind is DecisionKind.ACCEPT and draft.rationale:
        told.append(f"The draft's rationale: {draft.rationale.strip()}")
    told += [f"Note: {one.reason.strip()}" for one in _acts(assurance, prompt, DecisionKind.NOTE) if one.reason]
    barring = _acts(assurance, prompt, DecisionKind.PRECLUDE) if _bars(assurance, prompt) else []
    told += [f"Bars a yes: {one.reason.strip()}" for one in barring[-1:] if one.reason]
    return "\n\n".join(told)


def _told(decision: Decision, draft: Draft) -> str:
    if draft.status is not DraftStatus.DRAFTED:
        return "Decided by an inspector, with no draft."
    if decision.kind is DecisionKind.ACCEPT:
        return "Accepted by an inspector, as drafted."
    drafted = "" if draft.line is None else f" The draft has: {LINE[draft.line].lower()}."
    if decision.unseen is not None:
        return f"Recorded by an inspector before the draft was shown.{drafted}"
    return f"Decided by an inspector in place of the draft.{drafted}"


def _bars(assurance: Assurance, prompt: str) -> bool:
    """Whether a bar on a yes by that prompt is in force."""
    initial = [judgement.initial for judgement in assurance.judgements]
    return any(prompt in one.barred_by for one in initial if one is not None)


def _missing(draft: Draft) -> str:
    """What the draft found wanting, in its own words."""
    wanting = [one.note for one in draft.findings if one.met is Met.NOT_MET and one.note.strip()]
    return " ".join(wanting) or draft.rationale or "What the draft looked for in vain."


def _acts(assurance: Assurance, prompt: str, kind: DecisionKind) -> list[Decision]:
    return [one for one in in_force(assurance.decisions) if one.prompt == prompt and one.kind is kind]


def _evidence(assurance: Assurance, prompt: str) -> tuple[Evidence, ...]:
    """What the inspector left standing, piece by piece as it stands in the file, each once."""
    pieces = [
        Evidence(quote=quote, stance=stance)
        for quote, stance in _pieces(assurance.review, assurance.evidence(prompt).citations)
        if len(quote) >= LEAST_QUOTE
    ]
    return tuple(dict.fromkeys(pieces))


def _pieces(review: Review, citations: Sequence[CheckedCitation]) -> Iterator[tuple[str, Stance]]:
    texts = {passage.id: passage.text for passage in review.passages}
    for citation in citations:
        key = evidence_key(citation)
        for at in key[0] if key is not None else ():
            yield texts[at.passage][at.start : at.end], citation.stance


def _left_out(assurance: Assurance, undetermined: Sequence[str], kept: Sequence[str]) -> Iterator[str]:
    hidden = assurance.still_hidden
    undecided = [prompt for prompt in assurance.undecided if prompt not in hidden]
    for prompts, why in (
        (undecided, "not decided"),
        (hidden, "the draft is still hidden and no line recorded"),
        (undetermined, "left undetermined, and a gold line is not"),
    ):
        if prompts:
            yield f"Left out, {count(len(prompts), 'prompt')}: {listed(prompts)} ({why})."
    pieces = [
        quote
        for prompt in kept
        for quote, _ in _pieces(assurance.review, assurance.evidence(prompt).citations)
        if len(quote) < LEAST_QUOTE
    ]
    if pieces:
        told = f"shorter than {LEAST_QUOTE} characters, and would be found at other places too"
        yield f"Left out, {count(len(pieces), 'piece')} of evidence: {told}."


def _named(files: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The review's files under names that tell nothing, in an order that sorting keeps."""
    digits = len(str(len(files)))
    for number, (name, data) in enumerate(files, start=1):
        part = f"_{number:0{digits}}" if len(files) > 1 else ""
        yield f"review{part}{PurePath(name).suffix.lower()}", data


def _written(whole: Gold) -> Iterator[tuple[str, bytes]]:
    yield GOLD_FILE, (HEAD + _yaml(whole, "intake")).encode()
    yield INTAKE_FILE, _yaml(whole.intake).encode()


def _yaml(record: Record, *without: str) -> str:
    data: dict[str, Any] = record.model_dump(mode="json", exclude=set(without), exclude_defaults=True)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)
