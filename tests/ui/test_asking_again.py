"""A draft that was not answered has a button of its own, which names the host and does no more than it says."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.domain.assurance import Endpoint
from assistant.domain.draft import Line
from assistant.domain.judgement import Act, DecisionKind
from assistant.errors import NotAllowed
from assistant.ui.actions import answer
from tests.keyboard import Keyboard
from tests.ui.acts import NAME
from tests.ui.conftest import WINDOW
from tests.ui.screens import ENDPOINT
from tests.ui.serving import served
from tests.ui.specimen import REVIEW
from tests.ui.stand_in import StandIn
from tests.worked import sign, work

AGAIN = "Ask again: send to models.example:8443"


def again(pipeline: StandIn, prompt: str) -> str | None:
    told = answer(pipeline, {"ask": "assure", "review": REVIEW, "prompt": prompt})
    host: str | None = told["prompt"]["again"]
    return host


def test_it_is_offered_where_the_endpoint_that_did_not_answer_is_there_and_nothing_is_signed() -> None:
    pipeline = StandIn(endpoint=ENDPOINT)
    assert again(pipeline, "2.c") == ENDPOINT.host
    assert again(pipeline, "1.3.c") is None
    pipeline.to = Endpoint(host=ENDPOINT.host, model="another")
    assert again(pipeline, "2.c") is None
    pipeline.to = None
    assert again(pipeline, "2.c") is None
    pipeline.to = ENDPOINT
    work(pipeline)
    sign(pipeline)
    assert again(pipeline, "2.c") is None


def test_a_refusal_comes_back_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise NotAllowed("Nothing was sent.")

    pipeline = StandIn(endpoint=ENDPOINT)
    monkeypatch.setattr(pipeline, "ask_again", refused)
    told = answer(pipeline, {"ask": "ask-again", "review": REVIEW, "prompt": "2.c"})
    assert told["error"]["message"] == "Nothing was sent."


@pytest.fixture
def unanswered() -> StandIn:
    return StandIn(endpoint=ENDPOINT)


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport=WINDOW, base_url=address).new_page()
    page.goto(f"/#/r/{REVIEW}/assure/2.c")
    return page


@pytest.mark.browser
def test_it_waits_for_the_draft_keeps_what_is_typed_and_never_loses_the_focus(
    browser: Browser, unanswered: StandIn
) -> None:
    with served(unanswered) as address:
        page = opened(browser, address)
        keys = Keyboard(page)
        expect(page.locator("#draft")).to_contain_text("Not answered: ")
        page.get_by_label("Reason for the report").fill("By hand, if it must be.")
        keys.enter(re.escape(AGAIN), back=True)
        expect(page.locator("#status")).to_have_text("Asked again.")
        keys.rests_on("^Waiting for the draft")
        expect(page.get_by_label("Reason for the report")).to_have_value("By hand, if it must be.")
        expect(page.locator('[data-prompt="2.c"] .st')).to_have_text("Waiting")
        expect(page.locator(".progress-words")).to_have_text("Drafting: 53 of 54")

        unanswered.arrive(1)  # and it is not answered again
        page.get_by_role("button", name="Show why").click()
        keys.rests_on("^2.c")
        expect(page.get_by_role("button", name=AGAIN)).to_be_visible()
        expect(page.locator(".progress-words")).to_have_text("Draft: 54 of 54 undecided")
        page.context.close()


@pytest.mark.browser
def test_why_it_cannot_be_asked_again_stands_beside_the_button(browser: Browser, unanswered: StandIn) -> None:
    with served(unanswered) as address:
        page = opened(browser, address)
        expect(page.get_by_role("button", name=AGAIN)).to_be_visible()
        unanswered.to = None
        page.get_by_role("button", name=AGAIN).click()
        expect(page.locator("#again-fault")).to_have_text("No model endpoint is configured.")
        page.context.close()


@pytest.mark.browser
def test_a_decision_made_while_it_is_asked_for_stays_on_the_screen(
    browser: Browser, unanswered: StandIn
) -> None:
    by_hand = Act(kind=DecisionKind.OVERRIDE, prompt="2.c", line=Line.ABOVE, reason="So.", by=NAME)
    unanswered.decide(REVIEW, by_hand)
    with served(unanswered) as address:
        page = opened(browser, address)
        page.get_by_role("button", name=AGAIN).click()
        expect(page.locator("#draft")).to_contain_text("Waiting for the draft")
        expect(page.locator(".decide .done")).to_have_text("Decided: Above the line")
        expect(page.locator('[data-prompt="2.c"] .st')).to_have_text("Above, decided")
        page.context.close()
