"""Mail to who decides: where it goes, confirmed by a code, and how it ends."""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.budget.contract.initiatives import EMAIL
from services.kit.contract import Reply, Request, Slug


class CircleMailState(StrEnum):
    """NONE: no mail. WAITS: the code is mailed. ON: mail comes, until a day."""

    NONE = "none"
    WAITS = "waits"
    ON = "on"


class AskCircleMail(Request):
    """Mail me news of the ideas this circle decides on. The same address again makes it a year longer."""

    model_config = ConfigDict(str_strip_whitespace=True)

    area_id: Slug | None = Field(None, description="none: the circle of the whole municipality")
    contact_email: str = Field(pattern=EMAIL, max_length=200)
    language: Literal["nl", "en"] = "nl"


class ConfirmCircleMail(Request):
    area_id: Slug | None = None
    code: str = Field(pattern=r"^\d{6}$")


class EndCircleMail(Request):
    area_id: Slug | None = None


class EndCircleMailByLink(Request):
    """As every mail says it; whoever has the link may end it."""

    id: UUID
    proof: str = Field(min_length=1, max_length=100)


class CheckCircleMailLink(Request):
    """The same words, to see whether the link still does something."""

    id: UUID
    proof: str = Field(min_length=1, max_length=100)


class CircleMailView(Reply):
    """Of the caller only."""

    state: CircleMailState
    contact_email: str = ""
    until: date | None = Field(None, description="the last day mail comes, unless renewed")
