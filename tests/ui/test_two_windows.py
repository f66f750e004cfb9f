"""Two windows on one prompt: what was decided in the other is shown before anything takes its place."""

import pytest
from playwright.sync_api import Page, expect

from assistant.domain.judgement import Act, DecisionKind
from assistant.ui.actions import answer
from tests.ui.acts import NAME
from tests.ui.specimen import REVIEW
from tests.ui.stand_in import StandIn

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def other(pipeline: StandIn) -> None:
    """What somebody decides in another window."""
    draft = pipeline.assurance(REVIEW).draft("1.3.c")
    act = Act(kind=DecisionKind.ACCEPT, prompt="1.3.c", line=draft.line, draft=draft.key, by="B. Other")
    pipeline.decide(REVIEW, act)


def test_another_decision_is_shown_first_and_what_was_typed_stays(page: Page, pipeline: StandIn) -> None:
    page.goto(f"/#/r/{REVIEW}/assure/1.3.c")
    page.get_by_label("Your name, asked once").fill(NAME)
    page.get_by_role("radio", name="Above the line").check()
    page.get_by_label("Reason, if not the draft’s line").select_option("Missed evidence")
    page.get_by_label("Note", exact=True).fill("Row 2 was not weighed.")
    other(pipeline)
    page.get_by_role("button", name="Record: Above the line").click()
    fault = page.locator("#decision-fault")
    expect(fault).to_contain_text(
        "B. Other has decided on 1.3.c meanwhile: Below the line. Nothing was recorded."
    )
    expect(fault).to_be_focused()
    expect(page.locator(".decide .not-yet")).to_have_text("Changing a decision")
    expect(page.get_by_label("Note", exact=True)).to_have_value("Row 2 was not weighed.")
    expect(page.locator('[data-prompt="1.3.c"] .st')).to_have_text("Below, decided")
    assert [d.by for d in pipeline.decisions] == ["B. Other"]

    page.get_by_role("radio", name="Above the line").check()
    page.get_by_label("Reason, if not the draft’s line").select_option("Missed evidence")
    page.get_by_role("button", name="Record: Above the line").click()
    expect(page.locator(".decide .done")).to_have_text("Overridden: Above the line")
    assert [d.by for d in pipeline.decisions] == ["B. Other", NAME]


def test_an_undo_that_comes_too_late_shows_what_stands(page: Page, pipeline: StandIn) -> None:
    page.goto(f"/#/r/{REVIEW}/assure/1.3.c")
    page.get_by_label("Your name, asked once").fill(NAME)
    page.get_by_role("button", name="Accept draft").click()
    page.locator(".decide .done").wait_for()
    other(pipeline)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#decision-fault")).to_contain_text("A later act on 1.3.c")
    expect(page.locator(".decide")).to_contain_text("B. Other")


def test_a_decision_that_was_taken_back_meanwhile_is_no_ground_to_change() -> None:
    pipeline = StandIn()
    other(pipeline)
    gone = pipeline.decisions[-1].id
    pipeline.decide(REVIEW, Act(kind=DecisionKind.UNDO, prompt="1.3.c", undoes=gone, by="B. Other"))
    told = answer(
        pipeline,
        {
            "ask": "decide", "review": REVIEW, "prompt": "1.3.c", "line": "above", "reason_code": "other",
            "draft": pipeline.assurance(REVIEW).draft("1.3.c").key, "note": "So.", "by": NAME, "stands": gone,
        },
    )  # fmt: skip
    assert told["error"]["message"].startswith(
        "The decision on 1.3.c was taken back meanwhile. Nothing was recorded."
    )
    assert told["error"]["field"] == "stands"
