"""From a worked review to a signed one, its exports and their proof: in a real browser, on the real server."""

import csv
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from assistant.domain.draft import DraftStatus
from assistant.domain.judgement import Act, Answer, DecisionKind
from assistant.domain.review import Intake
from assistant.pipeline import Pipeline, Setup
from evals.served import serving
from tests.scripted import always, scripted
from tests.test_journey import window

pytestmark = pytest.mark.browser

BY = "R. Quillfeather"
REVIEW = (
    "1. Assessment\n\nThe officer completed the first assessment in time and asked the police for information "
    "on the same day.\n\n2. Implementation\n\nThe home visit planned for 2 June did not take place, and nobody "
    "asked why until the manager read the record in August.\n"
)


def work(database: str) -> str:
    """A review with drafts of its own, everything decided but 1.1.a, judged and rated; its id."""
    with scripted(always) as endpoint:
        setup = Setup(database_url=database, jobs_url=database, base_url=endpoint.url, model="scripted")
        with Pipeline.opened(setup, now=lambda: datetime.now(UTC)) as pipeline:
            review = pipeline.take_in([("review.txt", REVIEW.encode())], Intake(reference="LM-2026-014"))
            pipeline.start(review)
            while pipeline.progress(review).running:
                time.sleep(0.05)
            drafts = pipeline.assurance(review).drafts
            assert {draft.status for draft in drafts} == {DraftStatus.DRAFTED}
            for draft in drafts:
                if draft.prompt != "1.1.a":
                    accept = Act(
                        kind=DecisionKind.ACCEPT, prompt=draft.prompt, line=draft.line, by=BY, draft=draft.key
                    )
                    pipeline.decide(review, accept)
            for node in pipeline.rubric.nodes():
                judge = Act(kind=DecisionKind.JUDGE, node=node.id, answer=Answer.YES, reason="Weighed.", by=BY)
                pipeline.decide(review, judge)
            for node_id in (*(s.id for s in pipeline.rubric.standards), "overall"):
                pipeline.decide(review, Act(kind=DecisionKind.RATE, node=node_id, rating="Good", by=BY))
            return review


