"""What budget says of how an idea is being decided: which way, and whether it rose above its area."""

from uuid import UUID

from pydantic import ConfigDict, Field

from services.budget.contract.schemes import Way
from services.kit.contract import Reply, Request, Slug, Timestamp


class SendToCity(Request):
    """A circle says that an idea rises above its area: the circle of the whole city decides, from city-wide money.

    `reason` is told to who asked and stands on the idea's page.
    """

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    reason: str = Field(min_length=1, max_length=1000)


class RisenFrom(Reply):
    """Where an idea was told, when the circle there sent it to the circle of the whole city."""

    area_id: Slug
    area_name: str
    reason: str
    at: Timestamp


class Deliberation(Reply):
    """How an idea is decided; the same for everybody, and nobody's name is in it."""

    initiative_id: UUID
    way: Way = Field(description="set beforehand in the scheme the idea was told under")
    consent_days: int = Field(10, description="by that scheme: how long a proposal stands open")
    risen: RisenFrom | None
