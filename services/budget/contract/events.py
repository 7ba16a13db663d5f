"""What budget tells others. Within v1 only additions."""

from datetime import date
from uuid import UUID

from pydantic import Field

from services.kit.contract import Cents, EventData, Slug, Year

AWARD_MADE = "nl.voorveld.budget.award-made.v1"
RESULT_SHARED = "nl.voorveld.budget.result-shared.v1"
RESULT_SHARED_V2 = "nl.voorveld.budget.result-shared.v2"


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


class ResultSharedV2(EventData):
    """The same with the other questions, told again when a result changes. None is not answered, never 0.

    Version 1 is still told beside it, when `children_reached` was answered: it cannot say that it was not.
    """

    initiative_id: UUID
    version: int
    area_id: Slug | None
    year: Year
    title: str
    children_reached: int | None
    rating: int | None
    learned: str
    shared_on: date
