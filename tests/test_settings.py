"""Settings come from the environment, and every one of them is in the README."""

from pathlib import Path

import pytest

from assistant.errors import BadSetting
from assistant.settings import Settings, read
from assistant.steps.check.terms import ACCEPTED

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


def test_prices_go_together_and_are_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read().prices is None
    monkeypatch.setenv("ASSISTANT_PRICE_IN", "2.5")
    with pytest.raises(BadSetting, match="go together"):
        read()
    monkeypatch.setenv("ASSISTANT_PRICE_OUT", "10")
    assert read().prices == (2.5, 10)
    for value in ("-1", "inf", "much"):
        monkeypatch.setenv("ASSISTANT_PRICE_OUT", value)
        with pytest.raises(BadSetting, match="ASSISTANT_PRICE_OUT"):
            read()


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "")
    assert read().port == 7860


@pytest.mark.parametrize("field", Settings.model_fields.values(), ids=lambda f: str(f.validation_alias))
def test_every_setting_is_in_the_readme(field: object) -> None:
    assert f"`{getattr(field, 'validation_alias', '')}`" in README.read_text(encoding="utf-8")


def test_terms_for_the_person_on_probation_are_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read().accepted == ACCEPTED
    monkeypatch.setenv("ASSISTANT_TERMS", "Person supervised, , offender")
    assert read().accepted == ("person supervised", "offender")


def test_an_azure_resource_stands_in_for_the_base_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", "https://name.openai.azure.com")
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "secret")
    with pytest.raises(BadSetting, match="OPENAI_API_VERSION"):
        read()
    monkeypatch.setenv("OPENAI_API_VERSION", "2026-06-01")
    monkeypatch.setenv("ASSISTANT_MODEL", "my-deployment")
    assert read().endpoint == ("https://name.openai.azure.com", "secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:11434/v1")
    with pytest.raises(BadSetting, match="two endpoints"):
        read()


@pytest.mark.parametrize("name", ["OPENAI_BASE_URL", "AZURE_OPENAI_ENDPOINT"])
def test_an_address_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "localhost:11434")
    monkeypatch.setenv("ASSISTANT_MODEL", "m")
    monkeypatch.setenv("OPENAI_API_VERSION", "2026-06-01")
    with pytest.raises(BadSetting, match=f"{name} must be an address"):
        read()
