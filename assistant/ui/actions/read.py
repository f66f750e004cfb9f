"""The screen What we read: its question, and a part corrected.

In comes an ask, out goes an ``Answer``. It stands alone because it is one screen.
"""

from assistant.domain.assurance import ToAsk
from assistant.domain.review import Part
from assistant.domain.words import PART
from assistant.ui import asks
from assistant.ui.actions.answering import NAME, Answer, Refused
from assistant.ui.needs import Pipeline
from assistant.ui.presentation.changes import shown_changes
from assistant.ui.presentation.frame import frame
from assistant.ui.presentation.read import read


def show(pipeline: Pipeline, review: str, said: str | None) -> Answer:
    """What was read of that review, and what Start would send."""
    progress = pipeline.progress(review)  # first: a draft that comes in between is then not taken for missing
    assurance = pipeline.assurance(review)
    labels = {prompt.id: prompt.label for prompt in pipeline.rubric.prompts}
    to_ask = ToAsk(requests=0, tokens=0) if progress.running else pipeline.to_ask(review)
    shown = read(
        assurance,
        labels,
        pipeline.endpoint(),
        pipeline.recording(review),
        progress,
        to_ask,
        pipeline.version(review),
    )
    return Answer(frame=frame(assurance, progress), read=shown, said=said)


def changes(pipeline: Pipeline, review: str) -> Answer:
    """What changed since the earlier version; nothing where there is none."""
    version = pipeline.version(review)
    if version is None:
        raise Refused(
            "This review is the next version of none, or the earlier one was deleted. Reload the page."
        )
    before, after = pipeline.assurance(version.earlier).review, pipeline.assurance(review).review
    rows = shown_changes(before, after, version.changes, pipeline.differences(review))
    return Answer(changes=rows)


def correct(pipeline: Pipeline, ask: asks.Correct) -> Answer:
    """Keep the part of a section and say which it is now."""
    if not ask.by:
        raise Refused(NAME, "by")
    pipeline.correct(ask.review, ask.section, ask.part, ask.by)
    title = pipeline.assurance(ask.review).review.section(ask.section).title
    part = "matched to no part" if ask.part is Part.OTHER else PART[ask.part]
    return show(pipeline, ask.review, f"Saved: “{title}” is {part}.")
