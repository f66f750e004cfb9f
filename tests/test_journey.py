"""The whole path in a real browser, against the real server in a process of its own."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from evals.served import serving
from tests.scripted import always, answer, prompt_of, said, scripted

pytestmark = pytest.mark.browser

DRAFTING = 300_000
"""Milliseconds that drafting a whole review may take."""


@contextmanager
def window(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test on any script error and on any request that would leave the machine."""
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=address)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((address, "data:")) else None)
    yield page
    context.close()
    assert wrong == []


def row(page: Page, node: str) -> Any:
    """The node's row of the judgements; related prompts stand in a table of their own."""
    named = page.get_by_role("link", name=re.compile(rf"^{re.escape(node)}\b"))
    counts = page.get_by_role("table", name="Key questions and standards, with counts and judgements")
    return counts.get_by_role("row").filter(has=named)


def state(page: Page, prompt: str) -> Any:
    """The words in the task list that say where a prompt stands."""
    return page.locator(f'[data-prompt="{prompt}"] .st')


def test_from_the_sample_to_the_exported_report(browser: Browser, tmp_path: Path) -> None:
    with serving() as address, window(browser, address) as page:
        page.goto("/")
        page.get_by_role("link", name="SFO/HM/0417/24", exact=True).click()
        page.get_by_role("link", name="Judgements", exact=True).click()
        expect(row(page, "3.2")).to_contain_text("No")
        page.get_by_role("link", name="Assure", exact=True).click()

        page.locator('[data-prompt="1.3.c"]').click()
        expect(page.locator("#draft")).to_contain_text("Draft: Above the line")
        expect(page.locator("#draft")).to_contain_text("model local-bridge, recorded 27 November 2026")
        page.locator("#draft").get_by_role("link", name=re.compile(r"\[\d+\]")).first.click()
        expect(page.locator("mark.now")).to_be_in_viewport()
        assert len(page.locator("mark.now").inner_text()) > 20

        page.get_by_label("Your name, asked once").fill("R. Quillfeather")
        page.get_by_role("button", name="Accept draft: Above the line").click()
        expect(state(page, "1.3.c")).to_have_text("Above, decided")
        expect(page.locator(".progress-words")).to_have_text("Draft: 53 of 54 undecided")

        page.locator('[data-prompt="3.2.a"]').click()
        expect(page.locator("#draft")).to_contain_text("Below the line")
        page.get_by_role("radio", name="Above the line").check()
        page.get_by_label("Reason, if not the draft’s line").select_option("Missed evidence")
        page.get_by_label("Note", exact=True).fill("The plan’s row on the regional note answers it.")
        page.get_by_role("button", name="Record: Above the line").click()
        expect(state(page, "3.2.a")).to_have_text("Above, overridden")
        page.get_by_role("link", name="Judgements", exact=True).click()
        expect(row(page, "3.2")).to_contain_text("depends on 3.2.b")  # judged first, so its draft is unknown

        page.get_by_role("link", name="Assure", exact=True).click()
        page.locator('[data-prompt="3.2.b"]').click()
        page.get_by_role("radio", name="Above the line").check()
        page.get_by_role("button", name="Record my line and show the draft").click()
        expect(state(page, "3.2.b")).to_have_text("Above, decided")
        page.get_by_role("link", name="Judgements", exact=True).click()
        expect(row(page, "3.2")).to_contain_text("Yes")

    with serving() as address, window(browser, address) as page:
        page.goto("/")
        page.get_by_role("link", name="SFO/HM/0417/24", exact=True).click()
        page.get_by_role("link", name="Assure", exact=True).click()
        expect(state(page, "1.3.c")).to_have_text("Above, decided")
        expect(state(page, "3.2.a")).to_have_text("Above, overridden")
        page.get_by_role("link", name="Sign-off", exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile("Report for the region")).first.click()
        path = tmp_path / "report.docx"
        download.value.save_as(path)
        document = Document(str(path))
        cells = [cell.text for table in document.tables for r in table.rows for cell in r.cells]
        text = "\n".join([*(p.text for p in document.paragraphs), *cells])
        assert "Draft: 51 of 54 undecided" in text
        assert "The plan’s row on the regional note answers it." in text
        assert "R. Quillfeather" in text
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile("[Rr]esult file")).first.click()
        assert '"format": "sfo-assurance/1"' in Path(download.value.path()).read_text(encoding="utf-8")


def test_whatever_the_endpoint_does_the_truth_is_on_the_screen(browser: Browser, tmp_path: Path) -> None:
    fabricated = "The officer visited the family home on 3 May 2024."

    def bad(body: dict[str, Any]) -> tuple[int, Any]:
        match prompt_of(body):
            case "1.1.a":
                return 200, said("Everything is fine.")
            case "1.1.b":
                return 200, said(answer(body, quote=fabricated))
            case "1.1.c":
                return 200, said("")
            case "1.1.d":
                return 401, {"error": {"message": "no"}}
            case _:
                return always(body)

    review = tmp_path / "review.txt"
    review.write_text(
        "1. Assessment\n\nThe officer completed the first assessment and asked the police for information.\n",
        encoding="utf-8",
    )
    with scripted(bad) as endpoint:
        live = {"OPENAI_BASE_URL": endpoint.url, "ASSISTANT_MODEL": "scripted"}
        with serving(**live) as address, window(browser, address) as page:
            page.goto("/")
            page.locator("input[type=file]").set_input_files(str(review))
            page.get_by_label("Reference").fill("LM-1")
            page.get_by_role("button", name="Add review").click()
            start = page.get_by_role("button", name=re.compile("^Start: send to 127.0.0.1"))
            expect(start).to_be_visible()
            assert endpoint.asked == []
            start.click()
            expect(page.get_by_text("Drafting has ended.")).to_be_attached(timeout=DRAFTING)
            page.get_by_role("link", name="Assure", exact=True).click()
            for prompt, words in (
                ("1.1.a", "the reply was not in the form asked for"),
                ("1.1.c", "the reply was empty"),
                ("1.1.d", "the endpoint did not accept the key"),
            ):
                page.locator(f'[data-prompt="{prompt}"]').click()
                expect(page.locator("#question")).to_contain_text(prompt)
                expect(page.locator("#draft")).to_contain_text(words)
                expect(page.get_by_role("button", name="Accept draft")).to_have_count(0)
                expect(state(page, prompt)).to_have_text("Not answered")
            page.locator('[data-prompt="1.1.b"]').click()
            expect(page.locator("#absent")).to_contain_text(fabricated)
            expect(page.get_by_role("button", name="Accept draft")).to_have_count(0)
            assert f"“{fabricated}" not in page.locator("main").inner_text()
            page.locator('[data-prompt="1.1.e"]').click()
            expect(page.locator("#draft")).to_contain_text("Draft: Above the line")


def test_the_page_answers_and_what_gradio_serves_besides_does_not(browser: Browser) -> None:
    with serving() as address:
        with urllib.request.urlopen(address) as page:  # noqa: S310 - our own address
            assert page.status == 200
            assert page.headers["cache-control"] == "no-store"
            assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        for path in ("gradio_api/upload", "gradio_api/file=/etc/passwd", "monitoring", "gradio_api/runs"):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(address + path)  # noqa: S310 - our own address
            assert refused.value.code == 404
            refused.value.close()
