"""An assurance becomes a sheet of its prompts, one row each, as CSV for a spreadsheet.

The rubric and an assurance come in, bytes go out. It stands alone because text of files, models and persons
reaches a program that runs what looks like a formula: no cell may, and a draft still hidden is not in it.
"""

import csv
import io
import re
from collections.abc import Iterator

from assistant.domain.assurance import Assurance
from assistant.domain.draft import OUTCOME_WORDS, Draft, DraftStatus, Match, Outcome, Stance
from assistant.domain.evidence import evidence_key
from assistant.domain.judgement import Decision, DecisionKind
from assistant.domain.rubric import Prompt, Rubric, Scale
from assistant.domain.signing import status
from assistant.domain.words import LINE, REASON

HEADS = (
    "Reference",
    "Assurance",
    "Part",
    "Prompt",
    "Question",
    "State",
    "Line",
    "Decided by",
    "Decided at (UTC)",
    "Reason",
    "Note",
    "Line of the draft",
    "Rationale",
    "Bars a yes",
    "Evidence for",
    "Evidence against",
    "Offered and not found",
    "Checks",
)
"""The first row. ``Assurance`` says in every row whether this is a draft or signed off, and by whom."""

_FORMULA = re.compile(r"^[\s\x00-\x20\u00a0\ufeff\u200b]*[=+\-@＝＋－＠|%]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def sheet(rubric: Rubric, assurance: Assurance) -> bytes:
    """The CSV file: UTF-8 with a byte order mark, so that spreadsheets know, and every cell quoted."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADS)
    for row in _rows(rubric, assurance):
        writer.writerow([cell(value) for value in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def cell(text: str) -> str:
    """Text as a cell may hold it: one line, printable, and after an apostrophe where it could be a formula.

    A spreadsheet takes what begins with = + - @, in full width or after spaces too, for a formula.
    """
    line = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return f"'{line}" if _FORMULA.match(line) else line


def _rows(rubric: Rubric, assurance: Assurance) -> Iterator[list[str]]:
    reference = assurance.intake.reference or assurance.review.title
    mark = status(assurance)
    for group in rubric.groups():
        for prompt in group.prompts:
            yield [
                reference,
                mark,
                f"{group.id} {group.label}",
                prompt.id,
                prompt.question,
                *_told(assurance, prompt),
            ]


def _told(assurance: Assurance, prompt: Prompt) -> list[str]:
    hidden, decision = assurance.hidden(prompt.id), assurance.decision(prompt.id)
    draft = assurance.draft(prompt.id)
    seen = draft.status is DraftStatus.DRAFTED and not hidden
    line = decision.line if decision is not None else draft.line if seen else None
    evidence = assurance.evidence(prompt.id).citations
    # What is cited for an expectation and as the strongest passage too is one piece of evidence.
    pieces = {key for c in evidence if (key := evidence_key(c)) is not None}
    stances = [stance for _, stance in pieces]
    reworded = assurance.rationale(prompt.id)
    adopted = seen and (decision is None or decision.kind is DecisionKind.ACCEPT)
    return [
        _state(prompt, draft, decision, hidden),
        "" if line is None else LINE[line],
        "" if decision is None else decision.by,
        "" if decision is None else decision.at.strftime("%Y-%m-%d %H:%M"),
        "" if decision is None or decision.reason_code is None else REASON[decision.reason_code],
        "" if decision is None else decision.reason or "",
        LINE[draft.line] if seen and draft.line is not None else "",
        (reworded.rationale or "") if reworded is not None else draft.rationale if adopted else "",
        _bars(assurance, prompt),
        str(stances.count(Stance.SUPPORTS)),
        str(stances.count(Stance.AGAINST)),
        str(sum(c.match is Match.ABSENT for c in evidence)),
        str(sum(check.prompt == prompt.id for check in assurance.review.checks)),
    ]


def _state(prompt: Prompt, draft: Draft, decision: Decision | None, hidden: bool) -> str:
    if decision is not None:
        own = "own finding" if prompt.scale is Scale.NOTE else "own line"
        return "Decided: draft accepted" if decision.kind is DecisionKind.ACCEPT else f"Decided: {own}"
    if draft.status is DraftStatus.NOT_RUN:
        return "Not run"
    if hidden:
        return "Judge first: draft hidden"
    if draft.status is DraftStatus.NOT_ANSWERED:
        return f"Not answered: {OUTCOME_WORDS[draft.reason or Outcome.NOT_UNDERSTOOD]}"
    return "Drafted, not decided"


def _bars(assurance: Assurance, prompt: Prompt) -> str:
    if prompt.rule is None:
        return ""
    initial = assurance.judgement(prompt.rule).initial
    return prompt.rule if initial is not None and prompt.id in initial.barred_by else ""
