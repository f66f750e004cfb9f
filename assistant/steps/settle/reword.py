"""An inspector's rationale for the report, held to what a draft's rationale is held to.

In go the review, the prompt, the words and the evidence of the prompt; out come the words as they may stand and
their flags. It stands alone because a person's words are checked when they are written, without any reply.
"""

from collections.abc import Callable, Iterable

from assistant.domain.draft import CheckedCitation, Flag
from assistant.domain.references import pointed_at
from assistant.domain.review import Review
from assistant.domain.rubric import Prompt
from assistant.steps.settle.wording import WordingCheck, texts_of


def reword(
    review: Review,
    prompt: Prompt,
    words: str,
    citations: Iterable[CheckedCitation],
    *,
    contains: Callable[[str], bool],
    intake: str = "",
) -> tuple[str, tuple[Flag, ...]]:
    """The words as they may be shown, and what is wrong with them.

    A quotation that stands nowhere in the review loses its marks; a date, number or name that stands in none of
    the passages of the evidence, nor in one the words point at, is flagged. ``intake`` needs no passage.
    """
    cited = {piece.passage for citation in citations for piece in citation.located} | pointed_at(words)
    wording = WordingCheck(review, cited, contains, given=[intake], vocabulary=texts_of(prompt))
    settled = wording.settled(words, "rationale")
    return settled, tuple(dict.fromkeys(wording.flags))
