"""Judge first on the screens: nothing of a hidden draft reaches the browser before a line is recorded."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.domain.assurance import Endpoint
from assistant.domain.draft import DraftStatus, Line
from assistant.domain.judge_first import Share
from assistant.domain.judgement import DecisionKind
from assistant.steps.hide import judged_first
from assistant.steps.report import report
from assistant.steps.result import result, written
from assistant.steps.sheet import sheet
from assistant.ui.actions import answer
from tests.ui.looking import faults
from tests.ui.serving import served
from tests.ui.specimen import AT, REVIEW
from tests.ui.stand_in import StandIn


@pytest.fixture
def pipeline() -> StandIn:
    """Every draft hidden, those with a line told apart by their rationale."""
    made = StandIn(recorded=date(2026, 11, 20))
    made.share = Share.ALL
    made.drafts = tuple(
        d.model_copy(update={"rationale": told(d.prompt)})
        if d.status is DraftStatus.DRAFTED and d.line is not None
        else d
        for d in made.drafts
    )
    return made


def told(prompt: str) -> str:
    return f"Only the draft of {prompt} tells this."


def ask(pipeline: StandIn, what: str, **given: Any) -> dict[str, Any]:
    return answer(pipeline, {"ask": what, "review": REVIEW, **given})


def every_view(pipeline: StandIn) -> str:
    """All that the server says of the review, on every screen and every prompt."""
    prompts = [prompt.id for prompt in pipeline.rubric.prompts]
    nodes = [node.id for node in pipeline.rubric.nodes()]
    return json.dumps(
        [answer(pipeline, {"ask": "reviews"}), ask(pipeline, "read"), ask(pipeline, "text")]
        + [ask(pipeline, "assure", prompt=prompt) for prompt in prompts]
        + [ask(pipeline, "judgements", node=node) for node in nodes]
        + [ask(pipeline, "sign-off"), answer(pipeline, {"ask": "quality", "review": None})]
    )


def test_no_view_holds_anything_of_a_hidden_draft(pipeline: StandIn) -> None:
    drafts = [d for d in pipeline.drafts if d.rationale == told(d.prompt)]
    seen = every_view(pipeline)
    assert len(drafts) > 40
    assert not [d.prompt for d in drafts if told(d.prompt) in seen or f'"{d.key}"' in seen]
    pipeline.share = Share.NONE
    seen = every_view(pipeline)
    assert all(told(d.prompt) in seen and f'"{d.key}"' in seen for d in drafts)


def test_whatever_the_hidden_drafts_hold_every_screen_and_export_says_the_same(pipeline: StandIn) -> None:
    other = StandIn(recorded=date(2026, 11, 20))
    other.share = Share.ALL
    opposite = {"key": "another", "line": Line.UNDETERMINED, "rationale": "None.", "precludes": True}
    other.drafts = tuple(
        d.model_copy(update={**opposite, "citations": (), "flags": (), "findings": (), "searched": ("no",)})
        if d.status is DraftStatus.DRAFTED and d.line is not None
        else d
        for d in pipeline.drafts
    )
    assert other.drafts != pipeline.drafts
    one, two = pipeline.assurance(REVIEW), other.assurance(REVIEW)
    assert every_view(other) == every_view(pipeline)
    assert written(result(other.rubric, two)) == written(result(pipeline.rubric, one))
    assert sheet(other.rubric, two) == sheet(pipeline.rubric, one)
    assert report(other.rubric, two, AT) == report(pipeline.rubric, one, AT)


def test_a_hidden_prompt_shows_the_question_checks_and_our_own_search_and_nothing_else(
    pipeline: StandIn,
) -> None:
    shown = ask(pipeline, "assure", prompt="1.3.c")["prompt"]
    assert (shown["state"], shown["draft"]["state"], shown["draft"]["line"]) == ("judge_first", "hidden", None)
    assert shown["draft"]["notes"][1] == "Every prompt of this review is judged first."
    assert shown["question"]
    assert shown["checks"]
    assert len(shown["near"]) == len(shown["expectations"])
    assert not any([shown["evidence"], shown["absent"], shown["searched"], shown["apart"], shown["history"]])
    assert not [row for row in shown["expectations"] if row["met"] or row["note"] or row["cites"]]
    choice = shown["choice"]
    assert choice["first"]
    assert not any([choice["accept"], choice["draft"], choice["draft_line"]])


def test_our_search_does_not_leave_out_what_the_hidden_draft_cites(pipeline: StandIn) -> None:
    hidden = ask(pipeline, "assure", prompt="1.3.c")["prompt"]["near"]
    pipeline.drafts = tuple(
        d.model_copy(update={"citations": ()}) if d.prompt == "1.3.c" else d for d in pipeline.drafts
    )
    assert ask(pipeline, "assure", prompt="1.3.c")["prompt"]["near"] == hidden


def test_what_answers_what_is_not_shown_before_the_line_of_a_prompt_it_bears_on(pipeline: StandIn) -> None:
    assert ask(pipeline, "assure", prompt="3.2.a")["prompt"]["trace"] is None
    ask(pipeline, "decide", prompt="3.2.a", draft=None, line="above", reason_code=None, note="", by="A")
    assert ask(pipeline, "assure", prompt="3.2.a")["prompt"]["trace"] is not None


def test_a_hidden_draft_is_unknown_to_the_counts(pipeline: StandIn) -> None:
    view = ask(pipeline, "judgements", node="1.3")["judgements"]
    assert {row["origin"] for row in view["chosen"]["traced"]} == {"Judge first"}
    assert view["lede"].startswith("From 0 decided prompts and 0 drafts.")
    assert view["apart"] == []


def test_the_line_is_recorded_unseen_and_the_answer_tells_the_draft(pipeline: StandIn) -> None:
    given = {"draft": None, "line": "above", "reason_code": None, "note": ""}
    said = ask(pipeline, "decide", prompt="1.3.c", **given, by="R. Quillfeather")
    assert said["said"].startswith("Recorded: Above the line. The draft is shown now: Below the line. 1.3: ")
    assert said["prompt"]["draft"]["key"] == pipeline.decisions[0].unseen
    assert said["prompt"]["choice"]["decided"]["first"]
    assert said["prompt"]["state"] == "decided"
    assert [one["words"] for one in said["prompt"]["history"]] == [
        "Draft: Below the line.",
        "Recorded: Above the line, before the draft was shown.",
    ]


def test_that_a_prompt_was_opened_is_kept_when_the_screen_says_so(pipeline: StandIn) -> None:
    ask(pipeline, "assure", prompt="1.1.a")
    assert pipeline.openings == ()
    ask(pipeline, "opened", prompt="1.1.b", passages=[], by="A")
    assert [(one.prompt, one.passage, one.by) for one in pipeline.openings] == [("1.1.b", None, "A")]


def test_what_is_judged_first_is_chosen_before_the_first_start_and_told_after_it() -> None:
    pipeline = StandIn(endpoint=Endpoint(host="models.example", model="m")).unstarted()
    offered = ask(pipeline, "read")["read"]["drafting"]["judge_first"]
    assert offered["choices"] == [
        ["tenth", "One in ten: 5 of 49 prompts"],
        ["all", "All 49"],
        ["none", "None"],
    ]
    told_after = ask(pipeline, "start", judge_first="tenth")["read"]["drafting"]["judge_first"]
    assert told_after == {"choices": [], "chosen": "5 of 49 prompts; none of their drafts is hidden now."}
    pipeline.arrive(54)
    told_after = ask(pipeline, "read")["read"]["drafting"]["judge_first"]
    assert told_after["chosen"] == "5 of 49 prompts; 5 of their drafts are hidden now."


@pytest.fixture
def page(browser: Browser, pipeline: StandIn) -> Iterator[Page]:
    pipeline.share = Share.TENTH
    with served(pipeline) as address:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=address)
        yield context.new_page()
        context.close()


@pytest.mark.browser
def test_an_inspector_judges_first_then_sees_the_draft_and_changes_the_line(
    page: Page, pipeline: StandIn
) -> None:
    prompt = judged_first(pipeline.rubric, REVIEW, Share.TENTH)[1]
    received: list[str] = []
    page.on("response", lambda reply: received.append(reply.text()) if "/gradio_api/" in reply.url else None)
    page.goto(f"/#/r/{REVIEW}/assure/{prompt}")
    draft, row = page.locator("#draft"), page.locator(f'[data-prompt="{prompt}"] .st')

    expect(draft).to_contain_text("Judge first: the draft is hidden")
    expect(draft).to_contain_text("Chosen by the seed of this review: 5 of its 49 lines.")
    expect(row).to_have_text("Judge first")
    expect(page.locator("#show option")).to_contain_text(["Judge first 5"])
    expect(page.get_by_role("heading", name="Passages to start from, by our own search")).to_be_visible()
    expect(page.locator(".marks-n")).to_have_text("No marks")
    expect(page.get_by_role("button", name="Accept draft")).to_have_count(0)
    for key in "aen":
        page.keyboard.press(key)
    assert pipeline.decisions == ()
    assert [(one.prompt, one.passage) for one in pipeline.openings] == [(prompt, None)]
    assert told(prompt) not in page.content()
    assert received
    assert not [text for text in received if told(prompt) in text]
    assert faults(page) == []

    page.get_by_label("Your name, asked once").fill("R. Quillfeather")
    page.locator("#question").focus()
    page.keyboard.press("2")
    page.get_by_role("button", name="Record my line and show the draft").press("Enter")
    expect(draft).to_contain_text(told(prompt))
    expect(page.locator("#status")).to_contain_text("Recorded: Below the line. The draft is shown now:")
    expect(row).to_have_text("Below, decided")
    expect(page.locator(".decide")).to_contain_text("Recorded first: Below the line")
    expect(page.locator(".decide")).to_contain_text("The draft has: Above the line. The report has no reason")
    expect(page.locator("mark.on")).not_to_have_count(0)
    expect(page.get_by_role("button", name="Next undecided")).to_be_focused()

    page.get_by_role("button", name="Change decision").press("Enter")
    page.get_by_role("button", name="Accept draft").press("Enter")
    expect(page.locator(".decide")).to_contain_text("Decided: Above the line")
    expect(page.locator(".decide")).not_to_contain_text("The draft has")
    assert [(d.kind, d.line, d.draft is None, d.unseen is None) for d in pipeline.decisions] == [
        (DecisionKind.OVERRIDE, Line.BELOW, True, False),
        (DecisionKind.ACCEPT, Line.ABOVE, False, True),
    ]


@pytest.mark.browser
def test_the_share_is_chosen_beside_start(browser: Browser) -> None:
    pipeline = StandIn(endpoint=Endpoint(host="models.example", model="m")).unstarted()
    with served(pipeline) as address:
        page = browser.new_page(base_url=address)
        page.goto(f"/#/r/{REVIEW}/read")
        group = page.get_by_role("group", name="Judge first")
        expect(group.get_by_role("radio", name="One in ten: 5 of 49 prompts")).to_be_checked()
        group.get_by_role("radio", name="All 49").check()
        page.get_by_role("button", name="Start: send to models.example").click()
        expect(page.locator(".drafting")).to_contain_text("Judge first: 49 of 49 prompts")
        page.close()
    assert pipeline.share is Share.ALL
