"""An export verified offline against the files of its review: read, read anew, computed anew, proved.

Comes in: the bytes of a result file and of the review's files. Goes out: proofs in words. It stands apart
from the rest of the pipeline because proving needs no database, no queue and no model.
"""

import hashlib
from collections.abc import Sequence

from assistant.domain.draft import Draft, DraftStatus
from assistant.domain.judgement import Judgement
from assistant.domain.proof import Proof
from assistant.domain.result import ResultFile
from assistant.domain.review import ReviewFile
from assistant.domain.rubric import Rubric
from assistant.edges import library
from assistant.pipeline.reading import read_review
from assistant.steps.aggregate import aggregate, standings
from assistant.steps.prove import exported, prove
from assistant.steps.settle import quotations
from assistant.steps.verify import Finder


def prove_export(export: bytes, files: Sequence[tuple[str, bytes]]) -> tuple[Proof, ...]:
    """What holds of that export beside those files of its review (name, bytes).

    ``UnreadableFile`` where the export is none, or a file cannot be read: then nothing is known.
    """
    result, rubric = exported(export), library.rubric()
    read = read_review(_as_exported(result, files))
    finder = Finder(read)
    given = [ReviewFile(name=name, sha256=hashlib.sha256(data).hexdigest()) for name, data in files]
    return prove(
        rubric,
        result,
        given,
        read,
        lambda words: quotations(words, finder.contains).not_found,
        computed(rubric, result),
    )


def _as_exported(result: ResultFile, files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The files under the names and in the order of the export, known by their bytes; others after them."""
    there = {hashlib.sha256(data).hexdigest(): (name, data) for name, data in files}
    named = [(f.name, there[f.sha256][1]) for f in result.review.files if f.sha256 in there]
    known = {f.sha256 for f in result.review.files}
    return named + [one for digest, one in there.items() if digest not in known]


def computed(rubric: Rubric, result: ResultFile) -> tuple[Judgement, ...]:
    """What the rules make of the export's own drafts and decisions; a hidden draft counts as unknown."""
    shared = Draft.model_fields.keys() - {"key", "review"}
    drafts = [
        Draft(
            key=held.key or "",
            review=result.review.id,
            **{name: value for name, value in held if name in shared},
        )
        for held in result.drafts
    ]
    hidden = frozenset(draft.prompt for draft in drafts if draft.status is DraftStatus.HIDDEN)
    return aggregate(rubric, standings(rubric, drafts, result.decisions, hidden), result.decisions, drafts)
