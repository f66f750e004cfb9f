"""JSON as a model must write it: one object, no key twice, no value coerced, every string bounded.

Comes in: the text exactly as it came, and the form it must have. Goes out: the validated form, or the
``Fault``. It stands alone because every kind of reply is read with the same strictness.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Never, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain.record import Record

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
    in_form: bool = Field(
        default=False, description="whether it had the form asked for, so that only what it says is at fault"
    )


class ReplyError(Exception):
    """Carries the sentence of a fault from where it is seen to whoever answers for the reply."""


class Strict(BaseModel):
    """Base of the forms: nothing is converted, nothing undeclared is taken."""

    model_config = ConfigDict(strict=True, extra="forbid")


AnyForm = TypeVar("AnyForm", bound=Strict)


def read(text: str, form: type[AnyForm], fits: Callable[[AnyForm], None]) -> AnyForm | Fault:
    """The text as that form, or what is wrong with it; never raises.

    ``fits`` refuses, by a ``ReplyError``, what the form allows and the question does not. As a wrapper around
    the object, and only so, one leading ``<think>...</think>`` block and one ``` or ```json fence come off.
    """
    in_form = False
    try:
        value = _validated(_loaded(text), form)
        in_form = True
        fits(value)
    except ReplyError as broken:
        return Fault(sentence=str(broken), in_form=in_form)
    return value


def bounded(strings: Iterable[tuple[str, str]]) -> None:
    """Refuses strings, each with what it is, that are no text or too long; ``ReplyError``."""
    for what, words in strings:
        if _NOT_TEXT.search(words):
            raise ReplyError(f"The {what} holds a control character or half a character.")
        most = LONGEST_QUOTATION if what in ("quotation", "passage id") else LONGEST_WORDING
        if len(words) > most:
            raise ReplyError(f"The {what} is longer than {most} characters; keep to the words that matter.")


def short(text: str) -> str:
    """A value of the reply, printable and at most 60 characters, as it may appear in a fault."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return repr(clean if len(clean) <= 60 else clean[:57] + "...")


def _loaded(text: str) -> object:
    if len(text) > MOST_CHARACTERS:
        raise ReplyError(f"The reply is longer than {MOST_CHARACTERS} characters.")
    try:
        value: object = json.loads(
            _unwrapped(text), object_pairs_hook=_without_duplicates, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ReplyError(f"The reply is not one JSON object and nothing else: {error.msg} ({where}).") from None
    except ValueError:
        raise ReplyError("The reply holds a number that is too long.") from None
    except RecursionError:
        raise ReplyError("The reply is nested too deeply.") from None
    if not isinstance(value, dict):
        raise ReplyError("The reply is not a JSON object.")
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
            raise ReplyError(f"The key {short(key)} stands twice in one object.")
        found[key] = value
    return found


def _no_constant(name: str) -> Never:
    raise ReplyError(f"{name} is not a JSON value.")


def _validated(value: object, form: type[AnyForm]) -> AnyForm:
    try:
        return form.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = "/".join(_part(part) for part in first["loc"])
        what = {
            "missing": "is missing",
            "extra_forbidden": "is not one of the keys asked for",
            "model_type": "is wrong: it must be an object",
        }.get(first["type"], f"is wrong: {first['msg']}")
        raise ReplyError(f"In the reply, {where} {what}.") from None


def _part(part: str | int) -> str:
    return str(part + 1) if isinstance(part, int) else short(part)
