"""What budget asks beyond the first page, only when it is needed; and an idea that staff enter for somebody."""

from datetime import date
from enum import StrEnum
from typing import Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, field_validator, model_validator

from services.budget.contract.initiatives import EMAIL, InitiativeState
from services.budget.contract.sources import PositiveCents
from services.kit.contract import Cents, Reply, Request, Slug, Year

PHONE = r"^\+?[0-9][0-9 ()-]{7,18}$"


class CostRow(Reply):
    what: str = Field(min_length=1, max_length=120)
    cents: PositiveCents


class Undertaking(Request):
    """An undertaking asks: who it is, and the state aid it had in three years (EU 2023/2831)."""

    model_config = ConfigDict(str_strip_whitespace=True)

    organisation: str = Field(min_length=1, max_length=160)
    kvk: str = Field(pattern=r"^[0-9]{8}$", description="number in the trade register of the Kamer van Koophandel")
    de_minimis_cents: Cents | None = Field(
        None, ge=0, description="de-minimis aid granted to the single undertaking in the three years before today"
    )


class Signer(Request):
    """An adult who signs too, for who is younger than the age of the scheme."""

    model_config = ConfigDict(str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=100)
    contact_email: str = Field(min_length=5, max_length=254, pattern=EMAIL)


class IdeaDetails(Request):
    """What goes with an idea beyond its seven inputs; all of it only when it is needed, or chosen."""

    model_config = ConfigDict(str_strip_whitespace=True)

    phone: str = Field("", max_length=20, pattern=rf"^$|{PHONE}", description="call me; only when chosen")
    undertaking: Undertaking | None = None
    costs: list[CostRow] = Field([], max_length=12, description="a small table of costs; public with the idea")
    costs_note: str = Field("", max_length=500, description="why the table comes to another amount than is asked")
    signer: Signer | None = None


class ConfirmWithDetails(Request):
    """The code with what else is needed; both at once, so that an idea is whole when it opens."""

    code: str = Field(pattern=r"^\d{6}$")
    details: IdeaDetails


class EnterIdea(Request):
    """An idea that staff enter for somebody, at a desk or by phone (Awb 2:7, 2:13). Without e-mail a letter goes by
    post, to the address."""

    model_config = ConfigDict(str_strip_whitespace=True)

    area_id: Slug | None
    line_id: UUID | None = Field(None, description="of several lines for the whole city the one it asks from")
    year: Year
    what: str = Field(min_length=10, max_length=3000)
    amount_cents: PositiveCents
    when: str = Field(min_length=1, max_length=200)
    where: str = Field(min_length=1, max_length=200)
    name: str = Field(min_length=1, max_length=100)
    contact_email: str = Field("", max_length=254, pattern=rf"^$|{EMAIL}")
    phone: str = Field("", max_length=20, pattern=rf"^$|{PHONE}")
    postal_address: str = Field("", max_length=300)
    language: Literal["nl", "en"] = "nl"

    @field_validator("when", "where", "name")
    @classmethod
    def _in_one_line(cls, value: str) -> str:
        return " ".join(value.split())

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        """There must be a way to send the answer (Awb 3:41)."""
        if not self.contact_email and not self.postal_address:
            raise ValueError("an e-mail address or a postal address is needed")
        return self


class ConfirmByHand(Request):
    """Staff saw the signature of who asks on the printed receipt."""

    signed: Literal[True]
    details: IdeaDetails = IdeaDetails()


class SignAlong(Request):
    code: str = Field(pattern=r"^\d{6}$")


class Waits(StrEnum):
    """What an idea waits for before it opens. CODE: of who asks. SIGNER: the code of the adult who signs too.
    SIGNATURE: on paper, at the desk."""

    CODE = "code"
    SIGNER = "signer"
    SIGNATURE = "signature"
    NOTHING = "nothing"


class NeededDetails(Reply):
    """What is asked of this idea besides the code, by its scheme; known to who has its address, so nothing of it."""

    waits_for: Waits
    costs_needed: bool
    undertakings_allowed: bool
    de_minimis_asked: bool
    sign_age: int


class IdeaCosts(Reply):
    """The table of costs of an idea, as everybody sees it. Empty when none was asked."""

    rows: list[CostRow]
    note: str


class SignedAlong(Reply):
    id: UUID
    state: InitiativeState


class SignerCodeMailed(Reply):
    id: UUID


class ApplicationView(Reply):
    """What staff of the area see of who asks, to answer, to call, or to print a letter. Never public."""

    id: UUID
    title: str
    what: str
    when: str
    where: str
    amount_cents: Cents
    area_id: Slug | None
    year: Year
    state: InitiativeState
    waits_for: Waits
    submitted_on: date
    answer_by: date
    name: str
    contact_email: str
    phone: str
    postal_address: str
    entered_by_desk: bool
    organisation: str
    kvk: str
    de_minimis_cents: Cents | None
