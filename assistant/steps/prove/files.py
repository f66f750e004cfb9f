"""Are these the files of the export, and is the text it holds theirs?

The export, the files handed in and the review read from them come in; two proofs go out. It stands alone
because every other proof about text rests on it.
"""

from collections.abc import Sequence

from assistant.domain.proof import Proof, proof
from assistant.domain.result import ResultFile
from assistant.domain.review import Review, ReviewFile
from assistant.domain.words import count


def files(result: ResultFile, given: Sequence[ReviewFile]) -> Proof:
    """Each file of the export was given, byte for byte, and no other; names may have changed since."""
    return same_files(result.review.files, given)


def same_files(named: Sequence[ReviewFile], given: Sequence[ReviewFile]) -> Proof:
    """The files that an export names, and those given, are the same ones."""
    wanted, there = {f.sha256 for f in named}, {f.sha256 for f in given}
    faults = [
        f"{f.name}: SHA-256 {f.sha256} was not among the files given." for f in named if f.sha256 not in there
    ]
    faults += ["The export names no file."] if not named else []
    faults += [
        f"{f.name}: SHA-256 {f.sha256} is no file of the export." for f in given if f.sha256 not in wanted
    ]
    told = f"{count(len(named), 'file')}, by the SHA-256 digest of the bytes."
    return proof("The files are those of the export", told, tuple(faults))


def passages(result: ResultFile, read: Review) -> Proof:
    """The export's passages are those of the files, each with its text, kind and place, and none besides."""
    held = {p.id: (p.text, p.kind, p.section, p.page) for p in read.passages}
    told = {p.id: (p.text, p.kind, p.section, p.page) for p in result.review.passages}
    faults = [f"{i}: its text or place is not the file's." for i in told if i in held and held[i] != told[i]]
    faults += [f"{i}: the files have no such passage." for i in told if i not in held]
    faults += [f"{i}: left out of the export." for i in held if i not in told]
    if result.review.id != read.id:
        faults.append("The id of the review is not the digest of these files.")
    same = sum(held.get(i) == passage for i, passage in told.items())
    counted = f"{same:,} of {count(len(held), 'passage')} are the same, character for character."
    return proof("The export's text is the files' text", counted, tuple(faults))
