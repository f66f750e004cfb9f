"""A run: every chosen gold review through the product's own pipeline, and what came of it beside its gold.

Gold reviews and whoever answers come in, a run goes out. It stands alone because nothing is decided here: the
pipeline drafts as it does for an inspector, and the measures count.
"""

import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from assistant.domain.assurance import Assurance, ToAsk
from assistant.domain.draft import Tokens
from assistant.domain.rubric import Rubric
from assistant.errors import AssistantError
from assistant.pipeline import Pipeline
from evals.baselines import baselines
from evals.case import Case, Node, cases_of, nodes_of
from evals.changes import Changed
from evals.contrast import PAUSE, Seen, Taken, cases_of_changes, taken
from evals.endpoints import Answering
from evals.gold import unlocated
from evals.order import APART, turned
from evals.ran import Cases, EndpointKind, Manifest, Ran, ReviewUsed
from evals.record import days
from evals.sets import REPOSITORY, Chosen

Estimated = Callable[[Mapping[str, ToAsk], int], None]
"""Told what the reviews as they were written will take, by name, and how many requests come on top."""


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
    each review has come. ``AssistantError`` where there is nothing to run, or a gold quotes what its review
    does not say, and ``GoldError`` where a change cannot be made: then nothing is sent. Changes of the order of
    the expectations are asked about last, by a pipeline of their own: there is one in a process at a time.
    """
    if not chosen:
        raise AssistantError("Nothing was run: " + _why(left_out))
    started = datetime.now(UTC)
    edited, reordered = (
        {name: [held for held in some if held.reorders is other] for name, some in changes.items()}
        for other in (False, True)
    )
    with answering.opened(folder, None) as pipeline:
        ids = {one.name: pipeline.take_in(one.files, one.gold.intake) for one in chosen}
        for one in chosen:
            _quoted(one, pipeline.assurance(ids[one.name]).review.text)
        read = {one.name: taken(pipeline, one, edited.get(one.name, ())) for one in chosen}
        if answering.kind is EndpointKind.LIVE:
            repeats = answering.parameters.repeats
            asked = {
                one.name: pipeline.to_ask(ids[one.name], repeats=repeats, only=_only(pipeline, one))
                for one in chosen
            }
            estimated(asked, sum(len(held) for held in changes.values()))
        done = [_done(pipeline, one, ids[one.name], read[one.name], answering, seen) for one in chosen]
        rubric, assurances = pipeline.rubric, {one.chosen.name: one.assurance for one in done}
        plain = Cases(
            cases=tuple(case for one in done for case in one.cases),
            nodes=tuple(node for one in done for node in _nodes(one, rubric)),
        )
        without_model = baselines(plain, chosen, ids, assurances, pipeline)
    if any(reordered.values()):
        done = _reordered(done, reordered, answering, folder, rubric, seen)
    return Ran(
        manifest=_manifest(done, answering, left_out, rubric, started),
        cases=tuple(case for one in done for case in (*one.cases, *one.changed)),
        nodes=plain.nodes,
        baselines=without_model,
    )


def _quoted(one: Chosen, text: str) -> None:
    """Evidence that is not in the review as read could never be cited, and would count against the model."""
    if lost := unlocated(one.gold, [text]):
        prompt, quote = lost[0]
        told = f"{one.name}: {len(lost)} quotations of its gold are not in the review as read"
        raise AssistantError(f"{told}, first of {prompt}: {quote!r}. Nothing was sent.")


class Done(NamedTuple):
    """A gold review drafted, with the cases of its prompts and of its changes.

    ``unplayed`` counts stale replies of its recording; ``stale`` are those of its changes' recording, by their
    place in it, None where that was not played.
    """

    chosen: Chosen
    assurance: Assurance
    cases: tuple[Case, ...]
    changed: tuple[Case, ...]
    unplayed: int
    stale: frozenset[int] | None = None


def _done(
    pipeline: Pipeline,
    one: Chosen,
    review: str,
    changed: Sequence[Taken],
    answering: Answering,
    seen: Seen,
) -> Done:
    with answering.playing(one.recording) as unplayed:
        pipeline.start(review, repeats=answering.parameters.repeats, only=_only(pipeline, one))
        while (progress := pipeline.progress(review)).running:
            ended = progress.drafted + progress.not_answered + progress.repeats - progress.repeating
            seen(one.name, ended, progress.total + progress.repeats)
            time.sleep(PAUSE)
        seen(one.name, progress.total + progress.repeats, progress.total + progress.repeats)
    assurance = pipeline.assurance(review)
    cases = cases_of(assurance, one.gold, pipeline.rubric)
    done = Done(one, assurance, cases, (), len(unplayed()))
    return _with_changes(done, pipeline, changed, answering, pipeline.rubric, seen) if changed else done


def _reordered(
    done: Sequence[Done],
    changes: Mapping[str, Sequence[Changed]],
    answering: Answering,
    folder: Path,
    rubric: Rubric,
    seen: Seen,
) -> list[Done]:
    """The same, with the cases of those changes, which are asked about in the other order of that rubric."""
    apart = folder / APART
    apart.mkdir(exist_ok=True)
    with answering.opened(apart, turned(rubric)) as pipeline:
        read = [taken(pipeline, one.chosen, changes.get(one.chosen.name, ())) for one in done]
        return [
            _with_changes(one, pipeline, some, answering, rubric, seen) if some else one
            for one, some in zip(done, read, strict=True)
        ]


def _with_changes(
    done: Done,
    pipeline: Pipeline,
    changed: Sequence[Taken],
    answering: Answering,
    rubric: Rubric,
    seen: Seen,
) -> Done:
    with answering.playing(done.chosen.recording_of_changes) as unplayed:
        cases = cases_of_changes(pipeline, done.chosen, changed, done.assurance, rubric, seen)
        every = (*done.changed, *cases)
    left = unplayed()
    return done._replace(changed=every, stale=left if done.stale is None else done.stale & left)


def _only(pipeline: Pipeline, one: Chosen) -> set[str] | None:
    """The prompts that have gold, where some have none; None where every prompt has, and all is asked."""
    held = set(one.gold.evidence)
    return None if held >= {prompt.id for prompt in pipeline.rubric.prompts} else held


def _nodes(one: Done, rubric: Rubric) -> tuple[Node, ...]:
    lines = {case.prompt: case.drafted for case in one.cases}
    return nodes_of(one.chosen.name, lines, one.chosen.gold, rubric)


def _manifest(
    done: Sequence[Done],
    answering: Answering,
    left_out: Mapping[str, str],
    rubric: Rubric,
    started: datetime,
) -> Manifest:
    drafts = [draft for one in done for draft in one.assurance.drafts]
    first = next(run for one in done if (run := one.assurance.run) is not None)
    recorded = answering.kind is EndpointKind.RECORDED
    return Manifest(
        model=answering.model,
        answered_by=tuple(sorted({d.provenance.model for d in drafts if d.provenance is not None})),
        endpoint=answering.kind,
        recorded=tuple(sorted({day for one in done for day in days(one.chosen.recording)})) if recorded else (),
        instructions=first.instructions,
        rubric=rubric.edition,
        rubric_sha256=rubric.sha256,
        version=version("assistant"),
        commit=_commit(),
        parameters=answering.parameters,
        reviews=tuple(_used(one) for one in done),
        left_out=dict(left_out),
        started=started,
        finished=datetime.now(UTC),
    )


def _used(one: Done) -> ReviewUsed:
    review, gold = one.chosen.digests
    run = one.assurance.run
    # A text that the reader leaves out makes the same requests as none: those are answered, and counted, once.
    sent = [case for case in one.changed if case.change is not None and case.change.sent]
    took = (run.finished - run.started).total_seconds() if run and run.finished and run.started else None
    return ReviewUsed(
        name=one.chosen.name,
        split=one.chosen.gold.split,
        fictional=one.chosen.gold.fictional,
        review=review,
        gold=gold,
        requests=sum((case.requests for case in sent), run.requests if run else 0),
        unplayed=one.unplayed + len(one.stale or ()),
        tokens=sum((case.tokens for case in sent), run.tokens if run else Tokens()),
        seconds=took,
    )


def _commit() -> str | None:
    """The commit of the code, with '+' where files differ from it; None where there is no history."""
    git = shutil.which("git")
    if git is None or not (REPOSITORY / ".git").exists():
        return None
    said = [
        subprocess.run([git, "-C", str(REPOSITORY), *asked], capture_output=True, text=True, check=False).stdout  # noqa: S603 - git itself, with words of ours
        for asked in (("rev-parse", "HEAD"), ("status", "--porcelain"))
    ]
    return said[0].strip() + "+" * bool(said[1].strip()) or None


def _why(left_out: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {why}" for name, why in left_out.items()) or "no gold review was chosen."
