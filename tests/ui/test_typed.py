"""Words typed and not recorded: there again wherever the inspector has been, and never lost unasked."""

import pytest
from playwright.sync_api import Page, expect

from assistant.domain.draft import Line
from assistant.domain.judgement import Act, DecisionKind
from tests.ui.acts import NAME
from tests.ui.specimen import REVIEW
from tests.ui.stand_in import StandIn

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def asks_before_it_leaves(page: Page) -> None:
    """Loads the page anew: the browser asks, and is told to stay."""
    with page.expect_event("dialog") as asked:
        page.evaluate("() => { setTimeout(() => location.reload(), 0); }")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()


def leaves_unasked(page: Page) -> None:
    """Loads the page anew, and nobody is asked."""
    asked: list[str] = []
    page.once("dialog", lambda dialog: asked.append(dialog.type))
    page.reload()
    page.locator("#question, .page h1").first.wait_for()
    assert asked == []


def to(page: Page, screen: str) -> None:
    page.get_by_role("link", name=screen, exact=True).click()
    page.get_by_role("heading", name=screen, exact=True).first.wait_for(state="attached")


def test_the_browser_asks_before_it_leaves_words_behind_and_only_then(page: Page) -> None:
    page.goto(f"/#/r/{REVIEW}/assure/1.3.c")
    note = page.get_by_label("Note", exact=True)
    note.fill("Half a thought")
    page.get_by_label("Your name, asked once").fill(NAME)
    page.locator("#question").click()  # a browser asks only on behalf of who has done something
    asks_before_it_leaves(page)
    expect(note).to_have_value("Half a thought")
    page.get_by_role("button", name="Accept draft").click()
    page.locator(".decide .done").wait_for()
    leaves_unasked(page)


def test_nothing_of_it_is_in_the_storage_of_the_browser(page: Page) -> None:
    page.goto(f"/#/r/{REVIEW}/assure/1.3.c")
    page.get_by_label("Note", exact=True).fill("Half a thought")
    page.get_by_role("button", name="Edit rationale").click()
    page.get_by_label("Rationale for the report").fill("Half a rationale")
    to(page, "Judgements")
    kept = page.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])")
    assert "Half" not in kept


def test_a_reason_for_a_judgement_and_one_for_signing_are_there_again(page: Page, pipeline: StandIn) -> None:
    page.goto(f"/#/r/{REVIEW}/judgements/1.3")
    reason = page.get_by_label("Reason, needed if you depart from the counts")
    reason.fill("It weighs more.")
    page.get_by_role("link", name="1.4 Reviewing").click()
    expect(page.locator("#node-h")).to_contain_text("1.4")
    expect(reason).to_have_value("")
    page.go_back()
    expect(page.locator("#node-h")).to_contain_text("1.3")
    expect(reason).to_have_value("It weighs more.")
    page.get_by_role("radio", name="Yes").check()
    page.get_by_label("Your name, kept with each judgement").fill(NAME)
    page.get_by_role("button", name="Record judgement").click()
    page.locator(".record .said").wait_for()
    leaves_unasked(page)

    draft = pipeline.assurance(REVIEW).draft("1.3.c")
    accept = Act(kind=DecisionKind.ACCEPT, prompt="1.3.c", line=draft.line, draft=draft.key, by=NAME)
    pipeline.decide(REVIEW, accept)
    to(page, "Sign-off")
    page.get_by_label("Reason for signing with points open").fill("Read on paper.")
    to(page, "Judgements")
    to(page, "Sign-off")
    expect(page.get_by_label("Reason for signing with points open")).to_have_value("Read on paper.")


def test_what_was_typed_beside_a_decision_opens_its_form_again(page: Page, pipeline: StandIn) -> None:
    draft = pipeline.assurance(REVIEW).draft("1.3.c")
    assert draft.line is Line.BELOW
    accept = Act(kind=DecisionKind.ACCEPT, prompt="1.3.c", line=draft.line, draft=draft.key, by=NAME)
    pipeline.decide(REVIEW, accept)
    page.goto(f"/#/r/{REVIEW}/assure/1.3.c")
    page.get_by_role("button", name="Bar a yes for 1.3").click()
    page.get_by_label("Why this prompt alone bars a yes for 1.3").fill("It decides the case.")
    page.locator("#question").focus()
    page.keyboard.press("j")
    expect(page.locator("#question")).to_contain_text("1.3.d")
    page.keyboard.press("k")
    expect(page.get_by_label("Why this prompt alone bars a yes for 1.3")).to_have_value("It decides the case.")
    page.get_by_role("button", name="Leave it").click()
    page.get_by_role("button", name="Change decision").click()
    page.get_by_label("Note", exact=True).fill("Another thought")
    page.locator("#question").focus()
    page.keyboard.press("j")
    expect(page.locator("#question")).to_contain_text("1.3.d")
    page.keyboard.press("k")
    expect(page.get_by_label("Note", exact=True)).to_have_value("Another thought")
    expect(page.locator(".decide .not-yet")).to_have_text("Changing a decision")
    expect(page.locator("input[name=line]:checked")).to_have_count(0)
    page.get_by_role("button", name="Keep the decision").click()
    leaves_unasked(page)


def test_evidence_that_is_being_added_is_asked_about_too(page: Page) -> None:
    page.goto(f"/#/r/{REVIEW}/assure/1.3.c")
    page.get_by_role("button", name="Add evidence of your own").click()
    leaves_unasked(page)
    page.get_by_role("button", name="Add evidence of your own").click()
    page.get_by_label("Its words, to the letter").press_sequentially("x")
    asks_before_it_leaves(page)
    page.get_by_role("form", name="Add evidence to").get_by_role("button", name="Leave it").click()
    leaves_unasked(page)
