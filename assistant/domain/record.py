"""The one base of all records: frozen, and closed to fields nobody declared.

It stands alone so that every record refuses unknown fields and mutation in the same way.
"""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value. Equality is by content; unknown fields raise ``pydantic.ValidationError``."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
