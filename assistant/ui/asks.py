"""What the browser may ask: strict records, one for each kind of question or act.

In comes what arrived from the browser, out goes a record, or ``pydantic.ValidationError``. It stands
alone because it is the whole of what a page can make the program do.
"""

import json
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field, TypeAdapter

from assistant.domain.draft import Line
from assistant.domain.judgement import Answer, ReasonCode
from assistant.domain.record import Record
from assistant.domain.review import Part

Id = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9._-]+$")]
Words = Annotated[str, Field(max_length=4000)]
Name = Annotated[str, Field(max_length=100)]


class Ask(Record):
    """Base: strict, so that nothing is converted silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_strip_whitespace=True)


class Reviews(Ask):
    """The list of reviews."""

    ask: Literal["reviews"]


class Read(Ask):
    """The screen What we read."""

    ask: Literal["read"]
    review: Id


class Text(Ask):
    """The review's text for the right-hand pane."""

    ask: Literal["text"]
    review: Id


class Assure(Ask):
    """One prompt with the task list; without a prompt, the first that is undecided."""

    ask: Literal["assure"]
    review: Id
    prompt: Id | None


class Find(Ask):
    """The passages nearest to some words."""

    ask: Literal["find"]
    review: Id
    words: Annotated[str, Field(min_length=2, max_length=400)]


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
    """Begin drafting: the only ask that makes anything leave the machine."""

    ask: Literal["start"]
    review: Id
    repeats: Repeats = 0


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


class Accept(Ask):
    """Accept the draft with that key."""

    ask: Literal["accept"]
    review: Id
    prompt: Id
    draft: Id
    note: Words
    by: Name


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


class Bar(Ask):
    """Bar a yes for the prompt's node, or withdraw the bar."""

    ask: Literal["bar"]
    review: Id
    prompt: Id
    withdraw: bool
    reason: Words
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


class Sign(Ask):
    """Sign off, or reopen with a reason."""

    ask: Literal["sign"]
    review: Id
    reopen: bool
    mine: bool
    reason: Words
    by: Name


ActOnPrompt: TypeAlias = Accept | Decide | Bar
"""Asks that record what was done to one prompt."""

Act: TypeAlias = ActOnPrompt | Judge | Rate | Sign
"""Asks that record a decision."""

Asked: TypeAlias = Annotated[
    Reviews
    | Read
    | Text
    | Assure
    | Find
    | Judgements
    | SignOff
    | Local
    | Estimate
    | Start
    | Cancel
    | Correct
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
