"""The files of a changed gold review, made when needed: edits to its source, built as the original was.

A gold review's folder and a version come in, file names with bytes go out, the same each time. It stands alone
because nothing else turns changes into files, so that no changed file need be kept.
"""

from pathlib import Path

from evals.build import read, write
from evals.changes import SOURCE_FILE, Version
from evals.channels import Inject, into_pdf, into_source, into_word
from evals.editing import edited
from evals.edits import EditError
from evals.gold import GoldError

Files = list[tuple[str, bytes]]


def files_of(folder: Path, version: Version) -> Files:
    """The changed review, named like the one as it was written; ``GoldError`` where a change cannot be made."""
    if version.reorders:
        return unchanged(folder, version)
    edits = [edit for one in version.changes for edit in one.edits if not isinstance(edit, Inject)]
    injected = [one.injected for one in version.changes if one.injected is not None]
    try:
        if version.of_pdf:
            return [(name, into_pdf(data, injected)) for name, data in unchanged(folder, version)]
        data = edited(read(folder / SOURCE_FILE), edits, lambda data: into_source(data, injected))
        return [("review.docx", write(data, lambda document: into_word(document, injected)))]
    except (EditError, OSError, ValueError) as problem:
        raise GoldError(f"{folder / SOURCE_FILE}: {version.name}: {problem}") from problem


def unchanged(folder: Path, version: Version) -> Files:
    """The review in the form in which that version changes it, without any change."""
    if version.of_pdf or version.reorders:
        ending = "pdf" if version.of_pdf else "*"
        return [(path.name, path.read_bytes()) for path in sorted(folder.glob(f"review*.{ending}"))]
    return [("review.docx", write(read(folder / SOURCE_FILE)))]
