"""Settings of the site; read from the environment once, in `main.py`."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.kit.settings import InstallationSettings


class Settings(InstallationSettings):
    model_config = SettingsConfigDict(env_prefix="FRONTEND_", populate_by_name=True, extra="ignore")

    signing_key: str = Field("", description="private Ed25519 JWK (JSON) the site signs people's tokens with")
