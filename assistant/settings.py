"""Every setting, from the environment: the only reader of it, itself read by ``commands`` alone.

Comes in: environment variables. Goes out: plain values, passed on to what needs them.
"""

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import BadSetting


class Settings(BaseSettings):
    """All settings with their defaults; each field's alias is the variable's name."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)

    base_url: str | None = Field(
        default=None, validation_alias="OPENAI_BASE_URL", description="address of the model endpoint, with /v1"
    )
    api_key: str = Field(default="", validation_alias="OPENAI_API_KEY", description="its key, if it wants one")
    model: str | None = Field(
        default=None, validation_alias="ASSISTANT_MODEL", description="the model's name there"
    )
    azure_endpoint: str | None = Field(
        default=None,
        validation_alias="AZURE_OPENAI_ENDPOINT",
        description="address of an Azure OpenAI resource, in place of OPENAI_BASE_URL; ASSISTANT_MODEL is then "
        "the deployment's name",
    )
    azure_key: str = Field(default="", validation_alias="AZURE_OPENAI_API_KEY", description="its key")
    azure_version: str | None = Field(
        default=None, validation_alias="OPENAI_API_VERSION", description="version of Azure's API"
    )
    database_url: str | None = Field(
        default=None,
        validation_alias="ASSISTANT_DATABASE_URL",
        description="database to keep everything in; an SQLite file in the platform's data folder by default",
    )
    concurrency: int = Field(
        default=8,
        ge=1,
        le=64,
        validation_alias="ASSISTANT_CONCURRENCY",
        description="requests in flight at once",
    )
    timeout: float = Field(
        default=300.0,
        gt=0,
        le=3600,
        validation_alias="ASSISTANT_TIMEOUT",
        description="seconds for one request",
    )
    budget: int | None = Field(
        default=None,
        gt=0,
        validation_alias="ASSISTANT_BUDGET",
        description="tokens that the drafts of one review may use, in and out",
    )
    price_in: float | None = Field(
        default=None,
        ge=0,
        allow_inf_nan=False,
        validation_alias="ASSISTANT_PRICE_IN",
        description="price of a million tokens in; with ASSISTANT_PRICE_OUT a cost is shown before Start",
    )
    price_out: float | None = Field(
        default=None,
        ge=0,
        allow_inf_nan=False,
        validation_alias="ASSISTANT_PRICE_OUT",
        description="price of a million tokens out",
    )
    terms: str = Field(
        default="service user, person on probation",
        validation_alias="ASSISTANT_TERMS",
        max_length=300,
        description="what a review may call the person it is about, parted by commas",
    )
    context: int | None = Field(
        default=None,
        ge=2048,
        validation_alias="ASSISTANT_CONTEXT",
        description="tokens that the model can read at once; learnt from its refusal where it states them",
    )
    host: str = Field(
        default="127.0.0.1", validation_alias="ASSISTANT_HOST", description="address to listen on"
    )
    port: int = Field(
        default=7860, ge=0, le=65535, validation_alias="ASSISTANT_PORT", description="port to listen on"
    )

    @property
    def database(self) -> str:
        """The database's URL, with the default filled in."""
        if self.database_url:
            return self.database_url
        folder = Path(platformdirs.user_data_dir("sfo-assistant", appauthor=False))
        return f"sqlite:///{folder / 'assistant.db'}"

    @property
    def accepted(self) -> tuple[str, ...]:
        """What a review may call the person it is about."""
        return tuple(term.strip().lower() for term in self.terms.split(",") if term.strip())

    @property
    def endpoint(self) -> tuple[str | None, str]:
        """The address of the model endpoint, or None, and its key."""
        return (self.azure_endpoint, self.azure_key) if self.azure_endpoint else (self.base_url, self.api_key)

    @property
    def prices(self) -> tuple[float, float] | None:
        """The prices of a million tokens in and out, or None where none are set."""
        if self.price_in is None or self.price_out is None:
            return None
        return self.price_in, self.price_out

    @model_validator(mode="after")
    def _both_prices(self) -> Self:
        if (self.price_in is None) != (self.price_out is None):
            raise ValueError("ASSISTANT_PRICE_IN and ASSISTANT_PRICE_OUT go together: set both, or neither")
        return self

    @model_validator(mode="after")
    def _a_whole_endpoint(self) -> Self:
        if self.azure_endpoint:
            return self._a_whole_azure_endpoint()
        if bool(self.base_url) != bool(self.model):
            raise ValueError("OPENAI_BASE_URL and ASSISTANT_MODEL go together: set both, or neither")
        if not _address(self.base_url or "http://none"):
            raise ValueError("OPENAI_BASE_URL must be an address such as http://localhost:11434/v1")
        return self

    def _a_whole_azure_endpoint(self) -> Self:
        if self.base_url:
            raise ValueError("OPENAI_BASE_URL and AZURE_OPENAI_ENDPOINT name two endpoints: set one of them")
        if not (self.model and self.azure_version):
            raise ValueError(
                "AZURE_OPENAI_ENDPOINT needs ASSISTANT_MODEL (the deployment's name) and OPENAI_API_VERSION too"
            )
        if not _address(self.azure_endpoint or ""):
            raise ValueError("AZURE_OPENAI_ENDPOINT must be an address such as https://name.openai.azure.com")
        return self


def _address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def read() -> Settings:
    """The settings in force; ``BadSetting`` names the variable and what is wrong with it."""
    try:
        return Settings()
    except ValidationError as problem:
        faults = [
            ": ".join([*(str(part) for part in error["loc"]), error["msg"].removeprefix("Value error, ")])
            for error in problem.errors()
        ]
        raise BadSetting("A setting cannot be used. " + "; ".join(faults)) from None
