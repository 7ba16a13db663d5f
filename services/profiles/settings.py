"""What profiles reads from the environment (`PROFILES_…` and the shared `VOORVELD_…`)."""

from pydantic_settings import SettingsConfigDict

from services.kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """Profiles has no settings beyond what every service has."""

    model_config = SettingsConfigDict(env_prefix="PROFILES_", populate_by_name=True, extra="ignore")
