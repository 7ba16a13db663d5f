"""Settings of monitoring, from `MONITORING_…` in the environment."""

from pydantic_settings import SettingsConfigDict

from services.kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """What monitoring needs beyond what every service has: nothing yet."""

    model_config = SettingsConfigDict(env_prefix="MONITORING_")
