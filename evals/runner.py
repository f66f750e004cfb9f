"""A run: every chosen gold review through the product's own pipeline, and what came of it beside its gold.

Gold reviews and whoever answers come in, a run goes out. It stands alone because nothing is decided here: the
pipeline drafts as it does for an inspector, and the measures count.
"""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from assistant.domain.assurance import Assurance, ToAsk
from assistant.domain.draft import Tokens
from assistant.errors import AssistantError
from assistant.pipeline import Pipeline
from evals.baselines import baselines
from evals.case import Case, Change, Node, case_of_change, cases_of, nodes_of
from evals.changes import Changed, Version, versions
from evals.endpoints import Answering
from evals.gold import unlocated
from evals.ran import EndpointKind, Manifest, Ran, ReviewUsed
from evals.record import days
from evals.sets import REPOSITORY, Chosen
from evals.told import told_of

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
    each review has come. ``AssistantError`` where there is nothing to run, or a gold quotes what its review
    does not say, and ``GoldError`` where a change cannot be made: then nothing is sent.
    """
    if not chosen:
        raise AssistantError("Nothing was run: " + _why(left_out))
    started = datetime.now(UTC)
    with answering.opened(folder) as pipeline:
        ids = {one.name: pipeline.take_in(one.files, one.gold.intake) for one in chosen}
        for one in chosen:
            _quoted(one, pipeline.assurance(ids[one.name]).review.text)
        taken = {one.name: _taken(pipeline, one, changes.get(one.name, ())) for one in chosen}
        if answering.kind is EndpointKind.LIVE:
            repeats = answering.parameters.repeats
            asked = {
                one.name: pipeline.to_ask(ids[one.name], repeats=repeats, only=_only(pipeline, one))
                for one in chosen
            }
            estimated(asked, sum(len(held) for held in changes.values()))
        done = [_done(pipeline, one, ids[one.name], taken[one.name], answering, seen) for one in chosen]
        ran = Ran(
            manifest=_manifest(done, answering, left_out, pipeline, started),
            cases=tuple(case for one in done for case in (*one.cases, *one.changed)),
            nodes=tuple(node for one in done for node in _nodes(one, pipeline)),
        )
        assurances = {one.chosen.name: one.assurance for one in done}
        return ran.model_copy(update={"baselines": baselines(ran, chosen, ids, assurances, pipeline)})


def _quoted(one: Chosen, text: str) -> None:
    """Evidence that is not in the review as read could never be cited, and would count against the model."""
    if lost := unlocated(one.gold, [text]):
        prompt, quote = lost[0]
        told = f"{one.name}: {len(lost)} quotations of its gold are not in the review as read"
        raise AssistantError(f"{told}, first of {prompt}: {quote!r}. Nothing was sent.")


class Taken(NamedTuple):
    """Changes that stand in one file, and the ids of the review read with them and without."""

    version: Version
    review: str
    unchanged: str


class Done(NamedTuple):
    """A gold review drafted, with the cases of its prompts and of its changes."""

    chosen: Chosen
    assurance: Assurance
    cases: tuple[Case, ...]
    changed: tuple[Case, ...]
    unplayed: int


def _done(
    pipeline: Pipeline,
    one: Chosen,
    review: str,
    taken: Sequence[Taken],
    answering: Answering,
    seen: Seen,
) -> Done:
    with answering.playing(one.recording) as unplayed:
        pipeline.start(review, repeats=answering.parameters.repeats, only=_only(pipeline, one))
        while (progress := pipeline.progress(review)).running:
            ended = progress.drafted + progress.not_answered + progress.repeats - progress.repeating
            seen(one.name, ended, progress.total + progress.repeats)
            time.sleep(_PAUSE)
        seen(one.name, progress.total + progress.repeats, progress.total + progress.repeats)
    assurance = pipeline.assurance(review)
    cases = cases_of(assurance, one.gold, pipeline.rubric)
    if not taken:
        return Done(one, assurance, cases, (), unplayed())
    with answering.playing(one.recording_of_changes) as more:
        changed = tuple(_of_changes(pipeline, one, taken, assurance, seen))
    return Done(one, assurance, cases, changed, unplayed() + more())


def _only(pipeline: Pipeline, one: Chosen) -> set[str] | None:
    """The prompts that have gold, where some have none; None where every prompt has, and all is asked."""
    held = set(one.gold.evidence)
    return None if held >= {prompt.id for prompt in pipeline.rubric.prompts} else held


def _taken(pipeline: Pipeline, one: Chosen, changes: Sequence[Changed]) -> list[Taken]:
    taken: list[Taken] = []
    originals: dict[bool, str] = {}
    for some in versions(changes):
        if some.of_pdf not in originals:
            originals[some.of_pdf] = pipeline.take_in(one.unchanged(some), one.gold.intake)
        review = pipeline.take_in(one.changed(some), one.gold.intake)
        taken.append(Taken(some, review, originals[some.of_pdf]))
    return taken


def _of_changes(
    pipeline: Pipeline, one: Chosen, taken: Sequence[Taken], plain: Assurance, seen: Seen
) -> Iterator[Case]:
    """The case of each change: of the file in which it stands, only the prompts of its changes are asked."""
    for some, review, _ in taken:
        pipeline.start(review, only=some.prompts)
    while waiting := sum(pipeline.progress(review).running for _, review, _ in taken):
        seen(f"{one.name}, changes", len(taken) - waiting, len(taken))
        time.sleep(_PAUSE)
    seen(f"{one.name}, changes", len(taken), len(taken))
    for some, review, original in taken:
        assurance, before = pipeline.assurance(review), pipeline.assurance(original).review
        cases = {case.prompt: case for case in cases_of(assurance, one.gold, pipeline.rubric)}
        for changed in some.changes:
            about = Change(
                id=changed.id,
                kind=changed.kind,
                operation=changed.named,
                must=changed.must,
                why=changed.why,
                file=review,
                sent=assurance.review.text != plain.review.text,
                noticed=None if changed.notice is None else told_of(changed, assurance.review, before),
            )
            yield case_of_change(cases[changed.prompt], about, changed.expected(one.gold))


def _nodes(one: Done, pipeline: Pipeline) -> tuple[Node, ...]:
    lines = {case.prompt: case.drafted for case in one.cases}
    return nodes_of(one.chosen.name, lines, one.chosen.gold, pipeline.rubric)


def _manifest(
    done: Sequence[Done],
    answering: Answering,
    left_out: Mapping[str, str],
    pipeline: Pipeline,
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
        rubric=pipeline.rubric.edition,
        rubric_sha256=pipeline.rubric.sha256,
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
        unplayed=one.unplayed,
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
