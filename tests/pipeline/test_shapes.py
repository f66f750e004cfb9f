"""Whatever an endpoint does for one prompt, that prompt ends truthfully and the others are drafted."""

import math
import random
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.draft import Draft, DraftStatus, Line, Match, Outcome, RawReply, Request
from assistant.domain.review import Intake
from assistant.edges import library
from assistant.edges.model import Model
from assistant.pipeline import Pipeline
from tests.pipeline.opening import finished, pipeline
from tests.scripted import Script, prompt_of, scripted
from tests.shapes import LONG_TIME, SHAPES, SHORT_TIME, Ends, review, whole

PROMPTS = [prompt.id for prompt in library.rubric().prompts]
AMONG = 43
"""Prompts that meet a shape in one run; the others are answered without fault."""


def run(folder: Path, shaped: dict[str, str], **more: Any) -> None:
    """Drafts a review whose prompts meet these shapes, and looks at every draft."""

    def script(body: dict[str, Any]) -> tuple[int, Any]:
        name = shaped.get(prompt_of(body))
        return SHAPES[name].script(body) if name else whole(body)

    endless = {prompt for prompt, name in shaped.items() if SHAPES[name].endless}
    with (
        scripted(script) as endpoint,
        hurried(endless),
        pipeline(folder, endpoint, timeout=LONG_TIME, narrows=False, **more) as opened,
    ):
        assurance = _drafted(opened)
        for draft in assurance:
            ends = SHAPES[shaped[draft.prompt]].ends if draft.prompt in shaped else Ends(match=Match.EXACT)
            _look(draft, ends, shaped.get(draft.prompt, "no fault"))
        texts = {p.id: p.text for p in opened.assurance(opened.reviews()[0].id).review.passages}
        for draft in assurance:
            for citation in draft.citations:
                for place in citation.located:
                    assert texts[place.passage][place.start : place.end] in citation.quote


@contextmanager
def hurried(prompts: Set[str]) -> Iterator[None]:
    """Short time for these prompts alone: no answer that comes is late, however busy the computer is."""
    ask = Model.ask

    def sooner(model: Model, request: Request, *, within: float = math.inf, **more: Any) -> RawReply:
        return ask(model, request, within=SHORT_TIME if request.prompt in prompts else within, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Model, "ask", sooner)
        yield


def _drafted(opened: Pipeline) -> tuple[Draft, ...]:
    kept = opened.take_in(review(), Intake())
    opened.start(kept)
    return finished(opened, kept).drafts


def _look(draft: Draft, ends: Ends, shape: str) -> None:
    if ends.reason is not None:
        assert (draft.status, draft.reason) == (DraftStatus.NOT_ANSWERED, ends.reason), shape
        assert (draft.line, draft.citations, draft.rationale) == (None, (), ""), shape
        return
    assert draft.status is DraftStatus.DRAFTED, (shape, draft.reason)
    assert draft.rationale == f"This is the answer to {draft.prompt}.", shape
    assert {citation.match for citation in draft.citations} == {ends.match}, shape
    if ends.match is Match.ABSENT:
        assert draft.line in (None, Line.UNDETERMINED), shape


def test_there_are_shapes_enough() -> None:
    assert len(SHAPES) >= 60


@pytest.mark.parametrize("half", [0, 1])
def test_each_shape_ends_as_it_must_and_touches_no_other_prompt(tmp_path: Path, half: int) -> None:
    """In two runs, at prompts that a seed chooses; without the breaker, since so many faults come at once."""
    chosen = random.Random(half).sample(PROMPTS[1:], AMONG)  # noqa: S311 - only spreads the shapes
    shaped = dict(zip(chosen, list(SHAPES)[half::2], strict=False))
    run(tmp_path, shaped, breaks_after=None, concurrency=16)


@pytest.mark.usefixtures("standard_2")
def test_the_time_that_is_set_is_the_time_of_each_request(tmp_path: Path) -> None:
    silent, hasty = SHAPES["silence"].script, {"timeout": SHORT_TIME, "breaks_after": None, "concurrency": 16}
    with scripted(silent) as endpoint, pipeline(tmp_path, endpoint, **hasty) as opened:
        drafts = _drafted(opened)
    assert {(draft.status, draft.reason) for draft in drafts} == {(DraftStatus.NOT_ANSWERED, Outcome.TIMEOUT)}


def test_the_place_in_the_run_makes_no_difference(tmp_path: Path) -> None:
    faults = [name for name, shape in SHAPES.items() if shape.ends.reason]
    first, middle, last = random.Random(0).sample(faults, 3)  # noqa: S311 - only chooses the shapes
    run(tmp_path, {PROMPTS[0]: first, PROMPTS[26]: middle, PROMPTS[53]: last}, concurrency=1)


@pytest.mark.long
@pytest.mark.parametrize("place", [0, 26, 53], ids=["first", "middle", "last"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_at_every_place(tmp_path: Path, shape: str, place: int) -> None:
    run(tmp_path, {PROMPTS[place]: shape}, concurrency=1)


def test_what_passes_is_mended_by_asking_again(tmp_path: Path) -> None:
    failed: set[str] = set()

    def at_first(script: Script) -> Script:
        def fails(body: dict[str, Any]) -> tuple[int, Any]:
            if prompt_of(body) in failed:
                return whole(body)
            failed.add(prompt_of(body))
            return script(body)

        return fails

    passing = ["a fault of the server", "reset before the answer", "closed half way", "a limit"]
    scripts = {p: at_first(SHAPES[s].script) for p, s in zip(PROMPTS[1:], passing, strict=False)}
    with (
        scripted(lambda body: scripts.get(prompt_of(body), whole)(body)) as endpoint,
        pipeline(tmp_path, endpoint, timeout=LONG_TIME, retries=1) as opened,
    ):
        missing = [d.prompt for d in _drafted(opened) if d.status is not DraftStatus.DRAFTED]
    assert failed == set(PROMPTS[1:5])
    assert missing == []
