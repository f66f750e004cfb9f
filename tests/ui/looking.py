"""What every screen must hold, whoever looks at it: rules of axe-core, and rules of ours that it does not know.

Comes in: a page as it stands. Goes out: what is wrong with it, in words; nothing wrong is an empty list.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")


class Look(NamedTuple):
    """A theme and a window. A window of 1280 by 1024 at 400 % is one of 320 by 256."""

    theme: str
    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.theme}, {self.width} by {self.height}"


SIZES = ((1440, 900), (768, 1024), (320, 640), (320, 256))
LOOKS = tuple(Look(theme, *size) for size in SIZES for theme in ("light", "dark"))

RULES = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """What axe-core and our own rules find on the page as it stands, once its colours have changed over."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate("() => Promise.allSettled(document.getAnimations().map((one) => one.finished))")
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE_SCRIPT} }} }}")
    wrong: list[str] = page.evaluate(RULES, list(TAGS))
    return wrong


def wear(page: Page, look: Look) -> None:
    """The page in that theme and window."""
    page.emulate_media(color_scheme=look.theme)
    page.set_viewport_size({"width": look.width, "height": look.height})


def panes(page: Page) -> Iterator[str]:
    """On narrow windows each pane of Assure in turn; elsewhere what is there, once."""
    buttons = page.locator(".switch button:visible")
    for at in range(buttons.count()):
        buttons.nth(at).click()
        yield f", pane {at + 1}"
    if not buttons.count():
        yield ""


STOP = (Path(__file__).parent / "stop.js").read_text(encoding="utf-8")


def stops(page: Page) -> tuple[list[str], list[str]]:
    """What a person meets who presses Tab from the top of the page to its end, and what is wrong there."""
    page.evaluate("() => { document.activeElement.blur(); window.stops = new Map(); scrollTo(0, 0); }")
    met: list[str] = []
    wrong: list[str] = []
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["at"] < len(met):
            return met, wrong
        met.append(stop["what"])
        wrong += [f"{stop['what']}: {fault}" for fault in stop["wrong"]]
