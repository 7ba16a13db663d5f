"""Settings of monitoring, from `MONITORING_…` in the environment."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """What monitoring needs beyond what every service has."""

    model_config = SettingsConfigDict(env_prefix="MONITORING_", populate_by_name=True, extra="ignore")

    mail_sender: str = Field("voorveld@localhost", description="the From address of mails about surveys and sessions")
