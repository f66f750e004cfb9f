"""What the browser asks, done: checked, passed to the pipeline, answered with what the screen shows next.

In comes a payload from the browser, out goes JSON data: either ``ok`` with views, or an error in one
sentence with the field it belongs to. It stands alone so that every act can be tested without a browser.
"""

import logging
from typing import Any

from pydantic import ValidationError

from assistant.domain.assurance import Assurance
from assistant.domain.draft import DraftStatus
from assistant.domain.judgement import Act, DecisionKind, ReasonCode
from assistant.domain.record import Record
from assistant.domain.rubric import Scale
from assistant.errors import AssistantError
from assistant.ui import asks
from assistant.ui.needs import Pipeline
from assistant.ui.presentation.frame import Frame, frame
from assistant.ui.presentation.judgements import Judgements, judgements, points_to
from assistant.ui.presentation.prompt import ShownPrompt, shown_prompt
from assistant.ui.presentation.read import Read, read
from assistant.ui.presentation.reviews import Reviews, reviews
from assistant.ui.presentation.sign_off import SignOff, sign_off
from assistant.ui.presentation.task_list import Group, task_list
from assistant.ui.presentation.text import Text, text
from assistant.ui.words import ANSWER, LINE

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
    text: Text | None = None
    groups: tuple[Group, ...] | None = None
    prompt: ShownPrompt | None = None
    judgements: Judgements | None = None
    sign_off: SignOff | None = None


