"""A Word report is proved against the files of its review, read anew, as far as its own words go.

What the report says, the files handed in, the review read from them and what the rules make of the report's
lines come in; proofs go out. It stands alone because a report holds less than a result file: what cannot be
proved from it is said, and never taken for proved.
"""

import re
from collections.abc import Mapping, Sequence

from assistant.domain.proof import Proof, proof
from assistant.domain.review import Review, ReviewFile
from assistant.domain.rubric import Rubric
from assistant.domain.words import count
from assistant.steps.prove.files import same_files
from assistant.steps.prove.judgements import CLAIM
from assistant.steps.prove.printed import Printed

_CLOSED = re.compile(r"”(?=  |$)")
_SPACE = re.compile(r"\s+")


def prove_report(
    rubric: Rubric,
    told: Printed,
    given: Sequence[ReviewFile],
    read: Review,
    computed: Mapping[str, tuple[str, ...]],
) -> tuple[Proof, ...]:
    """Every proof. ``computed`` is the summary, row by row, that the rules make of the lines in the report."""
    return (
        same_files(told.files, given),
        _quotations(told, read),
        _lines(rubric, told),
        _judgements(told, computed),
        _decisions(told),
    )


def _quotations(told: Printed, read: Review) -> Proof:
    """Each piece between quotation marks is text of one passage, whatever the spaces."""
    texts = [_even(passage.text) for passage in read.passages]
    faults = tuple(f"{of}: a quotation that is not in the files." for of, quoted in told.quotations
                   if not _stands(quoted, texts))  # fmt: skip
    many = f"{count(len(told.quotations), 'quotation')} of the report looked for in the files, word for word."
    return proof("Every quotation is in the file", many, faults)


def _stands(quoted: str, texts: Sequence[str]) -> bool:
    """A quotation and its place, parted by two spaces; a place may have such marks itself."""
    ends = [found.start() for found in _CLOSED.finditer(quoted)]
    return any(_all_stand(quoted[1:end], texts) for end in reversed(ends))


def _all_stand(words: str, texts: Sequence[str]) -> bool:
    pieces = [_even(piece) for piece in words.split("” “")]
    whole = _even(words)
    return any(whole in text for text in texts) or all(
        piece and any(piece in text for text in texts) for piece in pieces
    )


def _even(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _lines(rubric: Rubric, told: Printed) -> Proof:
    faults = tuple(f"{p.id}: the report does not say where it stands." for p in rubric.prompts
                   if p.rule is not None and p.id not in told.lines)  # fmt: skip
    decided = sum(line.decided for line in told.lines.values())
    many = f"{count(len(told.lines), 'prompt')} with where they stand, {decided:,} of them decided."
    return proof("Every prompt that is weighed has its line in the report", many, faults)


def _judgements(told: Printed, computed: Mapping[str, tuple[str, ...]]) -> Proof:
    faults = tuple(
        f"{title}: the summary says something else than these lines give."
        for title, row in computed.items()
        if told.summary.get(title) != row
    )
    return proof(CLAIM, f"{count(len(computed), 'row')} of the summary computed anew from the lines.", faults)


def _decisions(told: Printed) -> Proof:
    acts = [(int(cells[0].removeprefix("d")), cells[-1]) for cells in (act.split("\t") for act in told.acts)]
    numbers = [number for number, _ in acts]
    faults = []
    if sorted(numbers) != [*range(1, len(numbers) + 1)]:
        faults.append("The decisions are not numbered one after the other.")
    if told.head is None:
        faults.append("The head of the chain of decisions is missing.")
    last = [said for _, said in sorted(acts) if said.startswith(("Signed off", "Reopened"))][-1:]
    if told.status.startswith("Signed off") != any(said.startswith("Signed off") for said in last):
        faults.append("Whether it is signed off is not what its decisions say.")
    many = (
        f"{count(len(numbers), 'decision')}; of itself the report says: {told.status or 'nothing'}. That none "
        f"was changed since can be proved with the result file whose head is {told.head or 'missing'}."
    )
    return proof("The report's state is that of its decisions", many, tuple(faults))
