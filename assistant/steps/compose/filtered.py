"""The request that asks nothing, over some passages alone: whether a content filter lets them through.

It stands apart from the requests for drafts because nobody reads its reply; only whether there is one matters.
"""

from collections.abc import Sequence

from assistant.domain.draft import Instructions, Message, Request
from assistant.domain.review import Passage
from assistant.steps.compose.instructions import parts, render
from assistant.steps.compose.prefix import passage_line
from assistant.steps.compose.schema import canonical, closed

_PARTS = ("system", "question")


def compose_filtered(instructions: Instructions, text: str, passages: Sequence[Passage]) -> Request:
    """The request over these passages; ``BadInstructions``."""
    part = parts(instructions.name, text, _PARTS)
    lines = [passage_line(passage) for passage in passages]
    return Request(
        review="",
        prompt="filter",
        instructions=instructions,
        messages=(
            Message(role="system", content=part["system"]),
            Message(role="user", content=render(instructions.name, part["question"], {"passages": lines})),
        ),
        answer_schema=canonical(closed({"read": {"type": "boolean"}})),
        cache_key="filter",
    )
