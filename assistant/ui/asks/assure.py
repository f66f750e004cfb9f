"""What may be asked on the Assure screen: the text, a prompt, words to find, and every act on a prompt.

It stands alone because it is one screen, and the one with the most acts.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from assistant.domain.draft import Line, Stance
from assistant.domain.judgement import ReasonCode
from assistant.ui.asks.ask import Ask, Id, Name, Words


class Text(Ask):
    """The review's text for the right-hand pane."""

    ask: Literal["text"]
    review: Id


class Assure(Ask):
    """One prompt with the task list; without a prompt, the first that is undecided."""

    ask: Literal["assure"]
    review: Id
    prompt: Id | None


class AskAgain(Ask):
    """Ask the endpoint once more for one draft that was not answered."""

    ask: Literal["ask-again"]
    review: Id
    prompt: Id


class Find(Ask):
    """The passages nearest to some words."""

    ask: Literal["find"]
    review: Id
    words: Annotated[str, Field(min_length=2, max_length=400)]


class Opened(Ask):
    """Say that a prompt was opened or, with passages, that these were looked at under it. No act: nothing is
    decided by it."""

    ask: Literal["opened"]
    review: Id
    prompt: Id
    passages: Annotated[tuple[Id, ...], Field(max_length=40)]
    by: Name


Stands = Annotated[str, Field(max_length=100)] | None
"""The decision on the screen, by its id, empty for none; where it is told, another is not passed over."""


class Accept(Ask):
    """Accept the draft with that key."""

    ask: Literal["accept"]
    review: Id
    prompt: Id
    draft: Id
    note: Words
    by: Name
    stands: Stands = None


class Decide(Ask):
    """Record a line of one's own; for an information item ``line`` is None."""

    ask: Literal["decide"]
    review: Id
    prompt: Id
    draft: Id | None
    line: Line | None
    reason_code: ReasonCode | None
    note: Words
    by: Name
    stands: Stands = None


class Reconfirm(Ask):
    """Reconfirm a decision of the earlier version, by its id there; ``draft`` is the one on screen here."""

    ask: Literal["reconfirm"]
    review: Id
    prompt: Id
    earlier: Id
    draft: Id | None
    note: Words
    by: Name


class Bar(Ask):
    """Bar a yes for the prompt's node, or withdraw the bar."""

    ask: Literal["bar"]
    review: Id
    prompt: Id
    withdraw: bool
    reason: Words
    by: Name


class Undo(Ask):
    """Take back one act on the prompt: a line, a rationale, evidence added or removed."""

    ask: Literal["undo"]
    review: Id
    prompt: Id
    decision: Id
    by: Name


class Reword(Ask):
    """Write the rationale for the report; ``numbers`` has the passage of each piece of evidence it names."""

    ask: Literal["reword"]
    review: Id
    prompt: Id
    draft: Id | None
    words: Words
    numbers: Annotated[tuple[Id, ...], Field(max_length=400)]
    by: Name


class Piece(Ask):
    """Where words stand in a passage."""

    passage: Id
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


Pieces = Annotated[tuple[Piece, ...], Field(max_length=40)]


class Cite(Ask):
    """Add words of the review as evidence; ``pieces`` is where they were selected, empty where typed."""

    ask: Literal["cite"]
    review: Id
    prompt: Id
    stance: Stance | None
    expectation: Annotated[int, Field(ge=1, le=99)] | None
    passage: Id
    words: Words
    pieces: Pieces
    by: Name


class Remove(Ask):
    """Remove the evidence that stands there, for or against the prompt."""

    ask: Literal["remove"]
    review: Id
    prompt: Id
    stance: Stance
    pieces: Pieces
    by: Name


ActOnPrompt: TypeAlias = Accept | Decide | Reconfirm | Bar | Undo | Reword | Cite | Remove
"""Asks that record what was done to one prompt."""
