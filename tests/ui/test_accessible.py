"""Every screen for everybody: axe-core's rules and ours, light and dark, in every window, and by keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.ui.looking import LOOKS, Look, faults, panes, stops, wear
from tests.ui.screens import SHOWN, Shown, reach
from tests.ui.serving import served

pytestmark = pytest.mark.browser

SAMPLE = list({one.name.split(",")[0]: one for one in reversed(SHOWN) if one.act is None}.values())
"""One address of each screen, to be looked at one after the other in one page."""


@contextmanager
def opened(browser: Browser, shown: Shown) -> Iterator[Page]:
    """A page at that screen, in that state."""
    with served(shown.over()) as address:
        page = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}).new_page()
        reach(page, shown)
        yield page
        page.context.close()


@pytest.fixture(scope="module")
def looked_at(browser: Browser) -> Iterator[Page]:
    """One page for all planted faults: the list of reviews."""
    with opened(browser, SHOWN[0]) as page:
        yield page


def found(page: Page, name: str, look: Look) -> list[str]:
    """What is wrong, with the screen and the look at which it is."""
    wear(page, look)
    return [f"{name}, {look}{pane}: {fault}" for pane in panes(page) for fault in faults(page)]


def test_each_screen_has_no_violation_in_one_of_the_looks(browser: Browser) -> None:
    wrong: list[str] = []
    with opened(browser, SHOWN[0]) as page:
        for at, shown in enumerate(SAMPLE, start=1):
            reach(page, shown)
            wrong += found(page, shown.name, LOOKS[at % len(LOOKS)])
    assert wrong == []


def test_tab_leads_through_assure_and_every_stop_is_seen(browser: Browser) -> None:
    with opened(browser, next(one for one in SHOWN if one.name == "assure, drafted")) as page:
        met, wrong = stops(page)
        assert wrong == []
        assert met[:3] == ["A “Skip to the content”", "A “Skip to the decision”", "A “Skip to the review”"]
        assert met[-1].startswith("DIV “Text of the review”")
        assert len(met) > 60


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ("<button></button>", "button-name"),
        ('<p style="color: #bbb; background: #fff">Pale words.</p>', "color-contrast"),
        ('<p style="width: 4000px">Wide.</p>', "wider than the window"),
        ('<label><input type="radio" name="alone">Alone</label>', "a radio of no named group"),
        ('<p role="status"></p>', "2 status regions"),
        ('<p style="width: 2em; overflow: hidden; white-space: nowrap">Words.</p>', "cut off: P"),
        (
            '<p><a href="#" style="font-size: 8px">a</a><a href="#" style="font-size: 8px">b</a></p>',
            "target-size",
        ),
    ],
)
def test_a_planted_fault_is_found(planted: str, told: str, looked_at: Page) -> None:
    looked_at.evaluate(
        "(it) => document.querySelector('.page').insertAdjacentHTML('beforeend', `<div>${it}</div>`)", planted
    )
    wrong = faults(looked_at)
    looked_at.evaluate("() => document.querySelector('.page').lastChild.remove()")
    assert any(told in fault for fault in wrong), wrong


def test_a_stop_without_a_ring_or_under_something_is_found(looked_at: Page) -> None:
    looked_at.evaluate(
        "(it) => document.querySelector('.page').insertAdjacentHTML('afterbegin', it)",
        '<div><button style="outline: none; box-shadow: none">Ringless</button><button>Under</button>'
        '<p style="position: fixed; inset: 0; background: #fff"></p></div>',
    )
    _, wrong = stops(looked_at)
    looked_at.evaluate("() => document.querySelector('.page').firstChild.remove()")
    assert "BUTTON “Ringless”: no focus ring" in wrong
    assert "BUTTON “Under”: covered" in wrong


def test_who_wants_no_motion_gets_none(browser: Browser) -> None:
    with opened(browser, next(one for one in SHOWN if one.name == "assure, drafted")) as page:
        page.emulate_media(reduced_motion="reduce")
        page.keyboard.press("n")
        moving = page.evaluate(
            """() => [...document.querySelectorAll("#screens, #screens *")].filter((node) => {
              const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(node);
              return parseFloat(transitionDuration) || animationName !== "none" || scrollBehavior !== "auto";
            }).map((node) => node.outerHTML.slice(0, 80))"""
        )
        assert moving == []


def test_in_forced_colours_states_and_marks_are_told_by_shape_and_words(browser: Browser) -> None:
    with opened(browser, next(one for one in SHOWN if one.name == "assure, accepted")) as page:
        page.emulate_media(forced_colors="active")
        # The colours are the person's own; axe-core measures some of ours all the same.
        assert [fault for fault in faults(page) if not fault.startswith("color-contrast")] == []

        def style(selector: str, name: str) -> str:
            told: str = page.locator(selector).first.evaluate(f"(node) => getComputedStyle(node).{name}")
            return told

        canvas = style("body", "backgroundColor")
        assert style('[data-prompt="1.3.c"] .sign', "backgroundColor") != canvas
        assert style('[data-prompt="1.3.d"] .sign', "backgroundColor") in (canvas, "rgba(0, 0, 0, 0)")
        assert style('[data-prompt="1.3.c"]', "borderLeftColor") != style(
            '[data-prompt="1.3.d"]', "borderLeftColor"
        )
        assert style("mark.on.for", "borderBottomStyle") == "solid"
        assert style("mark.on.against", "borderBottomStyle") == "dashed"
        assert style("button.primary", "borderTopStyle") == "solid"
        assert style(".reviewbar a[aria-current]", "borderBottomColor") != canvas


@pytest.mark.long
@pytest.mark.parametrize("shown", SHOWN, ids=lambda one: one.name)
def test_each_state_of_each_screen_has_no_violation_in_any_look(browser: Browser, shown: Shown) -> None:
    with opened(browser, shown) as page:
        wrong = [fault for look in LOOKS for fault in found(page, shown.name, look)]
        for look in (LOOKS[-1], LOOKS[0]):
            wear(page, look)
            wrong += [f"{shown.name}, {look}: {fault}" for fault in stops(page)[1]]
    assert wrong == []
