"""From a review and one rubric prompt to the Request that is sent, byte for byte.

Comes in: the common part of the review's requests (the review and an instructions file), what the inspector
knows, the rubric, one of its prompts. Goes out: a Request, or the re-ask that follows a faulty reply. It
stands alone because everything that a prefix cache, a recording and the draft key depend on is decided here:
the long part first and the same for all prompts of a review, the prompt last (design, Drafting). The parts:
``prefix`` (the long part), ``schema``, ``instructions`` (the files), ``trace`` (the one request that asks for
no prompt).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.domain.draft import Message, Request
from assistant.domain.review import Intake
from assistant.domain.rubric import KeyQuestion, Prompt, PromptGroup, Rubric, Scale, Standard
from assistant.domain.trace import TRACE
from assistant.steps.compose.filtered import compose_filtered
from assistant.steps.compose.instructions import OF_DRAFTS, OF_TRACES, parts, render
from assistant.steps.compose.prefix import Common, common, passage_line
from assistant.steps.compose.schema import MOST_ENUM_VALUES, answer_schema, trace_schema
from assistant.steps.compose.trace import compose_trace

__all__ = [
    "MOST_ENUM_VALUES",
    "Common",
    "answer_schema",
    "ask_again",
    "common",
    "compose",
    "compose_filtered",
    "compose_trace",
    "known_beside",
    "passage_line",
    "trace_schema",
]

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


def compose(shared: Common, intake: Intake, rubric: Rubric, prompt: Prompt, *, repeat: int = 0) -> Request:
    """The first request for one prompt; ``BadInstructions`` if they name a field that does not exist."""
    asked = render(shared.instructions.name, shared.prompt, _fields(intake, rubric, prompt))
    return Request(
        review=shared.review,
        prompt=prompt.id,
        instructions=shared.instructions,
        messages=shared.followed_by(asked),
        answer_schema=shared.schema_of_drafts,
        cache_key=shared.cache_key,
        repeat=repeat,
    )


def ask_again(
    request: Request, text: str, reply: str, *, fault: str = "", absent: Sequence[str] = ()
) -> Request:
    """The request that follows a faulty reply, stating the fault: an unparsable reply, or absent quotations.

    ``text`` is that of the instructions which the request names.
    """
    name = request.instructions.name
    part = parts(name, text, OF_TRACES if request.prompt == TRACE else OF_DRAFTS)
    if absent:
        told = render(name, part["absent"], {"quotations": list(absent)})
    else:
        told = render(name, part["unparsable"], {"fault": fault})
    more = (Message(role="assistant", content=reply), Message(role="user", content=told))
    return request.model_copy(update={"messages": (*request.messages, *more)})


def known_beside(intake: Intake, prompt: Prompt) -> list[str]:
    """What the inspector knows beside the files that bears on this prompt, one line for each."""
    return [f"{_INTAKE_WORDS[name]}: {_said(getattr(intake, name))}" for name in prompt.intake]


def _said(value: object) -> str:
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return str(value) if value else "not given"


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
