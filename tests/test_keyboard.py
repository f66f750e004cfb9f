"""From an upload to an export with the keyboard alone, against the real server: no mouse, no script helps."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from evals.served import serving
from tests.keyboard import Keyboard
from tests.scripted import always, scripted
from tests.test_journey import DRAFTING

pytestmark = pytest.mark.browser

REVIEW = """1. Assessment

The officer completed the first assessment and asked the police for information about the family.

2. Action plan

All staff will be briefed on home visits by the head of the unit before the end of June 2026.
"""


def add(page: Page, keys: Keyboard, file: Path) -> None:
    """Adds the file as a review and has it drafted."""
    page.on("filechooser", lambda _: None)  # early: a browser that is told late opens a dialogue of its own
    keys.tab_to("Choose files")
    with page.expect_file_chooser() as chooser:
        keys.press("Space")
    chooser.value.set_files(file)
    keys.tab_to("Reference")
    keys.type("LM-1")
    keys.enter("^Add review")
    expect(page.get_by_role("heading", name="What we read")).to_be_focused()
    keys.enter("^Start: send to")
    expect(page.get_by_role("heading", name="Drafted", exact=True)).to_be_visible(timeout=DRAFTING)
    keys.enter("^Assure$", back=True)
    expect(page.locator("#question")).to_be_visible()


def decide(page: Page, keys: Keyboard) -> None:
    """Decides the prompt on screen: a note, a line before the draft is shown, or the draft."""
    expect(page.locator("#question")).to_be_focused()
    if page.locator(".list a[aria-current].judge_first").count():
        keys.press("1")
        keys.enter("^Record my line and show the draft")
    elif page.locator("#decision input[name=line]").count():
        keys.press("a")
    else:
        keys.press("d")
        keys.type("As the review says.")
        keys.enter("^Record ")
    keys.rests_on("^Next undecided|^Change decision")


@contextmanager
def at_the_list(browser: Browser, folder: Path) -> Iterator[tuple[Page, Keyboard, Path]]:
    """A page at the list of reviews, the keyboard on it, and the file of a review that can be added."""
    file = folder / "review.txt"
    file.write_text(REVIEW, encoding="utf-8")
    with (
        scripted(always) as endpoint,
        serving(OPENAI_BASE_URL=endpoint.url, ASSISTANT_MODEL="scripted") as address,
    ):
        page = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=address).new_page()
        page.goto("/")
        page.locator("h1").wait_for()
        yield page, Keyboard(page), file
        page.context.close()


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_every_prompt_is_decided_every_node_judged_and_the_assurance_signed_by_keyboard(
    browser: Browser, tmp_path: Path
) -> None:
    with at_the_list(browser, tmp_path) as (page, keys, file):
        keys.enter("^Give your name")
        keys.type("R. Quillfeather")
        keys.press("Enter")
        add(page, keys, file)

        keys.enter("^Staff interviewed")
        decide(page, keys)
        while keys.focused.startswith("Next undecided"):
            keys.press("Enter")
            decide(page, keys)
        expect(page.locator(".progress-words")).to_have_text("Draft: all 54 decided, not signed off")

        keys.enter("^Judgements$", back=True)
        expect(page.get_by_role("heading", name="Judgements")).to_be_focused()
        nodes = page.locator("table.nodes tbody a")
        for at, title in enumerate(nodes.all_inner_texts()):
            keys.enter(f"^{title}$", back=at > 0)
            expect(page.locator("#node-h")).to_be_focused()
            for form in page.locator(".record form").all():
                legend = form.get_attribute("aria-label") or ""
                keys.tab_to(f"^{legend}")
                keys.press("Space")
                keys.enter("^Record (judgement|rating)")
                said = "Judgement on" if legend.startswith("Your judgement") else "Rating recorded"
                expect(page.locator(".record .said")).to_contain_text(said)

        keys.enter("^Sign-off$", back=True)
        expect(page.get_by_role("heading", name="Sign-off", exact=True)).to_be_focused()
        keys.tab_to("^Reason for signing with points open")
        keys.type("The notices were read with the file.")
        keys.tab_to("^These judgements are mine")
        keys.press("Space")
        keys.enter("^Sign off$")
        expect(page.locator(".lede")).to_contain_text("This assurance is signed off")
        expect(page.get_by_role("heading", name="Sign-off", exact=True)).to_be_focused()
        keys.tab_to("^Report for the region")
        with page.expect_download() as download:
            keys.press("Enter")
        assert "DRAFT" not in download.value.suggested_filename
        keys.tab_to("^Reason for reopening", back=True)
        keys.type("The region sent a correction.")
        keys.enter("^Reopen$")
        expect(page.get_by_role("button", name="Sign off")).to_be_visible()


def test_a_review_is_added_drafted_decided_judged_and_exported_by_keyboard(
    browser: Browser, tmp_path: Path
) -> None:
    with at_the_list(browser, tmp_path) as (page, keys, file):
        add(page, keys, file)

        keys.enter(r"^1\.1\.a .*All reasonable action")
        expect(page.locator("#question")).to_be_focused()
        keys.press("e")
        keys.rests_on("paragraph 1")
        expect(page.locator("mark.now")).to_be_in_viewport()
        keys.press("/")
        keys.type("briefed")
        expect(page.locator(".marks-n")).to_have_text("Found 1 of 1")
        keys.press("Escape", "?")
        expect(page.get_by_role("region", name="Keyboard shortcuts")).to_be_visible()
        keys.press("?", "a")
        keys.rests_on("^Give your name first")
        keys.enter("^Give your name first")
        keys.rests_on("^Your name, asked once")
        keys.type("R. Quillfeather")
        keys.tab_to("^Accept draft")
        keys.press("a")
        keys.rests_on("^Next undecided: 1.1.b")
        expect(page.locator("#status")).to_contain_text("Recorded: Above the line. 1.1:")

        keys.press("Enter")
        expect(page.locator("#question")).to_contain_text("1.1.b")
        expect(page.locator("#question")).to_be_focused()
        keys.press("2")
        keys.tab_to("^Reason, if not the draft’s line")
        keys.press("m")
        keys.enter("^Record: Below the line")
        keys.rests_on("^Next undecided")
        expect(page.locator('[data-prompt="1.1.b"] .st')).to_have_text("Below, overridden")

        keys.enter("^Judgements$", back=True)
        expect(page.get_by_role("heading", name="Judgements")).to_be_focused()
        keys.enter("^1.1 ")
        expect(page.locator("#node-h")).to_be_focused()
        keys.tab_to("^Your judgement on 1.1")
        keys.press("Space")
        keys.enter("^Record judgement")
        keys.rests_on("^Record judgement")
        expect(page.locator("#status")).to_contain_text("Judgement on 1.1 recorded.")

        keys.enter("^Sign-off$", back=True)
        expect(page.get_by_role("heading", name="Sign-off", exact=True)).to_be_focused()
        keys.tab_to("^Report for the region")
        with page.expect_download() as download:
            keys.press("Enter")
        report = tmp_path / "report.docx"
        download.value.save_as(report)
        told = "\n".join(cell.text for t in Document(str(report)).tables for r in t.rows for cell in r.cells)
        assert "R. Quillfeather" in told
