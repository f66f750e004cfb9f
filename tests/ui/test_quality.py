"""The Quality screen: counts beside every share, and none where there is nothing to count."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from assistant.ui.actions import answer
from tests.ui.screens import NAME, decided
from tests.ui.serving import served
from tests.ui.specimen import REVIEW
from tests.ui.stand_in import StandIn


def shown(pipeline: StandIn, review: str | None = None) -> dict[str, Any]:
    return answer(pipeline, {"ask": "quality", "review": review})["quality"]


def row(view: dict[str, Any], prompt: str) -> dict[str, Any]:
    return next(row for group in view["groups"] for row in group["rows"] if row["prompt"] == prompt)


def measures(view: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    return {one["name"]: (one["of"], one["value"], one["interval"]) for one in view["measures"]}


def test_acceptance_is_told_with_its_count_apart_from_agreement_without_the_draft() -> None:
    view = shown(decided())
    accepted = sum(row["accepted"] for group in view["groups"] for row in group["rows"])
    told = measures(view)
    assert told["Accepted, draft on screen"][0] == f"{accepted} of {accepted + 1} drafts"
    assert told["Accepted, draft on screen"][2].endswith(" %")
    assert told["Same line, draft hidden"] == ("0 of 1 judge-first line", "0 %", "0 to 79 %")
    assert told["Kappa, draft hidden"][0] == "Agreement beyond chance, 1 line"
    assert view["apart"] == "The draft was above and the inspector below 0 times, the reverse 1 time."
    assert view["crossed"][0] == ["Above", [0, 1, 0, 0]]


def test_a_prompt_tells_how_it_was_decided_and_why_its_draft_was_overridden() -> None:
    pipeline = decided()
    view = shown(pipeline)
    assert (row(view, "1.4.a")["overridden"], row(view, "1.4.a")["reason"]) == (1, "Missed evidence (1)")
    assert (row(view, "1.3.c")["other"], row(view, "1.3.c")["on_screen"]) == ("1 judged first", 0)
    assert row(view, "info.period")["other"] == "1 noted"
    assert row(view, "2.c") | {"name": ""} == {
        "prompt": "2.c",
        "name": "",
        "decided": 0,
        "accepted": 0,
        "overridden": 0,
        "on_screen": 0,
        "share": 0,
        "other": None,
        "reason": "None",
        "time": "None",
    }
    assert (
        [many for words, many, _ in view["reasons"] if words == "Missed evidence"]
        == [view["overridden"]]
        == [1]
    )


def test_time_is_told_once_a_prompt_was_opened_before_it_was_decided() -> None:
    pipeline = decided()
    answer(pipeline, {"ask": "opened", "review": REVIEW, "prompt": "1.4.a", "passages": [], "by": NAME})
    assert row(shown(pipeline), "1.4.a")["time"] == "0 s (1)"


def test_without_decisions_every_figure_is_none() -> None:
    view = shown(StandIn())
    assert view["lede"] == "Nothing is decided yet."
    assert {(value, interval) for _, value, interval in measures(view).values()} == {("None", "")}
    assert view["apart"] == "None: no line was recorded before its draft was shown."
    assert view["overridden"] == 0


def test_a_sample_alone_is_shown_as_one_and_a_review_that_is_not_there_is_refused() -> None:
    pipeline = decided()
    view = shown(pipeline)
    assert (view["chosen"], view["lede"].split(":")[0]) == (REVIEW, "LM-2026-014 (sample, fictional)")
    assert view["choices"] == [["", "All reviews"], [REVIEW, "LM-2026-014 (sample, fictional)"]]
    refused = answer(pipeline, {"ask": "quality", "review": "ffffffffffffffff"})
    assert (refused["ok"], refused["quality"]) == (False, None)


@pytest.mark.browser
def test_the_figures_of_one_review_are_chosen_and_lead_to_its_prompts(browser: Browser) -> None:
    pipeline = decided()
    pipeline.replays = None
    with served(pipeline) as address:
        page = browser.new_page(base_url=address)
        page.goto("/#/reviews")
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Quality").click()
        expect(page.get_by_role("heading", name="Quality", exact=True)).to_be_focused()
        expect(page.locator(".lede")).to_contain_text("1 review, 1 inspector.")
        page.get_by_label("Figures of").focus()
        page.keyboard.press("ArrowDown")
        expect(page.locator(".lede")).to_contain_text("LM-2026-014: 1 inspector.")
        expect(page.get_by_label("Figures of")).to_be_focused()
        expect(page.locator("#status")).to_contain_text("LM-2026-014: 1 inspector.")
        page.get_by_role("link", name="1.4.a All reasonable action").click()
        expect(page.locator(".decide")).to_contain_text("Overridden: Above the line")
        page.close()
