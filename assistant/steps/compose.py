"""From a review and one rubric prompt to the Request that is sent, byte for byte.

Comes in: the review, what the inspector knows, the rubric, one of its prompts, an instructions file.
Goes out: a Request, or the re-ask that follows a faulty reply. It stands alone because everything that
a prefix cache, a recording and the draft key depend on is decided here: the long part first and the
same for all prompts of a review, the prompt last (design, Drafting).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError

from assistant.domain.draft import Instructions, Message, Request
from assistant.domain.review import Intake, Kind, Passage, Review
from assistant.domain.rubric import KeyQuestion, Prompt, PromptGroup, Rubric, Scale, Standard
from assistant.errors import BadInstructions

MOST_ENUM_VALUES = 900
"""Strict schemas take 1,000 enum values in all; above this many passages their ids become a pattern."""

_PARTS = ("system", "review", "prompt", "unparsable", "absent")
_INTAKE_WORDS = {
    "reference": "Reference",
    "region": "Region",
    "offence_date": "Date of the offence",
    "period_start": "Supervised period began",
    "period_end": "Supervised period ended",
    "high_profile": "High-profile status, from HMPPS",
    "parallel_reviews": "Parallel reviews known to HMPPS",
    "parallel_reviews_note": "Parallel reviews, note",
}


def compose(
    review: Review,
    intake: Intake,
    rubric: Rubric,
    prompt: Prompt,
    instructions: Instructions,
    text: str,
    *,
    repeat: int = 0,
) -> Request:
    """The first request for one prompt. ``text`` is the instructions file's; ``BadInstructions`` if it
    lacks a part or names a field that does not exist."""
    parts = _parts(instructions.name, text)
    lines = list(_lines(review))
    common = _render(instructions.name, parts["review"], {"passages": lines})
    asked = _render(instructions.name, parts["prompt"], _fields(intake, rubric, prompt))
    schema = canonical(answer_schema([p.id for p in review.passages if p.kind is not Kind.FURNITURE]))
    sent = hashlib.sha256("\n".join((parts["system"], common, schema)).encode()).hexdigest()
    return Request(
        review=review.id,
        prompt=prompt.id,
        instructions=instructions,
        messages=(
            Message(role="system", content=parts["system"]),
            Message(role="user", content=f"{common}\n\n{asked}"),
        ),
        answer_schema=schema,
        cache_key=sent[:32],
        repeat=repeat,
    )


def _lines(review: Review) -> Iterator[str]:
    """The review as the model reads it; where it is in several files, a line names each as it begins."""
    named = None
    for passage in review.passages:
        if len(review.files) > 1 and passage.file != named:
            named = passage.file
            yield f"(file: {' '.join(named.split())})"
        if passage.kind is not Kind.FURNITURE:
            yield passage_line(passage)


def ask_again(
    request: Request, text: str, reply: str, *, fault: str = "", absent: Sequence[str] = ()
) -> Request:
    """The request that follows a faulty reply, stating the fault: an unparsable reply, or absent quotations."""
    parts = _parts(request.instructions.name, text)
    if absent:
        told = _render(request.instructions.name, parts["absent"], {"quotations": list(absent)})
    else:
        told = _render(request.instructions.name, parts["unparsable"], {"fault": fault})
    more = (Message(role="assistant", content=reply), Message(role="user", content=told))
    return request.model_copy(update={"messages": (*request.messages, *more)})


def passage_line(passage: Passage) -> str:
    """A passage as the model reads it: one line, so that no text of the file can begin a line of its own."""
    match passage.kind:
        case Kind.HEADING:
            words = f"{'#' * min(passage.level or 1, 6)} {passage.text}"
        case Kind.LIST_ITEM:
            words = f"{passage.label or '-'} {passage.text}"
        case Kind.FOOTNOTE:
            words = f"(footnote {passage.label or ''} to the passage above) {passage.text}"
        case Kind.ROW:
            named = f"(table {passage.table}, {'column names' if passage.header else 'row'})"
            words = f"{named} {' | '.join(passage.cells)}"
        case _:
            words = passage.text
    return f"[{passage.id}] {' '.join(words.split())}"


def known_beside(intake: Intake, prompt: Prompt) -> list[str]:
    """What the inspector knows beside the files that bears on this prompt, one line for each."""
    return [f"{_INTAKE_WORDS[name]}: {_said(getattr(intake, name))}" for name in prompt.intake]


def _said(value: object) -> str:
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return str(value) if value else "not given"


def answer_schema(passages: Sequence[str]) -> dict[str, Any]:
    """The JSON schema of every answer about a review with these passage ids; strict in OpenAI's sense."""
    place: dict[str, Any] = {"type": "string"}
    place |= {"enum": list(passages)} if len(passages) <= MOST_ENUM_VALUES else {"pattern": "^p[0-9]{1,6}$"}
    quotation = {"passage": {"$ref": "#/$defs/passage"}, "quote": {"type": "string"}}
    stance = {"type": "string", "enum": ["supports", "against"]}
    met = {"type": "string", "enum": ["met", "partly", "not_met", "not_applicable"]}
    line = {"type": ["string", "null"], "enum": ["above", "below", "not_applicable", "undetermined", None]}
    strongest = {"anyOf": [{"$ref": "#/$defs/quotation"}, {"type": "null"}]}
    finding = {
        "expectation": {"type": "integer"},
        "met": met,
        "note": {"type": "string"},
        "citations": {"type": "array", "items": {"$ref": "#/$defs/citation"}},
    }
    answer = {
        "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
        "strongest_for": strongest,
        "strongest_against": strongest,
        "searched": {"type": "array", "items": {"type": "string"}},
        "rationale": {"type": "string"},
        "line": line,
        "precludes": {"type": "boolean"},
    }
    defined = {
        "passage": place,
        "quotation": _closed(quotation),
        "citation": _closed(quotation | {"stance": stance}),
        "finding": _closed(finding),
    }
    return _closed(answer) | {"$defs": defined}


