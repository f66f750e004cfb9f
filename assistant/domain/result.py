"""The result file ("sfo-assurance/1"): the whole assurance as others may read and verify it.

These records are the file's shape, key by key; its published JSON schema is generated from them
(``schema``), so that neither can change without the other.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field
from pydantic.json_schema import GenerateJsonSchema

from assistant.domain.agreement import Lines
from assistant.domain.assurance import Run
from assistant.domain.draft import (
    CheckedCitation,
    CheckedFinding,
    CheckedQuotation,
    DraftStatus,
    Flag,
    Line,
    Offered,
    Outcome,
    Provenance,
)
from assistant.domain.judgement import Answer, Decision, Pivotal, Tally
from assistant.domain.record import Record
from assistant.domain.review import Check, Intake, Kind, Notice, Part, ReviewFile
from assistant.domain.trace import FindingKind


class ResultSection(Record):
    """A heading-bounded part of the review."""

    id: str
    title: str
    part: Part
    file: str


class ResultPassage(Record):
    """A citable unit of the review, verbatim; citations give offsets into ``text``."""

    id: str
    section: str
    file: str
    kind: Kind
    text: str
    page: int | None


class ResultReview(Record):
    """The review as read."""

    id: str
    title: str
    intake: Intake
    files: tuple[ReviewFile, ...]
    words: int
    sections: tuple[ResultSection, ...]
    passages: tuple[ResultPassage, ...]


class ResultNotice(Notice):
    """Something to know about a file, under the id by which it is acknowledged."""

    id: str = Field(description="what a decision's ``notices`` name")


class ReadFile(Record):
    """What ``assistant read`` writes: the keys of the result file that reading alone fills."""

    review: ResultReview
    notices: tuple[ResultNotice, ...]
    checks: tuple[Check, ...]


class ResultRubric(Record):
    """The edition of the rubric, and the digest of its file."""

    edition: str
    sha256: str


class ResultAgreement(Record):
    """How many drafts of a prompt hold the line of the one shown, where the same question was asked again."""

    same: int = Field(description="drafts that hold its line, itself among them")
    of: int = Field(description="drafts in all, itself among them")
    lines: Lines
    not_answered: int = Field(description="repeats that were asked for and not answered; not in ``of``")


class ResultDraft(Record):
    """The checked proposal for one prompt; or, by ``status`` and ``reason``, why there is none.

    One that is hidden was made, and is kept from the inspector until a line is recorded (judge first): it holds
    nothing here either.
    """

    prompt: str
    status: DraftStatus
    reason: Outcome | None
    line: Line | None = Field(description="null for information items, and where there is no draft")
    proposed_line: Line | None = Field(
        description="what the model proposed, whether its evidence carries it or not"
    )
    rationale: str
    flags: tuple[Flag, ...]
    findings: tuple[CheckedFinding, ...]
    searched: tuple[str, ...]
    precludes: bool
    provenance: Provenance | None
    citations: tuple[CheckedCitation, ...] = Field(
        description="one whose ``expectation`` is null is the strongest passage for or against the prompt"
    )
    strongest_for: Offered | None = Field(description="null where there is no draft")
    strongest_against: Offered | None = Field(
        description="always asked for. none: none found by the draft; no_evidence: words were offered that are "
        "no evidence, and stand among the citations as absent; null where there is no draft"
    )
    agreement: ResultAgreement | None = Field(description="null where there are no repeats")
    unread: tuple[str, ...] = Field(
        description="ids of sections that the model was not sent, or not whole; empty where it read everything"
    )
    key: str | None = Field(
        description="what a decision's ``draft`` or ``unseen`` names; null where nothing was run"
    )


class ResultFinding(Record):
    """A deficiency, key finding or piece of good practice that the review states, as a model listed it."""

    number: int
    kind: FindingKind
    summary: str
    citations: tuple[CheckedQuotation, ...]
    unsupported: bool = Field(description="none of its quotations was located: it counts as nothing")
    answered_by: tuple[int, ...] = Field(description="numbers of located actions that answer it")
    reason_for_none: CheckedQuotation | None = Field(
        description="where the review says why there is no action; counts where it was located"
    )


class ResultAction(Record):
    """A planned action, as a model listed it."""

    number: int
    summary: str
    citations: tuple[CheckedQuotation, ...]
    unsupported: bool = Field(description="none of its quotations was located: it answers nothing")
    answers: tuple[int, ...] = Field(description="numbers of findings that the model says it answers")
    how: str


class ResultTrace(Record):
    """What answers what: evidence under 2.h, 3.1 and 3.2, and no judgement of them."""

    status: DraftStatus
    reason: Outcome | None
    findings: tuple[ResultFinding, ...]
    actions: tuple[ResultAction, ...]
    without_action: tuple[int, ...] = Field(
        description="located findings that no located action answers and for which no reason was located"
    )
    without_finding: tuple[int, ...] = Field(description="located actions that answer no located finding")
    flags: tuple[Flag, ...]
    provenance: Provenance | None
    unread: tuple[str, ...] = Field(
        description="ids of sections that the model was not sent, or not whole: then without_action and "
        "without_finding are empty, because nothing is known of them"
    )


class ResultJudgement(Record):
    """What the rules compute for a node and what the inspector holds; ``overall`` has a rating only."""

    node: str
    initial: Answer | None
    tally: Tally | None
    trace: tuple[str, ...]
    pivotal: tuple[Pivotal, ...]
    answer: Answer | None
    rating: str | None


class Trail(Record):
    """The decisions as a chain, so that a decision changed, left out or moved afterwards shows.

    Before the first decision the head is the sha256 of the review's id in UTF-8. Each decision, in order,
    makes the next: the sha256 of the previous head (64 hex digits, ASCII) followed by the decision as it
    stands in this file, without those of its keys whose value is null or an empty list, as JSON in UTF-8 with
    the keys sorted at every level and no white space between tokens. So a key that a later version adds to
    decisions does not change the head of a trail that was printed before.
    """

    events: int = Field(ge=0, description="how many decisions the chain holds")
    head: str = Field(pattern="^[0-9a-f]{64}$")
    signed_off: str | None = Field(
        description="id of the sign-off in force, or null: then all of this is a draft"
    )


class ResultFile(Record):
    """One assurance, with an entry in ``drafts`` for each prompt, drafted or not, hidden or not."""

    format: Literal["sfo-assurance/1"]
    review: ResultReview
    notices: tuple[ResultNotice, ...]
    checks: tuple[Check, ...]
    rubric: ResultRubric
    run: Run | None
    drafts: tuple[ResultDraft, ...]
    traceability: ResultTrace | None = Field(description="null where it was not asked for")
    decisions: tuple[Decision, ...]
    judgements: tuple[ResultJudgement, ...]
    trail: Trail


_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def json_bytes(value: Any, **how: Any) -> bytes:  # noqa: ANN401 - json's own types
    """Value as JSON in UTF-8, ``how`` as for ``json.dumps``.

    A model's reply may hold half a surrogate pair, which has no UTF-8 form; it becomes U+FFFD.
    """
    return _LONE_SURROGATES.sub("\ufffd", json.dumps(value, ensure_ascii=False, **how)).encode()


def trail_head(review_id: str, decisions: Iterable[Decision]) -> str:
    """The head of the chain of decisions, as ``Trail`` describes it (64 hex digits)."""
    head = hashlib.sha256(review_id.encode()).hexdigest()
    for decision in decisions:
        told = {
            key: value for key, value in decision.model_dump(mode="json").items() if value not in (None, [])
        }
        canonical = json_bytes(told, sort_keys=True, separators=(",", ":"))
        head = hashlib.sha256(head.encode() + canonical).hexdigest()
    return head


class _WholeSchema(GenerateJsonSchema):
    """Every key stands in every file, those with a default too, so every key is required."""

    def field_is_required(self, *_: object, **__: object) -> bool:
        return True


def schema() -> dict[str, Any]:
    """The JSON schema of the result file (draft 2020-12), published in ``docs/result-file.schema.json``."""
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **ResultFile.model_json_schema(mode="serialization", schema_generator=_WholeSchema),
        "title": "SFO assurance result file, sfo-assurance/1",
    }
