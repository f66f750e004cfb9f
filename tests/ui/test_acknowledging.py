"""Notices acknowledged in a real browser: under a name, one by one, on either screen, the focus never lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.ui.specimen import REVIEW

pytestmark = pytest.mark.browser


def test_a_notice_is_acknowledged_where_it_is_read_or_before_a_signature(page: Page) -> None:
    page.goto(f"/#/r/{REVIEW}/read")
    buttons = page.get_by_role("button", name="Acknowledge")
    expect(buttons).to_have_count(2)
    buttons.first.click()
    expect(page.get_by_role("alert").filter(has_text="Give your name first")).to_be_visible()
    expect(buttons).to_have_count(2)

    page.get_by_role("button", name="Give your name").click()
    page.get_by_label("Your name, as it will stand beside your decisions").fill("R. Quillfeather")
    page.get_by_role("button", name="Keep name").click()
    buttons.first.click()
    expect(page.locator("#status")).to_have_text("1 notice acknowledged.")
    expect(buttons).to_have_count(1)
    expect(buttons).to_be_focused()
    expect(page.get_by_text("Acknowledged by R. Quillfeather, 11 November 2026")).to_be_visible()

    page.get_by_role("link", name="Sign-off", exact=True).click()
    expect(page.get_by_role("heading", name="1 notice not acknowledged")).to_be_visible()
    page.keyboard.press("Tab")
    buttons.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("1 notice acknowledged.")
    expect(buttons).to_have_count(0)
    expect(page.get_by_text("not acknowledged")).to_have_count(0)
    assert page.evaluate("() => document.activeElement !== document.body")
