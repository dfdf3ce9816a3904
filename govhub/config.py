"""Settings, read once from the environment (``GOVHUB_*``); docs/instellingen.md explains each."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """Everything an operator can choose. Frozen: it does not change while GovHub runs."""

    model_config = SettingsConfigDict(env_prefix="GOVHUB_", frozen=True, extra="ignore")

    database_url: str = "sqlite:///var/govhub.db"
    """Where the data is: SQLite or ``postgresql+psycopg://…``."""
    search_url: str = "whoosh:///var/search"
    """Where the search index is kept."""
    search_cache_mb: int = Field(default=128, ge=8)
    """Megabytes that each process may keep of what searching worked out."""
    mail_url: str | None = None
    """How mail goes out: ``smtp://``, ``smtp+starttls://`` or ``smtps://user:password@host:port``."""
    mail_from: str = "GovHub <noreply@localhost>"
    """Sender of every mail."""
    secret_key: str | None = None
    """Signs cookies and links; at least 32 random characters."""
    secret_key_fallbacks: Annotated[tuple[str, ...], NoDecode] = ()
    """Older keys that are still accepted, separated by commas."""
    base_url: str = "http://127.0.0.1:8000"
    """Address of the portal as people see it, for links in mail and feeds."""
    trusted_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Host names that are served, separated by commas; empty: the host of ``base_url``."""
    proxy_hops: int = Field(default=0, ge=0, le=5)
    """How many reverse proxies stand in front and set X-Forwarded-*."""
    search_per_minute: int = Field(default=300, ge=0)
    """How often one visitor who is not signed in may search; 0 is no limit."""
    demo: bool = False
    """Mail goes to a demo mailbox and the demo accounts exist; loopback addresses only."""
    theme_css: str | None = None
    """Address of one more stylesheet that gives the portal another look."""
    data_dir: str = "var"
    """Folder for what runs: demo mail, the secret key of ``make run``."""
    accessibility_statement_url: str | None = None
    """Address of the accessibility statement in the national register."""
    security_contact: str | None = None
    """Address (mailto: or https:) for reports of vulnerabilities."""
    log_format: str = Field(default="text", pattern="^(text|json)$")
    """``text`` for people, ``json`` for machines."""
    oin: str | None = Field(default=None, pattern="^[0-9]{20}$")
    """Number by which the government knows whoever runs the portal, for in messages of webhooks."""
    oidc_issuer: str | None = None
    """Address of the OIDC provider of the organisation, for signing in; empty: not offered."""
    oidc_client_id: str | None = None
    """As what the provider knows this portal."""
    oidc_client_secret: str | None = None
    """Proves to the provider that this portal asks."""
    oidc_name: str = "uw organisatie"
    """What the button says, as in "Inloggen via …"."""
    review_days: int = Field(default=5, ge=1, le=60)
    """Working days within which the redactie promises an answer."""
    link_check: bool = True
    """The worker looks each week whether the addresses of components exist; not in a demo."""

    @field_validator("secret_key_fallbacks", "trusted_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("base_url")
    @classmethod
    def _check_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise PydanticCustomError(
                "base_url", "gebruik een volledig adres, bijvoorbeeld https://govhub.voorbeeld.nl"
            )
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _check_issuer(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "")
        is_safe = parts.scheme == "https" or (
            parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
        )
        if value and not (is_safe and parts.hostname):
            raise PydanticCustomError(
                "oidc_issuer",
                "gebruik een adres met https://, bijvoorbeeld https://login.voorbeeld.nl",
            )
        return value or None

    @property
    def has_oidc(self) -> bool:
        """Tell whether people can sign in by the provider of the organisation."""
        return bool(self.oidc_issuer and self.oidc_client_id)

    @property
    def data_folder(self) -> Path:
        """Return ``data_dir`` as a path."""
        return Path(self.data_dir).resolve()

    @property
    def secret_keys(self) -> list[str]:
        """Return every key that is accepted; the last one signs."""
        return [*self.secret_key_fallbacks, self.secret_key or ""]

    @property
    def uses_https(self) -> bool:
        """Tell whether people reach the portal over HTTPS, so that cookies can be secure."""
        return self.base_url.startswith("https://")
