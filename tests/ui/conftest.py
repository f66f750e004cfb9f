"""What the browser tests share: a page over the pipeline in memory, on which nothing may go wrong."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.ui.serving import served
from tests.ui.stand_in import StandIn

WINDOW: ViewportSize = {"width": 1440, "height": 900}


@pytest.fixture
def pipeline() -> StandIn:
    return StandIn(recorded=date(2026, 11, 20))


@pytest.fixture
def page(browser: Browser, pipeline: StandIn) -> Iterator[Page]:
    """A page that fails the test on any error, and on any request that would leave the machine."""
    wrong: list[str] = []
    with served(pipeline) as address:
        context = browser.new_context(viewport=WINDOW, base_url=address)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((address, "data:")) else None)
        yield page
        context.close()
    assert wrong == []
