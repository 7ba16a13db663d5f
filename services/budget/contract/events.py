"""What budget tells others. Within v1 only additions."""

from datetime import date
from uuid import UUID

from pydantic import Field

from services.kit.contract import Cents, EventData, Slug, Year

AWARD_MADE = "nl.voorveld.budget.award-made.v1"
RESULT_SHARED = "nl.voorveld.budget.result-shared.v1"


class AwardMade(EventData):
    initiative_id: UUID
    version: int
    area_id: Slug | None = Field(description="none: for the whole city")
    year: Year
    amount_cents: Cents
    awarded_on: date


class ResultShared(EventData):
    """`children_reached` is told by the initiative itself, about its own activity."""

    initiative_id: UUID
    version: int
    area_id: Slug | None = Field(description="none: for the whole city")
    year: Year
    title: str
    children_reached: int
    shared_on: date
