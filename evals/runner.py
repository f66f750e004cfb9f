"""A run: every chosen gold review through the product's own pipeline, and what came of it beside its gold.

Gold reviews and whoever answers come in, a run goes out. It stands alone because nothing is decided here: the
pipeline drafts as it does for an inspector, and the measures count.
"""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from assistant.domain.assurance import Assurance, ToAsk
from assistant.domain.draft import Tokens
from assistant.errors import AssistantError
from assistant.pipeline import Pipeline
from evals.baselines import baselines
from evals.case import Case, Change, Node, case_of_change, cases_of, nodes_of
from evals.changes import Changed
from evals.endpoints import Answering
from evals.ran import EndpointKind, Manifest, Ran, ReviewUsed
from evals.record import days
from evals.sets import REPOSITORY, Chosen

Seen = Callable[[str, int, int], None]
"""Told what is running, how many of its prompts have ended, and of how many."""

Estimated = Callable[[Mapping[str, ToAsk], int], None]
"""Told what the reviews as they were written will take, by name, and how many requests come on top."""

_PAUSE = 0.05


def run(
    chosen: Sequence[Chosen],
    answering: Answering,
    folder: Path,
    *,
    changes: Mapping[str, Sequence[Changed]],
    left_out: Mapping[str, str],
    estimated: Estimated,
    seen: Seen,
) -> Ran:
    """Drafts every review and its ``changes``, by its name; counts nothing yet.

    ``folder`` holds the database: with the same one, what was answered before is not asked for again.
    ``estimated`` is told what will be asked before anything is sent, of a live endpoint only; ``seen`` how far
    each review has come. ``AssistantError`` where there is nothing to run.
    """
    if not chosen:
        raise AssistantError("Nothing was run: " + _why(left_out))
    started = datetime.now(UTC)
    with answering.opened(folder) as pipeline:
        ids = {one.name: pipeline.take_in(one.files, one.gold.intake) for one in chosen}
        repeats = answering.parameters.repeats
        if answering.kind is EndpointKind.LIVE:
            estimated(
                {name: pipeline.to_ask(review, repeats=repeats) for name, review in ids.items()}, _many(changes)
            )
        done = {one.name: _drafted(pipeline, one, ids[one.name], answering, seen) for one in chosen}
        cases = [case for one in chosen for case in cases_of(done[one.name], one.gold, pipeline.rubric)]
        for one in chosen:
            cases += _of_changes(pipeline, one, changes.get(one.name, ()), done[one.name], answering, seen)
        nodes = [node for one in chosen for node in _nodes(cases, one, pipeline)]
        manifest = _manifest(chosen, done, cases, answering, left_out, pipeline, started)
        ran = Ran(manifest=manifest, cases=tuple(cases), nodes=tuple(nodes))
        return ran.model_copy(update={"baselines": baselines(ran, chosen, ids, done, pipeline)})


def _drafted(pipeline: Pipeline, one: Chosen, review: str, answering: Answering, seen: Seen) -> Assurance:
    with answering.playing(one.recording):
        pipeline.start(review, repeats=answering.parameters.repeats)
        while (progress := pipeline.progress(review)).running:
            ended = progress.drafted + progress.not_answered + progress.repeats - progress.repeating
            seen(one.name, ended, progress.total + progress.repeats)
            time.sleep(_PAUSE)
        seen(one.name, progress.total, progress.total)
    return pipeline.assurance(review)


def _of_changes(
    pipeline: Pipeline,
    one: Chosen,
    changes: Sequence[Changed],
    plain: Assurance,
    answering: Answering,
    seen: Seen,
) -> Iterator[Case]:
    """The case of each changed review: only the prompt that the change is about is asked."""
    if not changes:
        return
    ids = {changed.id: pipeline.take_in(one.file_of(changed), one.gold.intake) for changed in changes}
    with answering.playing(one.recording_of_changes):
        for review in dict.fromkeys(ids.values()):  # two changes may be one file, asked about two prompts
            pipeline.start(review, only={changed.prompt for changed in changes if ids[changed.id] == review})
        while waiting := sum(pipeline.progress(review).running for review in ids.values()):
            seen(f"{one.name}, changes", len(ids) - waiting, len(ids))
            time.sleep(_PAUSE)
    seen(f"{one.name}, changes", len(ids), len(ids))
    before = set(plain.review.notices)
    for changed in changes:
        assurance = pipeline.assurance(ids[changed.id])
        kinds = {notice.kind for notice in assurance.review.notices if notice not in before}
        about = Change(
            id=changed.id,
            kind=changed.kind,
            operation=changed.operation,
            must=changed.must,
            noticed=None if changed.notice is None else changed.notice in kinds,
        )
        (case,) = (c for c in cases_of(assurance, one.gold, pipeline.rubric) if c.prompt == changed.prompt)
        yield case_of_change(case, about, changed.expected(one.gold))


def _nodes(cases: Sequence[Case], one: Chosen, pipeline: Pipeline) -> tuple[Node, ...]:
    lines = {case.prompt: case.drafted for case in cases if case.review == one.name and case.change is None}
    return nodes_of(one.name, lines, one.gold, pipeline.rubric)


def _manifest(
    chosen: Sequence[Chosen],
    done: Mapping[str, Assurance],
    cases: Sequence[Case],
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
        reviews=tuple(_used(one, done[one.name], cases) for one in chosen),
        left_out=dict(left_out),
        started=started,
        finished=datetime.now(UTC),
    )


def _used(one: Chosen, assurance: Assurance, cases: Sequence[Case]) -> ReviewUsed:
    changed = [case for case in cases if case.review == one.name and case.change is not None]
    review, gold = one.digests
    run = assurance.run
    took = (run.finished - run.started).total_seconds() if run and run.finished and run.started else None
    return ReviewUsed(
        name=one.name,
        split=one.gold.split,
        fictional=one.gold.fictional,
        review=review,
        gold=gold,
        requests=sum((case.requests for case in changed), run.requests if run else 0),
        tokens=sum((case.tokens for case in changed), run.tokens if run else Tokens()),
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


def _many(changes: Mapping[str, Sequence[Changed]]) -> int:
    return sum(len(held) for held in changes.values())


def _why(left_out: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {why}" for name, why in left_out.items()) or "no gold review was chosen."
