"""Evidence and words of the inspector's own, kept by the real pipeline: they outlive it, on either database."""

from datetime import UTC, datetime

import pytest

from assistant.domain.draft import FlagKind, Match, Stance
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.offered import OfferedEvidence
from assistant.domain.review import Intake
from assistant.errors import NotAllowed, NotFound
from assistant.pipeline import Pipeline, Setup
from tests.pipeline.opening import FILES

BY = "R. Quillfeather"
NO_VISIT = "did not ask why the home visit had not taken place"


def opened(url: str) -> Pipeline:
    setup = Setup(database_url=url, jobs_url=url, base_url=None, model=None, concurrency=1, recording=False)
    return Pipeline.opened(setup, now=lambda: datetime.now(UTC))


def evidence(passage: str, words: str) -> OfferedEvidence:
    return OfferedEvidence(
        prompt="1.2.b", expectation="1.2.b/1", stance=Stance.AGAINST, passage=passage, words=words
    )


def test_own_evidence_and_words_and_what_was_undone_are_there_after_a_stop_and_a_start(
    database_url: str,
) -> None:
    with opened(database_url) as first:
        review = first.take_in(FILES, Intake())
        passage = next(p.id for p in first.assurance(review).review.passages if NO_VISIT in p.text)
        added = first.cite(review, evidence(passage, NO_VISIT), BY)
        with pytest.raises(NotAllowed, match="do not stand in the review"):
            first.cite(review, evidence(passage, "asked why the home visit had not taken place at once"), BY)
        with pytest.raises(NotAllowed, match="already"):
            first.cite(review, evidence(passage, NO_VISIT), BY)
        first.reword(review, "1.2.b", f"On 3 May “{NO_VISIT}” [{passage}].", BY, None)
        with pytest.raises(NotFound, match="no prompt 9"):
            first.reword(review, "9.z", "Words.", BY, None)
        first.decide(review, Act(kind=DecisionKind.REMOVE, prompt="1.2.b", citation=added.citation, by=BY))
        first.decide(review, Act(kind=DecisionKind.UNDO, prompt="1.2.b", undoes="d3", by=BY))
    with opened(database_url) as second:
        assurance = second.assurance(review)
    kinds = [d.kind for d in assurance.decisions]
    assert kinds == [DecisionKind.CITE, DecisionKind.REWORD, DecisionKind.REMOVE, DecisionKind.UNDO]
    (citation,) = assurance.evidence("1.2.b").citations
    assert (citation.match, citation.passage, citation.quote) == (Match.EXACT, passage, NO_VISIT)
    rationale = assurance.rationale("1.2.b")
    assert rationale is not None
    assert rationale.rationale == f"On 3 May “{NO_VISIT}” [{passage}]."
    assert [(f.kind, f.text) for f in rationale.flags] == [(FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, "3 May")]
