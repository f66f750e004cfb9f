"""An export verified offline against the files of its review: read, read anew, computed anew, proved.

Comes in: the bytes of an export and of the review's files. Goes out: proofs in words. It stands apart
from the rest of the pipeline because proving needs no database, no queue and no model.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from assistant.domain.assurance import Assurance
from assistant.domain.draft import Draft
from assistant.domain.judgement import Decision, DecisionKind, Judgement
from assistant.domain.proof import Proof
from assistant.domain.result import ResultFile
from assistant.domain.review import Intake, Review, ReviewFile
from assistant.domain.rubric import Rubric
from assistant.domain.words import ANSWER
from assistant.edges import library
from assistant.pipeline.reading import read_review
from assistant.steps.aggregate import aggregate, standings
from assistant.steps.prove import Printed, exported, printed, prove, prove_report
from assistant.steps.report import summary
from assistant.steps.settle import quotations
from assistant.steps.verify import Finder

WORD = b"PK\x03\x04"
"""How a Word file begins, and no JSON."""


def prove_export(export: bytes, files: Sequence[tuple[str, bytes]]) -> tuple[Proof, ...]:
    """What holds of that export, a result file or a Word report, beside those files (name, bytes).

    ``UnreadableFile`` where the export is none of them, or a file cannot be read: then nothing is known.
    """
    rubric = library.rubric()
    given = [ReviewFile(name=name, sha256=hashlib.sha256(data).hexdigest()) for name, data in files]
    if export.startswith(WORD):
        told = printed(rubric, read_review([("report.docx", export)]))
        return prove_report(rubric, told, given, read_review(files), summed(rubric, told))
    result = exported(export)
    read = read_review(_as_exported(result, files))
    finder = Finder(read)
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
    return aggregate(rubric, standings(rubric, drafts, result.decisions), result.decisions, drafts)


def summed(rubric: Rubric, told: Printed) -> dict[str, tuple[str, ...]]:
    """The summary that the rules make of what a report says of prompts and nodes, by the title of each row."""
    drafts = [
        Draft(key="", review="", prompt=prompt, status=held.status, line=held.line)
        for prompt, held in told.lines.items()
    ]
    decisions = [*_decided(told), *_judged(rubric, told)]
    standing = standings(rubric, drafts, decisions)
    assurance = Assurance(
        review=Review(id="", title="", files=(), words=0, text="", sections=(), passages=()),
        intake=Intake(),
        run=None,
        drafts=tuple(drafts),
        decisions=tuple(decisions),
        standings=standing,
        judgements=aggregate(rubric, standing, decisions, drafts),
    )
    return {
        row.title: (row.above, row.below, row.not_counted, row.counts, row.judgement, row.rating)
        for row in summary(rubric, assurance)
    }


def _decided(told: Printed) -> Iterator[Decision]:
    for prompt, held in told.lines.items():
        if held.decided:
            yield Decision(**_BY, kind=DecisionKind.OVERRIDE, prompt=prompt, line=held.line)
        if held.bars:
            yield Decision(**_BY, kind=DecisionKind.PRECLUDE, prompt=prompt)


def _judged(rubric: Rubric, told: Printed) -> Iterator[Decision]:
    words = {said: answer for answer, said in ANSWER.items()}
    titles = {node.id: node.title for node in rubric.nodes()} | {"overall": "Overall"}
    for node, title in titles.items():
        *_, judgement, rating = told.summary.get(title, ("", ""))
        if judgement in words:
            yield Decision(**_BY, kind=DecisionKind.JUDGE, node=node, answer=words[judgement])
        if rating in rubric.ratings:
            yield Decision(**_BY, kind=DecisionKind.RATE, node=node, rating=rating)


_BY: dict[str, Any] = {"id": "d", "by": "report", "at": datetime.min}
"""What a decision needs and no rule looks at."""
