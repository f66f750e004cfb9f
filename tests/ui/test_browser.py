"""The Assure screen in a real browser over the pipeline in memory."""

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.domain.agreement import Agreement, Lines
from assistant.domain.assurance import Endpoint
from assistant.domain.draft import Line
from assistant.domain.judgement import DecisionKind
from assistant.domain.ledger import Bucket, Entry, Ledger
from assistant.domain.review import Check, Intake, Notice, NoticeKind, Part
from tests.ui.conftest import WINDOW
from tests.ui.serving import served
from tests.ui.specimen import REVIEW, review
from tests.ui.stand_in import StandIn

pytestmark = pytest.mark.browser


def open_prompt(page: Page, prompt: str) -> None:
    page.goto(f"/#/r/{REVIEW}/assure/{prompt}")
    page.locator("#question").wait_for()


def give_name(page: Page) -> None:
    page.get_by_label("Your name, asked once").fill("R. Quillfeather")


def test_a_prompt_is_read_its_evidence_shown_and_its_draft_accepted(page: Page, pipeline: StandIn) -> None:
    open_prompt(page, "1.3.c")
    expect(page.locator("#draft")).to_contain_text("Draft: Below the line")
    expect(page.locator("#draft")).to_contain_text("model local-bridge, recorded 20 November 2026")
    expect(page.locator("mark.on")).to_have_count(5)
    expect(page.locator("input[name=line]:checked")).to_have_count(0)

    page.locator("#draft").get_by_role("link", name="[4]").click()
    now = page.locator("mark.now")
    expect(now).to_have_text("Evidence 4 for: We consider this a missed opportunity.")
    expect(now).to_be_in_viewport()
    expect(page.locator(".marks-n")).to_have_text("Mark 4 of 5")

    give_name(page)
    page.get_by_role("button", name="Accept draft: Below the line").click()
    expect(page.locator(".decide")).to_contain_text("Decided: Below the line")
    expect(page.locator("#status")).to_contain_text("Recorded: Below the line. 1.3:")
    expect(page.locator(".progress-words")).to_have_text("Draft: 53 of 54 undecided")
    expect(page.locator('[data-prompt="1.3.c"] .st')).to_have_text("Below, decided")
    expect(page.get_by_role("button", name="Next undecided: 1.3.d")).to_be_focused()
    assert [(d.kind, d.line, d.by) for d in pipeline.decisions] == [
        (DecisionKind.ACCEPT, Line.BELOW, "R. Quillfeather")
    ]

    page.reload()
    expect(page.locator(".decide")).to_contain_text("Decided: Below the line")


