"""What commands share: the console for messages, files read and written whole, a pipeline opened from settings.

It stands alone so that every command treats files, settings and faults alike.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from assistant import settings
from assistant.domain.refusal import MAX_BYTES
from assistant.errors import AssistantError, BadSetting, UnreadableFile

if TYPE_CHECKING:
    from assistant.domain.assurance import ReviewSummary
    from assistant.pipeline import Pipeline

console = Console(stderr=True, highlight=False, markup=False, emoji=False)
"""Messages to the person, as they stand: brackets of a file's name or title are never markup."""

Id = Annotated[str, typer.Argument(metavar="ID", help="The review's id, or enough of its beginning.")]


def opened(chosen: settings.Settings, jobs_url: str | None = None) -> "Pipeline":
    """The pipeline that the settings ask for; with ``jobs_url``, over a queue of its own."""
    # Imported here so that --help and the rubric do not wait for the model's and the database's libraries.
    from assistant.domain.assurance import Prices
    from assistant.pipeline import Pipeline, Setup

    base_url, key = chosen.endpoint
    setup = Setup(
        database_url=chosen.database,
        jobs_url=jobs_url or chosen.database,
        base_url=base_url,
        api_key=key,
        model=chosen.model,
        azure_version=chosen.azure_version if chosen.azure_endpoint else None,
        timeout=chosen.timeout,
        concurrency=chosen.concurrency,
        prices=Prices(input=chosen.prices[0], output=chosen.prices[1]) if chosen.prices else None,
        budget=chosen.budget,
        terms=chosen.accepted,
        context=chosen.context,
    )
    return Pipeline.opened(setup, now=lambda: datetime.now(UTC))


def kept_review(pipeline: "Pipeline", beginning: str) -> "ReviewSummary":
    """The one review that is kept whose id begins so; ``AssistantError`` names those that there are."""
    every = pipeline.reviews()
    kept = [review for review in every if review.id.startswith(beginning)]
    if len(kept) != 1:
        known = ", ".join(f"{review.id} ({review.title})" for review in every) or "none"
        found = "No review has" if not kept else "More than one review has"
        raise AssistantError(f"{found} an id that begins with {beginning}. Kept here: {known}.")
    return kept[0]


def bytes_of(path: Path) -> bytes:
    """What the file holds; ``UnreadableFile`` for what is no file, such as a pipe or a device that never ends,
    and for one that is too large."""
    if path.exists() and not path.is_file():
        raise UnreadableFile(f"{path} is no file. Name the file itself.")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"{path} is larger than {MAX_BYTES // 1_000_000} MB. Save it without pictures.")
    return data


def writable(targets: list[Path], files: list[Path]) -> None:
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


def write(path: Path, data: bytes) -> None:
    """Whole or not at all: where writing fails, what was there before stays, and nothing is left beside it."""
    spare = path.with_name(f".{path.name}.part")
    try:
        spare.write_bytes(data)
        spare.replace(path)
    finally:
        spare.unlink(missing_ok=True)  # there only where writing failed
