"""A model's own words as they may be shown: quotations looked up, details in none of its passages flagged.

In go the review, the passages cited and a wording; out come the wording and its flags. It stands alone because
a rationale, a note and a line of a trace are held to the same promise (design, promise 1).
"""

from collections.abc import Callable, Collection, Iterable

from assistant.domain.draft import Flag, FlagKind
from assistant.domain.review import Passage, Review
from assistant.domain.rubric import Prompt
from assistant.steps.settle.details import Known
from assistant.steps.settle.quotations import quotations


class WordingCheck:
    """Settles wordings that rest on the same passages, and gathers their flags in ``flags``.

    ``cited`` are passage ids; ``given`` texts beside the review in which a detail may stand too; ``vocabulary``
    texts whose words are no names; ``contains`` tells whether words stand anywhere in the review.
    """

    def __init__(
        self,
        review: Review,
        cited: Collection[str],
        contains: Callable[[str], bool],
        *,
        given: Iterable[str] = (),
        vocabulary: Iterable[str] = (),
    ) -> None:
        self.flags: list[Flag] = []
        self._contains = contains
        titles = {section.id: section.title for section in review.sections}
        texts = [text for p in review.passages if p.id in cited for text in _texts(p, titles[p.section])]
        self._known = Known([*texts, *given], [*vocabulary, *titles.values()], contains)

    def settled(self, text: str, place: str) -> str:
        """The wording as it may be shown; what is wrong with it is flagged with this place."""
        found = quotations(text, self._contains)
        kinds = (
            (FlagKind.QUOTATION_NOT_FOUND, found.not_found),
            (FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, self._known.unknown(found.plain)),
        )
        self.flags += [Flag(kind=kind, text=words, place=place) for kind, all_ in kinds for words in all_]
        return found.text


def _texts(passage: Passage, title: str) -> list[str]:
    """What stands in or at a passage: its text and label, its section's heading, its page and row."""
    places = (passage.page, passage.table, passage.row)
    return [passage.text, passage.label or "", title, *(str(n) for n in places if n is not None)]


def texts_of(prompt: Prompt) -> list[str]:
    """What the rubric says of that prompt: its words are no names of the case."""
    wordings = [prompt.id, prompt.label, prompt.question, prompt.guidance or "", prompt.remarks or ""]
    return [*wordings, *(e.text for e in prompt.expectations)]
