"""What monitoring says of where a partner can be reached, and of the mails that went there."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from services.kit.contract import Reply, Request, Timestamp, Year
from services.monitoring.contract.models import Period

Address = Annotated[
    str,
    Field(
        min_length=5,
        max_length=254,
        # As browsers check it (HTML, input type=email): an address with other signs could be read as two.
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$",
    ),
]


class SetContact(Request):
    """A mailbox of a function (cijfers@…), not of a person. `reminders` false: no reminders, only what is amiss.

    `surveys`: it may be invited to surveys of the municipality too.
    """

    email: Address
    language: Literal["nl", "en"] = "nl"
    reminders: bool = True
    surveys: bool = False


class PartnerMailView(Reply):
    """A mail to the partner, without address and text. Of a reminder: which day it was about, and how far from it."""

    kind: Literal["reminder", "webhook_given_up"]
    year: Year | None
    due_on: date | None
    days: int | None = Field(description="below 0: so many days before the day the figures were due")
    periods: list[Period]
    state: Literal["waiting", "handed_over", "refused"]
    planned_at: Timestamp
    ended_at: Timestamp | None


class ContactView(Reply):
    """`email` None: there is none, so nobody is reminded."""

    email: str | None
    language: Literal["nl", "en"] = "nl"
    reminders: bool = True
    surveys: bool = False
    set_at: Timestamp | None = None
    remind_days: list[int] = Field(description="on which days reminders go: below 0 before the day figures are due")
    mails: list[PartnerMailView]
