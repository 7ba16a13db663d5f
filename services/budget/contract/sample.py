"""What budget says of the sample check: a few ideas, drawn at random, show their receipts, when the scheme says so."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import ConfigDict, Field

from services.kit.contract import Reply, Request, Year


class DrawSample(Request):
    count: int = Field(strict=True, ge=1, le=50)


class CheckOutcome(StrEnum):
    """Of the receipts: as written down, some were missing, or not shown. It changes no award by itself."""

    IN_ORDER = "in_order"
    INCOMPLETE = "incomplete"
    NOT_SHOWN = "not_shown"


class SettleCheck(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    outcome: CheckOutcome
    note: str = Field("", max_length=500)


class SampleCheck(Reply):
    initiative_id: UUID
    title: str
    outcome: CheckOutcome | None
    note: str
    settled_on: date | None


class SampleView(Reply):
    """`seed` and `candidates` let anybody draw again: the lowest SHA-256 of `<seed>:<id>` come first."""

    year: Year
    is_allowed: bool = Field(description="whether the scheme of the year has a sample check")
    seed: str | None
    drawn_on: date | None
    candidates: list[UUID]
    checks: list[SampleCheck]
    may_draw: bool
