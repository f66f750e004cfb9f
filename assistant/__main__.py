"""The command line: serve, draft, export, rubric.

Comes in: arguments and, through ``settings``, the environment. Goes out: a server, files, text; exit
status 0 when the result is whole, 1 when some prompts are not answered or not run (the files are
written all the same), 2 when nothing could be done. Faults are one sentence on standard error.
"""

import socket
import sys
import tempfile
import time
import webbrowser
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
import uvicorn
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from assistant import settings
from assistant.domain.draft import OUTCOME_WORDS, Draft, DraftStatus
from assistant.domain.review import Intake
from assistant.errors import AssistantError, BadSetting, NoEndpoint, UnreadableFile

if TYPE_CHECKING:
    from assistant.domain.assurance import Progress as Drafting
    from assistant.pipeline import Pipeline

app = typer.Typer(
    name="assistant",
    help="The inspector's assistant for the quality assurance of Serious Further Offence reviews.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
console = Console(stderr=True, highlight=False)

MOST_BYTES = 50_000_000


@app.command()
def serve(
    browser: Annotated[bool, typer.Option(help="Open the page in the default browser.")] = True,
) -> None:
    """Open the assistant in the browser, on this computer only.

    The bundled sample is there with drafts replayed from a recording. Nothing is sent anywhere until
    Start is pressed beside the endpoint's host. Settings come from the environment (see README).
    """
    from assistant.web.address import loopback
    from assistant.web.app import build

    chosen = settings.read()
    host = loopback(chosen.host)
    console.print("Opening the database and the bundled sample...")
    with _pipeline(chosen) as pipeline:
        pipeline.open_sample()
        config = uvicorn.Config(
            build(pipeline),
            host=host,
            port=chosen.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        server = _Server(config, lambda url: _ready(url, browser))
        try:
            server.run()
        except SystemExit:  # uvicorn's own way to say that it could not listen
            raise AssistantError(
                f"The assistant could not listen on {host}, port {chosen.port}: is it running already? "
                "Set ASSISTANT_PORT to another port."
            ) from None


@app.command()
def draft(
    files: Annotated[
        list[Path], typer.Argument(help="The review: one or more files (.docx, .pdf, .txt, .md).")
    ],
    out: Annotated[Path, typer.Option(help="Where to write the result file.")],
    report: Annotated[Path | None, typer.Option(help="Where to write the Word report, if wanted.")] = None,
    intake: Annotated[
        Path | None, typer.Option(help="What is known beside the files: a JSON file with the intake's fields.")
    ] = None,
) -> None:
    """Draft an answer to every prompt of the rubric and write the result file.

    Sends the text of the review to the endpoint of OPENAI_BASE_URL. With none set, the bundled sample is
    drafted from its recording; any other review is read and checked, its drafts "not run".
    Stopped half way, the same command goes on where it stopped: no reply is paid for twice.
    """
    _writable([out, *([report] if report else [])], files)
    given = [(path.name, _bytes(path)) for path in files]
    known = _intake(intake) if intake else None
    chosen = settings.read()
    # A queue of its own: what a kill leaves undone is asked for by the next start of this command, from
    # the replies in the store, and a running server's queue is not touched.
    with tempfile.TemporaryDirectory() as folder, _pipeline(chosen, f"sqlite:///{folder}/draft.db") as pipeline:
        review = pipeline.take_in(given, known or pipeline.sample_intake(given) or Intake())
        try:
            pipeline.start(review)
        except NoEndpoint as problem:
            console.print(str(problem), style="yellow")
        else:
            _watch(lambda: pipeline.progress(review), lambda: pipeline.cancel(review))
        _write(out, pipeline.result(review))
        if report is not None:
            _write(report, pipeline.report(review))
        drafts = pipeline.assurance(review).drafts
    missing = [d for d in drafts if d.status is not DraftStatus.DRAFTED]
    console.print(f"{len(drafts) - len(missing)} of {len(drafts)} prompts drafted. Written: {out}")
    _why(missing)
    raise typer.Exit(1 if missing else 0)


@app.command()
def export(
    review: Annotated[str, typer.Argument(metavar="ID", help="The review's id, or enough of its beginning.")],
    out: Annotated[Path, typer.Option(help="Where to write the result file.")],
    report: Annotated[Path | None, typer.Option(help="Where to write the Word report, if wanted.")] = None,
) -> None:
    """Write the result file of a review that is kept, with every decision made on it."""
    _writable([out, *([report] if report else [])], [])
    with (
        tempfile.TemporaryDirectory() as folder,
        _pipeline(settings.read(), f"sqlite:///{folder}/export.db") as pipeline,
    ):
        kept = [r for r in pipeline.reviews() if r.id.startswith(review)]
        if len(kept) != 1:
            known = ", ".join(f"{r.id} ({r.title})" for r in pipeline.reviews()) or "none"
            found = "No review has" if not kept else "More than one review has"
            raise AssistantError(f"{found} an id that begins with {review}. Kept here: {known}.")
        _write(out, pipeline.result(kept[0].id))
        if report is not None:
            _write(report, pipeline.report(kept[0].id))
        whole = kept[0].drafted == kept[0].total
    console.print(f"Written: {out}")
    raise typer.Exit(0 if whole else 1)


@app.command()
def rubric(
    prompt: Annotated[
        str | None, typer.Argument(help="One prompt, such as 1.3.c; the whole rubric if left out.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option(help="Another rubric file, to see whether it is well formed.")
    ] = None,
) -> None:
    """Print the rubric: standards, key questions, prompts, expectations and rules."""
    from assistant.edges import library
    from assistant.steps.describe import describe

    loaded = library.rubric(file)
    if prompt is not None and prompt not in {p.id for p in loaded.prompts}:
        raise AssistantError(
            f"The rubric has no prompt {prompt}. Prompts look like 1.3.c, 2.i or chronology.a."
        )
    sys.stdout.write(describe(loaded, prompt) + "\n")


def main() -> None:
    """Runs the command line; every fault ends as one sentence and a status, never a traceback."""
    try:
        app(prog_name="assistant")
    except AssistantError as problem:
        _fail(str(problem))
    except OSError as problem:
        _fail(f"{problem.strerror or problem}: {problem.filename or ''}".rstrip(": "))
    except Exception as problem:
        # The kind of fault only: its message may hold text of a review.
        _fail(f"An unexpected fault ended the command ({type(problem).__name__}). What was kept is kept.")


def _pipeline(chosen: settings.Settings, jobs_url: str | None = None) -> "Pipeline":
    # Imported here so that --help and the rubric do not wait for the model's and the database's libraries.
    from assistant.pipeline import Pipeline, Setup

    setup = Setup(
        database_url=chosen.database,
        jobs_url=jobs_url or chosen.database,
        base_url=chosen.base_url,
        api_key=chosen.api_key,
        model=chosen.model,
        timeout=chosen.timeout,
        concurrency=chosen.concurrency,
    )
    return Pipeline.opened(setup, now=lambda: datetime.now(UTC))


class _Server(uvicorn.Server):
    """A server that says when it is ready, with the port it really has."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            self._ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")


def _ready(url: str, browser: bool) -> None:
    console.print(f"The assistant is at {url} (this computer only). Stop it with Ctrl+C; everything is kept.")
    if browser:
        webbrowser.open(url)


def _watch(progress: Callable[[], "Drafting"], cancel: Callable[[], None]) -> None:
    """Shows drafting until nothing waits; Ctrl+C cancels what is queued and keeps what is there."""
    columns = (TextColumn("Drafting"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=None)
        try:
            while True:
                now = progress()
                bar.update(task, total=now.total, completed=now.total - now.waiting)
                if not now.running:
                    return
                time.sleep(0.1)
        except KeyboardInterrupt:
            cancel()
            console.print("Stopped. The same command goes on from here.")


def _bytes(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise UnreadableFile(f"{path} is larger than {MOST_BYTES // 1_000_000} MB. Save it without pictures.")
    return path.read_bytes()


def _why(missing: list[Draft]) -> None:
    """Says why prompts have no draft, each reason once with its prompts."""
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for draft in missing:
        reasons[f"not answered: {OUTCOME_WORDS[draft.reason]}" if draft.reason else "not run"].append(
            draft.prompt
        )
    for why, prompts in reasons.items():
        more = "..." if len(prompts) > 10 else ""
        console.print(f"{len(prompts)} {why} ({', '.join(prompts[:10])}{more})", markup=False)


def _writable(targets: list[Path], files: list[Path]) -> None:
    """``BadSetting`` before anything is read or sent, where a result could not be written."""
    taken = {path.resolve() for path in files}
    for target in targets:
        if not target.absolute().parent.is_dir():
            raise BadSetting(f"There is no folder {target.absolute().parent} to write to. Nothing was done.")
        if target.is_dir():
            raise BadSetting(f"{target} is a folder; name a file to write. Nothing was done.")
        if target.resolve() in taken:
            raise BadSetting(f"{target} is given twice: it would be overwritten. Nothing was done.")
        taken.add(target.resolve())


def _intake(path: Path) -> Intake:
    try:
        return Intake.model_validate_json(_bytes(path))
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise BadSetting(f"{path}: {place}: {first['msg']}") from None


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: a stopped command never leaves half a file."""
    spare = path.with_name(f".{path.name}.part")
    spare.write_bytes(data)
    spare.replace(path)


def _fail(sentence: str) -> NoReturn:
    console.print(sentence, style="red", markup=False)
    sys.exit(2)


if __name__ == "__main__":
    main()
