"""Beside deciding, in a real browser: undo, history, an edited rationale, own evidence, removal."""

import pytest
from playwright.sync_api import Page, expect

from assistant.domain.draft import Match, Stance
from assistant.domain.judgement import Act, Decision, DecisionKind
from tests.ui.specimen import AT, REVIEW
from tests.ui.stand_in import StandIn

pytestmark = pytest.mark.browser

K = DecisionKind
NAME = "R. Quillfeather"

SELECT = """
([from, to, first, last]) => {
  const runs = [...document.querySelectorAll(".review-text .run")];
  const holding = (words) => {
    const texts = document.createTreeWalker(document.querySelector("#text"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (texts.currentNode.data.includes(words)) return texts.currentNode;
    return null;
  };
  const [start, end] = [holding(from), holding(to)];
  const range = document.createRange();
  range.setStart(start, start.data.indexOf(from) + first);
  range.setEnd(end, end.data.indexOf(to) + to.length - last);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return runs.length;
}
"""


def open_prompt(page: Page, prompt: str) -> None:
    page.add_init_script(f"localStorage.setItem('assurance.name', '{NAME}')")
    page.goto(f"/#/r/{REVIEW}/assure/{prompt}")
    page.locator("#question").wait_for()


def select(page: Page, start: str, end: str, *, into: int = 0, short: int = 0) -> None:
    """Select from one text to the end of another, so many characters into the first and short of the last."""
    assert page.evaluate(SELECT, [start, end, into, short])


def add(page: Page, side: str) -> None:
    form = page.get_by_role("form", name="Add evidence to")
    form.get_by_role("radio", name=side).check()
    form.get_by_role("button", name="Add this evidence").click()


