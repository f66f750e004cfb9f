"""From a model's raw text to a Reply in the form asked for, or to the fault that keeps it from being one.

In goes the text exactly as it came, from outside and believed in nothing; out comes a ``Reply`` or a
``Fault`` whose sentence can be sent back. Stands alone because every string has to end as one or the
other: no text raises, no value is coerced, nothing is repaired. The parts: ``strict`` (what holds for every
reply), ``trace`` (the reply that is no answer to a prompt), and here the answer to a prompt.
"""

from typing import Literal

from assistant.domain.draft import Citation, Finding, Line, Met, Reply, Stance
from assistant.domain.rubric import Prompt, Scale
from assistant.steps.parse.strict import (
    LONGEST_QUOTATION,
    LONGEST_WORDING,
    MOST_CHARACTERS,
    Fault,
    ReplyError,
    Strict,
    bounded,
    read,
    short,
)
from assistant.steps.parse.trace import parse_trace

__all__ = ["LONGEST_QUOTATION", "LONGEST_WORDING", "MOST_CHARACTERS", "Fault", "parse", "parse_trace"]


class _Citation(Strict):
    passage: str
    quote: str
    stance: Literal["supports", "against"]


class _Strongest(Strict):
    passage: str
    quote: str


class _Finding(Strict):
    expectation: int
    met: Literal["met", "partly", "not_met", "not_applicable"]
    note: str
    citations: list[_Citation]


class _Answer(Strict):
    findings: list[_Finding]
    strongest_for: _Strongest | None
    strongest_against: _Strongest | None
    searched: list[str]
    rationale: str
    line: Literal["above", "below", "not_applicable", "undetermined"] | None
    precludes: bool


def parse(text: str, prompt: Prompt) -> Reply | Fault:
    """The reply in this text to this prompt, or what is wrong with it; never raises.

    The text must be one JSON object of exactly the fields asked for. A passage id that does not exist is no
    fault here: verification grades its quotation as moved or absent.
    """
    answer = read(text, _Answer, lambda answer: _fits(answer, prompt))
    return answer if isinstance(answer, Fault) else _reply(answer)


def _fits(answer: _Answer, prompt: Prompt) -> None:
    """Refuses what this prompt does not allow; raises ``ReplyError``."""
    seen: set[int] = set()
    for finding in answer.findings:
        number = finding.expectation
        if prompt.expectation(number) is None:
            raise ReplyError(f"There is no expectation {short(str(number))} under this question.")
        if number in seen:
            raise ReplyError(f"Expectation {number} has more than one finding.")
        seen.add(number)
    _fits_the_scale(answer.line, prompt)
    bounded(_strings(answer))


def _fits_the_scale(line: str | None, prompt: Prompt) -> None:
    if prompt.scale is Scale.NOTE and line is not None:
        raise ReplyError("This item has no line: line must be null.")
    if prompt.scale is Scale.LINE and line is None:
        raise ReplyError("line must not be null: it is above, below or undetermined.")
    if line == Line.NOT_APPLICABLE and prompt.not_applicable is None:
        raise ReplyError("line must not be not_applicable: this question always applies.")


def _strings(answer: _Answer) -> list[tuple[str, str]]:
    citations = [c for finding in answer.findings for c in finding.citations]
    strongest = [s for s in (answer.strongest_for, answer.strongest_against) if s is not None]
    offered = [(c.passage, c.quote) for c in citations] + [(s.passage, s.quote) for s in strongest]
    return [
        *(("quotation", quote) for _, quote in offered),
        *(("passage id", passage) for passage, _ in offered),
        *(("note", finding.note) for finding in answer.findings),
        *(("searched list", place) for place in answer.searched),
        ("rationale", answer.rationale),
    ]


def _reply(answer: _Answer) -> Reply:
    return Reply(
        findings=tuple(
            Finding(
                expectation=finding.expectation,
                met=Met(finding.met),
                note=finding.note,
                citations=tuple(
                    Citation(passage=c.passage, quote=c.quote, stance=Stance(c.stance))
                    for c in finding.citations
                ),
            )
            for finding in answer.findings
        ),
        strongest_for=_strongest(answer.strongest_for, Stance.SUPPORTS),
        strongest_against=_strongest(answer.strongest_against, Stance.AGAINST),
        searched=tuple(answer.searched),
        rationale=answer.rationale,
        line=None if answer.line is None else Line(answer.line),
        precludes=answer.precludes,
    )


def _strongest(offered: _Strongest | None, stance: Stance) -> Citation | None:
    return None if offered is None else Citation(passage=offered.passage, quote=offered.quote, stance=stance)
