"""The Assure screen's questions and acts: a prompt shown, words found, a line decided, a yes barred.

In comes an ask, out goes an ``Answer``. It stands alone because what is done to a prompt is all done here.
"""

from assistant.domain.assurance import Assurance
from assistant.domain.draft import DraftStatus
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.places import Places
from assistant.domain.words import LINE
from assistant.errors import NotAllowed
from assistant.ui import asks
from assistant.ui.actions import own
from assistant.ui.actions.answering import Answer, Refused
from assistant.ui.needs import Pipeline
from assistant.ui.presentation.earlier import shown_earlier
from assistant.ui.presentation.frame import frame
from assistant.ui.presentation.near import shown_near
from assistant.ui.presentation.prompt import shown_prompt
from assistant.ui.presentation.task_list import task_list
from assistant.ui.words import count

NEAREST = 3
"""Passages shown for each thing that was looked for in vain."""

STALE = "stands"
"""No field: the decision on the screen is not the one that stands, and is to be drawn anew."""


def show(
    pipeline: Pipeline, review: str, prompt: str | None, said: str | None = None, *, counted: bool = False
) -> Answer:
    """The prompt with the task list; without one, the first that is undecided.

    ``said`` is announced; where what was done ``counted``, with what it did to the counts.
    """
    progress = pipeline.progress(review)  # first: a draft that comes in between is then not taken for missing
    assurance = pipeline.assurance(review)
    ids = [one.id for one in pipeline.rubric.prompts]
    prompt = prompt or next(iter(assurance.undecided), ids[0])
    if prompt not in ids:
        raise Refused(f"The rubric has no prompt {prompt}.")
    version = pipeline.version(review)
    if progress.running:
        pipeline.first(review, prompt)  # whoever looks at it waits for it
    cited = {c.passage for c in assurance.evidence(prompt).citations if c.passage is not None}
    near = pipeline.near(review, prompt, sorted(cited))
    sought = {words: pipeline.find(review, words)[:NEAREST] for words in assurance.draft(prompt).searched}
    shown = shown_prompt(
        pipeline.rubric,
        assurance,
        prompt,
        progress.running,
        near,
        sought,
        shown_earlier(pipeline.earlier(review, prompt), assurance, prompt, version)
        if version is not None
        else None,
        pipeline.endpoint(),
    )
    if said is not None:
        decided = shown.choice.decided
        if said == "Recorded" and decided is not None:
            said = f"{said}: {decided.words}"
            if decided.first:
                said = f"{said}. The draft is shown now: {shown.draft.line_words or shown.draft.title}"
        said = f"{said}."
        said = f"{said} {shown.effect}" if counted and shown.effect else said
    return Answer(
        frame=frame(assurance, progress),
        groups=task_list(
            pipeline.rubric,
            assurance,
            progress.running,
            version.to_reconfirm if version is not None else (),
        ),
        prompt=shown,
        said=said,
    )


def ask_again(pipeline: Pipeline, ask: asks.AskAgain) -> Answer:
    """Ask once more for the draft that is missing; it is then still to come."""
    pipeline.ask_again(ask.review, ask.prompt)
    return show(pipeline, ask.review, ask.prompt, "Asked again")


def find(pipeline: Pipeline, ask: asks.Find) -> Answer:
    """The passages nearest to the words that somebody typed."""
    review, found = pipeline.assurance(ask.review).review, pipeline.find(ask.review, ask.words)
    many = count(len(found), "passage") if found else "No passage"
    said = f"{many} near “{ask.words}”."
    return Answer(near=shown_near(review, found, Places(review)), said=said)


def act(pipeline: Pipeline, ask: asks.ActOnPrompt) -> Answer:
    """Record what was done to the prompt and show what follows."""
    try:
        said, counted = _did(pipeline, ask)
    except NotAllowed as refusal:
        raise Refused(str(refusal), _field(ask)) from refusal
    return show(pipeline, ask.review, ask.prompt, said, counted=counted)


def opened(pipeline: Pipeline, ask: asks.Opened) -> Answer:
    """Keep that the prompt was opened, or passages looked at; nothing is shown anew."""
    for passage in ask.passages or (None,):
        pipeline.keep_opening(ask.review, ask.prompt, ask.by, passage)
    return Answer()


