"""What budget says of an idea that is being typed: kept without an account, behind one secret link."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from services.budget.contract.initiatives import EMAIL, SubmitIdea
from services.kit.contract import Reply, Request, Slug, Year

LinkSecret = Annotated[str, Field(min_length=16, max_length=200, description="what is secret in the shared link")]
Typed = Annotated[str, Field(max_length=4000)]


class DraftField(StrEnum):
    """What is kept as typed, right or wrong: nothing of it is checked before the idea is sent."""

    WHAT = "what"
    AMOUNT = "amount"
    WHEN = "when"
    WHERE = "where"
    NAME = "name"
    CONTACT_EMAIL = "contactEmail"
    MAY_MAIL = "mayMail"
    LINE = "lineId"


class StartDraft(Request):
    """`origin` is where the visitor comes from, believed of our own site only; kept for an hour, as a keyed hash."""

    year: Year
    area_id: Slug | None = None
    language: Literal["nl", "en"] = "nl"
    fields: dict[DraftField, Typed]
    origin: str = Field("", max_length=100)


class OpenDraft(Request):
    link_secret: LinkSecret


class SaveDraft(Request):
    """Only the fields that were changed. `version` is what was on the screen they were changed on.

    `settled`: of two texts that met at a field, the one that may go now.
    """

    link_secret: LinkSecret
    version: int = Field(ge=1)
    area_id: Slug | None = None
    fields: dict[DraftField, Typed] = {}
    settled: dict[DraftField, Typed] = {}


class SubmitDraft(Request):
    """The whole idea, as it stood on the screen at `version`."""

    link_secret: LinkSecret
    version: int = Field(ge=1)
    idea: SubmitIdea


class MailDraftLink(Request):
    """Somebody asks for the link by mail. The address is used for this one mail, and not kept."""

    link_secret: LinkSecret
    contact_email: str = Field(min_length=5, max_length=254, pattern=EMAIL)
    language: Literal["nl", "en"] = "nl"


class DraftStarted(Reply):
    """`link_secret` is given this once; the same request again gives it empty."""

    id: UUID
    link_secret: str
    version: int


class DraftView(Reply):
    """The draft as everybody with the link sees it. `others`: texts that met another one at the same field.

    Once it became an idea, `initiative_id` says which, and nothing that was typed is left here.
    """

    id: UUID
    year: Year
    area_id: Slug | None = None
    version: int
    fields: dict[DraftField, str]
    others: dict[DraftField, list[str]]
    kept_until: date
    initiative_id: UUID | None


class DraftLinkMailed(Reply):
    """The link is on its way; it works until that day, and longer when somebody types on."""

    kept_until: date


class DraftDiscarded(Reply):
    id: UUID
