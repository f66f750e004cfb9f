"""``assistant rubric``: the rubric, or one prompt of it, as text.

Comes in: the id of a prompt, or none, and another rubric file, if wanted. Goes out: text on standard output. It
stands alone because it needs neither a model nor a database: whoever edits a rubric sees here whether it holds.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import AssistantError


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
