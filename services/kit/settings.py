"""Settings every process has; read from the environment once, in `main.py`."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.kit.clock import Clock


class InstallationSettings(BaseSettings):
    """What all processes of one installation share (`VOORVELD_…`)."""

    model_config = SettingsConfigDict(populate_by_name=True, extra="ignore")

    municipality: str = Field("GM0014", validation_alias="VOORVELD_MUNICIPALITY", pattern=r"^GM\d{4}$")
    data: Path = Field(Path(".voorveld"), validation_alias="VOORVELD_DATA")
    mode: Literal["development", "production"] = Field("production", validation_alias="VOORVELD_MODE")
    public_url: str = Field("http://localhost:8000", validation_alias="VOORVELD_PUBLIC_URL")
    profiles_url: str = Field("http://127.0.0.1:8001", validation_alias="VOORVELD_PROFILES_URL")
    budget_url: str = Field("http://127.0.0.1:8002", validation_alias="VOORVELD_BUDGET_URL")
    monitoring_url: str = Field("http://127.0.0.1:8003", validation_alias="VOORVELD_MONITORING_URL")
    trusted_keys: str = Field('{"keys": []}', validation_alias="VOORVELD_TRUSTED_KEYS")
    smtp_url: str = Field("", validation_alias="VOORVELD_SMTP_URL", description="smtp://, smtp+starttls:// or smtps://")
    smtp_ca: str = Field("", validation_alias="VOORVELD_SMTP_CA", description="file of the authority behind the relay")

    @property
    def in_development(self) -> bool:
        return self.mode == "development"

    def clock(self) -> Clock:
        """The clock of this installation; only in development has it a file that can move it."""
        return Clock(self.data / "clock.json" if self.in_development else None)


class ServiceSettings(InstallationSettings):
    """What a service has of its own. A subclass sets `env_prefix`, for example `BUDGET_`."""

    database_url: str = ""
    signing_key: str = Field("", description="private Ed25519 JWK (JSON) this service signs its own calls with")
    subscribers: list[str] = Field(default_factory=list, description="base addresses that get this service's events")