def test_an_undo_goes_back_one_decision_at_a_time_and_everything_stays_in_the_history(
    page: Page, pipeline: StandIn
) -> None:
    open_prompt(page, "1.3.c")
    state = page.locator('[data-prompt="1.3.c"] .st')
    page.get_by_role("button", name="Accept draft").click()
    page.get_by_role("button", name="Change decision").click()
    page.get_by_role("radio", name="Above the line").check()
    page.get_by_label("Reason, if not the draft’s line").select_option("Missed evidence")
    page.get_by_role("button", name="Record: Above the line").click()
    expect(state).to_have_text("Above, overridden")
    expect(page.locator(".draft.own")).to_contain_text("Decided: Above the line")

    page.get_by_role("button", name="Undo").click()
    expect(state).to_have_text("Below, decided")
    expect(page.locator("#status")).to_contain_text("Undone. The decision before it counts again. 1.3:")
    expect(page.get_by_role("button", name="Next undecided")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(state).to_have_text("Below, drafted")
    expect(page.locator("#status")).to_contain_text("Undone. This prompt is undecided.")
    expect(page.get_by_role("radio", name="Above the line")).to_be_focused()
    expect(page.locator("input[name=line]:checked")).to_have_count(0)
    expect(page.locator(".progress-words")).to_have_text("Draft: 54 of 54 undecided")

    page.get_by_role("link", name="History: 5").click()
    expect(page.get_by_role("heading", name="History")).to_be_focused()
    history = page.get_by_role("table", name="History of 1.3.c").locator("tbody tr")
    expect(history.nth(1)).to_contain_text("Accepted the draft: Below the line. Undone since.")
    expect(history.nth(2)).to_contain_text("Recorded: Above the line. Missed evidence. Undone since.")
    expect(history.nth(3)).to_contain_text("Undid: Recorded: Above the line.")
    expect(history.nth(4)).to_contain_text(NAME)
    assert [(d.kind, d.undoes) for d in pipeline.decisions] == [
        (K.ACCEPT, None),
        (K.OVERRIDE, None),
        (K.UNDO, "d2"),
        (K.UNDO, "d1"),
    ]
    page.reload()
    expect(state).to_have_text("Below, drafted")


def test_the_rationale_is_edited_and_checked_and_the_draft_stays_beside_it(
    page: Page, pipeline: StandIn
) -> None:
    open_prompt(page, "1.3.c")
    drafted = page.locator("#draft").inner_text()
    page.get_by_role("button", name="Edit rationale").press("Enter")
    words = page.get_by_label("Rationale for the report")
    expect(words).to_be_focused()
    assert words.input_value().startswith("The review explores the missed visit [4].")
    nobody = "nobody went to the house at all"
    words.fill(f"The visit is explored [4], “a missed opportunity”. On 9 June “{nobody}”.")
    page.get_by_role("button", name="Record rationale").press("Enter")

    own = page.locator(".draft.own")
    expect(own.get_by_role("heading")).to_have_text("Rationale for the report")
    expect(own).to_contain_text("“a missed opportunity”")
    expect(own.locator(".flag")).to_have_text(
        ["9 Junestands in none of the passages of the evidence", f"{nobody}not found in the review"]
    )
    assert "“nobody" not in own.inner_text()
    expect(page.get_by_role("button", name="Edit rationale")).to_be_focused()
    expect(page.locator("#draft")).to_contain_text("It is silent on the drug test")
    own.get_by_role("link", name="[4]").click()
    expect(page.locator("mark.now")).to_contain_text("We consider this a missed opportunity.")

    page.get_by_role("button", name="Edit rationale").click()
    page.get_by_role("button", name="Record rationale").click()
    expect(page.locator("#rationale-fault")).to_contain_text("the same as before")
    expect(page.get_by_role("textbox", name="Rationale for the report")).to_be_focused()
    page.get_by_role("button", name="Leave it").click()
    expect(page.get_by_role("button", name="Edit rationale")).to_be_focused()
    own.get_by_role("button", name="Use the draft’s again").click()
    expect(own).to_have_count(0)
    expect(page.get_by_role("button", name="Edit rationale")).to_be_focused()
    assert drafted.split("\n")[0] in page.locator("#draft").inner_text()
    assert [d.kind for d in pipeline.decisions] == [K.REWORD, K.UNDO]
    assert pipeline.decisions[0].rationale == (
        "The visit is explored [p10], “a missed opportunity”. "
        "On 9 June nobody went to the house at all [not found in the review]."
    )


def test_words_selected_in_the_review_become_evidence_where_they_stand(page: Page, pipeline: StandIn) -> None:
    open_prompt(page, "1.3.c")
    page.get_by_label("Note", exact=True).fill("Half a thought")
    select(page, "released on licence", "3 February 2026. He", into=2, short=5)
    page.get_by_role("button", name="Add as evidence").click()
    form = page.get_by_role("form", name="Add evidence to 1.3.c")
    expect(form.get_by_label("Its words, to the letter")).to_have_value(
        "released on licence on 3 February 2026"
    )
    expect(form.get_by_role("radio", name="For", exact=True)).to_be_focused()
    form.get_by_role("button", name="Add this evidence").click()
    expect(page.locator("#own-fault")).to_contain_text("for or against")
    assert pipeline.decisions == ()
    form.get_by_label("They bear on").select_option(index=1)
    add(page, "Against")

    expect(page.get_by_role("button", name="Add as evidence")).to_be_focused()
    expect(page.locator("#status")).to_contain_text("Evidence added.")
    mine = page.locator('[data-evidence="1"]')
    expect(mine).to_contain_text("“released on licence on 3 February 2026”")
    expect(mine).to_contain_text(f"Added by {NAME} Expectation /1")
    expect(page.locator('mark[data-marks="1"]')).to_contain_text("released on licence on 3 February 2026")
    expect(page.locator("mark.on")).to_have_count(6)
    expect(page.get_by_label("Note", exact=True)).to_have_value("Half a thought")
    (decision,) = pipeline.decisions
    citation = decision.citation
    assert citation is not None
    assert (citation.match, citation.stance, citation.expectation) == (
        Match.EXACT,
        Stance.AGAINST,
        "1.3.c/1",
    )
    assert (citation.passage, citation.start, citation.end) == ("p2", 21, 59)

    mine.get_by_role("button", name="Remove evidence 1").click()
    expect(page.locator("mark.on")).to_have_count(5)
    expect(page.locator("#removed")).to_contain_text("released on licence on 3 February 2026")
    assert "“" not in page.locator("#removed .near-words").inner_text()


def test_a_selection_over_marks_cells_and_passages_keeps_its_offsets(page: Page, pipeline: StandIn) -> None:
    open_prompt(page, "1.3.c")
    select(page, "Text message", "Not enforced.")
    page.get_by_role("button", name="Add as evidence").click()
    add(page, "Against")
    expect(page.locator("mark.on")).to_have_count(7)  # a mark in each cell
    select(page, "Notes are clear.", "We consider this a missed opportunity.")
    page.get_by_role("button", name="Add as evidence").click()
    add(page, "For")
    expect(page.locator('[data-evidence="5"]')).to_contain_text(f"Added by {NAME}")
    row, over = (d.citation for d in pipeline.decisions)
    assert row is not None
    assert over is not None
    assert row.quote == "Text message sent asking him to ring the office.\tNot enforced."
    assert [p.passage for p in over.located] == ["p9", "p10"]
    assert over.quote.startswith("Notes are clear.\nThe home visit")


def test_evidence_is_added_removed_and_put_back_by_keyboard_alone(page: Page, pipeline: StandIn) -> None:
    open_prompt(page, "2.c")
    expect(page.locator("#draft")).to_contain_text("Not answered")
    page.get_by_role("button", name="Add evidence of your own").press("Enter")
    section = page.get_by_label("In section")
    expect(section).to_be_focused()
    section.press("5")
    page.keyboard.press("Tab")
    page.get_by_label("Passage", exact=True).press("2")
    page.keyboard.press("Tab")
    words = page.get_by_label("Its words, to the letter")
    expect(words).to_be_focused()
    assert words.input_value().startswith("The home visit planned for 2 June")
    page.keyboard.press("Control+A")
    page.keyboard.type("The home visit did not take place.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#own-fault")).to_contain_text("do not stand in the review. Correct them to the letter")
    expect(words).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("The home visit planned for 2 June did not take place.")
    page.get_by_role("button", name="Add this evidence").press("Enter")
    expect(page.locator("#evidence")).to_contain_text(f"Added by {NAME}")
    expect(page.get_by_role("button", name="Add as evidence")).to_be_focused()

    page.get_by_role("button", name="Remove evidence 1").press("Enter")
    back = page.get_by_role("button", name="Put back what stood in 5.3 Implementation, paragraph 2")
    expect(back).to_be_focused()
    expect(page.locator("mark.on")).to_have_count(0)
    back.press("Enter")
    expect(page.locator('[data-evidence="1"] a')).to_be_focused()
    expect(page.locator("#removed")).to_have_count(0)
    expect(page.locator("mark.on")).to_have_count(1)
    assert [d.kind for d in pipeline.decisions] == [K.CITE, K.REMOVE, K.UNDO]


