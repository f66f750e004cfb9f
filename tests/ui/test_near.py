"""Passages near what was looked for, as the screens show them."""

from assistant.domain.draft import Met
from assistant.domain.near import Near
from assistant.domain.places import Places
from assistant.domain.review import Span
from assistant.ui.actions import answer
from assistant.ui.presentation.near import Run, near_expectations, shown_near
from tests.ui.specimen import REVIEW, review
from tests.ui.stand_in import StandIn


def test_words_that_were_looked_for_are_told_from_the_rest_and_cuts_are_said() -> None:
    of = review()
    row = next(p for p in of.passages if "Drug test positive" in p.text)
    at = row.text.index("Drug")
    end = row.text.index(" No further")
    near = Near(passage=row.id, shown=Span(start=at, end=end), terms=(Span(start=at + 5, end=at + 9),))
    (shown,) = shown_near(of, [near], Places(of))
    assert shown.runs == (
        Run(kind="plain", text="Drug "),
        Run(kind="term", text="test"),
        Run(kind="plain", text=" positive for cocaine."),
    )
    assert shown.before
    assert shown.after
    assert "row 2" in shown.place


def test_only_expectations_that_the_draft_does_not_hold_met_are_looked_up() -> None:
    pipeline = StandIn()
    prompt = pipeline.rubric.prompt("1.3.c")
    draft = pipeline.assurance(REVIEW).draft("1.3.c")
    first = draft.findings[0]
    settled = draft.model_copy(
        update={"findings": (first.model_copy(update={"met": Met.MET}), *draft.findings[1:])}
    )
    shown = near_expectations(prompt, settled, pipeline.review, {}, Places(pipeline.review))
    assert [row.number for row in shown] == ["/2", "/3", "/4", "/5"]


def test_without_a_draft_every_expectation_has_its_nearest_passages() -> None:
    pipeline = StandIn().unstarted()
    told = answer(pipeline, {"ask": "assure", "review": REVIEW, "prompt": "1.3.c"})
    near = told["prompt"]["near"]
    assert len(near) == len(pipeline.rubric.prompt("1.3.c").expectations)
    assert any(row["found"] for row in near)


def test_the_search_box_answers_with_passages_and_says_how_many() -> None:
    pipeline = StandIn()
    told = answer(pipeline, {"ask": "find", "review": REVIEW, "words": "drug testing"})
    assert told["ok"]
    assert "Drug test positive" in "".join(run["text"] for run in told["near"][0]["runs"])
    assert told["said"].startswith("1 passage near")
    none = answer(pipeline, {"ask": "find", "review": REVIEW, "words": "zymurgy"})
    assert none["near"] == []
    assert none["said"] == "No passage near “zymurgy”."
    assert not answer(pipeline, {"ask": "find", "review": REVIEW, "words": "x" * 401})["ok"]