def _did(pipeline: Pipeline, ask: asks.ActOnPrompt) -> tuple[str, bool]:
    """Do it; the few words that say so, and whether the counts follow it."""
    if isinstance(ask, asks.Cite):
        return own.cite(pipeline, ask), False
    if isinstance(ask, asks.Reword):
        return own.reword(pipeline, ask), False
    if isinstance(ask, asks.Remove):
        return own.remove(pipeline, ask), False
    if isinstance(ask, asks.Undo):
        return own.undo(pipeline, ask)
    if isinstance(ask, asks.Reconfirm):
        pipeline.decide(ask.review, _reconfirmed(pipeline, ask))
        return "Recorded", True
    if isinstance(ask, asks.Bar):
        kind = DecisionKind.WITHDRAW_PRECLUSION if ask.withdraw else DecisionKind.PRECLUDE
        pipeline.decide(ask.review, Act(kind=kind, prompt=ask.prompt, reason=ask.reason or None, by=ask.by))
        return "Bar withdrawn" if ask.withdraw else "Bar recorded", True
    pipeline.decide(ask.review, _line(pipeline, ask))
    return "Recorded", True


def _not_passed_over(assurance: Assurance, ask: asks.Accept | asks.Decide) -> None:
    """What was decided in another window meanwhile is looked at before anything takes its place."""
    now = assurance.decision(ask.prompt)
    if ask.stands is None or ask.stands == (now.id if now is not None else ""):
        return
    if now is None:
        happened = f"The decision on {ask.prompt} was taken back meanwhile"
    else:
        line = "Noted" if now.line is None else LINE[now.line]
        happened = f"{now.by} has decided on {ask.prompt} meanwhile: {line}"
    raise Refused(
        f"{happened}. Nothing was recorded. It is shown now; decide again if you hold otherwise.", STALE
    )


def _reconfirmed(pipeline: Pipeline, ask: asks.Reconfirm) -> Act:
    """The earlier line under the inspector's name, with the reason given then unless there is another now."""
    if ask.prompt not in {prompt.id for prompt in pipeline.rubric.prompts}:
        raise Refused(f"The rubric has no prompt {ask.prompt}.")
    earlier = pipeline.earlier(ask.review, ask.prompt)
    if earlier is None:
        raise Refused(f"No earlier decision on {ask.prompt} is there to reconfirm. Nothing was recorded.")
    return Act(
        kind=DecisionKind.OVERRIDE,
        prompt=ask.prompt,
        line=earlier.decision.line,
        reason=ask.note or earlier.decision.reason,
        by=ask.by,
        draft=ask.draft,
        earlier=f"{earlier.review}/{ask.earlier}",
    )


def _line(pipeline: Pipeline, ask: asks.Accept | asks.Decide) -> Act:
    """Accepting, or recording the very line of the draft on screen, accepts it; anything else overrides."""
    if ask.prompt not in {prompt.id for prompt in pipeline.rubric.prompts}:
        raise Refused(f"The rubric has no prompt {ask.prompt}.")
    assurance = pipeline.assurance(ask.review)
    _not_passed_over(assurance, ask)
    draft = assurance.draft(ask.prompt)
    drafted = draft.status is DraftStatus.DRAFTED and not draft.unsupported
    same = drafted and ask.draft == draft.key and (isinstance(ask, asks.Accept) or ask.line is draft.line)
    if same or isinstance(ask, asks.Accept):
        return Act(
            kind=DecisionKind.ACCEPT,
            prompt=ask.prompt,
            line=draft.line,
            reason=ask.note or None,
            by=ask.by,
            draft=ask.draft,
        )
    return Act(
        kind=DecisionKind.OVERRIDE,
        prompt=ask.prompt,
        line=ask.line,
        reason_code=ask.reason_code,
        reason=ask.note or None,
        by=ask.by,
        draft=ask.draft,
    )


def _field(ask: asks.ActOnPrompt) -> str:
    """The field most likely to need a second look after a refusal."""
    if isinstance(ask, asks.Decide):
        if ask.line is None:
            return "line"
        return "reason_code" if ask.reason_code is None and ask.draft is not None else "note"
    fields = {asks.Bar: "bar-reason", asks.Cite: "own-words", asks.Reword: "rationale-words", asks.Undo: STALE}
    return fields.get(type(ask), "decision")
