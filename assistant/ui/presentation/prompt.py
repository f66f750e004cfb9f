"""One prompt on screen: the question, what was found for each expectation, evidence, decision.

In come the rubric and an assurance, out goes everything the middle pane shows. It stands alone
because moving to a prompt asks for this and nothing else.
"""

from collections.abc import Sequence

from assistant.domain.assurance import Assurance, Endpoint
from assistant.domain.draft import Draft, DraftStatus, Offered, Stance
from assistant.domain.evidence import evidence_key
from assistant.domain.judgement import Decision
from assistant.domain.near import Near
from assistant.domain.opening import opened_passages
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.review import Check, Status
from assistant.domain.rubric import Prompt, Rubric, Scale
from assistant.domain.trace import shown_under
from assistant.domain.words import NO_STRONGEST, STATUS, day
from assistant.ui.presentation.apart import ShownApart, shown_apart
from assistant.ui.presentation.decision import Choice, choice
from assistant.ui.presentation.draft import ShownDraft, hidden_draft, shown_draft
from assistant.ui.presentation.earlier import ShownEarlier
from assistant.ui.presentation.evidence import (
    Absent,
    Evidence,
    Removed,
    absent,
    by_passage,
    evidence,
    removed,
)
from assistant.ui.presentation.expectations import Expected, expectations, found_words
from assistant.ui.presentation.history import Happened, history
from assistant.ui.presentation.near import NearExpectation, Vain, near_expectations, vain
from assistant.ui.presentation.node import points_to
from assistant.ui.presentation.rationale import Edit, Reworded, edit, reworded
from assistant.ui.presentation.task_list import State, heading, state
from assistant.ui.presentation.trace import ShownTrace, shown_trace

INTAKE = {
    "reference": "Reference",
    "region": "Region",
    "offence_date": "Date of the offence",
    "period_start": "Supervised from",
    "period_end": "Supervised to",
    "high_profile": "High-profile status, from HMPPS",
    "parallel_reviews": "Parallel reviews, from HMPPS",
    "parallel_reviews_note": "Parallel reviews, note",
}
"""Intake fields in words, by the names the rubric uses."""


class ShownCheck(Record):
    """What a rule saw in the text, and where."""

    message: str
    places: tuple[tuple[str, str], ...]


class ShownPrompt(Record):
    """The middle pane."""

    id: str
    label: str
    crumb: str
    question: str
    guidance: tuple[str, ...]
    previous: str | None
    next: str | None
    next_undecided: str | None
    state: State
    intake: tuple[tuple[str, str], ...]
    draft: ShownDraft
    again: str | None
    reworded: Reworded | None
    edit: Edit | None
    evidence: tuple[Evidence, ...]
    removed: tuple[Removed, ...]
    none_for: str | None
    none_against: str | None
    absent: tuple[Absent, ...]
    expectations: tuple[Expected, ...]
    found: str
    searched: tuple[Vain, ...]
    trace: ShownTrace | None
    apart: tuple[ShownApart, ...]
    near: tuple[NearExpectation, ...]
    checks: tuple[ShownCheck, ...]
    choice: Choice
    effect: str | None
    history: tuple[Happened, ...]
    earlier: ShownEarlier | None


