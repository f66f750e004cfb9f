"""What tests of the evals share: a rubric short enough to run a review through the pipeline in a moment."""

import pytest

from assistant.domain.rubric import Rubric
from assistant.edges import library


@pytest.fixture
def rubric(monkeypatch: pytest.MonkeyPatch) -> Rubric:
    """The information items and Standard 2, for everybody who asks for the rubric: nine lines of 49."""
    whole = library.rubric()
    chronology = whole.chronology.model_copy(update={"prompts": ()})
    standards = tuple(one for one in whole.standards if one.id == "2")
    some = whole.model_copy(update={"chronology": chronology, "standards": standards})
    monkeypatch.setattr(library, "rubric", lambda: some)
    return some
