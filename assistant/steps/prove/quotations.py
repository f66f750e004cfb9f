"""Does every quotation stand in the file where the export says? Looked up in the plainest way there is.

The export and the review read from the files come in; two proofs go out. It stands alone so that anybody can do
it again by hand: cut the passage at the offsets, and compare letters, digits and signs.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from assistant.domain.draft import CheckedCitation, CheckedQuotation, Located, Match
from assistant.domain.proof import Proof, proof
from assistant.domain.result import ResultFile
from assistant.domain.review import Review
from assistant.domain.words import count


class _Quoted(NamedTuple):
    """A quotation of the export, with whose it is: "1.3.c, quotation 4"."""

    of: str
    checked: CheckedCitation | CheckedQuotation


def quotations(result: ResultFile, read: Review) -> Proof:
    """Cut from the passages at their offsets, the pieces of each have the letters, digits and signs of it.

    White space, punctuation and the case of letters are set aside, since a quotation may have a capital or a
    full stop of its own; an absent one is claimed nowhere, so there is nothing to prove.
    """
    every = list(_every(result))
    there = [q for q in every if q.checked.match is not Match.ABSENT]
    texts = {passage.id: passage.text for passage in read.passages}
    faults = tuple(f"{q.of}: it does not stand where the export says." for q in there if not _stands(q, texts))
    told = f"{count(len(there), 'quotation')}, cut from the files at the places named and compared."
    if absent := len(every) - len(there):
        told += f" {absent:,} more were offered by a model and are not in the review: the export says so."
    return proof("Every quotation is in the file, at its place", told, faults)


def wording(result: ResultFile, not_found: Callable[[str], Sequence[str]]) -> Proof:
    """No words of a draft stand in quotation marks that are not in the review."""
    texts = list(_wordings(result))
    faults = tuple(
        f"{of}: {count(len(lost), 'quotation')} within its words."
        for of, text in texts
        if (lost := not_found(text))
    )
    told = f"{count(len(texts), 'rationale or note', 'rationales and notes')} searched for quotation marks."
    return proof("Nothing else stands in quotation marks unless it is in the file", told, faults)


def _every(result: ResultFile) -> Iterator[_Quoted]:
    for draft in result.drafts:
        for number, citation in enumerate(draft.citations, start=1):
            yield _Quoted(f"{draft.prompt}, quotation {number}", citation)
    for decision in result.decisions:
        if decision.citation is not None:
            yield _Quoted(f"{decision.id}, its evidence", decision.citation)
    trace = result.traceability
    if trace is None:
        return
    listed = [(f"finding {f.number}", f.citations) for f in trace.findings]
    listed += [(f"action {a.number}", a.citations) for a in trace.actions]
    for of, citations in listed:
        for number, quoted in enumerate(citations, start=1):
            yield _Quoted(f"{of}, quotation {number}", quoted)
    for finding in trace.findings:
        if finding.reason_for_none is not None:
            yield _Quoted(f"finding {finding.number}, its reason for none", finding.reason_for_none)


def _wordings(result: ResultFile) -> Iterator[tuple[str, str]]:
    for draft in result.drafts:
        yield f"{draft.prompt}, rationale", draft.rationale
        yield from ((f"{f.expectation}, note", f.note) for f in draft.findings)
    yield from ((f"{d.id}, rationale", d.rationale) for d in result.decisions if d.rationale is not None)
    trace = result.traceability
    if trace is not None:
        yield from ((f"finding {f.number}", f.summary) for f in trace.findings)
        yield from ((f"action {a.number}", f"{a.summary}\n{a.how}") for a in trace.actions)


def _stands(quoted: _Quoted, texts: dict[str, str]) -> bool:
    pieces = []
    for at in _located(quoted.checked):
        text = texts.get(at.passage, "")
        if not 0 <= at.start < at.end <= len(text):
            return False
        pieces.append(text[at.start : at.end])
    words = _bare(quoted.checked.quote)
    return bool(words) and _bare("".join(pieces)) == words


def _located(checked: CheckedCitation | CheckedQuotation) -> tuple[Located, ...]:
    """The pieces; one alone may be told by its passage and offsets only."""
    if checked.located or checked.passage is None or checked.start is None or checked.end is None:
        return checked.located
    return (Located(passage=checked.passage, start=checked.start, end=checked.end),)


def _bare(text: str) -> str:
    """Letters, digits and signs (£, %, +); neither a pipe between cells nor an accent used as a mark."""
    even = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in even if (unicodedata.category(c)[0] in "LMNS" or c == "%") and c not in "|`´")
