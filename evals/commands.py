"""The commands that measure drafts: run, compare, report, list.

Comes in: arguments. Goes out: tables on standard output, files in a folder, and whether the gate holds as the
exit status. It stands alone beside the other commands because these are the ones before a model is changed.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from assistant.domain.assurance import ToAsk
from assistant.errors import AssistantError
from evals import gate, table
from evals.case import ChangeKind
from evals.compare import compared
from evals.contrast import Seen
from evals.endpoints import Answering, live, recorded
from evals.gold import Split
from evals.measures import figures
from evals.ran import MANIFEST, EndpointKind, read, write
from evals.report import page
from evals.runner import run as run_all
from evals.sets import GOLD, Chosen, chosen, inside_repository

Names = Annotated[list[str] | None, typer.Argument(help="Gold reviews by name; all if none.")]
Folder = Annotated[Path, typer.Option(help="Another folder of gold reviews: your own.")]
Out = Annotated[Path | None, typer.Option(help="Where the run is kept; needed live. The same folder goes on.")]
Ran = Annotated[Path, typer.Argument(help="The folder of a run.")]


def run(
    names: Names = None,
    replay: Annotated[bool, typer.Option("--replay", help="Play the recordings; no network.")] = False,
    base_url: Annotated[str, typer.Option(help="Address of the endpoint, with /v1.")] = "",
    model: Annotated[str, typer.Option(help="The model's name there.")] = "",
    api_key: Annotated[str, typer.Option(help="The endpoint's key.", envvar="OPENAI_API_KEY")] = "",
    concurrency: Annotated[int, typer.Option(help="Requests in flight at once, live.")] = 8,
    repeats: Annotated[int, typer.Option(help="Ask about each line so many times more, live.", min=0)] = 0,
    out: Out = None,
    changed: Annotated[
        bool, typer.Option("--changed/--plain", help="With contrast pairs and injections, or without.")
    ] = True,
    split: Annotated[Split | None, typer.Option(help="Only the reviews of this split.")] = None,
    folder: Folder = GOLD,
) -> None:
    """Draft gold reviews through the product's own pipeline, and count what came of them.

    Exit status 0: the gate holds on the reviews that were run; 1: it does not; 2: nothing was done.
    """
    if replay == bool(base_url and model):
        raise AssistantError("Give either --replay, or --base-url and --model of a live endpoint.")
    if replay and repeats:
        raise AssistantError("A recording cannot be asked again: --repeats is for live runs.")
    every = chosen(names or (), folder=folder, split=split)
    left_out = {one.name: "no recording" for one in every if replay and not one.recording.is_file()}
    changes = {
        one.name: one.changes_to_run(replay=replay) for one in every if changed and one.name not in left_out
    }
    answering = recorded() if replay else live(base_url, api_key, model, concurrency, repeats)
    _may_write(out, every, answering)
    with ExitStack() as stack:
        kept = Path(stack.enter_context(tempfile.TemporaryDirectory())) if replay or out is None else out
        kept.mkdir(parents=True, exist_ok=True)
        ran = run_all(
            [one for one in every if one.name not in left_out],
            answering,
            kept,
            changes=changes,
            left_out=left_out,
            estimated=_estimated,
            seen=stack.enter_context(_progress()),
        )
    if out is not None:
        write(ran, out)
    counted, limits = figures(ran), gate.limits()
    held = gate.of_run(counted, limits)
    _print(table.of_run(ran, held, gate.goals_of(counted, limits)))
    raise typer.Exit(0 if all(one.kept for one in held) else 1)


def compare(old: Ran, new: Ran) -> None:
    """Set two runs side by side: every measure with its difference, every line that changed, and the gate.

    Exit status 0: the gate holds; 1: it does not; 2: there is nothing to compare.
    """
    comparison = compared(read(old), read(new))
    held = gate.of_comparison(comparison.sides, gate.limits())
    _print(table.of_comparison(comparison, held))
    raise typer.Exit(0 if all(one.kept for one in held) else 1)


def report(
    run: Ran,
    out: Annotated[
        Path | None, typer.Option(help="The page to write; page.html in the run's folder if none.")
    ] = None,
) -> None:
    """Write one self-contained page about a run: every figure, where it fails, and every wrong line in full."""
    whole = read(run)
    target = out or run / "page.html"
    _fictional_or_outside(target, [one.name for one in whole.manifest.reviews if not one.fictional])
    target.write_text(page(whole), encoding="utf-8")
    print(f"Written: {target}")


def list_reviews(folder: Folder = GOLD) -> None:
    """Show the gold reviews: split, lines, contrast pairs and injections, and whether they are recorded."""
    heads = f"{'lines':>6}{'hard':>6}{'arguable':>10}{'pairs':>7}{'injections':>12}"
    print(f"{'review':<16}{'split':<8}{heads}  {'recorded':<10}title")
    for one in chosen(folder=folder):
        lines = one.gold.lines.values()
        hard, arguable = (
            sum(e.difficulty == "hard" for e in lines),
            sum(e.certainty == "arguable" for e in lines),
        )
        known = "yes" if folder == GOLD and one.recording.is_file() else "no"
        kinds = [held.kind for held in one.changes]
        pairs, injections = kinds.count(ChangeKind.PAIR), kinds.count(ChangeKind.INJECTION)
        counts = f"{len(lines):>6}{hard:>6}{arguable:>10}{pairs:>7}{injections:>12}"
        print(f"{one.name:<16}{one.gold.split.value:<8}{counts}  {known:<10}{one.gold.title}")


def _may_write(out: Path | None, every: Sequence[Chosen], answering: Answering) -> None:
    """``AssistantError`` where replies or another run would be lost, or real text be in the repository."""
    if out is None:
        if answering.kind is EndpointKind.LIVE:
            raise AssistantError(
                "Give --out DIR: what a live endpoint answers is kept there, so that nothing is paid twice."
            )
        return
    _fictional_or_outside(out, [one.name for one in every if not one.gold.fictional])
    if (out / MANIFEST).is_file():
        before = read(out).manifest
        if (before.endpoint, before.model) != (answering.kind, answering.model):
            held = f"{out} holds a run of {before.model} ({before.endpoint.value})."
            raise AssistantError(f"{held} Give another folder; nothing was sent.")


def _fictional_or_outside(out: Path, real: Sequence[str]) -> None:
    if real and inside_repository(out):
        told = f"{', '.join(real)}: not fictional, and {out} is inside the repository"
        raise AssistantError(f"{told}. Nothing was written or sent. Give a place outside it.")


def _estimated(asked: Mapping[str, ToAsk], more: int) -> None:
    requests, tokens = (sum(one.requests for one in asked.values()), sum(one.tokens for one in asked.values()))
    each = tokens // requests if requests else 0
    print(
        f"{requests + more} requests (reviews: {len(asked)}, changed ones: {more}), about "
        f"{tokens + more * each:,} tokens in; replies and re-asks come on top.",
        flush=True,
    )


@contextmanager
def _progress() -> Iterator[Seen]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        shown: dict[str, TaskID] = {}

        def seen(name: str, ended: int, total: int) -> None:
            if name not in shown:
                shown[name] = bars.add_task(name, total=total)
            bars.update(shown[name], completed=ended)

        yield seen


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(line)
