"""The changes of a gold review through the pipeline: files taken in, prompts asked, a case for each change.

A gold review with its changes comes in, cases go out. It stands alone because a change is asked about in the
same way in whichever pipeline it is: that of the run, or the one that asks in the other order.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from assistant.domain.assurance import Assurance
from assistant.domain.rubric import Rubric
from assistant.pipeline import Pipeline
from evals.case import Case, Change, case_of_change, cases_of
from evals.changes import Changed, Version, versions
from evals.sets import Chosen
from evals.told import told_of

Seen = Callable[[str, int, int], None]
"""Told what is running, how many of its prompts have ended, and of how many."""

PAUSE = 0.05
"""Seconds between two looks at how far a pipeline has come."""


class Taken(NamedTuple):
    """Changes that stand in one file, and the ids of the review read with them and without."""

    version: Version
    review: str
    unchanged: str


def taken(pipeline: Pipeline, one: Chosen, changes: Sequence[Changed]) -> list[Taken]:
    """Has the files of those changes read; ``GoldError`` where a change cannot be made."""
    held: list[Taken] = []
    originals: dict[bool, str] = {}
    for some in versions(changes):
        if some.of_pdf not in originals:
            originals[some.of_pdf] = pipeline.take_in(one.unchanged(some), one.gold.intake)
        review = pipeline.take_in(one.changed(some), one.gold.intake)
        held.append(Taken(some, review, originals[some.of_pdf]))
    return held


def cases_of_changes(
    pipeline: Pipeline, one: Chosen, taken: Sequence[Taken], plain: Assurance, rubric: Rubric, seen: Seen
) -> Iterator[Case]:
    """The case of each change: of the file in which it stands, only the prompts of its changes are asked.

    ``plain`` is the review as it was written, asked about by that ``rubric``.
    """
    name = f"{one.name}, {'changes' if pipeline.rubric == rubric else 'order'}"
    for some, review, _ in taken:
        pipeline.start(review, only=some.prompts)
    while waiting := sum(pipeline.progress(review).running for _, review, _ in taken):
        seen(name, len(taken) - waiting, len(taken))
        time.sleep(PAUSE)
    seen(name, len(taken), len(taken))
    for some, review, original in taken:
        assurance, before = pipeline.assurance(review), pipeline.assurance(original).review
        cases = {case.prompt: case for case in cases_of(assurance, one.gold, pipeline.rubric)}
        for changed in some.changes:
            other = pipeline.rubric.prompt(changed.prompt) != rubric.prompt(changed.prompt)
            about = Change(
                id=changed.id,
                kind=changed.kind,
                operation=changed.named,
                must=changed.must,
                why=changed.why,
                file=review,
                sent=other or assurance.review.text != plain.review.text,
                noticed=None if changed.notice is None else told_of(changed, assurance.review, before),
            )
            yield case_of_change(cases[changed.prompt], about, changed.expected(one.gold))
