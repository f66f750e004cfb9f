"""Files dropped in, a review deleted, the sample away and back: in a real browser, against the real server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.served import serving
from tests.test_journey import window

pytestmark = pytest.mark.browser

SAMPLE = "SFO/HM/0417/24"
REVIEW = "1. Assessment\n\nThe officer completed the first assessment and asked the police for information.\n"
PLAN = "Action plan\n\nAll staff will be briefed on home visits by the head of the unit.\n"


@contextmanager
def started(browser: Browser, folder: Path) -> Iterator[Page]:
    with (
        serving(ASSISTANT_DATABASE_URL=f"sqlite:///{folder / 'assistant.db'}") as address,
        window(browser, address) as page,
    ):
        page.goto("/")
        page.get_by_role("heading", name="Reviews").wait_for()
        yield page


def drop(page: Page, **files: str) -> None:
    """Drops files on the place for them, as a hand would."""
    held = page.evaluate_handle(
        """(files) => {
          const held = new DataTransfer();
          for (const [name, text] of Object.entries(files)) held.items.add(new File([text], name));
          return held;
        }""",
        {name.replace("_", "."): text for name, text in files.items()},
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event(".drop", event, {"dataTransfer": held})


def test_files_are_dropped_in_as_one_review_and_it_is_deleted_for_good(
    browser: Browser, tmp_path: Path
) -> None:
    with started(browser, tmp_path) as page:
        drop(page, review_txt=REVIEW, picture_png="x")
        drop(page, plan_txt=PLAN)
        chosen = page.locator(".chosen li")
        expect(chosen).to_have_count(3)
        expect(page.locator("#status")).to_contain_text("3 files")
        page.get_by_label("Reference").fill("LM-1")
        page.get_by_role("button", name="Add review").click()
        expect(page.get_by_role("alert").filter(has_text="picture.png is not Word")).to_be_visible()
        expect(page.locator("#files")).to_be_focused()
        page.get_by_role("button", name="Remove picture.png").click()
        expect(page.get_by_role("button", name="Remove plan.txt")).to_be_focused()
        page.get_by_role("button", name="Add review").click()
        expect(page.get_by_role("heading", name="What we read")).to_be_visible()
        expect(page.locator(".lede")).to_contain_text("2 files")

        page.get_by_role("link", name="Reviews", exact=True).click()
        page.get_by_role("button", name="Delete LM-1").click()
        asked = page.get_by_role("form", name="Delete LM-1")
        expect(asked).to_contain_text("This cannot be undone.")
        expect(page.locator("#delete-words")).to_be_focused()
        page.keyboard.press("Escape")
        expect(asked).to_have_count(0)
        expect(page.get_by_role("button", name="Delete LM-1")).to_be_focused()
        page.get_by_role("button", name="Delete LM-1").click()
        asked.get_by_role("button", name="Delete LM-1").click()
        expect(asked.get_by_role("alert")).to_contain_text("Give your name first")
        expect(page.get_by_label("Your name, kept with the deletion")).to_be_focused()
        page.get_by_label("Your name, kept with the deletion").fill("R. Quillfeather")
        page.keyboard.press("Enter")
        expect(page.locator("#status")).to_have_text("Deleted: LM-1.")
        expect(page.get_by_role("heading", name="Reviews")).to_be_focused()
        expect(page.get_by_role("link", name="LM-1", exact=True)).to_have_count(0)

        page.get_by_role("button", name=f"Delete {SAMPLE}").click()
        page.get_by_role("form").get_by_role("button", name=f"Delete {SAMPLE}").click()
        expect(page.get_by_text("No review yet.")).to_be_visible()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"asked the police for information" not in left
    assert b"briefed on home visits" not in left

    with started(browser, tmp_path) as page:
        expect(page.get_by_text("No review yet.")).to_be_visible()
        page.get_by_role("button", name="Add the sample").click()
        expect(page.locator(".reviewbar")).to_contain_text(SAMPLE)
        page.get_by_role("link", name="Reviews", exact=True).click()
        expect(page.get_by_role("link", name=SAMPLE, exact=True)).to_be_visible()