def test_another_line_asks_for_a_reason_and_a_decision_can_be_changed(page: Page, pipeline: StandIn) -> None:
    open_prompt(page, "1.3.c")
    give_name(page)
    page.get_by_role("radio", name="Above the line").check()
    page.get_by_role("button", name="Record: Above the line").click()
    expect(page.locator("#decision-fault")).to_contain_text("Choose a reason")
    expect(page.locator("#decision-fault")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    reason = page.get_by_label("Reason, if not the draft’s line")
    expect(reason).to_be_focused()
    expect(reason).to_have_attribute("aria-invalid", "true")
    reason.select_option("Missed evidence")
    expect(reason).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#decision-fault")).to_be_empty()
    page.get_by_label("Note", exact=True).fill("Row 2 was not weighed.")
    page.get_by_role("button", name="Record: Above the line").click()
    expect(page.locator('[data-prompt="1.3.c"] .st')).to_have_text("Above, overridden")

    page.get_by_role("button", name="Change decision").click()
    page.get_by_role("button", name="Accept draft").click()
    expect(page.locator('[data-prompt="1.3.c"] .st')).to_have_text("Below, decided")
    page.get_by_role("button", name="Bar a yes for 1.3").click()
    page.get_by_label("Why this prompt alone bars a yes for 1.3").fill("It decided the case.")
    page.get_by_role("button", name="Bar a yes for 1.3").click()
    expect(page.locator(".decide")).to_contain_text("A yes for 1.3 is barred by this prompt.")
    assert [d.kind for d in pipeline.decisions] == [
        DecisionKind.OVERRIDE,
        DecisionKind.ACCEPT,
        DecisionKind.PRECLUDE,
    ]


def test_absent_words_stand_without_marks_and_off_the_paper(page: Page) -> None:
    open_prompt(page, "1.2.e")
    block = page.locator("#absent")
    expect(block).to_contain_text("They stand nowhere in the file. They support nothing.")
    expect(block.locator(".offered")).to_have_text("Regular liaison took place throughout")
    assert block.locator("blockquote").count() == 0
    assert "“" not in page.locator("#draft").inner_text()


def test_what_is_no_draft_cannot_be_accepted(page: Page) -> None:
    for prompt, words in (("2.c", "Not answered"), ("3.1.d", "The model proposed Not applicable.")):
        open_prompt(page, prompt)
        expect(page.locator("#draft")).to_contain_text(words)
        expect(page.get_by_role("button", name="Accept draft")).to_have_count(0)


def test_text_of_the_file_and_of_the_model_never_becomes_markup(page: Page) -> None:
    for place in ("assure/1.3.c", "assure/2.h", "read", "judgements/1.3", "sign-off"):
        page.goto(f"/#/r/{REVIEW}/{place}")
        page.locator(".stage :is(h1, h2)").first.wait_for()
        page.wait_for_timeout(100)
        assert page.locator("#screens img").count() == 0
        assert page.title() != "ran"


def test_what_answers_what_has_orphans_first_and_leads_to_the_review(page: Page) -> None:
    open_prompt(page, "3.2.a")
    block = page.locator("#trace")
    findings = block.get_by_role("table", name="Findings of the review, and what answers them")
    expect(findings.locator("tbody tr").first).to_contain_text("No action, and no reason for none")
    expect(block.locator("blockquote").first).to_have_text(
        "“Drug test positive for cocaine. No further test was arranged.”"
    )
    expect(block.locator(".unsupported blockquote")).to_have_count(0)
    block.get_by_role("link", name="4 Chronology, row 2").click()
    expect(page.locator("tr.shown")).to_contain_text("No further test was arranged.")
    block.get_by_role("link", name="Action 1").click()
    expect(page.locator("#action-1 a").first).to_be_focused()
    open_prompt(page, "1.3.c")
    expect(page.locator("#trace")).to_have_count(0)


def test_related_prompts_that_pull_apart_lead_to_each_other(page: Page) -> None:
    page.goto(f"/#/r/{REVIEW}/judgements/3.1")
    pairs = page.get_by_role("table", name="Related prompts that pull apart")
    row = pairs.get_by_role("row").filter(has=page.get_by_role("link", name="2.b Staff at all levels"))
    expect(row).to_contain_text("Below the line, draft")
    row.get_by_role("link", name="3.1.a").click()
    block = page.locator("#related")
    expect(block).to_contain_text("Nothing was changed.")
    block.get_by_role("link", name="2.b Staff at all levels").click()
    expect(page.locator("#question")).to_contain_text("2.b")


def test_keys_move_choose_and_accept_but_never_while_typing(page: Page, pipeline: StandIn) -> None:
    open_prompt(page, "1.3.c")
    page.keyboard.press("j")
    expect(page.locator("#question")).to_contain_text("1.3.d")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#question")).to_contain_text("1.3.c")
    page.keyboard.press("e")
    expect(page.locator("mark.now")).to_contain_text("We consider this a missed opportunity.")
    page.keyboard.press("1")
    expect(page.get_by_role("radio", name="Above the line")).to_be_checked()
    assert pipeline.decisions == ()
    page.get_by_label("Your name, asked once").press_sequentially("jak 1")
    expect(page.locator("#question")).to_contain_text("1.3.c")
    assert pipeline.decisions == ()
    page.keyboard.press("Tab")
    page.locator("#question").focus()
    page.keyboard.press("a")
    expect(page.locator('[data-prompt="1.3.c"] .st')).to_have_text("Below, decided")
    assert [decision.by for decision in pipeline.decisions] == ["jak 1"]


def test_a_key_pressed_while_the_next_prompt_opens_decides_nothing(page: Page, pipeline: StandIn) -> None:
    open_prompt(page, "1.3.c")
    give_name(page)
    page.locator("#question").focus()
    page.evaluate(
        """() => { for (const key of ["j", "a"])
          document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })); }"""
    )
    expect(page.locator("#status")).to_contain_text("Nothing was recorded.")
    expect(page.locator("#question")).to_contain_text("1.3.d")
    expect(page.locator('[data-prompt="1.3.c"] .st')).to_have_text("Below, drafted")
    assert pipeline.decisions == ()


def test_evidence_comes_in_the_order_of_the_pane_the_strongest_first(page: Page) -> None:
    open_prompt(page, "1.3.c")
    shown = page.locator("[data-evidence]")
    for at in range(3):
        page.keyboard.press("e")
        expect(shown.nth(at).locator(".ev-place a")).to_be_focused()
    page.locator("#draft").get_by_role("link", name="[4]").click()
    after = shown.evaluate_all("all => all.map((one) => one.dataset.evidence)")
    page.locator("#question").focus()
    page.keyboard.press("e")
    expect(shown.nth((after.index("4") + 1) % len(after)).locator(".ev-place a")).to_be_focused()


def test_the_review_can_be_searched_and_its_marks_come_back(page: Page) -> None:
    open_prompt(page, "1.3.c")
    page.keyboard.press("/")
    page.keyboard.type("paragraph 3")
    expect(page.locator(".marks-n")).to_have_text("Found 1 of 11")
    page.keyboard.press("Enter")
    expect(page.locator(".marks-n")).to_have_text("Found 2 of 11")
    expect(page.locator("mark.hit.now")).to_be_in_viewport()
    page.get_by_label("Find").fill("")
    expect(page.locator("mark.on")).to_have_count(5)
    table = page.locator(".review-text table").first
    expect(table.locator("thead th")).to_have_text(["Date", "Event", "Comments on practice"])


def test_in_a_narrow_window_the_judgement_is_one_step_from_the_top_and_a_chosen_node_is_in_sight(
    page: Page,
) -> None:
    page.goto(f"/#/r/{REVIEW}/judgements/1.3")
    to_record = page.get_by_role("link", name="Your judgement on 1.3")
    expect(page.locator("#node-h")).to_be_visible()
    expect(to_record).to_have_count(0)
    page.set_viewport_size({"width": 320, "height": 640})
    first = page.get_by_role("form", name="Your judgement on 1.3").get_by_role("radio").first
    expect(first).not_to_be_in_viewport()
    to_record.first.press("Enter")
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()
    page.get_by_role("link", name="1.4 Reviewing").click()
    expect(page.locator("#node-h")).to_contain_text("1.4")
    expect(page.locator("#node-h")).to_be_focused()
    expect(page.locator("#node-h")).to_be_in_viewport()


def test_a_judgement_and_a_rating_are_recorded(page: Page, pipeline: StandIn) -> None:
    page.goto(f"/#/r/{REVIEW}/judgements/1")
    expect(page.get_by_role("heading", name="Your judgement on 1")).to_have_count(0)
    record = page.get_by_role("form", name="Your judgement on 1")
    record.get_by_role("radio", name="No", exact=False).first.check()
    record.get_by_label("Reason, needed if you depart from the counts").fill("The whole weighs more.")
    record.get_by_label("Your name, kept with each judgement").fill("R. Quillfeather")
    record.get_by_role("button", name="Record judgement").click()
    expect(page.locator("tr.sel td").last).to_have_text("No")
    page.get_by_role("form", name="Rating of Standard 1").get_by_role("radio", name="Good").check()
    page.get_by_role("button", name="Record rating").click()
    expect(page.locator("tr.sel")).to_contain_text("Good")
    assert [d.kind for d in pipeline.decisions] == [DecisionKind.JUDGE, DecisionKind.RATE]


def test_a_judgement_that_is_refused_leads_to_what_is_missing(page: Page) -> None:
    page.goto(f"/#/r/{REVIEW}/judgements/1")
    record = page.get_by_role("form", name="Your judgement on 1")
    record.get_by_label("Your name, kept with each judgement").fill("R. Quillfeather")
    record.get_by_role("button", name="Record judgement").click()
    expect(record.get_by_role("radio").first).to_be_focused()
    record.get_by_role("radio", name="No", exact=True).first.check()
    record.get_by_role("button", name="Record judgement").click()
    expect(record.get_by_role("alert")).to_contain_text("Write a reason for your judgement on 1")
    expect(record.get_by_label("Reason, needed if you depart from the counts")).to_be_focused()


def test_the_first_link_of_a_page_skips_to_its_content(page: Page) -> None:
    open_prompt(page, "1.3.c")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#mid")).to_be_focused()
    page.goto("/#/reviews")
    page.locator("#reviews-h").wait_for()
    page.get_by_role("link", name="Skip to the content").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="SFO review assurance")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#stage")).to_be_focused()


