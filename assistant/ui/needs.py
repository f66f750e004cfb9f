"""What the screens need of the pipeline, as a protocol.

It stands alone so that the screens can be shown, and tested, over anything that keeps these promises.
"""

from collections.abc import Sequence
from typing import Protocol

from assistant.domain.assurance import Assurance, Endpoint, LocalServer, Progress, ReviewSummary, ToAsk
from assistant.domain.change import Stretch
from assistant.domain.earlier import Earlier, JudgedBefore, Version
from assistant.domain.judge_first import Share
from assistant.domain.judgement import Act, Decision
from assistant.domain.near import Near
from assistant.domain.offered import OfferedEvidence
from assistant.domain.quality import Gauged, Quality
from assistant.domain.review import Correction, Part
from assistant.domain.rubric import Rubric


class Pipeline(Protocol):
    """The part of the pipeline that the screens call. Errors are ``assistant.errors``."""

    @property
    def rubric(self) -> Rubric:
        """The edition in use."""
        ...

    def reviews(self) -> tuple[ReviewSummary, ...]:
        """Every review kept, latest first."""
        ...

    def open_sample(self) -> str:
        """Take in the bundled sample if it is not there; its id."""
        ...

    def delete(self, review: str, by: str, /) -> None:
        """Remove a review with all that belongs to it; ``NotFound``, ``NotAllowed`` once signed off."""
        ...

    def earlier(self, review: str, prompt: str, /) -> Earlier | None:
        """The decision on that prompt of the earlier version, as a proposal; None where there is none."""
        ...

    def judged_before(self, review: str, node: str, /) -> JudgedBefore | None:
        """What was held of that node on the earlier version; None where nothing was."""
        ...

    def version(self, review: str, /) -> Version | None:
        """What it is the next version of, and what waits to be reconfirmed; None where of none."""
        ...

    def differences(self, review: str, /) -> dict[str, tuple[Stretch, ...]]:
        """The words that differ in each passage that changed, by its id in the earlier version."""
        ...

    def assurance(self, review: str, /) -> Assurance:
        """The whole record of one review; ``NotFound``."""
        ...

    def endpoint(self) -> Endpoint | None:
        """The model endpoint of the settings; None where nothing is configured."""
        ...

    def local_servers(self) -> tuple[LocalServer, ...]:
        """Model servers that answer on this computer; nothing of a review is sent. Takes up to seconds."""
        ...

    def recording(self, review: str, /) -> Endpoint | None:
        """The recording that answers for this review, or None."""
        ...

    def correct(self, review: str, section: str, part: Part, by: str, /) -> Correction:
        """Keep an inspector's word on which part a section is; ``NotFound``, ``NotAllowed`` once signed off."""
        ...

    def start(self, review: str, /, *, repeats: int = 0, judge_first: Share = Share.NONE) -> None:
        """Begin drafting, that share of the drafts hidden until a line is recorded (the first start says).

        ``NoEndpoint``; ``NotAllowed`` once signed off, or to repeat a recording.
        """
        ...

    def ask_again(self, review: str, prompt: str, /) -> None:
        """Ask once more for one draft that was not answered; ``NoEndpoint``, ``NotAllowed``."""
        ...

    def first(self, review: str, prompt: str, /) -> None:
        """Have that prompt drafted next, if it waits."""
        ...

    def to_ask(self, review: str, /, *, repeats: int = 0) -> ToAsk:
        """What Start would send, with an estimate of its tokens."""
        ...

    def cancel(self, review: str, /) -> None:
        """Stop what is not yet drafted."""
        ...

    def near(self, review: str, prompt: str, without: Sequence[str], /) -> dict[str, tuple[Near, ...]]:
        """The passages nearest to each expectation of that prompt, by its id, but for those ``without``."""
        ...

    def find(self, review: str, words: str, /) -> tuple[Near, ...]:
        """The passages nearest to what somebody typed."""
        ...

    def progress(self, review: str, /) -> Progress:
        """How far drafting has come."""
        ...

    def quality(self, review: str | None, /) -> tuple[tuple[Gauged, ...], Quality]:
        """The reviews kept, and how drafts fare with inspectors: in that one, or in all but the sample."""
        ...

    def keep_opening(self, review: str, prompt: str, by: str, passage: str | None = None, /) -> None:
        """Keep that a prompt, or a passage under it, was opened, if it is the first time; ``NotFound``."""
        ...

    def decide(self, review: str, act: Act, /) -> Decision:
        """Record one act of the inspector; ``NotAllowed``."""
        ...

    def cite(self, review: str, offered: OfferedEvidence, by: str, /) -> Decision:
        """Record evidence that the inspector adds; ``NotAllowed`` where it is none."""
        ...

    def reword(self, review: str, prompt: str, words: str, by: str, draft: str | None, /) -> Decision:
        """Record the inspector's rationale for the report, checked as a draft's is; ``NotAllowed``."""
        ...
