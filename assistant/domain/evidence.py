"""The evidence of a prompt as it stands: what its draft cites, what the inspector added, what was removed.

Come in: a draft's citations and the decisions on its prompt. Goes out: what stands. It stands alone because
the screen, the report and every other export must show the same evidence.
"""

from collections.abc import Iterable, Sequence

from assistant.domain.draft import CheckedCitation, Located, Match, Stance
from assistant.domain.in_force import in_force
from assistant.domain.judgement import Decision, DecisionKind
from assistant.domain.record import Record

EvidenceKey = tuple[tuple[Located, ...], Stance]
"""What makes two citations the same piece of evidence: the same words of the file, the same stance."""


class Held(Record):
    """``citations`` stand, those of the draft first; what could not be located is still among them.

    ``added`` are the decisions that added some of them, ``removed`` those by which others are gone.
    """

    citations: tuple[CheckedCitation, ...]
    added: tuple[Decision, ...] = ()
    removed: tuple[Decision, ...] = ()

    def holds(self, citation: CheckedCitation) -> bool:
        """Whether that piece of evidence stands."""
        wanted = evidence_key(citation)
        return wanted is not None and any(evidence_key(one) == wanted for one in self.citations)


def evidence_key(citation: CheckedCitation) -> EvidenceKey | None:
    """The piece of evidence that a citation is; None where it was not located and is none."""
    if citation.match is Match.ABSENT or citation.passage is None:
        return None
    pieces = citation.located
    if not pieces and citation.start is not None and citation.end is not None:
        pieces = (Located(passage=citation.passage, start=citation.start, end=citation.end),)
    return (pieces, citation.stance) if pieces else None


def held(offered: Iterable[CheckedCitation], decisions: Sequence[Decision]) -> Held:
    """The evidence as it stands after these decisions on one prompt; ``offered`` are its draft's citations."""
    standing = list(offered)
    added: dict[EvidenceKey, Decision] = {}
    removed: dict[EvidenceKey, Decision] = {}
    for decision in in_force(decisions):
        citation = decision.citation
        key = None if citation is None else evidence_key(citation)
        if citation is None or key is None:
            continue
        if decision.kind is DecisionKind.CITE:
            removed.pop(key, None)
            standing.append(citation)
            added[key] = decision
        elif decision.kind is DecisionKind.REMOVE:
            added.pop(key, None)
            removed[key] = decision
            standing = [one for one in standing if evidence_key(one) != key]
    return Held(citations=tuple(standing), added=tuple(added.values()), removed=tuple(removed.values()))