def test_nothing_is_sent_before_start_and_drafts_are_seen_to_arrive(browser: Browser) -> None:
    pipeline = StandIn(endpoint=Endpoint(host="models.example:8443", model="evidence-large")).unstarted()
    with served(pipeline) as address:
        page = browser.new_context(viewport=WINDOW, base_url=address).new_page()
        page.goto(f"/#/r/{REVIEW}/read")
        start = page.get_by_role("button", name="Start: send to models.example:8443")
        expect(start).to_be_visible()
        assert pipeline.started == 0
        start.click()
        expect(page.locator("#progress-words")).to_contain_text("0 of 54")
        pipeline.arrive(20)
        expect(page.locator("#progress-words")).to_contain_text("20 of 54")
        page.goto(f"/#/r/{REVIEW}/assure/4.e")
        expect(page.locator("#draft")).to_contain_text("Waiting for the draft")
        pipeline.arrive(54)
        page.get_by_role("button", name="Show the draft").click()
        expect(page.locator("#draft")).to_contain_text("the line")
        expect(page.locator(".progress-words")).to_have_text("Draft: 54 of 54 undecided")
        page.context.close()


def test_repeats_are_chosen_beside_start_and_what_they_say_stands_beside_the_draft(browser: Browser) -> None:
    pipeline = StandIn(endpoint=Endpoint(host="models.example:8443", model="evidence-large")).unstarted()
    with served(pipeline) as address:
        page = browser.new_context(viewport=WINDOW, base_url=address).new_page()
        page.goto(f"/#/r/{REVIEW}/read")
        panel = page.get_by_role("region", name="Start drafting")
        expect(panel).to_contain_text("Requests54")
        page.get_by_label("Repeat each prompt").select_option("Twice")
        expect(panel).to_contain_text("Requests152")
        expect(panel).to_contain_text("About 3,040,000")
        expect(page.locator("#status")).to_have_text("152 requests.")
        page.get_by_role("button", name="Start: send to models.example:8443").click()
        expect(page.locator("#progress-words")).to_be_visible()
        assert pipeline.repeats == [2]
        pipeline.arrive(54)
        pipeline.agreements = (
            Agreement(prompt="1.3.c", line=Line.BELOW, lines=Lines(above=1, below=2), not_answered=0),
            Agreement(prompt="1.3.d", line=Line.BELOW, lines=Lines(below=3)),
        )
        page.goto(f"/#/r/{REVIEW}/assure/1.3.c")
        expect(page.locator("#draft .agreement")).to_have_text("2 of 3 drafts agree: once Above.")
        page.locator("#show").select_option("Drafts that disagree 1")
        expect(page.locator("#list a:visible")).to_have_count(1)
        pipeline.drafts = tuple(d for d in pipeline.drafts if d.prompt != "2.c")
        page.goto(f"/#/r/{REVIEW}/read")
        expect(page.get_by_role("region", name="Drafted")).to_contain_text("Requests98")
        page.get_by_label("Repeat each prompt").select_option("Four times")
        expect(page.get_by_role("region", name="Drafted")).to_contain_text("Requests196")
        pipeline.drafts = pipeline.finished
        page.goto(f"/#/r/{REVIEW}/assure/1.1.b")
        expect(page.locator("#evidence .none.against")).to_contain_text("None found by the draft")
        expect(page.locator("#draft .agreement")).to_be_hidden()
        page.context.close()


