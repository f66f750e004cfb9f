"""The JSON schemas of the answers: one for all drafts of a review, one for its trace.

Comes in: the passage ids of the review. Goes out: schemas, strict in OpenAI's sense. They stand alone because a
strict endpoint puts the schema before everything else it reads: one more byte here is a prefix not cached.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

MOST_ENUM_VALUES = 900
"""Strict schemas take 1,000 enum values in all; above this many passages their ids become a pattern."""


def answer_schema(passages: Sequence[str]) -> dict[str, Any]:
    """The JSON schema of every draft's answer about a review with these passage ids."""
    quotation = _quotation()
    stance = {"type": "string", "enum": ["supports", "against"]}
    met = {"type": "string", "enum": ["met", "partly", "not_met", "not_applicable"]}
    line = {"type": ["string", "null"], "enum": ["above", "below", "not_applicable", "undetermined", None]}
    finding = {
        "expectation": {"type": "integer"},
        "met": met,
        "note": {"type": "string"},
        "citations": {"type": "array", "items": {"$ref": "#/$defs/citation"}},
    }
    answer = {
        "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
        "strongest_for": _OR_NULL,
        "strongest_against": _OR_NULL,
        "searched": {"type": "array", "items": {"type": "string"}},
        "rationale": {"type": "string"},
        "line": line,
        "precludes": {"type": "boolean"},
    }
    defined = {
        "passage": _passage(passages),
        "quotation": closed(quotation),
        "citation": closed(quotation | {"stance": stance}),
        "finding": closed(finding),
    }
    return closed(answer) | {"$defs": defined}


def trace_schema(passages: Sequence[str]) -> dict[str, Any]:
    """The JSON schema of the trace of a review with these passage ids."""
    quotations = {"type": "array", "items": {"$ref": "#/$defs/quotation"}}
    finding = {
        "number": {"type": "integer"},
        "kind": {"type": "string", "enum": ["deficiency", "key_finding", "good_practice"]},
        "summary": {"type": "string"},
        "citations": quotations,
        "reason_for_none": _OR_NULL,
    }
    action = {
        "number": {"type": "integer"},
        "summary": {"type": "string"},
        "citations": quotations,
        "how": {"type": "string"},
        "answers": {"type": "array", "items": {"type": "integer"}},
    }
    answer = {
        "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
        "actions": {"type": "array", "items": {"$ref": "#/$defs/action"}},
    }
    defined = {
        "passage": _passage(passages),
        "quotation": closed(_quotation()),
        "finding": closed(finding),
        "action": closed(action),
    }
    return closed(answer) | {"$defs": defined}


def canonical(value: object) -> str:
    """JSON with a fixed spelling. Key order is kept: it is the order in which a model must write."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_OR_NULL: dict[str, Any] = {"anyOf": [{"$ref": "#/$defs/quotation"}, {"type": "null"}]}


def _quotation() -> dict[str, Any]:
    return {"passage": {"$ref": "#/$defs/passage"}, "quote": {"type": "string"}}


def _passage(passages: Sequence[str]) -> dict[str, Any]:
    few = len(passages) <= MOST_ENUM_VALUES
    return {"type": "string"} | ({"enum": list(passages)} if few else {"pattern": "^p[0-9]{1,6}$"})


def closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of an object with exactly these properties."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
