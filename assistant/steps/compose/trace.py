"""The request for a review's trace: its findings, its planned actions, and which answers which.

Comes in: the review, the instructions for drafts and those for traces. Goes out: a Request that differs from
those for drafts only in its schema and in what follows the review. It stands alone because no
prompt is asked for.
"""

from assistant.domain.draft import Instructions, Request
from assistant.domain.review import Review
from assistant.domain.selection import Selection
from assistant.domain.trace import MOST_ACTIONS, MOST_CITATIONS, MOST_FINDINGS, TRACE
from assistant.steps.compose.instructions import OF_TRACES, parts, render
from assistant.steps.compose.prefix import common
from assistant.steps.compose.schema import canonical, trace_schema


def compose_trace(
    review: Review,
    drafts: tuple[Instructions, str],
    traces: tuple[Instructions, str],
    *,
    repeat: int = 0,
    selection: Selection | None = None,
) -> Request:
    """The first request for the trace; each instructions file comes with its text. ``BadInstructions``.

    ``selection`` is what of the review fits; None is all.

    Its schema is its own. An endpoint that turns the schema into a grammar, or is told it as text, still reads
    the whole review from its cache; one that reads the schema first reads the review once more. A schema for
    both would spare that one reading, and let every draft answer in the form of a trace.
    """
    shared = common(review, *drafts, selection)
    instructions, text = traces
    fields = {"most_findings": MOST_FINDINGS, "most_actions": MOST_ACTIONS, "most_citations": MOST_CITATIONS}
    asked = render(instructions.name, parts(instructions.name, text, OF_TRACES)["question"], fields)
    return Request(
        review=review.id,
        prompt=TRACE,
        instructions=instructions,
        messages=shared.followed_by(asked),
        answer_schema=canonical(trace_schema(shared.ids)),
        cache_key=shared.cache_key,
        repeat=repeat,
    )
