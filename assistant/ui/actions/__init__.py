"""What the browser asks, done: checked, passed to the pipeline, answered with what the screen shows next.

In comes a payload from the browser, out goes JSON data: either ``ok`` with views, or an error in one
sentence with the field it belongs to. It stands alone so that every act can be tested without a browser; what
each screen does has a module of its own.
"""

import logging
from typing import Any

from assistant.errors import AssistantError
from assistant.ui import asks
from assistant.ui.actions import assure, judgements, quality, read, reviews, sign_off
from assistant.ui.actions.answering import NAME, Answer, Mistake, Refused
from assistant.ui.needs import Pipeline
from assistant.ui.presentation.estimate import estimate
from assistant.ui.presentation.read import local_words
from assistant.ui.presentation.text import text

LOG = logging.getLogger(__name__)


def answer(pipeline: Pipeline, payload: object) -> dict[str, Any]:
    """Do what was asked. Never raises: a mistake, or a fault of ours, comes back as an error in words."""
    try:
        return _asked(pipeline, payload).model_dump(mode="json")
    except Refused as refused:
        return _error(refused.mistake)
    except AssistantError as error:
        return _error(Mistake(message=str(error)))
    except Exception as error:  # the last line before the browser: it must always get a sentence
        # The kind of error only: its message may hold text of a review.
        LOG.error("an ask failed: %s", type(error).__name__)
        return _error(
            Mistake(message="Something went wrong on our side. Reload the page: it shows what was recorded.")
        )


def _asked(pipeline: Pipeline, payload: object) -> Answer:
    """Only what cannot be read has surely done nothing: a fault while doing or showing it is another matter."""
    try:
        ask = asks.asked(payload)
    except ValueError:  # pydantic's among them
        raise Refused("That could not be read. Nothing was recorded. Reload the page and try again.") from None
    return _done(pipeline, ask)


def _error(mistake: Mistake) -> dict[str, Any]:
    return Answer(ok=False, error=mistake).model_dump(mode="json")


def _done(pipeline: Pipeline, ask: asks.Asked) -> Answer:
    if isinstance(ask, asks.Reviews):
        return reviews.show(pipeline)
    if isinstance(ask, asks.Sample):
        return reviews.sample(pipeline)
    if isinstance(ask, asks.Delete):
        return reviews.delete(pipeline, ask)
    if isinstance(ask, asks.Quality):
        return quality.show(pipeline, ask)
    if isinstance(ask, asks.Text):
        return Answer(text=text(pipeline.assurance(ask.review).review))
    if isinstance(ask, asks.Local):
        return Answer(local=local_words(pipeline.local_servers()))
    if isinstance(ask, asks.Estimate):
        return Answer(estimate=estimate(pipeline.to_ask(ask.review, repeats=ask.repeats)))
    if isinstance(ask, asks.Start):
        pipeline.start(ask.review, repeats=ask.repeats, judge_first=ask.judge_first)
        return read.show(pipeline, ask.review, "Drafting has started.")
    if isinstance(ask, asks.Cancel):
        pipeline.cancel(ask.review)
        return read.show(pipeline, ask.review, "Cancelled. Drafts that have arrived are kept.")
    if isinstance(ask, asks.Correct):
        return read.correct(pipeline, ask)
    if isinstance(ask, asks.Read):
        return read.show(pipeline, ask.review, None)
    if isinstance(ask, asks.Changes):
        return read.changes(pipeline, ask.review)
    if isinstance(ask, asks.Assure):
        return assure.show(pipeline, ask.review, ask.prompt)
    if isinstance(ask, asks.AskAgain):
        return assure.ask_again(pipeline, ask)
    if isinstance(ask, asks.Find):
        return assure.find(pipeline, ask)
    if isinstance(ask, asks.Opened):
        return assure.opened(pipeline, ask)
    if isinstance(ask, asks.Judgements):
        return judgements.show(pipeline, ask.review, ask.node, None)
    if isinstance(ask, asks.SignOff):
        return sign_off.show(pipeline, ask.review, None)
    return _act(pipeline, ask)


def _act(pipeline: Pipeline, ask: asks.Act) -> Answer:
    """Every act is somebody's."""
    if not ask.by:
        raise Refused(NAME, "by")
    if isinstance(ask, asks.Judge | asks.Rate):
        return judgements.act(pipeline, ask)
    if isinstance(ask, asks.Sign):
        return sign_off.act(pipeline, ask)
    if isinstance(ask, asks.Acknowledge):
        said = sign_off.acknowledge(pipeline, ask)
        show = read.show if ask.screen == "read" else sign_off.show
        return show(pipeline, ask.review, said)
    return assure.act(pipeline, ask)