def test_evidence_that_was_looked_at_says_so_and_single_keys_rest_while_one_writes(
    page: Page, pipeline: StandIn
) -> None:
    open_prompt(page, "1.3.c")
    opened = page.locator(".opened")
    expect(opened).to_have_count(0)
    page.keyboard.press("e")
    expect(page.locator('[data-evidence="4"] .opened')).to_have_text("Opened")
    page.keyboard.press("n")
    expect(page.locator('[data-evidence="5"] .opened')).to_have_text("Opened")
    assert [o.by for o in pipeline.openings if o.passage] == [NAME, NAME]
    page.reload()
    expect(opened).to_have_count(2)

    page.get_by_role("button", name="Add as evidence").click()
    page.get_by_role("form", name="Add evidence to").get_by_role("radio", name="Against").press("1")
    page.get_by_label("Its words, to the letter").press_sequentially("jaw?")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Edit rationale").click()
    page.get_by_label("Rationale for the report").press_sequentially("jaw2")
    expect(page.locator("#question")).to_contain_text("1.3.c")
    expect(page.locator("input[name=line]:checked")).to_have_count(0)
    assert pipeline.decisions == ()


def test_words_typed_and_not_recorded_are_there_again_after_another_prompt_or_another_act(page: Page) -> None:
    open_prompt(page, "1.3.c")
    page.get_by_label("Note", exact=True).fill("Half a thought")
    page.get_by_role("button", name="Edit rationale").click()
    page.get_by_label("Rationale for the report").fill("Half a rationale [4], [3, 5], [9]")
    page.locator("#question").focus()
    page.keyboard.press("j")
    expect(page.locator("#question")).to_contain_text("1.3.d")
    expect(page.get_by_label("Note", exact=True)).to_have_value("")
    page.keyboard.press("k")
    expect(page.locator("#question")).to_contain_text("1.3.c")
    expect(page.get_by_label("Note", exact=True)).to_have_value("Half a thought")
    words = page.get_by_label("Rationale for the report")
    expect(words).to_have_value("Half a rationale [4], [3, 5], [9]")
    page.get_by_role("link", name="Judgements", exact=True).click()
    page.locator(".stage.judgements h1").wait_for()
    page.go_back()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Half a thought")
    page.get_by_role("button", name="Remove evidence 3").click()
    # The numbers follow the evidence; what was removed is still a passage of the review.
    expect(words).to_have_value("Half a rationale [3], [4] [p9], [9]")
    page.get_by_role("button", name="Accept draft").click()
    expect(page.locator(".decide")).to_contain_text("Half a thought")
    expect(words).to_have_value("Half a rationale [3], [4] [p9], [9]")


