"""Every screen for everybody: axe-core's rules and ours, light and dark, in every window, and by keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.ui.looking import LOOKS, Look, faults, panes, wear
from tests.ui.screens import SHOWN, Shown, drafted, reach
from tests.ui.serving import served

pytestmark = pytest.mark.browser

PLAIN = [one for one in SHOWN if one.over is drafted and one.act is None]
"""Those that can be looked at one after the other in one page."""

SAMPLE = list({one.name.split(",")[0]: one for one in PLAIN}.values())
"""One state of each screen."""


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
    with opened(browser, PLAIN[0]) as page:
        yield page


def found(page: Page, name: str, look: Look) -> list[str]:
    """What is wrong, with the screen and the look at which it is."""
    wear(page, look)
    return [f"{name}, {look}{pane}: {fault}" for pane in panes(page) for fault in faults(page)]


def test_each_screen_has_no_violation_in_one_of_the_looks(browser: Browser) -> None:
    wrong: list[str] = []
    with opened(browser, SAMPLE[0]) as page:
        for at, shown in enumerate(SAMPLE, start=1):
            reach(page, shown)
            wrong += found(page, shown.name, LOOKS[at % len(LOOKS)])
    assert wrong == []


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


@pytest.mark.long
@pytest.mark.parametrize("shown", SHOWN, ids=lambda one: one.name)
def test_each_state_of_each_screen_has_no_violation_in_any_look(browser: Browser, shown: Shown) -> None:
    with opened(browser, shown) as page:
        wrong = [fault for look in LOOKS for fault in found(page, shown.name, look)]
    assert wrong == []
