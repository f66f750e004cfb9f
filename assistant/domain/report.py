"""The report for the region as content: everything it says, in order, with nothing of how it looks.

Made by ``steps/report``, printed by ``edges/export``. Text of the file stands only in ``Quotation`` (verbatim,
located); everything else is our words, the inspector's, or a draft's and said to be.
"""

from datetime import datetime

from pydantic import Field

from assistant.domain.draft import Line
from assistant.domain.judgement import Answer
from assistant.domain.record import Record


class Fact(Record):
    """A name and what is to be said under it."""

    name: str
    value: str


class Quotation(Record):
    """Verbatim text of one passage of the file and where that stands. ``stance`` is For or Against the prompt.

    ``texts`` are pieces that do not follow on one another, or stand in different cells of a row.
    """

    number: int = Field(description="its number within the prompt, from 1")
    stance: str
    texts: tuple[str, ...]
    place: str


class Found(Record):
    """What was found for one thing the guidance looks for."""

    expectation: str
    met: str
    note: str


class PromptReport(Record):
    """One prompt: where it stands, by whom, why, and on what evidence."""

    id: str
    title: str
    question: str | None
    line: Line | None = Field(description="colours the words of ``standing``; None where there is no line")
    standing: str = Field(description="Below the line; Not answered; Noted")
    by: str = Field(description="decided by R. Quillfeather, 12 November 2026; drafted, not decided")
    gist: str | None = Field(default=None, description="the reason in a sentence, for the lists of a standard")
    reasons: tuple[Fact, ...] = Field(description="the inspector's reason, the rationale, a bar on a yes")
    remarks: tuple[str, ...] = Field(description="how it was decided, what is wrong with the draft")
    found: tuple[Found, ...]
    quotations: tuple[Quotation, ...]
    none_against: str | None = Field(description="said where no strongest passage against was found")
    left_out: str | None = Field(description="how many quotations are in the result file only, in a sentence")
    not_found: tuple[str, ...] = Field(description="offered as quotations and absent: never in quotation marks")


class NodeReport(Record):
    """A key question or standard, or (with nothing computed) a group of prompts that no rule weighs."""

    id: str
    title: str
    question: str | None
    facts: tuple[Fact, ...] = Field(description="judgement, initial judgement, rating, reasons")
    rule: str | None
    trace: tuple[str, ...]
    prompts: tuple[PromptReport, ...]


class TracedRow(Record):
    """A finding or a planned action, and what stands on the other side."""

    number: str = Field(description="F3 for a finding, A2 for an action")
    kind: str
    summary: str = Field(description="the model's own words")
    quotations: tuple[tuple[tuple[str, ...], str], ...] = Field(
        description="texts of the file, and their place"
    )
    answer: str = Field(description="Answered by A2; No action, and no reason for none")
    orphan: bool


class TraceReport(Record):
    """What answers what: listed by a model, its quotations located, and no judgement."""

    hint: str
    summary: str
    findings: tuple[TracedRow, ...]
    actions: tuple[TracedRow, ...]
    remarks: tuple[str, ...] = Field(
        description="what was listed and not located, and what is wrong with words"
    )


class Point(Record):
    """A prompt in the list of what was done well, or of what to improve."""

    prompt: str
    title: str
    words: str | None
    note: str | None = Field(description="that it is only drafted; that it bars a yes")


class StandardReport(Record):
    """A standard with the key questions that feed it, if it has any."""

    node: NodeReport
    key_questions: tuple[NodeReport, ...]
    done_well: tuple[Point, ...] = Field(default=(), description="prompts above the line")
    to_improve: tuple[Point, ...] = Field(default=(), description="prompts below it")
    trace: TraceReport | None = Field(
        default=None, description="under the standard over what it is evidence for"
    )


class SummaryRow(Record):
    """One node in the summary table."""

    node: str
    title: str
    standard: bool
    above: str
    below: str
    not_counted: str
    counts: str
    answer: Answer | None = Field(description="the inspector's judgement")
    judgement: str
    rating: str


class TrailRow(Record):
    """One decision in the trail."""

    id: str
    at: str
    by: str
    act: str


class Report(Record):
    """The whole report."""

    marking: str
    title: str
    reference: str
    status: str = Field(description="Draft: 37 of 54 undecided; or who signed it off, and when")
    cover: tuple[Fact, ...]
    summary: tuple[SummaryRow, ...]
    words: str | None = Field(description="whose words the rationales are; None where no draft is told")
    open_points: tuple[Fact, ...] = Field(description="what was not answered, not run, unsupported, hidden")
    standards: tuple[StandardReport, ...]
    groups: tuple[NodeReport, ...] = Field(description="chronology and information: shown, never weighed")
    drafting: tuple[Fact, ...]
    files: tuple[Fact, ...] = Field(description="each file with the digest of its bytes")
    notices: tuple[str, ...] = Field(description="what was left out of the reading; never the text itself")
    sign_offs: tuple[TrailRow, ...] = Field(default=(), description="every sign-off and reopening")
    trail: tuple[TrailRow, ...]
    head: str
    verify: str = Field(description="how somebody else can verify it, in words")
    attribution: str
    at: datetime
