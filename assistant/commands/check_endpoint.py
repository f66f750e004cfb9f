"""``assistant check-endpoint``: says in words what works at the model endpoint, before a review goes there.

Comes in: settings, and a review for its size, if wanted. Goes out: a line for each thing that was tried, and
the exit status. It stands alone because it must work where no database is, and sends no word of a review.
"""

from pathlib import Path
from typing import Annotated

import typer

from assistant import settings
from assistant.commands.terminal import bytes_of, console
from assistant.domain.assurance import LocalServer
from assistant.domain.review import Intake

_MARKS = {
    "good": ("yes", "green"),
    "bad": ("NO ", "red"),
    "unknown": ("  ?", "yellow"),
    "not_reached": ("NO ", "red"),
}


def check_endpoint(
    file: Annotated[
        list[Path] | None, typer.Argument(help="A review, for its size alone; 60 pages if left out.")
    ] = None,
) -> None:
    """Say in words what works at the model endpoint: model, structured output, context, cache, speed.

    Sends filler of the review's size and no word of the review. Without OPENAI_BASE_URL it lists the model
    servers found on this computer. Exit status: 0 all well, 1 something wrong, 2 not reachable.
    """
    chosen = settings.read()
    base_url, key = chosen.endpoint
    if base_url is None or chosen.model is None:
        from assistant.edges.model import local_servers

        _list(local_servers())
        raise typer.Exit(2)
    from assistant.edges.model import Model
    from assistant.pipeline.trial import PAGES_60, Mark, try_endpoint

    characters = _characters(file) if file else PAGES_60
    model = Model(
        base_url,
        key,
        chosen.model,
        azure_version=chosen.azure_version if chosen.azure_endpoint else None,
        timeout=chosen.timeout,
        retries=0,
    )
    console.print(f"Sending filler to {model.host}, model {model.model}. No text of a review is sent.")
    marks = []
    for said in try_endpoint(model, characters):
        sign, colour = _MARKS[said.mark.value]
        console.print(f"{sign}  {said.words}", style=colour)
        marks.append(said.mark)
    model.close()
    if Mark.NOT_REACHED in marks:
        raise typer.Exit(2)
    raise typer.Exit(1 if Mark.BAD in marks else 0)


def _characters(files: list[Path]) -> int:
    """The length of the longest request that drafting this review would send."""
    from assistant.edges import library
    from assistant.pipeline.reading import read_review
    from assistant.pipeline.setup import INSTRUCTIONS
    from assistant.steps.compose import common, compose

    review = read_review([(path.name, bytes_of(path)) for path in files])
    rubric, shared = library.rubric(), common(review, *library.instructions(INSTRUCTIONS))
    return max(compose(shared, Intake(), rubric, p).characters for p in rubric.prompts)


def _list(found: tuple[LocalServer, ...]) -> None:
    if not found:
        console.print(
            "No model endpoint is set up, and no model server was found on this computer. Set "
            "OPENAI_BASE_URL and ASSISTANT_MODEL, or start Ollama, llama-server, vLLM or LM Studio.",
        )
        return
    console.print("No model endpoint is set up. On this computer there answers:")
    for server in found:
        for model in server.models or ("(it names no model)",):
            console.print(f"{server.name}: OPENAI_BASE_URL={server.base_url} ASSISTANT_MODEL={model}")
