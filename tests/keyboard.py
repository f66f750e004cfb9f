"""Hands that have a keyboard and nothing else: Tab to where a person would go, then keys."""

import re

from playwright.sync_api import Page

FOCUSED = """
() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "";
  const labels = [...(here.labels ?? [])].map((one) => one.innerText).join(" ");
  const named = here.getAttribute("aria-label") || labels || here.innerText || here.value || here.id;
  const group = here.type === "radio" ? here.closest("fieldset")?.querySelector("legend")?.innerText ?? "" : "";
  return `${group} ${named}`.replace(/\\s+/g, " ").trim();
}
"""

MOST_STOPS = 400


class Keyboard:
    """Presses keys on a page, and fails where the way leads nowhere."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @property
    def focused(self) -> str:
        """The name of what has the focus; nothing where nothing has it."""
        name: str = self._page.evaluate(FOCUSED)
        return name

    def press(self, *keys: str) -> None:
        """Presses them one after the other."""
        for key in keys:
            self._page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Types words where the focus is."""
        self._page.keyboard.type(words)

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Presses Tab until something of that name has the focus; ``back`` with Shift, the other way round."""
        for _ in range(MOST_STOPS):
            self.press("Shift+Tab" if back else "Tab")
            if re.search(name, self.focused):
                return
        raise AssertionError(f"Tab never comes to {name!r}")

    def enter(self, name: str, *, back: bool = False) -> None:
        """Goes there by Tab and presses Enter."""
        self.tab_to(name, back=back)
        self.press("Enter")

    def rests_on(self, name: str) -> None:
        """Waits until something of that name has the focus."""
        self._page.wait_for_function(f"([name]) => new RegExp(name).test(({FOCUSED})())", arg=[name])
