"""The Gradio page: one component that names no value, no public function, nothing from elsewhere."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from assistant import ui
from assistant.ui import blocks
from tests.ui.stand_in import StandIn

SOURCES = sorted(p for p in ui.STATIC.iterdir() if p.suffix in (".js", ".css"))


def test_the_page_has_one_component_and_no_event_of_gradio() -> None:
    async def made() -> dict[str, Any]:
        return dict(ui.build(StandIn()).get_config_file())

    config = asyncio.run(made())  # outside a running loop Gradio makes loops and leaves them
    html = [c for c in config["components"] if c["type"] == "html"]
    assert len(html) == 1
    assert config["dependencies"] == []
    assert config["analytics_enabled"] is False


def test_the_template_names_no_value() -> None:
    assert "$" not in blocks.TEMPLATE
    assert "{" not in blocks.TEMPLATE


def test_every_style_sheet_and_script_of_the_page_is_there() -> None:
    names = {p.name for p in SOURCES}
    assert {f"{name}.css" for name in blocks.STYLES} <= names
    for source in SOURCES:
        for used in re.findall(r'from "\./([\w-]+\.js)"', source.read_text()):
            assert used in names, f"{source.name} imports {used}"


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_a_script_or_style_writes_no_markup_and_asks_for_nothing_elsewhere(source: Path) -> None:
    told = source.read_text().replace('"http://www.w3.org/2000/svg"', "")  # a name, which is never asked for
    for never in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "http://",
        "https://",
    ):
        assert never not in told
    assert "@import" not in told
    assert "url(" not in told
    assert len(told.splitlines()) < 300