def test_without_a_name_it_is_asked_for_first_and_nothing_is_lost(page: Page, pipeline: StandIn) -> None:
    page.goto(f"/#/r/{REVIEW}/assure/1.3.c")
    page.get_by_role("button", name="Edit rationale").click()
    page.get_by_label("Rationale for the report").fill("It was a gap.")
    page.get_by_role("button", name="Record rationale").click()
    name = page.get_by_label("Your name, as it will stand beside your decisions")
    expect(name).to_be_focused()
    expect(page.locator(".why-name")).to_contain_text("Give your name first")
    name.fill(NAME)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Record rationale")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".draft.own")).to_contain_text("It was a gap.")
    assert [d.by for d in pipeline.decisions] == [NAME]


def test_once_signed_off_there_is_nothing_to_press(page: Page, pipeline: StandIn) -> None:
    draft = pipeline.assurance(REVIEW).draft("1.3.c")
    accept = Act(kind=K.ACCEPT, prompt="1.3.c", line=draft.line, draft=draft.key, by=NAME)
    pipeline.decide(REVIEW, accept)
    pipeline.decisions = (*pipeline.decisions, Decision(id="d2", kind=K.SIGN_OFF, by=NAME, at=AT))
    open_prompt(page, "1.3.c")
    expect(page.locator(".decide")).to_contain_text("Decided: Below the line")
    for words in (
        "Undo",
        "Remove",
        "Edit rationale",
        "Add evidence",
        "Add as evidence",
        "Change decision",
        "Bar",
    ):
        expect(page.get_by_role("button", name=words)).to_have_count(0)
    expect(page.get_by_role("table", name="History of 1.3.c")).to_contain_text("Accepted the draft")


def test_long_words_show_five_lines_and_the_rest_when_asked(page: Page, pipeline: StandIn) -> None:
    long = " ".join(f"Sentence {n} says what the review says of it." for n in range(1, 40))
    pipeline.drafts = tuple(
        d.model_copy(update={"rationale": long}) if d.prompt == "1.3.d" else d for d in pipeline.drafts
    )
    open_prompt(page, "1.3.d")
    words = page.locator("#draft .folded")
    expect(words).to_have_count(1)
    assert words.evaluate("(node) => node.scrollHeight > 2 * node.clientHeight")
    page.locator("#draft").get_by_role("button", name="Show all").press("Enter")
    expect(words).to_have_count(0)
    shown = page.locator("#draft [data-fold]")
    expect(shown).to_be_focused()
    assert shown.evaluate("(node) => node.scrollHeight === node.clientHeight")
    assert pipeline.decisions == ()


