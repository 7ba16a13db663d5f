"""Addresses of council members who asked for mail when a summary goes to the council."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.kit.contract import Day, Reply, Request, Timestamp
from services.monitoring.contract.contacts import Address


class KeepCouncilAddress(Request):
    """One address, until a day; the same address again changes its language and day."""

    email: Address
    language: Literal["nl", "en"] = "nl"
    until: Day = Field(description="the last day of mail; then it is deleted")
    asked_for_it: Literal[True] = Field(description="the tick box: this council member asked for this mail")


class CouncilAddressView(Reply):
    """For policy officers and approvers."""

    id: UUID
    email: str
    language: Literal["nl", "en"]
    until: date
    added_at: Timestamp


class CouncilMailLink(Request):
    """What stands in the link at the end of every mail."""

    id: UUID
    proof: str = Field(max_length=100)
