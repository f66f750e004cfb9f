"""``assistant export``: a kept review in, its result file out, with every decision made on it."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from assistant import settings
from assistant.commands.terminal import console, opened, writable, write
from assistant.errors import AssistantError


def export(
    review: Annotated[str, typer.Argument(metavar="ID", help="The review's id, or enough of its beginning.")],
    out: Annotated[Path, typer.Option(help="Where to write the result file.")],
    report: Annotated[Path | None, typer.Option(help="Where to write the Word report, if wanted.")] = None,
    prompts: Annotated[Path | None, typer.Option(help="Where to write the prompts as CSV, if wanted.")] = None,
) -> None:
    """Write the result file of a review that is kept, with every decision made on it."""
    writable([path for path in (out, report, prompts) if path is not None], [])
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(settings.read(), f"sqlite:///{folder}/export.db") as pipeline,
    ):
        kept = [r for r in pipeline.reviews() if r.id.startswith(review)]
        if len(kept) != 1:
            known = ", ".join(f"{r.id} ({r.title})" for r in pipeline.reviews()) or "none"
            found = "No review has" if not kept else "More than one review has"
            raise AssistantError(f"{found} an id that begins with {review}. Kept here: {known}.")
        write(out, pipeline.result(kept[0].id))
        if report is not None:
            write(report, pipeline.report(kept[0].id))
        if prompts is not None:
            write(prompts, pipeline.sheet(kept[0].id))
        whole = kept[0].drafted == kept[0].total
    console.print(f"Written: {out}")
    raise typer.Exit(0 if whole else 1)