def verify(export: Path, review: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "assistant", "verify", str(export), str(review)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def taken(page: Page, name: str, folder: Path) -> Path:
    """The export of that title, under the name that the page gives it."""
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def changed(export: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """A copy with that change."""
    tree = json.loads(export.read_text(encoding="utf-8"))
    change(tree)
    path = export.with_name("changed.json")
    path.write_text(json.dumps(tree), encoding="utf-8")
    return path


def test_signed_exported_proved_reopened_and_decided_again(browser: Browser, tmp_path: Path) -> None:
    database, file = f"sqlite:///{tmp_path / 'kept.db'}", tmp_path / "review.txt"
    file.write_text(REVIEW, encoding="utf-8")
    with ThreadPoolExecutor() as apart:  # the browser has this thread's event loop
        review = apart.submit(work, database).result()
    with serving(ASSISTANT_DATABASE_URL=database) as address, window(browser, address) as page:
        page.goto(f"/#/r/{review}/sign-off")
        expect(page.get_by_role("heading", name="1 of 54 prompts undecided")).to_be_visible()
        page.get_by_label("Your name, as it will stand in the report").fill(BY)
        page.get_by_label("These judgements are mine").check()
        page.get_by_role("button", name="Sign off").click()
        expect(page.locator(".error-summary")).to_be_focused()
        page.locator(".error-summary").get_by_role("link", name="1 of 54 prompts undecided").click()
        expect(page.get_by_role("heading", name="1 of 54 prompts undecided")).to_be_focused()
        draft = taken(page, "Result file (JSON)", tmp_path)
        assert draft.name == "LM-2026-014 result DRAFT.json"
        assert "this export is a draft, and says so" in verify(draft, file).stdout

        page.get_by_role("link", name="1.1.a", exact=True).click()
        page.get_by_role("button", name="Accept draft: Above the line").click()
        expect(page.locator(".progress-words")).to_have_text("Draft: all 54 decided, not signed off")
        page.get_by_role("link", name="Sign-off", exact=True).click()

        unopened = page.get_by_role("heading", name="54 drafts accepted without opening the evidence")
        expect(unopened).to_be_visible()
        page.get_by_role("link", name="Open the evidence of 1.1.a").click()
        expect(page.locator("#question")).to_contain_text("1.1.a")
        page.get_by_role("link", name="Sign-off", exact=True).click()
        expect(page.get_by_role("heading", name="53 drafts accepted without opening")).to_be_visible()

        notices = page.get_by_role("button", name="Acknowledge")
        while notices.count():
            left = notices.count()
            notices.first.click()
            expect(notices).to_have_count(left - 1)
        expect(page.get_by_text("not acknowledged")).to_have_count(0)

        page.get_by_label("These judgements are mine").check()
        page.get_by_role("button", name="Sign off").click()
        expect(page.locator(".error-summary")).to_contain_text("Write why you sign with points open")
        page.get_by_label("Reason for signing with points open").fill("Their evidence was read on paper.")
        page.get_by_role("button", name="Sign off").click()
        expect(page.locator("#status")).to_have_text(f"Signed off by {BY}.")
        expect(page.locator(".progress-words")).to_have_text(f"Signed off by {BY}")
        expect(page.get_by_role("heading", name="Signed with these open")).to_be_visible()
        expect(page.get_by_role("heading", name="53 drafts accepted without opening")).to_be_visible()
        signed = taken(page, "Result file (JSON)", tmp_path)
        report = taken(page, "Report for the region (Word)", tmp_path)
        prompts = taken(page, "Prompts (CSV)", tmp_path)
        head = page.locator("dd code").first.inner_text()

        page.get_by_role("link", name="Assure", exact=True).click()
        expect(page.locator("#question")).to_be_visible()
        expect(page.get_by_role("button", name="Accept draft")).to_have_count(0)

    assert [signed.name, report.name, prompts.name] == [
        "LM-2026-014 result.json",
        "LM-2026-014 report.docx",
        "LM-2026-014 prompts.csv",
    ]
    proved = verify(signed, file)
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert proved.stdout.rstrip().endswith("Verified: everything holds.")
    assert head in proved.stdout
    printed = verify(report, file)
    assert printed.returncode == 0, printed.stdout + printed.stderr
    assert head in printed.stdout
    document = Document(str(report))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = "\n".join([*(p.text for p in document.paragraphs), *cells])
    assert head in told
    assert "Their evidence was read on paper." in told
    rows = list(csv.DictReader(io.StringIO(prompts.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 54
    assert all(row["Assurance"].startswith(f"Signed off by {BY}") for row in rows)

    def slip(tree: dict[str, Any]) -> None:
        tree["judgements"][0]["answer"] = "no"

    refuted = verify(changed(signed, slip), file)
    assert refuted.returncode == 1
    assert "The judgements follow from the lines: DOES NOT HOLD." in refuted.stdout
    file.write_text(REVIEW.replace("did not take place", "took place"), encoding="utf-8")
    other = verify(signed, file)
    assert other.returncode == 1
    assert "The files are those of the export: DOES NOT HOLD." in other.stdout
    file.write_text(REVIEW, encoding="utf-8")

    with serving(ASSISTANT_DATABASE_URL=database) as address, window(browser, address) as page:
        page.goto(f"/#/r/{review}/sign-off")
        page.get_by_role("button", name="Reopen").click()
        expect(page.locator(".error-summary")).to_contain_text("Give your name first")
        page.get_by_label("Your name, as it will stand in the report").fill("B. Ashgrove")
        page.get_by_role("button", name="Reopen").click()
        expect(page.locator(".error-summary")).to_contain_text("Write why the assurance is reopened")
        page.get_by_label("Reason for reopening").fill("The region sent a correction.")
        page.get_by_role("button", name="Reopen").click()
        expect(page.locator("#status")).to_have_text("Reopened. Decisions can be changed again.")
        expect(page.locator("#signatures-h + ol")).to_contain_text("The region sent a correction.")
        page.goto(f"/#/r/{review}/assure/1.1.a")
        page.get_by_role("button", name="Change decision").click()
        page.get_by_role("radio", name="Below the line").check()
        page.get_by_label("Reason, if not the draft’s line").select_option("Missed evidence")
        page.get_by_role("button", name="Record: Below the line").click()
        expect(page.locator('[data-prompt="1.1.a"] .st')).to_have_text("Below, overridden")
        page.get_by_role("link", name="Sign-off", exact=True).click()
        again = taken(page, "Result file (JSON)", tmp_path)
    assert again.name == "LM-2026-014 result DRAFT.json"
    proved = verify(again, file)
    assert proved.returncode == 0, proved.stdout
    assert "this export is a draft, and says so" in proved.stdout
    assert head not in proved.stdout
