"""The bundled sample with everything it is asked, and the recorded replies to it.

Nothing comes in; the review, its 54 prompts, its requests and replies come out. It stands alone because three
parts of the bench measure on the same ones.
"""

from functools import cached_property

from assistant.domain.draft import Outcome, Request
from assistant.domain.rubric import Prompt
from assistant.edges import library
from assistant.edges.recording import Recording
from assistant.errors import AssistantError
from assistant.pipeline.reading import read_review
from assistant.pipeline.setup import INSTRUCTIONS as OF_DRAFTS
from assistant.pipeline.tracing import INSTRUCTIONS as OF_TRACES
from assistant.steps.compose import common, compose, compose_trace


class Answered:
    """The sample, asked about and answered."""

    def __init__(self) -> None:
        self.files, self.intake = library.sample()
        self.review = read_review(self.files)
        self.rubric, self.search_words = library.rubric(), library.search_words()
        self.drafts, self.traces = library.instructions(OF_DRAFTS), library.instructions(OF_TRACES)
        self.common = common(self.review, *self.drafts)
        self.recording = Recording(library.sample_recording())

    def request(self, prompt: Prompt) -> Request:
        """The first request for that prompt."""
        return compose(self.common, self.intake, self.rubric, prompt)

    @cached_property
    def requests(self) -> tuple[Request, ...]:
        """All first requests of a review: one for each prompt, then the trace's."""
        drafts = (self.request(prompt) for prompt in self.rubric.prompts)
        return (*drafts, compose_trace(self.common, self.traces))

    @cached_property
    def replies(self) -> tuple[tuple[Prompt, str], ...]:
        """The text recorded for each prompt that has one; ``AssistantError`` where none has."""
        raw = [(prompt, self.recording.ask(self.request(prompt))) for prompt in self.rubric.prompts]
        held = tuple((prompt, reply.text) for prompt, reply in raw if reply.outcome is Outcome.REPLIED)
        if not held:
            raise AssistantError("The recording of the sample holds no reply to what is asked today.")
        return held
