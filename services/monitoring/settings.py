"""Settings of monitoring, from `MONITORING_…` in the environment."""

from typing import Annotated

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.kit.settings import ServiceSettings
from services.monitoring.domain.keeping import KEEP_YEARS

Days = Annotated[int, Field(ge=-60, le=180)]


class Settings(ServiceSettings):
    """What monitoring needs beyond what every service has."""

    model_config = SettingsConfigDict(env_prefix="MONITORING_", populate_by_name=True, extra="ignore")

    mail_sender: str = Field("voorveld@localhost", description="the From address of mails to partners and others")
    remind_days: list[Days] = Field(
        default=[-7, 1, 14],
        max_length=10,
        description="on which days partners are reminded of figures; below 0: before the day they are due",
    )
    keep_partnership_years: int = Field(
        KEEP_YEARS,
        ge=1,
        le=30,
        description="whole years after the year they are about that talks, reports and remarks are kept",
    )
