"""Words of the review that an inspector offers as evidence, before anybody has checked that they stand there.

Comes from a screen; ``steps/verify/own.py`` makes it a checked citation. It stands alone because an inspector's
evidence is held to the same rule as a model's.
"""

from pydantic import Field

from assistant.domain.draft import Located, Stance
from assistant.domain.record import Record


class OfferedEvidence(Record):
    """``pieces`` is where the words were selected; empty where they were typed or corrected by hand."""

    prompt: str
    expectation: str | None = Field(description="id of the expectation; None for the prompt as a whole")
    stance: Stance
    passage: str
    words: str
    pieces: tuple[Located, ...] = ()
