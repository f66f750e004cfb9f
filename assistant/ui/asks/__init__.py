"""What the browser may ask: strict records, one for each kind of question or act.

In comes what arrived from the browser, out goes a record, or ``pydantic.ValidationError``. It stands
alone because it is the whole of what a page can make the program do.
"""

import json
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from assistant.domain.judge_first import Share
from assistant.domain.judgement import Answer
from assistant.domain.review import Part
from assistant.ui.asks.ask import Ask, Id, Name, Words
from assistant.ui.asks.assure import (
    Accept,
    ActOnPrompt,
    AskAgain,
    Assure,
    Bar,
    Cite,
    Decide,
    Find,
    Opened,
    Pieces,
    Reconfirm,
    Remove,
    Reword,
    Text,
    Undo,
)
from assistant.ui.asks.reviews import Delete, Reviews, Sample

__all__ = [
    "Accept",
    "Acknowledge",
    "Act",
    "ActOnPrompt",
    "Ask",
    "AskAgain",
    "Asked",
    "Assure",
    "Bar",
    "Cancel",
    "Changes",
    "Cite",
    "Correct",
    "Decide",
    "Delete",
    "Estimate",
    "Find",
    "Id",
    "Judge",
    "Judgements",
    "Local",
    "Name",
    "Opened",
    "Pieces",
    "Quality",
    "Rate",
    "Read",
    "Reconfirm",
    "Remove",
    "Reviews",
    "Reword",
    "Sample",
    "Sign",
    "SignOff",
    "Start",
    "Text",
    "Undo",
    "Words",
    "asked",
]


class Read(Ask):
    """The screen What we read."""

    ask: Literal["read"]
    review: Id


class Quality(Ask):
    """The figures of that review; without one, of all."""

    ask: Literal["quality"]
    review: Id | None


class Changes(Ask):
    """What changed since the earlier version."""

    ask: Literal["changes"]
    review: Id


class Judgements(Ask):
    """The judgements with one node chosen; without one, the first."""

    ask: Literal["judgements"]
    review: Id
    node: Id | None


class SignOff(Ask):
    """The sign-off screen."""

    ask: Literal["sign-off"]
    review: Id


class Local(Ask):
    """Model servers on this computer, in a sentence; asked where no endpoint is set up."""

    ask: Literal["local"]


Repeats: TypeAlias = Literal[0, 2, 4]
"""How many times more each prompt may be asked about from the page; the command line takes any number."""


class Estimate(Ask):
    """What Start would send with so many repeats."""

    ask: Literal["estimate"]
    review: Id
    repeats: Repeats


class Start(Ask):
    """Begin drafting. This and asking again for one draft are all that makes anything leave the machine."""

    ask: Literal["start"]
    review: Id
    repeats: Repeats = 0
    judge_first: Share = Share.NONE


class Cancel(Ask):
    """Stop what is not yet drafted."""

    ask: Literal["cancel"]
    review: Id


class Correct(Ask):
    """Say which part a section is."""

    ask: Literal["correct"]
    review: Id
    section: Id
    part: Part
    by: Name


class Judge(Ask):
    """Record the inspector's judgement of a node."""

    ask: Literal["judge"]
    review: Id
    node: Id
    answer: Answer | None
    reason: Words
    by: Name


class Rate(Ask):
    """Record the rating of a standard, or of the whole."""

    ask: Literal["rate"]
    review: Id
    node: Id
    rating: Annotated[str, Field(max_length=60)]
    by: Name


class Acknowledge(Ask):
    """Say that notices were read; ``screen`` is shown again."""

    ask: Literal["acknowledge"]
    review: Id
    notices: Annotated[tuple[Id, ...], Field(min_length=1, max_length=400)]
    screen: Literal["read", "sign-off"]
    by: Name


class Sign(Ask):
    """Sign off, or reopen with a reason."""

    ask: Literal["sign"]
    review: Id
    reopen: bool
    mine: bool
    reason: Words
    by: Name


Act: TypeAlias = ActOnPrompt | Judge | Rate | Acknowledge | Sign
"""Asks that record a decision."""

Asked: TypeAlias = Annotated[
    Reviews
    | Sample
    | Delete
    | Quality
    | Read
    | Changes
    | Text
    | Assure
    | AskAgain
    | Find
    | Judgements
    | SignOff
    | Local
    | Estimate
    | Start
    | Cancel
    | Correct
    | Opened
    | Act,
    Field(discriminator="ask"),
]
ASKS: TypeAdapter[Asked] = TypeAdapter(Asked)

LONGEST = 20_000
"""Characters of one ask; a note holds 4,000."""


def asked(payload: object) -> Asked:
    """What the browser asks; ``ValidationError`` or ``ValueError`` for anything else."""
    told = json.dumps(payload)
    if len(told) > LONGEST:
        raise ValueError("an ask is too long")
    return ASKS.validate_json(told)
