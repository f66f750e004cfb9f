"""``assistant evals-export``: a review with its decisions in, a gold review of the evals' own form out.

So that what inspectors override becomes a case the next model is measured on. It stays with its operator:
nothing real is ever committed.
"""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from assistant import settings
from assistant.commands.terminal import Id, console, kept_review, opened
from assistant.domain.words import count
from assistant.errors import NotAllowed


def evals_export(
    review: Id,
    out: Annotated[
        Path, typer.Option(help="A folder outside every repository; the gold review gets one of its own in it.")
    ],
) -> None:
    """Make a gold review of the decisions on a review that is kept, for `python -m evals run --folder DIR`.

    Exit status 0 where every prompt became gold, 1 where some were left out, 2 where nothing was written.
    """
    from assistant.pipeline import outside_repositories, write_gold

    outside_repositories(out)
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(settings.read(), f"sqlite:///{folder}/export.db") as pipeline,
    ):
        kept = kept_review(pipeline, review)
        made = pipeline.gold(kept.id)
    if not made.lines:
        raise NotAllowed(f"No prompt of {kept.id} has a line decided. Nothing was written.")
    place = write_gold(made, out)
    told = [
        f"Written: {place} ({count(made.lines, 'line')}, of which {made.overridden} not as a draft had it or "
        f"without one; {count(made.notes, 'information item')}).",
        *made.left_out,
        "Signed off." if made.signed_off else "Not signed off: what is decided may still change.",
        "This is a real review. It is never committed: keep it outside every repository.",
        f"To run it: python -m evals run --folder {out} --base-url URL --model NAME --out RUN",
    ]
    for line in told:
        console.print(line, soft_wrap=True)
    raise typer.Exit(0 if made.lines + made.notes == kept.total else 1)
