"""What our own search finds near some words: passages to look at, never evidence.

Made by ``steps/find``; shown beside what a draft looked for in vain, under any expectation, and by the search
box.
"""

from pydantic import Field

from assistant.domain.record import Record
from assistant.domain.review import Part, Span
from assistant.domain.rubric import Rubric


class Near(Record):
    """A passage near what was looked for. ``shown`` and ``terms`` are ranges of the passage's text."""

    passage: str
    shown: Span = Field(description="the sentences or the cell to show")
    terms: tuple[Span, ...] = Field(description="words within it that were looked for, in order")


class SearchWords(Record):
    """What the search knows of probation's words, and of where things stand (rubric/search.yaml)."""

    same: tuple[tuple[str, ...], ...] = Field(description="words for one thing, a group for each")
    look_in: dict[str, tuple[Part, ...]] = Field(description="parts by the id of a prompt or a group of them")

    def parts(self, rubric: Rubric, prompt_id: str) -> frozenset[Part]:
        """The parts where most of what that prompt asks for is to be found; none where the data say none."""
        group = next(g.id for g in rubric.groups() if any(p.id == prompt_id for p in g.prompts))
        return frozenset(self.look_in.get(prompt_id, self.look_in.get(group, ())))
