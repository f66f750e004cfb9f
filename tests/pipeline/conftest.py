"""What tests of several runs share: a rubric that is short enough to be drafted many times."""

import pytest

from assistant.edges import library


@pytest.fixture
def standard_2(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard 2 and the information items are rubric enough."""
    whole = library.rubric()
    chronology = whole.chronology.model_copy(update={"prompts": ()})
    standards = tuple(one for one in whole.standards if one.id == "2")
    some = whole.model_copy(update={"chronology": chronology, "standards": standards})
    monkeypatch.setattr(library, "rubric", lambda: some)