def canonical(value: object) -> str:
    """JSON with a fixed spelling. Key order is kept: it is the order in which a model must write."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _fields(intake: Intake, rubric: Rubric, prompt: Prompt) -> dict[str, Any]:
    group = next(g for g in rubric.groups() if any(p.id == prompt.id for p in g.prompts))
    return {
        "place": _place(rubric, group),
        "id": prompt.id,
        "question": prompt.question,
        "group_guidance": group.guidance if isinstance(group, KeyQuestion) else None,
        "guidance": prompt.guidance,
        "intake": known_beside(intake, prompt),
        "expectations": [
            {"number": e.number, "strength": e.strength.value, "text": e.text} for e in prompt.expectations
        ],
        "scale": "line" if prompt.scale is Scale.LINE else "note",
        "not_applicable": prompt.not_applicable.words if prompt.not_applicable else None,
        "precludes": prompt.rule is not None and rubric.node(prompt.rule).rule.preclude,
    }


def _place(rubric: Rubric, group: PromptGroup | KeyQuestion | Standard) -> str:
    if isinstance(group, KeyQuestion):
        standard = rubric.standard_of(group.id)
        return f"Standard {standard.id}, {standard.label}: {standard.statement}\n{group.id}: {group.question}"
    named = f"Standard {group.id}, {group.label}" if isinstance(group, Standard) else group.label
    return f"{named}: {group.statement}" if group.statement else named


def _parts(name: str, text: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("=== "):
            lines = found.setdefault(line[4:].strip(), [])
        else:
            lines.append(line)
    if set(found) != set(_PARTS):
        raise BadInstructions(f"{name}: its parts must be {', '.join(_PARTS)}; it has {', '.join(found)}.")
    return {part: "\n".join(lines).strip() for part, lines in found.items()}


def _render(name: str, template: str, fields: Mapping[str, Any]) -> str:
    try:
        return _template(template).render(fields).strip()
    except TemplateError as problem:
        raise BadInstructions(f"{name}: {problem}") from problem


@lru_cache(maxsize=16)
def _template(text: str) -> Template:
    # Plain text for a model, never HTML: values are inserted as they are and never read as a template.
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701
    return environment.from_string(text)