def shown_prompt(
    rubric: Rubric,
    assurance: Assurance,
    prompt_id: str,
    running: bool,
    near: dict[str, tuple[Near, ...]],
    sought: dict[str, tuple[Near, ...]],
    earlier: ShownEarlier | None = None,
    endpoint: Endpoint | None = None,
) -> ShownPrompt:
    """The prompt with that id; ``KeyError`` if the rubric has none.

    ``near`` is what our own search found, by the ids of its expectations; ``sought`` what it found near the
    places where the draft looked in vain, by their words; ``earlier`` what an earlier version holds on it;
    ``endpoint`` whom a draft that was not answered can be asked of again.
    """
    prompt, draft = rubric.prompt(prompt_id), assurance.draft(prompt_id)
    decision = assurance.decision(prompt_id)
    places = Places(assurance.review)
    holding = assurance.evidence(prompt_id)
    found = evidence(holding.citations, places, holding.added, opened_passages(assurance.openings, prompt_id))
    missing = absent(draft.citations, draft.flags, places) if draft.status is DraftStatus.DRAFTED else ()
    numbers = by_passage(found)
    ids = [p.id for p in rubric.prompts]
    at = ids.index(prompt_id)
    group = next(g for g in rubric.groups() if prompt in g.prompts)
    rows = expectations(prompt, draft, found, numbers, places)
    return ShownPrompt(
        id=prompt.id,
        label=prompt.label,
        crumb=_crumb(rubric, prompt, heading(group)),
        question=prompt.question,
        guidance=tuple(text for text in (getattr(group, "guidance", None), prompt.guidance) if text),
        previous=ids[at - 1] if at else None,
        next=ids[at + 1] if at + 1 < len(ids) else None,
        next_undecided=_next_undecided(ids, at, assurance.undecided),
        state=state(prompt, draft, decision, running),
        intake=tuple(_intake(assurance, prompt)),
        draft=hidden_draft(len(assurance.judge_first), len(assurance.standings))
        if assurance.hidden(prompt_id)
        else shown_draft(
            prompt,
            draft,
            running,
            found,
            missing,
            numbers,
            places,
            assurance.agreement(prompt_id),
            assurance.review,
        ),
        again=_again(assurance, draft, endpoint),
        reworded=reworded(assurance, prompt_id, numbers, places),
        edit=edit(assurance, prompt_id, numbers, found),
        evidence=found,
        removed=removed(holding.removed, places),
        none_for=_none(draft, found, holding.removed, Stance.SUPPORTS),
        none_against=_none(draft, found, holding.removed, Stance.AGAINST),
        absent=missing,
        expectations=rows,
        found=found_words(rows),
        searched=vain(draft.searched, sought, assurance.review, places),
        trace=shown_trace(assurance.trace, running, places, assurance.review)
        if shown_under(prompt.id) and not assurance.hidden(prompt_id)
        else None,
        apart=shown_apart(rubric, assurance.apart, prompt.id),
        near=near_expectations(prompt, draft, assurance.review, near, places),
        checks=tuple(_check(c, places) for c in assurance.review.checks if c.prompt == prompt_id),
        choice=choice(rubric, assurance, prompt),
        effect=_effect(assurance, prompt),
        history=history(assurance, prompt, places),
        earlier=earlier,
    )


def _none(draft: Draft, found: Sequence[Evidence], gone: Sequence[Decision], stance: Stance) -> str | None:
    """What stands in the place of the strongest passage each way: both are always asked for."""
    side = "for" if stance is Stance.SUPPORTS else "against"
    if draft.status is not DraftStatus.DRAFTED or any(one.strongest and one.stance == side for one in found):
        return None
    offered = draft.strongest(stance) is not Offered.NONE
    strongest = {evidence_key(c) for c in draft.citations if c.expectation is None and c.stance is stance}
    if any(d.citation is not None and evidence_key(d.citation) in strongest for d in gone):
        return "Removed. It can be put back below"
    return NO_STRONGEST[Offered.NO_EVIDENCE if offered else Offered.NONE]


def _again(assurance: Assurance, draft: Draft, endpoint: Endpoint | None) -> str | None:
    """The host that can be asked again for this draft alone: the one that did not answer, and no other."""
    run, unanswered = assurance.run, draft.status is DraftStatus.NOT_ANSWERED
    if endpoint is None or run is None or not unanswered or assurance.signed_off is not None:
        return None
    return endpoint.host if (run.endpoint, run.model) == (endpoint.host, endpoint.model) else None


def _crumb(rubric: Rubric, prompt: Prompt, group: str) -> str:
    if prompt.rule is None:
        return group
    standard = rubric.standard_of(prompt.rule)
    return f"Standard {standard.id}, {group}" if standard.id != prompt.rule else f"Standard {group}"


def _next_undecided(ids: Sequence[str], at: int, undecided: Sequence[str]) -> str | None:
    left = set(undecided)
    return next((i for i in [*ids[at + 1 :], *ids[:at]] if i in left), None)


def _intake(assurance: Assurance, prompt: Prompt) -> list[tuple[str, str]]:
    given = []
    for name in prompt.intake:
        value = getattr(assurance.intake, name, None)
        if isinstance(value, Status):
            words = STATUS[value]
        elif value is None:
            words = "Not given"
        else:
            words = value if isinstance(value, str) else day(value)
        given.append((INTAKE.get(name, name), words))
    return given


def _check(check: Check, places: Places) -> ShownCheck:
    return ShownCheck(
        message=check.message,
        places=tuple((p, places.words(p)) for p in check.passages if places.known(p)),
    )


def _effect(assurance: Assurance, prompt: Prompt) -> str | None:
    if prompt.rule is None:
        return "Information items are shown, never counted." if prompt.scale is Scale.NOTE else None
    initial = assurance.judgement(prompt.rule).initial
    return (
        None if initial is None else f"{prompt.rule}: {points_to(initial)[0].lower()}{points_to(initial)[1:]}."
    )