class Refused(Exception):
    """A mistake that is found before the pipeline is asked."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.mistake = Mistake(message=message, field=field)


def answer(pipeline: Pipeline, payload: object) -> dict[str, Any]:
    """Do what was asked. Never raises: a mistake, or a fault of ours, comes back as an error in words."""
    try:
        ask = asks.ASKS.validate_python(payload)
        return _done(pipeline, ask).model_dump(mode="json", exclude_none=False)
    except Refused as refused:
        return _error(refused.mistake)
    except AssistantError as error:
        return _error(Mistake(message=str(error)))
    except KeyError:
        return _error(Mistake(message="There is no such prompt or node in this rubric."))
    except ValidationError:
        return _error(Mistake(message="That could not be read. Nothing was recorded. Reload the page and try again."))
    except Exception as error:  # the last line before the browser: it must always get a sentence
        # The kind of error only: its message may hold text of a review.
        LOG.error("an ask failed: %s", type(error).__name__)
        return _error(Mistake(message="Something went wrong on our side. Nothing more was recorded. Try again."))


def _error(mistake: Mistake) -> dict[str, Any]:
    return Answer(ok=False, error=mistake).model_dump(mode="json")


def _done(pipeline: Pipeline, ask: asks.Any) -> Answer:
    if isinstance(ask, asks.Reviews):
        return Answer(reviews=reviews(pipeline.reviews(), pipeline.endpoint(), pipeline.rubric))
    if isinstance(ask, asks.Text):
        return Answer(text=text(pipeline.assurance(ask.review).review))
    if isinstance(ask, asks.Start):
        pipeline.start(ask.review)
        return _read(pipeline, ask.review, "Drafting has started.")
    if isinstance(ask, asks.Cancel):
        pipeline.cancel(ask.review)
        return _read(pipeline, ask.review, "Cancelled. Drafts that have arrived are kept.")
    if isinstance(ask, asks.Read):
        return _read(pipeline, ask.review, None)
    if isinstance(ask, asks.Assure):
        return _assure(pipeline, ask.review, ask.prompt, None)
    if isinstance(ask, asks.Judgements):
        return _judgements(pipeline, ask.review, ask.node, None)
    if isinstance(ask, asks.SignOff):
        return _sign_off(pipeline, ask.review, None)
    return _act(pipeline, ask)


def _act(pipeline: Pipeline, ask: asks.Act) -> Answer:
    if not ask.by:
        raise Refused(NAME, "by")
    if isinstance(ask, asks.Accept):
        pipeline.decide(ask.review, _accepted(pipeline.assurance(ask.review), ask))
        return _assure(pipeline, ask.review, ask.prompt, "Recorded")
    if isinstance(ask, asks.Decide):
        pipeline.decide(ask.review, _decided(pipeline, ask))
        return _assure(pipeline, ask.review, ask.prompt, "Recorded")
    if isinstance(ask, asks.Bar):
        if not ask.reason and not ask.withdraw:
            raise Refused("Say why this prompt alone bars a yes.", "bar-reason")
        kind = DecisionKind.WITHDRAW_PRECLUSION if ask.withdraw else DecisionKind.PRECLUDE
        pipeline.decide(ask.review, Act(kind=kind, prompt=ask.prompt, reason=ask.reason or None, by=ask.by))
        return _assure(pipeline, ask.review, ask.prompt, "The bar is withdrawn" if ask.withdraw else "The bar is recorded")
    if isinstance(ask, asks.Judge):
        pipeline.decide(ask.review, _judged(pipeline.assurance(ask.review), ask))
        return _judgements(pipeline, ask.review, ask.node, f"Judgement on {ask.node} recorded.")
    if isinstance(ask, asks.Rate):
        if not ask.rating:
            raise Refused("Choose a rating.", "rating")
        pipeline.decide(ask.review, Act(kind=DecisionKind.RATE, node=ask.node, rating=ask.rating, by=ask.by))
        return _judgements(pipeline, ask.review, ask.node, f"Rating recorded: {ask.rating}.")
    return _signed(pipeline, ask)


def _accepted(assurance: Assurance, ask: asks.Accept) -> Act:
    draft = assurance.draft(ask.prompt)
    if draft.status is not DraftStatus.DRAFTED or draft.key != ask.draft:
        raise Refused("This is not the draft that counts now. Read the draft on screen again, then decide.")
    return Act(
        kind=DecisionKind.ACCEPT,
        prompt=ask.prompt,
        line=draft.line,
        reason=ask.note or None,
        by=ask.by,
        draft=draft.key,
    )


def _decided(pipeline: Pipeline, ask: asks.Decide) -> Act:
    assurance, prompt = pipeline.assurance(ask.review), pipeline.rubric.prompt(ask.prompt)
    draft = assurance.draft(ask.prompt)
    drafted = draft.status is DraftStatus.DRAFTED and not draft.unsupported
    if prompt.scale is Scale.NOTE:
        kind = DecisionKind.ACCEPT if drafted and ask.draft == draft.key else DecisionKind.OVERRIDE
        return Act(
            kind=kind, prompt=ask.prompt, reason=ask.note or None, by=ask.by, draft=draft.key if drafted else None
        )
    if ask.line is None:
        raise Refused("Choose a line.", "line")
    if drafted and ask.line is draft.line and ask.draft == draft.key:
        return Act(
            kind=DecisionKind.ACCEPT,
            prompt=ask.prompt,
            line=ask.line,
            reason=ask.note or None,
            by=ask.by,
            draft=draft.key,
        )
    if drafted and ask.reason_code is None:
        raise Refused(f"The draft says {LINE[draft.line]}. Choose a reason for another line." if draft.line else NAME, "reason_code")
    if ask.reason_code is ReasonCode.OTHER and not ask.note:
        raise Refused("Write the reason in the note.", "note")
    return Act(
        kind=DecisionKind.OVERRIDE,
        prompt=ask.prompt,
        line=ask.line,
        reason_code=ask.reason_code,
        reason=ask.note or None,
        by=ask.by,
        draft=draft.key if draft.status is DraftStatus.DRAFTED else None,
    )


def _judged(assurance: Assurance, ask: asks.Judge) -> Act:
    initial = assurance.judgement(ask.node).initial
    if ask.answer is None:
        raise Refused("Choose Yes, No or Undetermined.", "answer")
    if initial is not None and initial.answer is not ask.answer and not ask.reason:
        raise Refused(f"{points_to(initial)}. Give a reason for judging otherwise.", "judge-reason")
    return Act(kind=DecisionKind.JUDGE, node=ask.node, answer=ask.answer, reason=ask.reason or None, by=ask.by)


def _signed(pipeline: Pipeline, ask: asks.Sign) -> Answer:
    if ask.reopen:
        if not ask.reason:
            raise Refused("Give a reason for reopening: it is kept with the sign-off.", "sign-reason")
        pipeline.decide(ask.review, Act(kind=DecisionKind.REOPEN, reason=ask.reason, by=ask.by))
        return _sign_off(pipeline, ask.review, "Reopened. Decisions can be changed again.")
    if not ask.mine:
        raise Refused("Confirm that these judgements are yours.", "mine")
    pipeline.decide(ask.review, Act(kind=DecisionKind.SIGN_OFF, reason=ask.reason or None, by=ask.by))
    return _sign_off(pipeline, ask.review, f"Signed off by {ask.by}.")


def _read(pipeline: Pipeline, review: str, said: str | None) -> Answer:
    assurance, progress = pipeline.assurance(review), pipeline.progress(review)
    labels = {prompt.id: prompt.label for prompt in pipeline.rubric.prompts}
    shown = read(assurance, labels, pipeline.endpoint(), pipeline.recording(review), progress)
    return Answer(frame=frame(assurance, progress), read=shown, said=said)


def _assure(pipeline: Pipeline, review: str, prompt: str, said: str | None) -> Answer:
    assurance, progress = pipeline.assurance(review), pipeline.progress(review)
    shown = shown_prompt(pipeline.rubric, assurance, prompt, progress.running)
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


def _judgements(pipeline: Pipeline, review: str, node: str, said: str | None) -> Answer:
    assurance = pipeline.assurance(review)
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
