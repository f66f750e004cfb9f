"""What tests of the evals share: a rubric short enough to run a review through the pipeline in a moment."""

import pytest

from assistant.domain.rubric import Rubric
from assistant.edges import library
from tests.evals.faulty import shortened


@pytest.fixture
def rubric(monkeypatch: pytest.MonkeyPatch) -> Rubric:
    """The information items and Standard 2, for everybody who asks for the rubric: nine lines of 49."""
    some = shortened(library.rubric())
    monkeypatch.setattr(library, "rubric", lambda: some)
    return some