def test_what_was_looked_for_in_vain_has_its_nearest_passages(page: Page) -> None:
    open_prompt(page, "1.3.c")
    page.get_by_role("link", name="Looked in vain: 1").click()
    block = page.locator("#vain")
    expect(block.get_by_role("heading", level=4)).to_contain_text("any follow-up of the drug test")
    expect(block).to_contain_text("Drug test positive for cocaine.")
    assert block.locator("blockquote").count() == 0
    block.get_by_role("link", name="4 Chronology, row 2").first.click()
    expect(page.locator("tr.shown")).to_contain_text("No further test was arranged.")


def test_a_form_left_open_adds_to_the_prompt_it_was_opened_for(page: Page, pipeline: StandIn) -> None:
    open_prompt(page, "1.3.c")
    page.get_by_role("button", name="Add as evidence").click()
    page.get_by_role("link", name="Next: 1.3.d").click()
    expect(page.locator("#question")).to_contain_text("1.3.d")
    marks = page.locator("mark.on").count()
    expect(page.get_by_role("form", name="Add evidence to 1.3.c")).to_be_visible()
    page.get_by_label("In section").select_option("1 Case details")
    page.get_by_label("Passage", exact=True).select_option(index=1)
    form = page.get_by_role("form", name="Add evidence to 1.3.c")
    form.get_by_role("radio", name="For", exact=True).check()
    form.get_by_role("button", name="Add this evidence").click()
    expect(page.locator("#status")).to_have_text("1.3.c: Evidence added.")
    expect(page.locator("mark.on")).to_have_count(marks)
    assert [(d.kind, d.prompt) for d in pipeline.decisions] == [(K.CITE, "1.3.c")]


def test_on_a_narrow_window_the_focus_goes_where_the_inspector_is_taken(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    open_prompt(page, "1.3.c")
    page.locator('[data-evidence="4"] .ev-place a').press("Enter")
    expect(page.locator("mark.now")).to_be_focused()
    expect(page.locator("mark.now")).to_be_in_viewport()
    page.get_by_role("button", name="Prompt 1.3.c").press("Enter")
    expect(page.locator('[data-evidence="4"] .opened')).to_be_visible()
    page.locator("#checks").get_by_role("link").first.press("Enter")
    expect(page.locator("tr.shown")).to_be_focused()
    page.get_by_role("button", name="Add as evidence").press("Enter")
    expect(page.get_by_label("In section")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Add as evidence")).to_be_focused()


def test_the_reason_of_an_override_stands_once_and_a_long_note_leaves_room_for_the_evidence(page: Page) -> None:
    open_prompt(page, "1.3.c")
    page.get_by_role("radio", name="Above the line").check()
    page.get_by_label("Reason, if not the draft’s line").select_option("Missed evidence")
    page.get_by_label("Note", exact=True).fill("Row 2 was not weighed.")
    page.get_by_role("button", name="Record: Above the line").click()
    expect(page.locator(".decide")).to_contain_text("Overridden: Above the line")
    expect(page.get_by_text("Row 2 was not weighed.")).to_have_count(2)  # where it counts, and in the history
    expect(page.locator(".decide")).not_to_contain_text("Row 2")

    open_prompt(page, "1.3.d")
    page.get_by_label("Note", exact=True).fill("It is as the draft says, and for the same reasons. " * 60)
    page.get_by_role("button", name="Accept draft").click()
    more = page.locator(".decide").get_by_role("button", name="Show all")
    expect(more).to_have_count(1)
    assert page.evaluate("() => document.querySelector('.decide').clientHeight < innerHeight / 2")
    more.press("Enter")
    expect(more).to_have_count(0)
