"""The one place where steps meet edges: read, segment, ask, verify, keep, decide, compute, export."""

from assistant.edges.wire import condensed
from assistant.pipeline.drafting import Answerer
from assistant.pipeline.pipeline import Pipeline, Setup

__all__ = ["Answerer", "Pipeline", "Setup", "condensed"]
