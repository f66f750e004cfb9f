"""Two related places of the rubric that pull apart: what each of them says, and where that comes from.

Made by ``steps/relate.py``, shown beside prompts and judgements. It stands alone because it is a remark:
nothing is computed from it, and nothing is changed by it.
"""

from pydantic import Field

from assistant.domain.judgement import Origin
from assistant.domain.record import Record


class Place(Record):
    """What one place says of the matter."""

    member: str = Field(description="id of a prompt, or of one of its expectations")
    prompt: str
    sufficient: bool = Field(description="above the line, or met; below the line, or not met")
    origin: Origin


class Apart(Record):
    """Two places on one matter, one sufficient and the other not; ``first`` comes first in the rubric."""

    matter: str
    first: Place
    second: Place
