"""What our own search finds beside a prompt is looked for once, and anew where the review is read otherwise."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.domain.near import Near
from assistant.domain.review import Intake, Part
from assistant.domain.rubric import Expectation, Prompt
from assistant.steps.find import Search
from tests.pipeline.opening import FILES, pipeline


def test_it_is_found_once_and_again_after_a_correction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = Search.expectation

    def counted(
        self: Search, prompt: Prompt, expectation: Expectation, *, without: Sequence[str] = ()
    ) -> tuple[Near, ...]:
        asked.append(expectation.id)
        return real(self, prompt, expectation, without=without)

    monkeypatch.setattr(Search, "expectation", counted)
    with pipeline(tmp_path, None) as opened:
        review = opened.take_in(FILES, Intake())
        first = opened.near(review, "1.2.b")
        assert set(first) == set(asked)
        assert opened.near(review, "1.2.b") == first
        assert len(asked) == len(first)
        (passage,) = {near.passage for found in first.values() for near in found[:1]}
        without = opened.near(review, "1.2.b", [passage])
        assert passage not in {near.passage for found in without.values() for near in found}
        count = len(asked)
        section = opened.assurance(review).review.sections[0].id
        opened.correct(review, section, Part.GLOSSARY, "R. Quillfeather")
        opened.near(review, "1.2.b")
        assert len(asked) == count + len(first)
        assert opened.find(review, "countersigned by the manager")[0].passage == passage
