"""What a pipeline is opened with.

Comes in: plain values, from settings or a test. Goes out: the same, named. It stands alone because who opens a
pipeline needs to know of this and of nothing within it.
"""

from pydantic import Field

from assistant.domain.assurance import Prices
from assistant.domain.record import Record
from assistant.pipeline.gate import BREAKS_AFTER
from assistant.steps.check.terms import ACCEPTED

INSTRUCTIONS = "draft.v2"
"""What drafts are asked for with, unless it is told otherwise."""


class Setup(Record):
    """What a pipeline is opened with, as plain values."""

    database_url: str
    jobs_url: str
    base_url: str | None = None
    api_key: str = ""
    model: str | None = None
    azure_version: str | None = Field(default=None, description="set where the base URL is an Azure resource")
    timeout: float = 300.0
    retries: int = 2
    concurrency: int = 8
    prices: Prices | None = Field(default=None, description="of a million tokens; None shows no cost")
    budget: int | None = Field(default=None, description="tokens that one review may use, in and out")
    context: int | None = Field(default=None, description="tokens the model can read; None is unknown")
    breaks_after: int | None = Field(default=BREAKS_AFTER, description="faults in a row; None never breaks")
    narrows: bool = Field(default=True, description="find what a content filter objects to by asking further")
    terms: tuple[str, ...] = Field(
        default=ACCEPTED, description="what a review may call the person it is about"
    )
    instructions: str = INSTRUCTIONS
    recording: bool = True
