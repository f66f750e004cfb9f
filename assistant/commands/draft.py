"""``assistant draft``: files in, the result file out, with every prompt drafted that can be.

It stands alone as the whole way of a review without a screen: each run has a queue of its own, so a server that
is running is not disturbed, and replies are kept where the server finds them.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from assistant import settings
from assistant.commands.terminal import bytes_of, console, opened, writable, write
from assistant.domain.agreement import MOST_REPEATS
from assistant.domain.draft import OUTCOME_WORDS, Draft, DraftStatus
from assistant.domain.review import Intake
from assistant.errors import BadSetting, NoEndpoint

if TYPE_CHECKING:
    from assistant.domain.assurance import Progress as Drafting


def draft(
    files: Annotated[
        list[Path], typer.Argument(help="The review: one or more files (.docx, .pdf, .txt, .md).")
    ],
    out: Annotated[Path, typer.Option(help="Where to write the result file.")],
    report: Annotated[Path | None, typer.Option(help="Where to write the Word report, if wanted.")] = None,
    intake: Annotated[
        Path | None, typer.Option(help="What is known beside the files: a JSON file with the intake's fields.")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Ask about every prompt once more, and keep the earlier drafts too.")
    ] = False,
    repeats: Annotated[
        int,
        typer.Option(
            min=0,
            max=MOST_REPEATS,
            help="Ask about each prompt with a line so many times more, after all drafts, under the seeds 1, 2 "
            "and so on: how often the drafts agree is told beside the first. Costs as many requests again.",
        ),
    ] = 0,
) -> None:
    """Draft an answer to every prompt of the rubric and write the result file.

    Sends the text of the review to the endpoint of OPENAI_BASE_URL. With none set, the bundled sample is
    drafted from its recording; any other review is read and checked, its drafts "not run".
    Stopped half way, the same command goes on where it stopped: no reply is paid for twice.
    """
    writable([out, *([report] if report else [])], files)
    given = [(path.name, bytes_of(path)) for path in files]
    known = _intake(intake) if intake else None
    chosen = settings.read()
    # A queue of its own: what a kill leaves undone is asked for by the next start of this command, from
    # the replies in the store, and a running server's queue is not touched.
    with tempfile.TemporaryDirectory() as folder, opened(chosen, f"sqlite:///{folder}/draft.db") as pipeline:
        review = pipeline.take_in(given, known or pipeline.sample_intake(given) or Intake())
        try:
            pipeline.start(review, fresh=fresh, repeats=repeats)
        except NoEndpoint as problem:
            console.print(str(problem), style="yellow")
        else:
            _watch(lambda: pipeline.progress(review), lambda: pipeline.cancel(review))
        write(out, pipeline.result(review))
        if report is not None:
            write(report, pipeline.report(review))
        drafts = pipeline.assurance(review).drafts
    missing = [d for d in drafts if not d.status.made]
    console.print(f"{len(drafts) - len(missing)} of {len(drafts)} prompts drafted. Written: {out}")
    _why(missing)
    hidden = sum(d.status is DraftStatus.HIDDEN for d in drafts)
    if hidden:
        console.print(f"{hidden} stay hidden until an inspector has recorded a line: they are judged first.")
    unread = [d.prompt for d in drafts if d.unread]
    if unread:
        console.print(f"{len(unread)} rest on a part of the review: it is longer than the model's context.")
    raise typer.Exit(1 if missing else 0)


def _watch(progress: Callable[[], "Drafting"], cancel: Callable[[], None]) -> None:
    """Shows drafting until nothing waits; Ctrl+C cancels what is queued and keeps what is there."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        drafting = bar.add_task("Drafting", total=None)
        repeating = bar.add_task("Repeating", total=None, visible=False)
        try:
            while True:
                now = progress()
                bar.update(drafting, total=now.total, completed=now.total - now.waiting)
                done = now.repeats - now.repeating
                bar.update(repeating, total=now.repeats, completed=done, visible=now.repeats > 0)
                if not now.running:
                    return
                time.sleep(0.1)
        except KeyboardInterrupt:
            cancel()
            console.print("Stopped. The same command goes on from here.")


def _why(missing: list[Draft]) -> None:
    """Says why prompts have no draft, each reason once with its prompts."""
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for draft in missing:
        reasons[f"not answered: {OUTCOME_WORDS[draft.reason]}" if draft.reason else "not run"].append(
            draft.prompt
        )
    for why, prompts in reasons.items():
        more = "..." if len(prompts) > 10 else ""
        console.print(f"{len(prompts)} {why} ({', '.join(prompts[:10])}{more})")


def _intake(path: Path) -> Intake:
    try:
        return Intake.model_validate_json(bytes_of(path))
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise BadSetting(f"{path}: {place}: {first['msg']}") from None
