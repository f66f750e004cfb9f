"""What every ask is: strict, with ids, words and a name of bounded length.

It stands alone because the asks of all screens are built on it.
"""

from typing import Annotated

from pydantic import ConfigDict, Field

from assistant.domain.record import Record

Id = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9._-]+$")]
Words = Annotated[str, Field(max_length=4000)]
Name = Annotated[str, Field(max_length=100)]


class Ask(Record):
    """Base: strict, so that nothing is converted silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_strip_whitespace=True)
