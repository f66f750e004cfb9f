"""What the store gives back beside the records of the domain: kept reviews, runs, tasks and replies.

In come values of rows, out go frozen records. They stand apart because the pipeline reads them and needs to
know nothing of tables.
"""

from datetime import datetime

from pydantic import Field

from assistant.domain.draft import Instructions, RawReply
from assistant.domain.record import Record
from assistant.domain.review import Intake


class KeptReview(Record):
    """One row of the list of reviews, without the review itself."""

    id: str
    title: str
    intake: Intake
    added: datetime
    words: int
    sample: bool


class Task(Record):
    """One draft, or trace, to be made; ``key`` is the draft key."""

    key: str
    prompt: str = Field(description="id of the prompt; ``TRACE`` for the trace")
    repeat: int = Field(ge=0)


class RunTerms(Record):
    """What holds for every task of a run."""

    model: str
    endpoint: str
    instructions: Instructions


class KeptRun(RunTerms):
    """What was started when the inspector pressed Start; ``keys`` are those of its prompts, in order.

    A run's first task for a prompt asks for its draft; ``repeats`` are those that ask for it again.
    """

    id: int
    review: str
    started: datetime
    keys: tuple[str, ...]
    trace: str | None = Field(default=None, description="key of the trace, if the run asked for one")
    repeats: tuple[str, ...] = ()


class KeptTask(Task, RunTerms):
    """A task with the review and the latest run that names it."""

    review: str
    run: int


class Spent(Record):
    """What one request for a review took, in tokens in and out."""

    review: str
    tokens: int = Field(ge=0)


class KeptReply(Record):
    """A raw reply with the number of its attempt (from 0) and the digest of the request it answers."""

    attempt: int
    request_digest: str
    reply: RawReply
    at: datetime
