"""What all tests share: nothing leaves the machine, and nothing is left out in silence."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect

from assistant.edges.sandbox import outside
from assistant.settings import Settings
from evals.served import CHROMIUM, browsing

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
# No setting of whoever runs the tests reaches them, or a process that they start.
for field in Settings.model_fields.values():
    os.environ.pop(str(field.validation_alias), None)

# What is waited for comes, also where several browsers share a processor; as long as Playwright's actions wait.
expect.set_options(timeout=30_000)

# Nothing that a test proves is late for being waited for: hypothesis measures no example by the clock, and
# reading ends by its processor time.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
outside.WAIT = dict.fromkeys(outside.WAIT, 600.0)

pytest_plugins = ["tests.databases"]


def pytest_configure(config: pytest.Config) -> None:
    """The long counts, and what needs a server or environment of its own, run only when asked for by name."""
    if not config.option.markexpr:
        config.option.markexpr = "not long and not llama and not inspect"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser its tests are left out by name, unless the environment allows no skip."""
    if CHROMIUM or os.environ.get("ASSISTANT_ALLOW_NO_SKIP"):
        return
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="left out: no chromium on this machine"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that asks for nothing by itself; one for each file of tests."""
    with browsing() as browser:
        yield browser


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the data folder of whoever runs it."""
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", f"sqlite:///{tmp_path / 'kept' / 'assistant.db'}")
