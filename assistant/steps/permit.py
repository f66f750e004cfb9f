"""May this act be recorded? The rubric, the assurance as it stands and the act come in; nothing goes out.

An act that the rubric or the state of the assurance does not permit raises ``NotAllowed`` with a sentence for
the inspector. It stands alone so that every way in (screen, command line) meets the same rules.
"""

from collections.abc import Callable

from assistant.domain.assurance import Assurance
from assistant.domain.draft import Draft, DraftStatus, Line
from assistant.domain.evidence import evidence_key
from assistant.domain.in_force import in_force, latest_in_force
from assistant.domain.judgement import LINES, UNDOABLE, Act, Answer, DecisionKind, ReasonCode
from assistant.domain.notices import notice_ids
from assistant.domain.rubric import Prompt, Rubric, Scale
from assistant.domain.signing import open_notices, rated, signing
from assistant.domain.words import count, listed
from assistant.errors import NotAllowed

CARRIES: dict[DecisionKind, frozenset[str]] = {
    DecisionKind.ACCEPT: frozenset({"prompt", "line", "reason", "draft"}),
    DecisionKind.OVERRIDE: frozenset({"prompt", "line", "reason_code", "reason", "draft", "earlier"}),
    DecisionKind.PRECLUDE: frozenset({"prompt", "reason", "draft"}),
    DecisionKind.WITHDRAW_PRECLUSION: frozenset({"prompt", "reason", "draft"}),
    DecisionKind.JUDGE: frozenset({"node", "answer", "reason"}),
    DecisionKind.RATE: frozenset({"node", "rating", "reason"}),
    DecisionKind.NOTE: frozenset({"prompt", "reason", "draft"}),
    DecisionKind.REWORD: frozenset({"prompt", "rationale", "flags", "reason", "draft"}),
    DecisionKind.CITE: frozenset({"prompt", "citation", "reason", "draft"}),
    DecisionKind.REMOVE: frozenset({"prompt", "citation", "reason", "draft"}),
    DecisionKind.UNDO: frozenset({"prompt", "undoes", "reason"}),
    DecisionKind.ACKNOWLEDGE: frozenset({"notices"}),
    DecisionKind.SIGN_OFF: frozenset({"reason"}),
    DecisionKind.REOPEN: frozenset({"reason"}),
}
"""What each kind of act may carry beside its kind and who did it."""


