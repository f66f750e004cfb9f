"""The wire form of the chat completions route: a Request as a JSON body, a JSON reply as a RawReply.

Stands alone because the live endpoint and the recording must agree on it to the byte: a recorded
reply is found again by the body that asked for it. Pure; nothing is sent here.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from assistant.domain.draft import Outcome, RawReply, Request, Tokens

LONG = 400
"""Characters above which a recording keeps a text by its digest; the text itself stays in the review."""


FILTERED_REPLY = "the reply was filtered, not the request"
"""The detail of a filtered outcome where it is the model's words that were blocked."""


class Form(StrEnum):
    """How structured output is asked for, from the strictest down."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    PLAIN = "plain"


def body(
    request: Request, model: str, form: Form = Form.JSON_SCHEMA, *, cache_key: bool = True
) -> dict[str, Any]:
    """The JSON body that asks for this request. In the two lesser forms the schema goes along as text."""
    messages = [{"role": m.role, "content": m.content} for m in request.messages]
    sent: dict[str, Any] = {"model": model, "messages": messages}
    if form is Form.JSON_SCHEMA:
        schema = {"name": "answer", "strict": True, "schema": json.loads(request.answer_schema)}
        sent["response_format"] = {"type": "json_schema", "json_schema": schema}
    else:
        told = f"The JSON object must fit this JSON schema:\n{request.answer_schema}"
        messages[-1] = {**messages[-1], "content": f"{messages[-1]['content']}\n\n{told}"}
        if form is Form.JSON_OBJECT:
            sent["response_format"] = {"type": "json_object"}
    if cache_key:
        sent["prompt_cache_key"] = request.cache_key
    if request.repeat:
        sent["seed"] = request.repeat
    return sent


def condensed(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The body with every long text, and the schema, replaced by its digest; already condensed ones stay."""
    kept = dict(sent)
    kept["messages"] = [{**m, "content": _digest(m["content"])} for m in sent["messages"]]
    if "response_format" in sent:
        form = sent["response_format"]
        kept["response_format"] = form if isinstance(form, str) else _digest(json.dumps(form, sort_keys=True))
    return kept


def digest(sent: Mapping[str, Any]) -> str:
    """The name of a body in a recording, the same before and after condensing (64 hex digits)."""
    return hashlib.sha256(json.dumps(condensed(sent), sort_keys=True).encode()).hexdigest()


def raw_reply(payload: object, *, recorded: bool = False) -> RawReply:
    """What a 200 says, whatever its shape: total, never raises."""
    if not isinstance(payload, dict):
        return RawReply(outcome=Outcome.NOT_UNDERSTOOD, detail="the answer is no JSON object")
    tokens, model = _tokens(payload.get("usage")), str(payload.get("model") or "")[:200]
    day = _day(payload.get("created")) if recorded else None
    outcome, text, detail = _choice(payload)
    return RawReply(outcome=outcome, text=text, detail=detail, model=model, tokens=tokens, recorded=day)


def _choice(payload: Mapping[str, Any]) -> tuple[Outcome, str, str]:
    choices = payload.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return Outcome.NOT_UNDERSTOOD, "", "the answer has no choices"
    choice, message = choices[0], choices[0].get("message")
    reason = choice.get("finish_reason")
    if reason == "content_filter":
        return Outcome.FILTERED, "", FILTERED_REPLY
    if not isinstance(message, dict):
        return Outcome.NOT_UNDERSTOOD, "", "the answer has no message"
    if message.get("refusal"):
        return Outcome.REFUSED, "", ""
    text = message.get("content")
    if reason == "length":
        return Outcome.TRUNCATED, "", ""
    if text is None or (isinstance(text, str) and not text.strip()):
        return Outcome.EMPTY, "", ""
    if not isinstance(text, str):
        return Outcome.NOT_UNDERSTOOD, "", "the answer's content is no text"
    return Outcome.REPLIED, text, ""


def _tokens(usage: object) -> Tokens:
    if not isinstance(usage, dict):
        return Tokens()
    details = usage.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else None
    return Tokens(
        input=_count(usage.get("prompt_tokens")),
        cached=_count(cached),
        output=_count(usage.get("completion_tokens")),
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**11 else 0


def _day(created: object) -> date | None:
    return datetime.fromtimestamp(_count(created), UTC).date() if _count(created) else None


def _digest(text: object) -> object:
    if not isinstance(text, str) or len(text) <= LONG or text.startswith("sha256:"):
        return text
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