def test_a_part_is_corrected_by_keyboard_alone(page: Page, pipeline: StandIn) -> None:
    page.goto(f"/#/r/{REVIEW}/read")
    page.get_by_role("button", name="Change the part of 5.3 Implementation").focus()
    page.keyboard.press("Enter")
    part = page.get_by_label("Part it is")
    expect(part).to_be_focused()
    expect(part).to_have_value("implementation")
    part.press("p")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Your name, kept with the correction")).to_be_focused()
    page.keyboard.type("R. Quillfeather")
    page.keyboard.press("Enter")
    expect(page.locator(".correct .said")).to_contain_text("“5.3 Implementation” is P")
    expect(page.locator("#status")).to_contain_text("Saved:")
    expect(page.get_by_role("button", name="Save this part")).to_be_focused()
    expect(page.locator(".parts")).to_contain_text("part corrected by R. Quillfeather")
    assert [(c.section, c.by) for c in pipeline.corrections] == [("s3", "R. Quillfeather")]


def test_a_missing_part_is_chosen_and_a_correction_that_changes_nothing_is_refused(
    page: Page, pipeline: StandIn
) -> None:
    page.goto(f"/#/r/{REVIEW}/read")
    give_name_in_masthead(page)
    page.get_by_role("button", name="Choose the section that is Staff interviewed").press("Enter")
    expect(page.get_by_label("Section, with its part now")).to_be_focused()
    page.get_by_role("button", name="Save this part").press("Enter")
    expect(page.locator("#correct-fault")).to_have_text("Choose the section whose part is wrong.")
    page.get_by_label("Section, with its part now").select_option("s1")
    page.get_by_role("button", name="Save this part").press("Enter")
    expect(page.locator("#correct-fault")).to_have_text("That is its part already. Choose another.")
    page.get_by_label("Part it is").select_option("staff_interviewed")
    page.get_by_role("button", name="Save this part").press("Enter")
    expect(page.locator(".correct .said")).to_contain_text("“1 Case details” is Staff interviewed.")
    assert [c.part for c in pipeline.corrections] == [Part.STAFF_INTERVIEWED]


