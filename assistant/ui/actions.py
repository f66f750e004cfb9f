"""What the browser asks, done: checked, passed to the pipeline, answered with what the screen shows next.

In comes a payload from the browser, out goes JSON data: either ``ok`` with views, or an error in one
sentence with the field it belongs to. It stands alone so that every act can be tested without a browser.
"""

import logging
from typing import Any

from assistant.domain.assurance import ToAsk
from assistant.domain.draft import DraftStatus
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.review import Part
from assistant.domain.words import PART
from assistant.errors import AssistantError, NotAllowed
from assistant.ui import asks
from assistant.ui.needs import Pipeline
from assistant.ui.presentation.frame import Frame, frame
from assistant.ui.presentation.judgements import OVERALL, Judgements, judgements
from assistant.ui.presentation.near import ShownNear, shown_near
from assistant.ui.presentation.prompt import ShownPrompt, shown_prompt
from assistant.ui.presentation.read import Read, local_words, read
from assistant.ui.presentation.reviews import Reviews, reviews
from assistant.ui.presentation.sign_off import SignOff, sign_off
from assistant.ui.presentation.task_list import Group, task_list
from assistant.ui.presentation.text import Text, text
from assistant.ui.words import count

LOG = logging.getLogger(__name__)

NAME = "Give your name first: it stands beside every decision."


class Mistake(Record):
    """What was wrong, for a person, and the field it belongs to, if any. Nothing was recorded."""

    message: str
    field: str | None = None


class Answer(Record):
    """What goes back to the browser. ``said`` is announced; views that did not change are left out."""

    ok: bool = True
    error: Mistake | None = None
    said: str | None = None
    frame: Frame | None = None
    reviews: Reviews | None = None
    read: Read | None = None
    local: str | None = None
    estimate: ToAsk | None = None
    text: Text | None = None
    groups: tuple[Group, ...] | None = None
    prompt: ShownPrompt | None = None
    near: tuple[ShownNear, ...] | None = None
    judgements: Judgements | None = None
    sign_off: SignOff | None = None


