"""Judge first in a real browser, against the real server in a process of its own, with the bundled sample."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.served import serving
from tests.test_journey import state, window

pytestmark = pytest.mark.browser


def exported(page: Page) -> Any:
    """The result file as it is downloaded on Sign-off."""
    page.get_by_role("link", name="Sign-off", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("[Rr]esult file")).first.click()
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def test_a_hidden_draft_is_judged_first_then_seen_changed_and_counted(browser: Browser) -> None:
    with serving() as address, window(browser, address) as page:
        page.goto("/")
        page.get_by_role("link", name="SFO/HM/0417/24", exact=True).click()
        page.get_by_role("link", name="Assure", exact=True).click()
        hidden = page.locator("[data-prompt].judge_first")
        expect(hidden).to_have_count(5)
        prompt = str(hidden.first.get_attribute("data-prompt"))
        told = next(d for d in exported(page)["drafts"] if d["prompt"] == prompt)
        assert {name: value for name, value in told.items() if value} == {"prompt": prompt, "status": "hidden"}

        page.get_by_role("link", name="Assure", exact=True).click()
        page.locator(f'[data-prompt="{prompt}"]').click()
        expect(page.locator("#draft")).to_contain_text("Judge first: the draft is hidden")
        page.keyboard.press("a")
        page.keyboard.press("e")
        page.get_by_label("Your name, asked once").fill("R. Quillfeather")
        page.get_by_role("radio", name="Undetermined").check()
        page.get_by_role("button", name="Record my line and show the draft").click()
        expect(page.locator("#status")).to_contain_text("Recorded: Undetermined. The draft is shown now:")
        expect(page.locator("#draft")).to_contain_text("model local-bridge, recorded 27 November 2026")
        expect(page.locator("mark.on")).not_to_have_count(0)
        expect(hidden).to_have_count(4)

        page.get_by_role("button", name="Change decision").click()
        page.get_by_role("button", name="Accept draft").click()
        expect(page.locator(".decide")).to_contain_text("Decided: ")
        expect(state(page, prompt)).to_contain_text("decided")
        first, then = exported(page)["decisions"]
        assert (first["kind"], first["line"], first["draft"]) == ("override", "undetermined", None)
        assert (then["kind"], then["draft"], then["unseen"]) == ("accept", first["unseen"], None)

        page.get_by_role("link", name="Quality", exact=True).click()
        expect(page.locator(".lede")).to_contain_text("SFO/HM/0417/24 (sample, fictional): 1 inspector.")
        expect(page.get_by_role("row", name=re.compile("Same line, draft hidden"))).to_contain_text(
            "0 of 1 judge-first line"
        )
        line = page.get_by_role("row", name=re.compile(f"^{re.escape(prompt)} "))
        expect(line).to_contain_text("1 judged first")
        expect(line).to_contain_text(re.compile(r"\d+ s \(1\)"))
