"""``assistant export``: a kept review in, its result file out, with every decision made on it.

It stands alone because it only reads what is kept: nothing is drafted, decided or sent.
"""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from assistant import settings
from assistant.commands.terminal import Id, console, kept_review, opened, writable, write


def export(
    review: Id,
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
        kept = kept_review(pipeline, review)
        write(out, pipeline.result(kept.id))
        if report is not None:
            write(report, pipeline.report(kept.id))
        if prompts is not None:
            write(prompts, pipeline.sheet(kept.id))
        whole = kept.drafted == kept.total
    console.print(f"Written: {out}")
    raise typer.Exit(0 if whole else 1)
