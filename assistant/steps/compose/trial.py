"""The requests that try an endpoint: filler of a given size with a word at each end, and no word of any review.

It stands apart from the requests for drafts because it must hold nothing that came from a file; it is composed
here because it has to be as long, and to begin alike, as those do.
"""

from typing import Any, NamedTuple

from assistant.domain.draft import Instructions, Message, Request
from assistant.steps.compose.instructions import parts, render
from assistant.steps.compose.schema import canonical, closed

FIRST, LAST = "heron", "quarry"
"""The words that the first and the last line of the filler name."""

HIGHEST = 100
"""The last of the numbers that are asked for to see how fast a model writes."""

_PARTS = ("system", "text", "ready", "words", "again", "numbers")
_SENTENCES = (
    "The tide table was read aloud, and then it was put back on its shelf beside the window.",
    "Three of the boats were painted in spring, and the fourth was left until the weather turned.",
    "A crate of apples stood by the door; nobody could say which orchard it had come from.",
    "The clock in the hall was slow by some minutes, and it was set right on the next market day.",
)


class Trial(NamedTuple):
    """``ready`` and ``numbers`` are short; the others are as long as was asked for, and begin alike."""

    ready: Request
    words: Request
    again: Request
    numbers: Request


def compose_trial(instructions: Instructions, text: str, characters: int) -> Trial:
    """The requests, the long ones of at least so many characters; ``BadInstructions``."""
    part = parts(instructions.name, text, _PARTS)
    filler = render(instructions.name, part["text"], {"lines": _filler(characters)})
    words = {"type": "string"}
    fields: dict[str, dict[str, Any]] = {
        "ready": {"word": words},
        "words": {"first": words, "last": words},
        "again": {"last": words},
        "numbers": {"numbers": {"type": "array", "items": {"type": "integer"}}},
    }

    def request(asked: str, before: str) -> Request:
        return Request(
            review="",
            prompt=asked,
            instructions=instructions,
            messages=(
                Message(role="system", content=part["system"]),
                Message(role="user", content=f"{before}\n\n{part[asked]}".strip()),
            ),
            answer_schema=_schema(fields[asked]),
            cache_key="check",
        )

    return Trial(
        request("ready", ""), request("words", filler), request("again", filler), request("numbers", "")
    )


def _filler(characters: int) -> list[str]:
    lines, length = [f"[p1] The first word to remember is {FIRST}."], 0
    while length < characters:
        lines.append(f"[p{len(lines) + 1}] {_SENTENCES[len(lines) % len(_SENTENCES)]}")
        length += len(lines[-1]) + 1
    return [*lines, f"[p{len(lines) + 1}] The last word to remember is {LAST}."]


def _schema(fields: dict[str, Any]) -> str:
    return canonical(closed(fields))
