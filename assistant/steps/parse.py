"""From a model's raw text to a Reply in the form asked for, or to the fault that keeps it from being one.

In goes the text exactly as it came, from outside and believed in nothing; out comes a ``Reply`` or a
``Fault`` whose sentence can be sent back. Stands alone because every string has to end as one or the
other: no text raises, no value is coerced, nothing is repaired.
"""

import json
import re
from typing import Literal, Never

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.domain.draft import Citation, Finding, Line, Met, Reply, Stance
from assistant.domain.record import Record
from assistant.domain.rubric import Prompt, Scale

MOST_CHARACTERS = 200_000
LONGEST_QUOTATION = 4_000
"""Characters in one quotation; it is also the most that verification looks for."""
LONGEST_WORDING = 10_000
"""Characters in a rationale, a note, or one place of the searched list."""

_THINKING = re.compile(r"<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?[ \t]*\r?\n(.*)\n[ \t]*```", re.DOTALL)
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Fault(Record):
    """Why a text is no reply, in a sentence that can be sent back to the model in a re-ask.

    It names the place and the rule. Of the reply itself it repeats at most a short key or value.
    """

    sentence: str


class _ReplyError(Exception):
    """Carries the sentence of a fault from where it is seen to ``parse``."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _Citation(_Strict):
    passage: str
    quote: str
    stance: Literal["supports", "against"]


class _Strongest(_Strict):
    passage: str
    quote: str


class _Finding(_Strict):
    expectation: int
    met: Literal["met", "partly", "not_met", "not_applicable"]
    note: str
    citations: list[_Citation]


class _Answer(_Strict):
    findings: list[_Finding]
    strongest_for: _Strongest | None
    strongest_against: _Strongest | None
    searched: list[str]
    rationale: str
    line: Literal["above", "below", "not_applicable", "undetermined"] | None
    precludes: bool


def parse(text: str, prompt: Prompt) -> Reply | Fault:
    """The reply in this text to this prompt, or what is wrong with it; never raises.

    The text must be one JSON object of exactly the fields asked for. As a wrapper around it, and only
    so, one leading ``<think>...</think>`` block and one ``` or ```json fence are taken off. A passage id that
    does not exist is no fault here: verification grades its quotation as moved or absent.
    """
    try:
        answer = _validated(_loaded(text))
        _fits(answer, prompt)
    except _ReplyError as broken:
        return Fault(sentence=str(broken))
    return _reply(answer)


def _loaded(text: str) -> object:
    if len(text) > MOST_CHARACTERS:
        raise _ReplyError(f"The reply is longer than {MOST_CHARACTERS} characters.")
    try:
        value: object = json.loads(
            _unwrapped(text), object_pairs_hook=_without_duplicates, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _ReplyError(
            f"The reply is not one JSON object and nothing else: {error.msg} ({where})."
        ) from None
    except ValueError:
        raise _ReplyError("The reply holds a number that is too long.") from None
    except RecursionError:
        raise _ReplyError("The reply is nested too deeply.") from None
    if not isinstance(value, dict):
        raise _ReplyError("The reply is not a JSON object.")
    return value


def _unwrapped(text: str) -> str:
    bare = text.strip()
    thinking = _THINKING.match(bare)
    if thinking:
        bare = bare[thinking.end() :].strip()
    fence = _FENCE.fullmatch(bare)
    return fence.group(1) if fence else bare


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _ReplyError(f"The key {_short(key)} stands twice in one object.")
        found[key] = value
    return found


def _no_constant(name: str) -> Never:
    raise _ReplyError(f"{name} is not a JSON value.")


def _validated(value: object) -> _Answer:
    try:
        return _Answer.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = "/".join(_part(part) for part in first["loc"])
        what = {
            "missing": "is missing",
            "extra_forbidden": "is not one of the keys asked for",
            "model_type": "is wrong: it must be an object",
        }.get(first["type"], f"is wrong: {first['msg']}")
        raise _ReplyError(f"In the reply, {where} {what}.") from None


def _part(part: str | int) -> str:
    return str(part + 1) if isinstance(part, int) else _short(part)


def _fits(answer: _Answer, prompt: Prompt) -> None:
    """Refuses what this prompt does not allow; raises ``_ReplyError``."""
    seen: set[int] = set()
    for finding in answer.findings:
        number = finding.expectation
        if prompt.expectation(number) is None:
            raise _ReplyError(f"There is no expectation {_short(str(number))} under this question.")
        if number in seen:
            raise _ReplyError(f"Expectation {number} has more than one finding.")
        seen.add(number)
    _fits_the_scale(answer.line, prompt)
    for what, words in _strings(answer):
        if _NOT_TEXT.search(words):
            raise _ReplyError(f"The {what} holds a control character or half a character.")
        most = LONGEST_QUOTATION if what in ("quotation", "passage id") else LONGEST_WORDING
        if len(words) > most:
            raise _ReplyError(f"The {what} is longer than {most} characters; keep to the words that matter.")


def _fits_the_scale(line: str | None, prompt: Prompt) -> None:
    if prompt.scale is Scale.NOTE and line is not None:
        raise _ReplyError("This item has no line: line must be null.")
    if prompt.scale is Scale.LINE and line is None:
        raise _ReplyError("line must not be null: it is above, below or undetermined.")
    if line == Line.NOT_APPLICABLE and prompt.not_applicable is None:
        raise _ReplyError("line must not be not_applicable: this question always applies.")


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


def _short(text: str) -> str:
    """A value of the reply, printable and at most 60 characters, as it may appear in a fault."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return repr(clean if len(clean) <= 60 else clean[:57] + "...")
