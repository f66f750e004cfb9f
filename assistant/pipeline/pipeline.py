"""Everything the assistant does, as methods of one class: reviews, drafting, deciding, exporting.

Comes in: files and acts of an inspector. Goes out: what the screens and the command line show. Everything it
knows is in the store, so it can be stopped anywhere. How one draft is made stands in ``drafting``, how a trace
in ``tracing``, what Start sets going in ``runs``; here stand the exports, which need all of it.
"""

from assistant.domain.gold import GoldReview
from assistant.edges import export
from assistant.pipeline.deciding import Deciding
from assistant.pipeline.reviewing import Reviewing
from assistant.pipeline.starting import Starting
from assistant.steps.gold import gold
from assistant.steps.report import report
from assistant.steps.result import result, written
from assistant.steps.sheet import sheet


class Pipeline(Reviewing, Starting, Deciding):
    """Everything the assistant does, in order. One for each process; its methods may be called from threads."""

    def result(self, review: str) -> bytes:
        """The result file (design, The result file), UTF-8 JSON."""
        return written(result(self.rubric, self.assurance(review)))

    def report(self, review: str) -> bytes:
        """The Word report."""
        return export.word(report(self.rubric, self.assurance(review), self._now()))

    def sheet(self, review: str) -> bytes:
        """The prompts as CSV, one row each."""
        return sheet(self.rubric, self.assurance(review))

    def gold(self, review: str) -> GoldReview:
        """The decisions on it as a gold review of the evals, with the review's own files."""
        assurance = self.assurance(review)
        files = [(file.name, self._store.file(review, file.name)) for file in assurance.review.files]
        return gold(self.rubric, assurance, files)
