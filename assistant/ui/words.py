"""What only the screens say of values: short words for lists, matches, flags.

In comes an enumeration, out goes the phrase an inspector reads. It stands alone so that a test can hold that no
value is without words; the words that the report has too are ``domain.words``.
"""

from assistant.domain.draft import FlagKind, Match
from assistant.domain.judgement import Origin
from assistant.domain.review import NoticeKind
from assistant.domain.rubric import Strength
from assistant.domain.words import count as count

MATCH: dict[Match, str] = {
    Match.EXACT: "Exact",
    Match.NORMALISED: "Normalised: spacing or punctuation",
    Match.MOVED: "Moved",
    Match.ABSENT: "Not found in the review",
}
"""How a quotation was located."""

STRENGTH: dict[Strength, str] = {
    Strength.MUST: "Must",
    Strength.EXPECTED: "Expected",
    Strength.CONDITIONAL: "Where relevant",
    Strength.ILLUSTRATION: "Illustration",
    Strength.NOT_REQUIRED: "Not required",
}
"""How strongly the rules word an expectation."""

ORIGIN: dict[Origin, str] = {
    Origin.DECIDED: "Decided",
    Origin.DRAFTED: "Draft",
    Origin.HIDDEN: "Judge first",
    Origin.NOT_ANSWERED: "Not answered",
    Origin.NOT_RUN: "Not run",
}
"""Where the line that counts comes from."""

FLAG: dict[FlagKind, str] = {
    FlagKind.UNSUPPORTED: "no located evidence carries the line the model proposed",
    FlagKind.NOT_READ_WHOLE: "not read, or not whole: the review is longer than the model's context",
    FlagKind.QUOTATION_NOT_FOUND: "quoted by the model, not found in the review",
    FlagKind.QUOTATION_NOT_EVIDENCE: "too short, or of a kind that is no evidence",
    FlagKind.DETAIL_NOT_IN_CITED_PASSAGES: "stands in none of the cited passages",
    FlagKind.EXPECTATION_NOT_ANSWERED: "the model said nothing of this expectation",
}
"""What is wrong with a draft, to follow the words it is about."""

OWN_FLAG: dict[FlagKind, str] = {
    **FLAG,
    FlagKind.QUOTATION_NOT_FOUND: "not found in the review",
    FlagKind.DETAIL_NOT_IN_CITED_PASSAGES: "stands in none of the passages of the evidence",
}
"""The same of words that an inspector wrote."""

STRUCK = frozenset({NoticeKind.DELETED_TEXT})
"""Notices whose text was deleted in the file and is shown struck through."""

WARNING = frozenset({NoticeKind.INSTRUCTION_LIKE, NoticeKind.ODD_CHARACTERS})
"""Notices to look at before anything is sent: text that may be meant to sway a model."""
