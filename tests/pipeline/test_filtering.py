"""A content filter's objection is narrowed to passages once, and shown with every draft that it blocked."""

from pathlib import Path
from typing import Any

import pytest

from assistant.domain.assurance import Assurance
from assistant.domain.draft import Outcome
from assistant.domain.places import Places
from assistant.domain.review import Intake
from assistant.pipeline import Pipeline
from assistant.steps.narrow import MOST_QUESTIONS
from assistant.ui.presentation.prompt import shown_prompt
from tests.pipeline.opening import ASKED, ASKED_OF_2, finished, pipeline
from tests.scripted import Scripted, always, said, scripted

BAD = "He struck her with the bottle"
LINES = [f"On day {n} the officer wrote to the manager about the visit that was planned." for n in range(40)]
TEXT = "\n\n".join(["1. Assessment", *LINES[:29], f"{BAD} and left the house.", *LINES[29:]]).encode()
BLOCKED = 400, {"error": {"code": "content_filter", "message": "blocked"}}


def filtering(body: dict[str, Any]) -> tuple[int, Any]:
    content = body["messages"][1]["content"]
    if BAD in content:
        return BLOCKED
    return always(body) if "# The question" in content else (200, said('{"read": true}'))


def small(endpoint: Scripted) -> list[str]:
    """What was sent to narrow the objection down."""
    contents = [body["messages"][1]["content"] for body in endpoint.asked]
    return [content for content in contents if "# The question" not in content]


def run(opened: Pipeline) -> Assurance:
    review = opened.take_in([("review.txt", TEXT)], Intake())
    opened.start(review)
    return finished(opened, review)


def test_the_passage_is_found_once_and_named_with_every_draft_it_blocked(tmp_path: Path) -> None:
    with scripted(filtering) as endpoint:
        with pipeline(tmp_path, endpoint) as opened:
            assurance = run(opened)
        assert {d.reason for d in assurance.drafts} == {Outcome.FILTERED}
        (passage,) = [p for p in assurance.review.passages if BAD in p.text]
        assert {d.filtered for d in assurance.drafts} == {(passage.id,)}
        assert 0 < len(small(endpoint)) <= MOST_QUESTIONS
        assert len(endpoint.asked) == ASKED + len(small(endpoint))
        shown = shown_prompt(opened.rubric, assurance, "1.3.c", False, {}, {})
        assert shown.draft.title.startswith("Not answered: the endpoint's content filter")
        assert (
            shown.draft.notes[0]
            == f"The filter objects to {place(assurance, passage.id)}; there may be other places."
        )
        asked = len(small(endpoint))
        with pipeline(tmp_path, endpoint) as opened:
            assert {d.filtered for d in run(opened).drafts} == {(passage.id,)}
        assert len(small(endpoint)) == asked, "what was found is kept"


def place(assurance: Assurance, passage: str) -> str:
    return Places(assurance.review).words(passage)


def test_an_objection_to_the_whole_alone_is_said_as_that(tmp_path: Path) -> None:
    def whole(body: dict[str, Any]) -> tuple[int, Any]:
        return BLOCKED if "# The question" in body["messages"][1]["content"] else (200, said('{"read": true}'))

    with scripted(whole) as endpoint, pipeline(tmp_path, endpoint) as opened:
        assurance = run(opened)
    assert {d.filtered for d in assurance.drafts} == {()}
    shown = shown_prompt(opened.rubric, assurance, "1.3.c", False, {}, {})
    assert shown.draft.notes[0] == "The filter objects to no part of the review alone."


def test_a_filtered_reply_is_no_objection_to_the_review(tmp_path: Path) -> None:
    with scripted(lambda _: (200, said("", finish_reason="content_filter"))) as endpoint:
        with pipeline(tmp_path, endpoint) as opened:
            assurance = run(opened)
        assert {(d.reason, d.filtered) for d in assurance.drafts} == {(Outcome.FILTERED, None)}
        assert small(endpoint) == []


@pytest.mark.usefixtures("standard_2")
def test_the_search_keeps_to_the_budget(tmp_path: Path) -> None:
    with scripted(filtering) as endpoint:
        with pipeline(tmp_path / "a", endpoint, concurrency=1) as opened:
            each = opened.to_ask(opened.take_in([("review.txt", TEXT)], Intake())).tokens // ASKED_OF_2
        with pipeline(tmp_path / "b", endpoint, concurrency=1, budget=each + each // 4) as opened:
            assurance = run(opened)
        assert len(small(endpoint)) < 3
        filtered = [d for d in assurance.drafts if d.reason is Outcome.FILTERED]
        assert {d.filtered for d in filtered} == {None}
        for draft in filtered:
            shown = shown_prompt(opened.rubric, assurance, draft.prompt, False, {}, {})
            assert not any("filter objects" in note for note in shown.draft.notes)
        with pipeline(tmp_path / "b", endpoint, concurrency=1) as opened:
            (found,) = {d.filtered and len(d.filtered) for d in run(opened).drafts}
        assert found == 1, "what could not be told is looked for in the next run"
