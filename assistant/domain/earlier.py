"""An earlier decision beside the new text: what it rests on, and what became of that in the next version.

Made by ``steps/recall``. It is a proposal and nothing more: it counts for nothing until it is reconfirmed, by a
decision of its own on the next version.
"""

from pydantic import Field

from assistant.domain.change import Became, Changes, Stretch
from assistant.domain.draft import Stance
from assistant.domain.judgement import Decision
from assistant.domain.near import Near
from assistant.domain.record import Record


class Ground(Record):
    """A passage of the earlier version that the decision rests on, and where it stood there, in words."""

    passage: str
    stood_at: str
    stances: tuple[Stance, ...]
    quotes: tuple[str, ...] = Field(description="the words of it that were evidence, as they stood")
    became: Became
    after: str | None
    stretches: tuple[Stretch, ...] = Field(
        description="the whole passage, word by word; empty unless it changed"
    )
    stands: bool = Field(description="whether all the words quoted from it stand in what it became")


class Earlier(Record):
    """The decision in force on one prompt of the earlier version.

    ``absent`` tells that it rests on something not being there: what is new could overturn it, whatever became
    of its grounds. Then the passages of the next version in ``look_at`` must be opened before that.
    """

    review: str = Field(description="id of the earlier version")
    decision: Decision
    grounds: tuple[Ground, ...]
    absent: bool
    searched: tuple[str, ...] = Field(default=(), description="where its draft looked in vain")
    barred: str | None = Field(default=None, description="why it barred a yes there, where it did")
    near: tuple[Near, ...] = Field(default=(), description="passages new or changed, nearest to the prompt")
    look_at: tuple[str, ...] = ()


class JudgedBefore(Record):
    """What was held of one node on the earlier version. It is told, and never goes on to the next."""

    judged: Decision | None
    rated: Decision | None


class Version(Record):
    """A review as the next version of another: what became of the passages, and how many decisions wait."""

    earlier: str
    reference: str
    changes: Changes
    to_reconfirm: tuple[str, ...] = Field(
        description="prompts decided there and not yet here, in the rubric's order"
    )
