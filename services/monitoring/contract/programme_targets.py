"""Targets of the programme's figures: proposed by an officer, in force once somebody else approved."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from services.kit.contract import Number, Reply, Request, Timestamp, Year
from services.monitoring.contract.programme_code import CODE

TargetNumber = Annotated[Decimal, Field(gt=0, le=1_000_000, max_digits=8, decimal_places=1)]


class ProposeTarget(Request):
    """What a figure of a year should come to: at least so much. Of partners: in the last quarter of the year."""

    year: Year
    programme_kpi: str = Field(max_length=60, pattern=CODE)
    number: TargetNumber


class TargetView(Reply):
    """`may_approve`: the caller is somebody else than who proposed it, and it waits."""

    id: UUID
    year: Year
    programme_kpi: str
    number: Number
    state: Literal["proposed", "in_force"]
    proposed_at: Timestamp
    may_approve: bool