def test_a_place_opens_the_review_there_and_further_places_are_reached_by_keyboard(browser: Browser) -> None:
    check = Check(id="c1", prompt="1.3.c", message="Seen.", passages=("p6", "p7", "p8", "p9"))
    notice = Notice(kind=NoticeKind.INSTRUCTION_LIKE, message="Seen.", text="one\ntwo", passage="p9")
    changed = {"checks": (check,), "notices": (notice,)}
    with served(StandIn(of=review().model_copy(update=changed))) as address:
        page = browser.new_context(viewport=WINDOW, base_url=address).new_page()
        page.goto(f"/#/r/{REVIEW}/read")
        checks = page.get_by_role("region", name="Checks")
        expect(checks.locator(".places a:visible")).to_have_count(2)
        checks.get_by_text("and 2 more").press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        shown = page.locator(".review-text [data-passage=p9].shown")
        expect(shown).to_be_focused()
        expect(shown).to_be_in_viewport()
        expect(page).to_have_title("1.3.c, Assure - SFO review assurance")
        page.go_back()
        words = page.locator(".warns .leftout")
        assert words.inner_text() == "one\ntwo"
        page.set_viewport_size({"width": 320, "height": 640})
        page.get_by_role("region", name="Notices").get_by_role("link").click()
        expect(shown).to_be_focused()
        expect(shown).to_be_in_viewport()
        assert page.url.endswith("/assure/info.high_profile/p9")
        expect(page).to_have_title("info.high_profile, Assure - SFO review assurance")
        page.context.close()


def give_name_in_masthead(page: Page) -> None:
    page.get_by_role("button", name="Give your name").click()
    page.get_by_label("Your name, as it will stand beside your decisions").fill("R. Quillfeather")
    page.keyboard.press("Enter")


def test_what_became_of_every_character_is_shown_and_anything_lost_comes_first(browser: Browser) -> None:
    counts = ((Bucket.PARAGRAPH, 900), (Bucket.HIDDEN, 80), (Bucket.LOST, 20))
    entries = tuple(Entry(bucket=bucket, characters=n) for bucket, n in counts)
    kept = Ledger(file="review.docx", total=1000, entries=entries)
    with served(StandIn(of=review().model_copy(update={"ledgers": (kept,)}))) as address:
        page = browser.new_context(viewport=WINDOW, base_url=address).new_page()
        page.goto(f"/#/r/{REVIEW}/read")
        box = page.get_by_role("region", name="Text was lost in reading")
        expect(box).to_contain_text("20 of 1,000 characters of review.docx")
        account = page.get_by_role("region", name="Every character accounted for")
        expect(account).to_contain_text("Hidden text80")
        expect(account).to_contain_text("In the file1,000")
        page.context.close()


def test_no_name_is_too_long_for_a_window(page: Page, pipeline: StandIn) -> None:
    pipeline.intake = Intake(
        reference="R" * 60, region="Lowmere and the parts of it that lie in the hills " * 2
    )
    page.goto("/")
    page.get_by_role("button", name="Give your name").click()
    page.get_by_label("Your name, as it will stand beside your decisions").fill("Featherstonehaugh-" * 5)
    page.get_by_role("button", name="Keep name").click()
    too_wide = "() => document.documentElement.scrollWidth > innerWidth"
    for width in (1440, 1100, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for screen in (
            "reviews",
            *(f"r/{REVIEW}/{one}" for one in ("read", "assure", "judgements", "sign-off")),
        ):
            page.goto(f"/#/{screen}")
            page.locator(f".stage.{screen.rpartition('/')[2]} :is(h1, #question)").first.wait_for()
            assert not page.evaluate(too_wide), (width, screen)


def test_whoever_leaves_assure_as_it_comes_is_not_called_back(page: Page) -> None:
    """Between a new address and the event that tells of it, an answer can arrive that names another."""
    page.goto(f"/#/r/{REVIEW}/read")
    page.locator(".stage.read h1").wait_for()
    page.evaluate(
        """([asked, instead]) => {
            const all = Promise.all.bind(Promise);
            Promise.all = (some) => all(some).then((answers) => {
                if (location.hash === asked) location.hash = instead;
                return answers;
            });
            location.hash = asked;
        }""",
        [f"#/r/{REVIEW}/assure", f"#/r/{REVIEW}/judgements"],
    )
    expect(page.locator(".stage.judgements h1")).to_be_visible()
    assert page.url.endswith("/judgements")
