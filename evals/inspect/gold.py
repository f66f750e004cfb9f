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
from evals.endpoints import live, recorded
from evals.figure import Figure
from evals.inspect.runs import Runs
from evals.inspect.samples import Asked, case_of, measured, samples, scored
from evals.sets import Chosen, chosen

CONCURRENCY = 8


@task
def gold(
    reviews: str | list[str] = "", base_url: str = "", model: str = "", out: str = "", changes: bool = True
) -> Task:
    """The gold reviews that are in the repository, all if none is named: played from their recordings, or asked
    of the endpoint at ``base_url``, whose replies are kept in the folder ``out``."""
    names = [reviews] if isinstance(reviews, str) and reviews else list(reviews)
    replay = _replay(base_url, model, out)
    every = _chosen(names, replay)
    asked = samples(every, _changes(every, replay, changes), rubric())
    return Task(
        dataset=MemoryDataset(
            [
                Sample(id=one.id, input=one.question, target=one.target, metadata={"asked": one.model_dump()})
                for one in asked
            ],
            name="gold reviews",
        ),
        solver=drafted(names, base_url, model, out, changes),
        scorer=as_the_gold(),
        model="none/none",
    )


@solver
def drafted(names: list[str], base_url: str, model: str, out: str, changes: bool) -> Solver:
    """Has the review of the sample drafted by the product's own pipeline, and takes the sample's case."""
    replay = _replay(base_url, model, out)
    every = _chosen(names, replay)
    key = os.environ.get("OPENAI_API_KEY", "")
    answering = recorded() if replay else live(base_url, key, model, CONCURRENCY, 0)
    spare = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    runs = Runs(every, answering, Path(out or spare.name), _changes(every, replay, changes))

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


def _replay(base_url: str, model: str, out: str) -> bool:
    given = [bool(one) for one in (base_url, model, out)]
    if any(given) and not all(given):
        raise AssistantError(
            "Give base_url, model and out of a live endpoint together, or none of them to play the recordings."
        )
    return not any(given)


def _chosen(names: list[str], replay: bool) -> tuple[Chosen, ...]:
    return tuple(one for one in chosen(names) if one.recording.is_file() or not replay)


def _changes(every: tuple[Chosen, ...], replay: bool, changes: bool) -> dict[str, tuple[Changed, ...]]:
    return {one.name: one.changes_to_run(replay=replay) for one in every} if changes else {}
