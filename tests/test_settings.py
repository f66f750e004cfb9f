"""Settings come from the environment, and every one of them is in the README."""

from pathlib import Path

import pytest

from assistant.errors import BadSetting
from assistant.settings import Settings, read

README = Path(__file__).parents[1] / "README.md"


def test_without_any_variable_the_database_is_in_the_platforms_data_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ASSISTANT_DATABASE_URL")
    assert read().database.endswith("sfo-assistant/assistant.db")


@pytest.mark.parametrize(
    ("name", "value"),
    [("ASSISTANT_PORT", "70000"), ("ASSISTANT_CONCURRENCY", "0"), ("ASSISTANT_TIMEOUT", "soon")],
)
def test_a_value_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=name):
        read()


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "")
    assert read().port == 7860


@pytest.mark.parametrize("field", Settings.model_fields.values(), ids=lambda f: str(f.validation_alias))
def test_every_setting_is_in_the_readme(field: object) -> None:
    assert f"`{getattr(field, 'validation_alias', '')}`" in README.read_text(encoding="utf-8")
