"""Checks every quotation of a reply against the review: located, or absent.

In goes the review and a reply believed in nothing; out comes each quotation with how and where it stands
in the review. Stands alone because promise one rests on it: no quotation is shown as evidence that did not
pass here, and nothing here is fuzzy.
"""

from assistant.domain.draft import CheckedCitation, CheckedQuotation, Citation, Located, Match, Reply
from assistant.domain.review import Review
from assistant.domain.rubric import Prompt
from assistant.domain.trace import OfferedQuotation, TraceReply
from assistant.steps.verify.finder import Finder
from assistant.steps.verify.own import own_evidence

__all__ = ["Finder", "locate", "own_evidence", "verify", "verify_trace"]


def verify(
    review: Review, prompt: Prompt, reply: Reply, finder: Finder | None = None
) -> tuple[CheckedCitation, ...]:
    """Every quotation of the reply, checked: those of findings in their order, then the strongest passages.

    ``finder`` is the review's own, where one was built for several replies; it is built here otherwise.
    A strongest passage has the expectation None.
    """
    finder = finder or Finder(review)
    offered: list[tuple[str | None, Citation]] = [
        (f"{prompt.id}/{finding.expectation}", citation)
        for finding in sorted(reply.findings, key=lambda finding: finding.expectation)
        for citation in finding.citations
    ]
    offered += [(None, c) for c in (reply.strongest_for, reply.strongest_against) if c is not None]
    return tuple(_checked(finder, expectation, citation) for expectation, citation in offered)


def locate(review: Review, cited_passage: str, quote: str) -> tuple[Match, tuple[Located, ...]]:
    """How and where one quotation stands in the review; the rules are those of ``Finder.locate``."""
    return Finder(review).locate(cited_passage, quote)


def verify_trace(reply: TraceReply, finder: Finder) -> dict[OfferedQuotation, CheckedQuotation]:
    """Every quotation of a trace, checked; the same words offered for the same passage once."""
    return {
        offered: _quotation(finder, offered.passage, offered.quote)
        for offered in dict.fromkeys(reply.quotations())
    }


def _checked(finder: Finder, expectation: str | None, citation: Citation) -> CheckedCitation:
    found = _quotation(finder, citation.passage, citation.quote)
    return CheckedCitation(**dict(found), expectation=expectation, stance=citation.stance)


def _quotation(finder: Finder, passage: str, quote: str) -> CheckedQuotation:
    match, located = finder.locate(passage, quote)
    first = located[0] if located else None
    return CheckedQuotation(
        cited_passage=passage,
        passage=first.passage if first else None,
        quote=quote,
        match=match,
        start=first.start if first else None,
        end=first.end if first else None,
        located=located,
    )
