"""A gold review on disk: a folder of its own, whole or not at all, and never inside a repository.

A GoldReview and a folder come in, files go out. It stands alone because real reviews leave the database here,
and a real review is never committed.
"""

import shutil
from pathlib import Path

from assistant.domain.gold import GoldReview
from assistant.errors import NotAllowed

OWN = Path(__file__).parents[2]
"""The tree that this code stands in, which may be a copy of the repository without its history."""


def repository_of(folder: Path) -> Path | None:
    """The repository that this folder stands in, or that it is; None where it is in none."""
    place = folder.resolve()
    return next((top for top in (place, *place.parents) if top == OWN or (top / ".git").exists()), None)


def outside_repositories(folder: Path) -> None:
    """``NotAllowed`` where the folder stands in a repository."""
    if (repository := repository_of(folder)) is not None:
        raise NotAllowed(
            f"{folder} is inside the repository {repository}, and a real review is never committed. Nothing "
            "was written. Give a folder outside it."
        )


def write_gold(review: GoldReview, folder: Path) -> Path:
    """Writes the gold review into a folder of its own in that one, for its owner alone; gives its path.

    ``NotAllowed`` where the folder stands in a repository, or the gold review is there already: a person may
    have worked on it since. Then nothing is written.
    """
    outside_repositories(folder)
    place, spare = folder / review.name, folder / f".{review.name}.part"
    if place.exists():
        raise NotAllowed(f"{place} is there already. Nothing was written. Move it, or give another folder.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.rmtree(spare, ignore_errors=True)
    spare.mkdir(mode=0o700)
    for name, data in review.files:
        (spare / name).write_bytes(data)
    spare.replace(place)
    return place
