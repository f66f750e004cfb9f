"""What goes back to the browser: views, or one mistake in words.

It stands alone because every screen's actions answer in this one form.
"""

from assistant.domain.record import Record
from assistant.errors import AssistantError
from assistant.ui.presentation.changes import ShownChanges
from assistant.ui.presentation.estimate import Estimate
from assistant.ui.presentation.frame import Frame
from assistant.ui.presentation.judgements import Judgements
from assistant.ui.presentation.near import ShownNear
from assistant.ui.presentation.prompt import ShownPrompt
from assistant.ui.presentation.quality import ShownQuality
from assistant.ui.presentation.read import Read
from assistant.ui.presentation.reviews import Reviews
from assistant.ui.presentation.sign_off import SignOff
from assistant.ui.presentation.task_list import Group
from assistant.ui.presentation.text import Text

NAME = "Give your name first: it stands beside every decision."


class Mistake(Record):
    """What was wrong, for a person, and the field it belongs to, if any. Nothing was recorded."""

    message: str
    field: str | None = None


class Answer(Record):
    """What goes back to the browser. ``said`` is announced; views that did not change are left out."""

    ok: bool = True
    error: Mistake | None = None
    said: str | None = None
    frame: Frame | None = None
    reviews: Reviews | None = None
    read: Read | None = None
    local: str | None = None
    estimate: Estimate | None = None
    changes: ShownChanges | None = None
    text: Text | None = None
    groups: tuple[Group, ...] | None = None
    prompt: ShownPrompt | None = None
    near: tuple[ShownNear, ...] | None = None
    judgements: Judgements | None = None
    sign_off: SignOff | None = None
    quality: ShownQuality | None = None


class Refused(AssistantError):
    """A mistake that is found before the pipeline is asked."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.mistake = Mistake(message=message, field=field)