class Refused(AssistantError):
    """A mistake that is found before the pipeline is asked."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.mistake = Mistake(message=message, field=field)


def answer(pipeline: Pipeline, payload: object) -> dict[str, Any]:
    """Do what was asked. Never raises: a mistake, or a fault of ours, comes back as an error in words."""
    try:
        ask = asks.asked(payload)
        return _done(pipeline, ask).model_dump(mode="json")
    except Refused as refused:
        return _error(refused.mistake)
    except AssistantError as error:
        return _error(Mistake(message=str(error)))
    except ValueError:  # pydantic's among them
        return _error(
            Mistake(message="That could not be read. Nothing was recorded. Reload the page and try again.")
        )
    except Exception as error:  # the last line before the browser: it must always get a sentence
        # The kind of error only: its message may hold text of a review.
        LOG.error("an ask failed: %s", type(error).__name__)
        return _error(
            Mistake(message="Something went wrong on our side. Nothing more was recorded. Try again.")
        )


def _error(mistake: Mistake) -> dict[str, Any]:
    return Answer(ok=False, error=mistake).model_dump(mode="json")


def _done(pipeline: Pipeline, ask: asks.Asked) -> Answer:
    if isinstance(ask, asks.Reviews):
        return Answer(reviews=reviews(pipeline.reviews(), pipeline.endpoint(), pipeline.rubric))
    if isinstance(ask, asks.Text):
        return Answer(text=text(pipeline.assurance(ask.review).review))
    if isinstance(ask, asks.Local):
        return Answer(local=local_words(pipeline.local_servers()))
    if isinstance(ask, asks.Estimate):
        return Answer(estimate=pipeline.to_ask(ask.review, repeats=ask.repeats))
    if isinstance(ask, asks.Start):
        pipeline.start(ask.review, repeats=ask.repeats)
        return _read(pipeline, ask.review, "Drafting has started.")
    if isinstance(ask, asks.Cancel):
        pipeline.cancel(ask.review)
        return _read(pipeline, ask.review, "Cancelled. Drafts that have arrived are kept.")
    if isinstance(ask, asks.Correct):
        return _correct(pipeline, ask)
    if isinstance(ask, asks.Read):
        return _read(pipeline, ask.review, None)
    if isinstance(ask, asks.Assure):
        return _assure(pipeline, ask.review, ask.prompt, None)
    if isinstance(ask, asks.Find):
        return _find(pipeline, ask)
    if isinstance(ask, asks.Judgements):
        return _judgements(pipeline, ask.review, ask.node, None)
    if isinstance(ask, asks.SignOff):
        return _sign_off(pipeline, ask.review, None)
    return _act(pipeline, ask)


def _correct(pipeline: Pipeline, ask: asks.Correct) -> Answer:
    if not ask.by:
        raise Refused(NAME, "by")
    pipeline.correct(ask.review, ask.section, ask.part, ask.by)
    title = pipeline.assurance(ask.review).review.section(ask.section).title
    part = "matched to no part" if ask.part is Part.OTHER else PART[ask.part]
    return _read(pipeline, ask.review, f"Saved: “{title}” is {part}.")


def _act(pipeline: Pipeline, ask: asks.Act) -> Answer:
    if not ask.by:
        raise Refused(NAME, "by")
    if isinstance(ask, asks.Sign) and not ask.reopen and not ask.mine:
        raise Refused("Confirm that these judgements are yours.", "mine")
    try:
        pipeline.decide(ask.review, _acts(pipeline, ask))
    except NotAllowed as refusal:
        raise Refused(str(refusal), _field(ask)) from refusal
    if isinstance(ask, asks.Judge):
        return _judgements(pipeline, ask.review, ask.node, f"Judgement on {ask.node} recorded.")
    if isinstance(ask, asks.Rate):
        return _judgements(pipeline, ask.review, ask.node, f"Rating recorded: {ask.rating}.")
    if isinstance(ask, asks.Sign):
        words = "Reopened. Decisions can be changed again." if ask.reopen else f"Signed off by {ask.by}."
        return _sign_off(pipeline, ask.review, words)
    if isinstance(ask, asks.Bar):
        return _assure(pipeline, ask.review, ask.prompt, "Bar withdrawn" if ask.withdraw else "Bar recorded")
    return _assure(pipeline, ask.review, ask.prompt, "Recorded")


def _acts(pipeline: Pipeline, ask: asks.Act) -> Act:
    """The act that is asked for; whether it may be recorded is for the pipeline to say."""
    if isinstance(ask, asks.Accept | asks.Decide):
        return _line(pipeline, ask)
    reason = ask.reason or None if not isinstance(ask, asks.Rate) else None
    if isinstance(ask, asks.Bar):
        kind = DecisionKind.WITHDRAW_PRECLUSION if ask.withdraw else DecisionKind.PRECLUDE
        return Act(kind=kind, prompt=ask.prompt, reason=reason, by=ask.by)
    if isinstance(ask, asks.Judge):
        return Act(kind=DecisionKind.JUDGE, node=ask.node, answer=ask.answer, reason=reason, by=ask.by)
    if isinstance(ask, asks.Rate):
        return Act(kind=DecisionKind.RATE, node=ask.node, rating=ask.rating, by=ask.by)
    kind = DecisionKind.REOPEN if ask.reopen else DecisionKind.SIGN_OFF
    return Act(kind=kind, reason=reason, by=ask.by)


def _line(pipeline: Pipeline, ask: asks.Accept | asks.Decide) -> Act:
    """Accepting, or recording the very line of the draft on screen, accepts it; anything else overrides."""
    if ask.prompt not in {prompt.id for prompt in pipeline.rubric.prompts}:
        raise Refused(f"The rubric has no prompt {ask.prompt}.")
    draft = pipeline.assurance(ask.review).draft(ask.prompt)
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


def _field(ask: asks.Act) -> str:
    """The field most likely to need a second look after a refusal."""
    if isinstance(ask, asks.Decide):
        if ask.line is None:
            return "line"
        return "reason_code" if ask.reason_code is None and ask.draft is not None else "note"
    return {asks.Bar: "bar-reason", asks.Judge: "judge-reason", asks.Rate: "rating"}.get(type(ask), "reason")


def _read(pipeline: Pipeline, review: str, said: str | None) -> Answer:
    assurance, progress = pipeline.assurance(review), pipeline.progress(review)
    labels = {prompt.id: prompt.label for prompt in pipeline.rubric.prompts}
    to_ask = ToAsk(requests=0, tokens=0) if progress.running else pipeline.to_ask(review)
    shown = read(assurance, labels, pipeline.endpoint(), pipeline.recording(review), progress, to_ask)
    return Answer(frame=frame(assurance, progress), read=shown, said=said)


def _assure(pipeline: Pipeline, review: str, prompt: str | None, said: str | None) -> Answer:
    assurance, progress = pipeline.assurance(review), pipeline.progress(review)
    ids = [one.id for one in pipeline.rubric.prompts]
    prompt = prompt or next(iter(assurance.undecided), ids[0])
    if prompt not in ids:
        raise Refused(f"The rubric has no prompt {prompt}.")
    if progress.running:
        pipeline.first(review, prompt)  # whoever looks at it waits for it
    cited = {c.passage for c in assurance.draft(prompt).citations if c.passage is not None}
    near = pipeline.near(review, prompt, sorted(cited))
    shown = shown_prompt(pipeline.rubric, assurance, prompt, progress.running, near)
    if said is not None:
        held = shown.choice.decided.words if shown.choice.decided is not None else None
        said = f"{said}: {held}." if said == "Recorded" and held else f"{said}."
        said = f"{said} {shown.effect}" if shown.effect else said
    return Answer(
        frame=frame(assurance, progress),
        groups=task_list(pipeline.rubric, assurance, progress.running),
        prompt=shown,
        said=said,
    )


def _find(pipeline: Pipeline, ask: asks.Find) -> Answer:
    review, found = pipeline.assurance(ask.review).review, pipeline.find(ask.review, ask.words)
    many = count(len(found), "passage") if found else "No passage"
    said = f"{many} near “{ask.words}”."
    return Answer(near=shown_near(review, found, Places(review)), said=said)


def _judgements(pipeline: Pipeline, review: str, node: str | None, said: str | None) -> Answer:
    assurance = pipeline.assurance(review)
    ids = [*(one.id for one in pipeline.rubric.nodes()), OVERALL]
    node = node or ids[0]
    if node not in ids:
        raise Refused(f"The rubric has no key question or standard {node}.")
    return Answer(
        frame=frame(assurance, pipeline.progress(review)),
        judgements=judgements(pipeline.rubric, assurance, node),
        said=said,
    )


def _sign_off(pipeline: Pipeline, review: str, said: str | None) -> Answer:
    assurance = pipeline.assurance(review)
    return Answer(
        frame=frame(assurance, pipeline.progress(review)),
        sign_off=sign_off(pipeline.rubric, assurance),
        said=said,
    )
