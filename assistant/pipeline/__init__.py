"""The one place where steps meet edges: read, segment, ask, verify, keep, decide, compute, export."""

from assistant.edges.gold_folder import outside_repositories, repository_of, write_gold
from assistant.edges.library import rubric
from assistant.edges.wire import condensed
from assistant.pipeline.asking import Answerer
from assistant.pipeline.pipeline import Pipeline
from assistant.pipeline.setup import Setup

__all__ = [
    "Answerer",
    "Pipeline",
    "Setup",
    "condensed",
    "outside_repositories",
    "repository_of",
    "rubric",
    "write_gold",
]
