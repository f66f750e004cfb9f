"""The gold reviews there are: those in `evals/gold`, or in a folder of the operator's own.

Names, a split or a folder come in, gold reviews with their files go out. It stands alone because every command
chooses among them in the same way.
"""

import hashlib
from collections.abc import Collection
from pathlib import Path

from assistant.domain.record import Record
from assistant.errors import AssistantError
from assistant.pipeline import repository_of
from evals.changes import Changed, Version, changes_of
from evals.gold import GOLD_FILE, INTAKE_FILE, Gold, Split, load
from evals.versions import files_of as files_of_version
from evals.versions import unchanged

HERE = Path(__file__).parent
GOLD = HERE / "gold"
RECORDINGS = HERE / "recordings"
REPOSITORY = HERE.parent


class Chosen(Record):
    """A gold review and the folder it stands in."""

    gold: Gold
    folder: Path

    @property
    def name(self) -> str:
        """Its name, which is the folder's."""
        return self.gold.name

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """The review's files by name, in order."""
        return files_of(self.folder)

    @property
    def recording(self) -> Path:
        """Where its recording is, if it has one."""
        return RECORDINGS / f"{self.name}.yaml"

    @property
    def changes(self) -> tuple[Changed, ...]:
        """Its contrast pairs and injections."""
        return changes_of(self.folder, self.gold)

    def changes_to_run(self, *, replay: bool) -> tuple[Changed, ...]:
        """Those that are run live; on replay, those that are recorded."""
        if replay and not self.recording_of_changes.is_file():
            return ()
        return tuple(held for held in self.changes if held.recorded or not replay)

    @property
    def recording_of_changes(self) -> Path:
        """Where the recording of its changes is, if there is one."""
        return RECORDINGS / f"{self.name}-changes.yaml"

    def changed(self, version: Version) -> list[tuple[str, bytes]]:
        """The files of a changed review, named like those as they were written: a name may tell too much."""
        return files_of_version(self.folder, version)

    def unchanged(self, version: Version) -> list[tuple[str, bytes]]:
        """The same without the changes: the review itself, or in Word where it is there as a PDF."""
        return unchanged(self.folder, version)

    @property
    def digests(self) -> tuple[str, str]:
        """sha256 of the review's files, and of its gold."""
        review = b"".join(hashlib.sha256(name.encode() + b"\0" + data).digest() for name, data in self.files)
        gold = b"".join((self.folder / name).read_bytes() for name in (GOLD_FILE, INTAKE_FILE))
        return hashlib.sha256(review).hexdigest(), hashlib.sha256(gold).hexdigest()


def chosen(
    names: Collection[str] = (), *, folder: Path = GOLD, split: Split | None = None
) -> tuple[Chosen, ...]:
    """The gold reviews of those names and that split, all where neither is given, by name.

    ``AssistantError`` where a name is not there, nothing is left, or a real review is inside a repository;
    ``GoldError`` where one cannot be used.
    """
    there = sorted(path.parent for path in folder.glob(f"*/{GOLD_FILE}"))
    unknown = sorted(set(names) - {path.name for path in there})
    if unknown:
        known = ", ".join(path.name for path in there) or "none"
        raise AssistantError(f"No gold review is called {', '.join(unknown)}. In {folder}: {known}.")
    every = [Chosen(gold=load(path), folder=path) for path in there if not names or path.name in names]
    real = [one.name for one in every if not one.gold.fictional]
    if real and inside_repository(folder):
        told = f"{', '.join(real)}: not fictional, and {folder} is inside a repository"
        raise AssistantError(f"{told}. Nothing was sent. Move it out: a real review is never committed.")
    found = tuple(one for one in every if split is None or one.gold.split is split)
    if not found:
        raise AssistantError(
            f"No gold review is left to run in {folder}. `python -m evals list` shows those here."
        )
    return found


def files_of(folder: Path) -> list[tuple[str, bytes]]:
    """The files of a gold review, by name."""
    return [(path.name, path.read_bytes()) for path in sorted(folder.glob("review*.*"))]


def inside_repository(folder: Path) -> bool:
    """Whether that folder is within a repository, this one or any other."""
    return repository_of(folder) is not None
