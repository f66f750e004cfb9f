"""The next version of a review in a real browser: earlier decisions are proposals, reconfirmed one by one."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.served import serving
from tests.scripted import always, scripted
from tests.test_journey import DRAFTING, state, window

pytestmark = pytest.mark.browser

FIRST = """1. Assessment

The officer completed the first assessment within fifteen working days and asked the police for information.

2. Implementation

The manager did not record why the planned visit had been missed, and nobody rang the family.
"""
NEXT = FIRST.replace("fifteen working days", "twenty working days").replace(
    ", and nobody rang the family.",
    ".\n\nThe home visit was made in July, and the officer said in the record why one was missed.",
)


def upload(page: Page, path: Path, text: str, *, reference: str = "") -> None:
    path.write_text(text, encoding="utf-8")
    page.locator("#files").set_input_files(str(path))
    if reference:
        page.get_by_label("Reference").fill(reference)
    page.get_by_role("button", name=re.compile("^Add (review|next version)")).click()
    expect(page.get_by_role("heading", name="What we read")).to_be_visible()


def open_prompt(page: Page, prompt: str) -> None:
    page.locator(f'[data-prompt="{prompt}"]').click()
    expect(page.locator("#question")).to_contain_text(prompt)


def test_earlier_decisions_are_reconfirmed_one_by_one_and_none_carries_itself(
    browser: Browser, tmp_path: Path
) -> None:
    with scripted(always) as endpoint:
        settings = {"OPENAI_BASE_URL": endpoint.url, "ASSISTANT_MODEL": "scripted"}
        with serving(**settings) as address, window(browser, address) as page:
            page.goto("/")
            upload(page, tmp_path / "review.txt", FIRST, reference="LM-1")
            page.get_by_role("radio", name="None").check()
            page.get_by_role("button", name="Start: send to").click()
            expect(page.locator("#drafting-h")).to_have_text("Drafted", timeout=DRAFTING)
            page.get_by_role("link", name="Assure", exact=True).click()
            open_prompt(page, "1.1.a")
            page.get_by_label("Your name, asked once").fill("R. Quillfeather")
            page.get_by_role("button", name="Accept draft: Above the line").click()
            expect(state(page, "1.1.a")).to_have_text("Above, decided")
            open_prompt(page, "1.3.c")
            page.get_by_role("radio", name="Below the line").check()
            page.get_by_label("Reason, if not the draft’s line").select_option("Missed evidence")
            page.get_by_label("Note", exact=True).fill("Nothing on why it was missed.")
            page.get_by_role("button", name="Record: Below the line").click()
            expect(state(page, "1.3.c")).to_have_text("Below, overridden")

            page.get_by_role("link", name="What we read").click()
            page.get_by_role("link", name="Upload the next version of this review").click()
            expect(page.get_by_label("These files are")).to_have_value(page.url.rsplit("/", 1)[1])
            expect(page.locator("#files")).to_be_focused()
            upload(page, tmp_path / "review-2.txt", NEXT)
            changed = page.locator("#changes")
            expect(changed).to_contain_text("This is the next version of LM-1")
            expect(changed).to_contain_text("under Assure: 2 decisions.")
            changed.get_by_role("button", name="Show what changed").click()
            rows = changed.get_by_role("table", name="What changed since the earlier version").locator(
                "tbody tr"
            )
            expect(rows).to_have_count(3)
            expect(rows.nth(0).locator("del")).to_contain_text("fifteen")
            expect(rows.nth(0).locator("ins")).to_contain_text("twenty")
            expect(rows.nth(2)).to_contain_text("The home visit was made in July")

            page.get_by_role("link", name="Assure", exact=True).click()
            expect(page.locator(".progress-words")).to_contain_text("Not started")
            open_prompt(page, "1.1.a")
            expect(state(page, "1.1.a")).to_have_text("Not run")
            block = page.locator("#earlier")
            expect(block).to_contain_text("Decided on the earlier version: Above the line")
            expect(block.locator(".ground.changed del")).to_contain_text("fifteen")
            block.get_by_role("button", name="Reconfirm: Above the line").click()
            expect(page.locator("#status")).to_contain_text("Recorded: Above the line.")
            expect(state(page, "1.1.a")).to_have_text("Above, decided")
            expect(page.locator("#earlier")).to_contain_text("Reconfirmed on this version.")
            expect(page.locator(".decide")).to_contain_text("Decided: Above the line")
            expect(state(page, "1.3.c")).to_have_text("Not run")

            open_prompt(page, "1.3.c")
            block = page.locator("#earlier")
            expect(block).to_contain_text("It rested on something not being there.")
            block.get_by_role("button", name="Reconfirm: Below the line").click()
            expect(block.get_by_role("alert")).to_contain_text("not opened")
            waiting = block.locator(".to-open:not(.opened) a")
            expect(waiting.first).to_be_focused()
            many = waiting.count()
            for left in reversed(range(many)):
                waiting.first.click()
                expect(page.locator(".shown")).to_be_in_viewport()
                expect(waiting).to_have_count(left)
            expect(block.locator(".to-open.opened")).to_have_count(many)
            expect(page.get_by_label("Reason for the report, as it was given then")).to_have_value(
                "Nothing on why it was missed."
            )
            page.get_by_label("Reason for the report, as it was given then").fill("Why is still not said.")
            block.get_by_role("button", name="Reconfirm: Below the line").click()
            expect(state(page, "1.3.c")).to_have_text("Below, decided")
            expect(page.locator(".decide")).to_contain_text("Why is still not said.")
            page.get_by_role("button", name="Undo").click()
            expect(state(page, "1.3.c")).to_have_text("Not run")
            expect(
                page.locator("#earlier").get_by_role("button", name="Reconfirm: Below the line")
            ).to_be_visible()
            page.get_by_role("link", name="Reviews", exact=True).click()
            second = page.get_by_role("row").filter(has_text="LM-1, version 2")
            expect(second).to_contain_text("1 earlier decision to reconfirm")
            expect(second).to_contain_text("1 of 54")
