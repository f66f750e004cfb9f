"""The request for a review's trace: its findings, its planned actions, and which answers which.

Comes in: the common part of the review's requests, and the instructions for traces. Goes out: a Request that
differs from those for drafts only in its schema and in what follows the review. It stands alone because no
prompt is asked for.
"""

from assistant.domain.draft import Instructions, Request
from assistant.domain.trace import MOST_ACTIONS, MOST_CITATIONS, MOST_FINDINGS, TRACE
from assistant.steps.compose.instructions import OF_TRACES, parts, render
from assistant.steps.compose.prefix import Common
from assistant.steps.compose.schema import canonical, trace_schema


def compose_trace(shared: Common, traces: tuple[Instructions, str], *, repeat: int = 0) -> Request:
    """The first request for the trace; its instructions come with their text. ``BadInstructions``.

    Its schema is its own. An endpoint that turns the schema into a grammar, or is told it as text, still reads
    the whole review from its cache; one that reads the schema first reads the review once more. A schema for
    both would spare that one reading, and let every draft answer in the form of a trace.
    """
    instructions, text = traces
    fields = {"most_findings": MOST_FINDINGS, "most_actions": MOST_ACTIONS, "most_citations": MOST_CITATIONS}
    asked = render(instructions.name, parts(instructions.name, text, OF_TRACES)["question"], fields)
    return Request(
        review=shared.review,
        prompt=TRACE,
        instructions=instructions,
        messages=shared.followed_by(asked),
        answer_schema=canonical(trace_schema(shared.ids)),
        cache_key=shared.cache_key,
        repeat=repeat,
    )