def permit(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    """Return if the act may be recorded; ``NotAllowed`` with a sentence saying why not, and what to do."""
    if not act.by.strip():
        raise NotAllowed("Say who decides: a decision is kept under a person's name. Nothing was recorded.")
    stray = sorted(set(act.model_dump(exclude_defaults=True)) - {"kind", "by"} - CARRIES[act.kind])
    if stray:
        kind = act.kind.value.replace("_", " ")
        raise NotAllowed(f"An act of the kind '{kind}' cannot carry: {', '.join(stray)}. Nothing was recorded.")
    signed = assurance.signed_off
    if signed is not None and act.kind is not DecisionKind.REOPEN:
        raise NotAllowed(
            f"This assurance was signed off by {signed.by} and can be read, not changed. "
            "Reopen it, with a reason, to change anything."
        )
    _PERMITS[act.kind](rubric, assurance, act)


def _accept(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    prompt = _prompt(rubric, act)
    draft = assurance.draft(prompt.id)
    if _hidden(assurance, prompt):
        raise NotAllowed(f"The draft of {prompt.id} is hidden until you have recorded a line of your own.")
    if draft.status is not DraftStatus.DRAFTED:
        raise NotAllowed(f"There is no draft of {prompt.id} to accept. Record your own decision instead.")
    if draft.unsupported:
        raise NotAllowed(
            f"The draft of {prompt.id} is unsupported: its evidence does not carry a line, so it cannot be "
            "accepted. Record your own line instead."
        )
    _same_draft(draft, act)
    if act.draft is None or act.line is not draft.line:
        raise NotAllowed(
            f"Only the draft of {prompt.id} as shown can be accepted. Record your own line instead."
        )


def _override(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    prompt = _prompt(rubric, act)
    draft = assurance.draft(prompt.id)
    hidden = _hidden(assurance, prompt)
    if not hidden:
        _same_draft(draft, act)
    if prompt.scale is Scale.NOTE:
        if act.line is not None:
            raise NotAllowed(f"{prompt.id} is an information item and has no line. Record what you found.")
        if act.earlier is None:
            _reason(act, f"Say what you found on {prompt.id}: it is what will stand in the report.")
        return
    if act.line is None:
        raise NotAllowed(f"Choose a line for {prompt.id}.")
    # Asking for a reason where the draft is hidden would tell that its line is another one.
    departs = draft.status is DraftStatus.DRAFTED and not hidden and act.line is not draft.line
    # What is reconfirmed was reasoned before; whether it may be is asked where the earlier version is known.
    if departs and act.reason_code is None and act.earlier is None:
        raise NotAllowed(f"Choose a reason: your line for {prompt.id} is not the draft's.")
    if act.reason_code is ReasonCode.OTHER:
        _reason(act, f"Write the reason for your line for {prompt.id}: the code chosen is 'Other'.")
    if act.line is Line.NOT_APPLICABLE and prompt.not_applicable is None:
        _reason(
            act,
            f"Write why {prompt.id} is not applicable: the rules' wording gives no condition here, and the "
            "report will say so.",
        )


def _preclude(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    prompt = _prompt(rubric, act)
    if prompt.rule is None or not rubric.node(prompt.rule).rule.preclude:
        where = "no rule weighs it" if prompt.rule is None else f"the rule of {prompt.rule} has no such clause"
        raise NotAllowed(f"{prompt.id} cannot bar a yes: {where}.")
    decision = assurance.decision(prompt.id)
    if decision is None or decision.line is not Line.BELOW:
        raise NotAllowed(f"{prompt.id} can bar a yes only once you have decided that it is below the line.")
    _reason(act, f"Write why {prompt.id} is of such importance that it bars a yes.")


def _withdraw(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    prompt = _prompt(rubric, act)
    kinds = (DecisionKind.PRECLUDE, DecisionKind.WITHDRAW_PRECLUSION)
    of_prompt = [d.kind for d in assurance.decisions if d.prompt == prompt.id and d.kind in kinds]
    if not of_prompt or of_prompt[-1] is not DecisionKind.PRECLUDE:
        raise NotAllowed(f"There is no bar on a yes by {prompt.id} to withdraw.")


def _judge(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    if act.node not in {node.id for node in rubric.nodes()}:
        raise NotAllowed("Choose the key question or standard that you judge.")
    if act.answer is None:
        raise NotAllowed(f"Choose Yes, No or Undetermined for {act.node}.")
    computed = assurance.judgement(act.node).computed
    if act.answer is not computed:
        said = (
            "leave it undetermined" if computed is Answer.UNDETERMINED else f"point to {computed.capitalize()}"
        )
        _reason(act, f"Write a reason for your judgement on {act.node}: the counts {said}.")


def _rate(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    if act.node not in rated(rubric):
        raise NotAllowed("Only a standard, or the review overall, is rated.")
    if act.rating not in rubric.ratings:
        raise NotAllowed(f"Choose one of these ratings: {', '.join(rubric.ratings)}.")


def _note(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    prompt = _prompt(rubric, act)
    _reason(act, f"The note on {prompt.id} is empty. Write it, or leave it out.")


def _reword(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    prompt = _prompt(rubric, act)
    if _hidden(assurance, prompt):
        raise NotAllowed(
            f"The draft of {prompt.id} is hidden. Record your line first; then write the rationale."
        )
    draft = assurance.draft(prompt.id)
    _same_draft(draft, act)
    if act.rationale is None or not act.rationale.strip():
        raise NotAllowed(f"The rationale of {prompt.id} is empty. Write it, or leave the draft's.")
    before = assurance.rationale(prompt.id)
    if act.rationale == (before.rationale if before is not None else draft.rationale):
        raise NotAllowed(f"The rationale of {prompt.id} is the same as before. Nothing was recorded.")


def _cite(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    prompt = _prompt(rubric, act)
    citation = act.citation
    if citation is None or evidence_key(citation) is None:
        raise NotAllowed("Only words that stand in the review are evidence. Select them in its text.")
    if citation.expectation is not None and citation.expectation not in {e.id for e in prompt.expectations}:
        raise NotAllowed(f"{prompt.id} has no expectation {citation.expectation}. Nothing was recorded.")
    if assurance.evidence(prompt.id).holds(citation):
        raise NotAllowed(f"These words are evidence of {prompt.id} already, on the same side.")


def _remove(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    prompt = _prompt(rubric, act)
    if act.citation is None or not assurance.evidence(prompt.id).holds(act.citation):
        raise NotAllowed(f"That evidence of {prompt.id} is not there, or was removed already.")


def _undo(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    prompt = _prompt(rubric, act)
    done = next((d for d in in_force(assurance.decisions) if d.id == act.undoes), None)
    if done is None or done.prompt != prompt.id or done.kind not in UNDOABLE:
        raise NotAllowed(f"There is nothing of that kind on {prompt.id} to undo. It may be undone already.")
    same = LINES if done.kind in LINES else (done.kind,)
    one_at_a_time = done.kind in LINES or done.kind is DecisionKind.REWORD
    if one_at_a_time and latest_in_force(assurance.decisions, prompt.id, same) is not done:
        raise NotAllowed(f"A later act on {prompt.id} came after that one. Undo the later one first.")


def _acknowledge(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    if not {*act.notices} <= {*notice_ids(assurance.review.notices)}:
        raise NotAllowed(
            "That notice is not one of this review's: it may have changed since it was shown. Nothing was "
            "recorded; reload the page."
        )
    if not {*act.notices} & {one.id for one in open_notices(assurance)}:
        raise NotAllowed("Every notice named was acknowledged before. Nothing was recorded.")


def _sign_off(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    point = signing(rubric, assurance)
    missing = [
        f"{what} {len(some)} of {of}"
        for what, some, of in (
            ("undecided:", point.undecided, f"{len(rubric.prompts)} prompts"),
            ("not recorded:", point.unjudged, f"{len([*rubric.nodes()])} judgements"),
            ("to be recorded anew:", point.moved, f"{len([*rubric.nodes()])} judgements"),
            ("not recorded:", point.unrated, f"{len(rated(rubric))} ratings"),
        )
        if some
    ]
    if missing:
        raise NotAllowed(f"You cannot sign off yet. Still {'; '.join(missing)}.")
    still = [
        words
        for some, words in (
            (point.unopened, f"the evidence of {count(len(point.unopened), 'accepted draft')} was not opened"),
            (point.notices, f"{count(len(point.notices), 'notice')} not acknowledged"),
            (point.not_answered, f"no draft was obtained for {listed(point.not_answered)}"),
        )
        if some
    ]
    if still:
        _reason(act, f"Write why you sign with points open: {'; '.join(still)}. The report will say so.")


def _reopen(rubric: Rubric, assurance: Assurance, act: Act) -> None:
    if assurance.signed_off is None:
        raise NotAllowed("This assurance is not signed off, so there is nothing to reopen.")
    _reason(act, "Write why the assurance is reopened: the reason is kept in the trail.")


def _prompt(rubric: Rubric, act: Act) -> Prompt:
    prompt = next((p for p in rubric.prompts if p.id == act.prompt), None)
    if prompt is None:
        raise NotAllowed("There is no such prompt in this edition of the rubric. Nothing was recorded.")
    return prompt


def _hidden(assurance: Assurance, prompt: Prompt) -> bool:
    return assurance.hidden(prompt.id)


def _same_draft(draft: Draft, act: Act) -> None:
    if act.draft is not None and act.draft != draft.key:
        raise NotAllowed(
            f"The draft of {draft.prompt} has changed since it was shown. Nothing was recorded; read the new "
            "draft and decide again."
        )


def _reason(act: Act, otherwise: str) -> None:
    if act.reason is None or not act.reason.strip():
        raise NotAllowed(otherwise)


_PERMITS: dict[DecisionKind, Callable[[Rubric, Assurance, Act], None]] = {
    DecisionKind.ACCEPT: _accept,
    DecisionKind.OVERRIDE: _override,
    DecisionKind.PRECLUDE: _preclude,
    DecisionKind.WITHDRAW_PRECLUSION: _withdraw,
    DecisionKind.JUDGE: _judge,
    DecisionKind.RATE: _rate,
    DecisionKind.NOTE: _note,
    DecisionKind.REWORD: _reword,
    DecisionKind.CITE: _cite,
    DecisionKind.REMOVE: _remove,
    DecisionKind.UNDO: _undo,
    DecisionKind.ACKNOWLEDGE: _acknowledge,
    DecisionKind.SIGN_OFF: _sign_off,
    DecisionKind.REOPEN: _reopen,
}
