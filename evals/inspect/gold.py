"""The task that `inspect eval evals/inspect/gold.py` loads: samples, solver and scorer, and nothing of our own.

Comes in: the task's parameters. Goes out: what Inspect wants. It stands alone because nothing else imports
inspect_ai, which is an optional extra.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from anyio import to_thread
from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.scorer import Metric, SampleScore, Score, Scorer, Target, metric, scorer
from inspect_ai.solver import Generate, Solver, TaskState, solver

from assistant.errors import AssistantError
from assistant.pipeline import rubric
from evals.changes import Changed
from evals.endpoints import Answering, live, recorded
from evals.figure import Figure
from evals.inspect.runs import Runs
from evals.inspect.samples import Asked, case_of, measured, samples, scored, to_run
from evals.sets import Chosen, chosen

CONCURRENCY = 8


@task
def gold(reviews: str | list[str] = "", out: str = "", changes: bool = True) -> Task:
    """The gold reviews that are in the repository, all if none is named, played from their recordings.

    With ``out``, the folder that keeps the replies, they are asked of the endpoint that the environment names:
    what is given here is in Inspect's log, where no address belongs.
    """
    names = [reviews] if isinstance(reviews, str) and reviews else list(reviews)
    every, left_out = to_run(chosen(names), replay=not out, named=bool(names))
    asked = samples(every, _changes(every, out, changes), rubric())
    return Task(
        dataset=MemoryDataset(
            [
                Sample(id=one.id, input=one.question, target=one.target, metadata={"asked": one.model_dump()})
                for one in asked
            ],
            name="gold reviews",
        ),
        solver=drafted(names, out, changes),
        scorer=as_the_gold(),
        model="none/none",
        metadata={"left out, no recording": left_out},
    )


@solver
def drafted(names: list[str], out: str, changes: bool) -> Solver:
    """Has the review of the sample drafted by the product's own pipeline, and takes the sample's case."""
    every, _ = to_run(chosen(names), replay=not out, named=bool(names))
    spare = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    answering = _live() if out else recorded()
    runs = Runs(every, answering, Path(out or spare.name), _changes(every, out, changes))

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        asked = Asked.model_validate(state.metadata["asked"])
        ran = await to_thread.run_sync(runs.of, asked.review)
        result = scored(case_of(ran, asked), ran.nodes)
        state.output = ModelOutput.from_content(", ".join(ran.manifest.answered_by), result.answer)
        state.metadata["scored"] = result.model_dump()
        return state

    return solve


def _metric(name: str, value: Callable[[Figure], float | None]) -> Metric:
    @metric(name=name)
    def made() -> Metric:
        def counted(scores: list[SampleScore]) -> dict[str, float]:
            figures = measured(one.score.metadata or {} for one in scores)
            told = {figure.id: value(figure) for figure in figures}
            return {f"{one} {name}": held for one, held in told.items() if held is not None}

        return counted

    return made()


@scorer(
    metrics=[
        _metric("value", lambda figure: figure.value),
        _metric("count", lambda figure: figure.of),
        _metric("low", lambda figure: figure.low),
        _metric("high", lambda figure: figure.high),
    ]
)
def as_the_gold() -> Scorer:
    """Whether the line is the gold's; its metrics are the evals' own measures, with count and 95 % interval."""

    async def score(state: TaskState, target: Target) -> Score:
        held = state.metadata["scored"]
        return Score(
            value=held["value"], answer=held["answer"], explanation=held["explanation"], metadata=held["held"]
        )

    return score


def _live() -> Answering:
    base_url, model = os.environ.get("OPENAI_BASE_URL", ""), os.environ.get("ASSISTANT_MODEL", "")
    if not (base_url and model):
        raise AssistantError("Set OPENAI_BASE_URL and ASSISTANT_MODEL, or leave out `out` to play recordings.")
    return live(base_url, os.environ.get("OPENAI_API_KEY", ""), model, CONCURRENCY, 0)


def _changes(every: tuple[Chosen, ...], out: str, changes: bool) -> dict[str, tuple[Changed, ...]]:
    return {one.name: one.changes_to_run(replay=not out) for one in every} if changes else {}
