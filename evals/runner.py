"""A run: every chosen gold review through the product's own pipeline, and what came of it beside its gold.

Gold reviews and whoever answers come in, a run goes out. It stands alone because nothing is decided here: the
pipeline drafts as it does for an inspector, and the measures count.
"""

import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from assistant.domain.assurance import Assurance, Progress, ToAsk
from assistant.domain.draft import Tokens
from assistant.errors import AssistantError
from assistant.pipeline import Pipeline
from evals.baselines import baselines
from evals.case import Case, Node, cases_of, nodes_of
from evals.endpoints import Answering
from evals.ran import EndpointKind, Manifest, Ran, ReviewUsed
from evals.record import days
from evals.sets import REPOSITORY, Chosen

Seen = Callable[[str, Progress], None]
Estimated = Callable[[Mapping[str, ToAsk]], None]
_PAUSE = 0.05


def run(
    chosen: Sequence[Chosen],
    answering: Answering,
    folder: Path,
    *,
    left_out: Mapping[str, str],
    estimated: Estimated,
    seen: Seen,
) -> Ran:
    """Drafts every review and counts nothing yet. ``folder`` holds the database: the same one goes on.

    ``estimated`` is told what will be asked before anything is sent, of a live endpoint only; ``seen`` how far
    each review has come. ``AssistantError`` where there is nothing to run.
    """
    if not chosen:
        raise AssistantError("Nothing was run: " + _why(left_out))
    started = datetime.now(UTC)
    with answering.opened(folder) as pipeline:
        ids = {one.name: pipeline.take_in(one.files, one.gold.intake) for one in chosen}
        if answering.kind is EndpointKind.LIVE:
            estimated({name: pipeline.to_ask(review) for name, review in ids.items()})
        done = {one.name: _drafted(pipeline, one, ids[one.name], answering, seen) for one in chosen}
        cases = [case for one in chosen for case in cases_of(done[one.name], one.gold, pipeline.rubric)]
        nodes = [node for one in chosen for node in _nodes(cases, one, pipeline)]
        manifest = _manifest(chosen, done, answering, left_out, pipeline, started)
        ran = Ran(manifest=manifest, cases=tuple(cases), nodes=tuple(nodes))
        return ran.model_copy(update={"baselines": baselines(ran, chosen, ids, done, pipeline)})


def _drafted(pipeline: Pipeline, one: Chosen, review: str, answering: Answering, seen: Seen) -> Assurance:
    with answering.playing(one):
        pipeline.start(review)
        while (progress := pipeline.progress(review)).running:
            seen(one.name, progress)
            time.sleep(_PAUSE)
        seen(one.name, progress)
    return pipeline.assurance(review)


def _nodes(cases: Sequence[Case], one: Chosen, pipeline: Pipeline) -> tuple[Node, ...]:
    lines = {case.prompt: case.drafted for case in cases if case.review == one.name}
    return nodes_of(one.name, lines, one.gold, pipeline.rubric)


def _manifest(
    chosen: Sequence[Chosen],
    done: Mapping[str, Assurance],
    answering: Answering,
    left_out: Mapping[str, str],
    pipeline: Pipeline,
    started: datetime,
) -> Manifest:
    made = [draft.provenance for one in done.values() for draft in one.drafts if draft.provenance is not None]
    first = next(run for one in done.values() if (run := one.run) is not None)
    recorded = answering.kind is EndpointKind.RECORDED
    return Manifest(
        model=answering.model,
        answered_by=tuple(sorted({provenance.model for provenance in made})),
        endpoint=answering.kind,
        recorded=_days(chosen) if recorded else (),
        instructions=first.instructions,
        rubric=pipeline.rubric.edition,
        rubric_sha256=pipeline.rubric.sha256,
        version=version("assistant"),
        commit=_commit(),
        parameters=answering.parameters,
        reviews=tuple(_used(one, done[one.name]) for one in chosen),
        left_out=dict(left_out),
        started=started,
        finished=datetime.now(UTC),
    )


def _used(one: Chosen, assurance: Assurance) -> ReviewUsed:
    review, gold = one.digests
    run = assurance.run
    took = (run.finished - run.started).total_seconds() if run and run.finished and run.started else None
    return ReviewUsed(
        name=one.name,
        split=one.gold.split,
        fictional=one.gold.fictional,
        review=review,
        gold=gold,
        requests=run.requests if run else 0,
        tokens=run.tokens if run else Tokens(),
        seconds=took,
    )


def _days(chosen: Sequence[Chosen]) -> tuple[date, ...]:
    return tuple(sorted({day for one in chosen for day in days(one.recording)}))


def _commit() -> str | None:
    """The commit of the code, with '+' where files differ from it; None where there is no history."""
    git = shutil.which("git")
    if git is None or not (REPOSITORY / ".git").exists():
        return None
    said = [
        subprocess.run([git, "-C", str(REPOSITORY), *asked], capture_output=True, text=True, check=False).stdout  # noqa: S603
        for asked in (("rev-parse", "HEAD"), ("status", "--porcelain"))
    ]
    return said[0].strip() + "+" * bool(said[1].strip()) or None


def _why(left_out: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {why}" for name, why in left_out.items()) or "no gold review was chosen."
