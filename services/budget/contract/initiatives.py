"""What budget says of ideas: told, confirmed, decided, done; and of who told them."""

import re
from datetime import date
from enum import StrEnum
from typing import Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from services.budget.contract.models import MoneyLine
from services.budget.contract.sources import PositiveCents
from services.kit.contract import Cents, Reply, Request, Slug, Timestamp, Year

# As browsers check it (HTML, input type=email): an address with other signs could be read as two.
EMAIL = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$"


def is_film_url(value: str) -> bool:
    """Whether it is an address at a named site, over https, that hides nothing before the site's name."""
    try:
        parts = urlsplit(value)
        site = parts.hostname or ""
        return parts.scheme == "https" and "." in site and "@" not in parts.netloc and not re.search(r"\s", value)
    except ValueError:
        return False


class InitiativeState(StrEnum):
    """UNCONFIRMED: typed, code not yet used. OPEN: the circle may decide. AWARDED: two yesses. SHARED: result told.

    REFUSED: a no by two, or by ballots. WITHDRAWN: by who asked, before a decision.
    """

    UNCONFIRMED = "unconfirmed"
    OPEN = "open"
    AWARDED = "awarded"
    SHARED = "shared"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class SubmitIdea(Request):
    """The seven inputs of the page, and the area and year it was opened for. Nothing the decision does not need
    (Awb 4:4). `contact_email` and `name` are never public."""

    model_config = ConfigDict(str_strip_whitespace=True)

    area_id: Slug | None = Field(description="none: for the whole city")
    line_id: UUID | None = Field(None, description="of several lines for the whole city the one it asks from")
    year: Year
    what: str = Field(min_length=10, max_length=3000)
    amount_cents: PositiveCents
    when: str = Field(min_length=1, max_length=200)
    where: str = Field(min_length=1, max_length=200)
    name: str = Field(min_length=1, max_length=100)
    contact_email: str = Field(min_length=5, max_length=254, pattern=EMAIL)
    may_mail: Literal[True] = Field(description="the tick box: send me messages about this idea (Awb 2:8)")
    language: Literal["nl", "en"] = "nl"

    @field_validator("when", "where", "name")
    @classmethod
    def _in_one_line(cls, value: str) -> str:
        """These stand in the decision letter: a line of their own there would read as words of the municipality."""
        return " ".join(value.split())


class IdeaReceived(Reply):
    """The idea is kept; a code went out by mail. `title` is the first words of what was typed."""

    id: UUID
    title: str
    state: InitiativeState
    answer_by: date


class ConfirmIdea(Request):
    code: str = Field(pattern=r"^\d{6}$")


class IdeaConfirmed(Reply):
    """`session_secret` lets this browser follow the idea; only its hash is kept.

    `waits_for_signer`: it opens once the adult who signs too has used their own code.
    """

    id: UUID
    state: InitiativeState
    session_secret: str
    waits_for_signer: bool = False


class CodeMailed(Reply):
    """Another code went out by mail; codes before it work no more. The code itself is in the mail only."""

    works_until: Timestamp


class OpenLink(Request):
    link_secret: str = Field(min_length=16, max_length=200)


class ApplicantSession(Reply):
    session_secret: str
    initiative_id: UUID


class AskApplicantToken(Request):
    session_secret: str = Field(min_length=16, max_length=200)


class ApplicantToken(Reply):
    token: str
    initiative_id: UUID


class ResultPicture(Reply):
    """A photo or drawing of a result, with words for who cannot see it."""

    photo_id: str
    description: str


class ResultView(Reply):
    """What an initiative brought about, told by its people in a form of their own. `None` is not answered, never 0.

    `photo_id` and `photo_description` are those of the first picture.
    """

    initiative_id: UUID
    title: str
    area_id: Slug | None
    area_name: str
    cost_cents: Cents
    text: str
    learned: str
    children_reached: int | None
    rating: int | None = Field(None, description="how it was by their own words, 1 to 5")
    photo_id: str | None
    photo_description: str
    pictures: list[ResultPicture] = []
    film_url: str = Field("", description="https, at a site of somebody else")
    document_id: str | None = Field(None, description="a PDF")
    shared_at: Timestamp
    changed_at: Timestamp | None = None


class InitiativeView(Reply):
    """What everybody may see of an initiative; who asked is never in it."""

    id: UUID
    title: str
    what: str
    when: str
    where: str
    area_id: Slug | None = Field(description="none: for the whole city")
    area_name: str
    line_id: UUID = Field(description="the line it asks from, or got its money from")
    line_name: str
    year: Year
    amount_cents: Cents
    least_cents: Cents | None = Field(None, description="it can do with this too; none: its people said nothing of it")
    state: InitiativeState
    version: int
    yes_by: list[Literal["worker", "resident"]]
    stake_count: int
    submitted_on: date
    answer_by: date
    late_since: date | None = Field(None, description="the first answer date that passed; `answerBy` is the new one")
    awarded_on: date | None
    awarded_cents: Cents | None = Field(None, description="what the circle gave; what was freed later is off it")
    paid_cents: Cents = 0
    part_ground: str = Field("", description="why the circle gave a part, in its own words")
    part_why: str = Field("", description="why it got a part where nobody chose it: what was left, what a vote gave")
    result: ResultView | None


class InitiativeStep(Reply):
    state: InitiativeState
    at: Timestamp


class OwnInitiativeView(Reply):
    """What the applicant sees: the public view, what they typed about themselves, the steps and the letter."""

    initiative: InitiativeView
    name: str
    contact_email: str
    steps: list[InitiativeStep]
    letter: str | None


class YesTo(Reply):
    """What was said yes to and waits for the other kind of member. `ground`: why not all, of a part only."""

    amount_cents: Cents
    ground: str


class DecisionView(Reply):
    """What a member of the deciding circle sees: the initiative, and whether they can still say yes."""

    initiative: InitiativeView
    money: MoneyLine
    i_said_yes: bool
    i_have_a_stake: bool
    may_say_yes: bool
    would_award_cents: Cents | None = Field(None, description="what a yes now awards; None when one more is needed")
    stands: YesTo | None = Field(None, description="what the yesses so far are to; none when nobody said yes")
    may_part: bool = Field(False, description="may say yes to a part: one of their own, which then needs both again")


class SayYes(Request):
    """One yes of the circle. Who has a personal interest keeps out (Awb 2:4), so they state they have none.

    To a part: its amount and why not all, which the letter says. Another amount or ground than what stands is a
    proposal of its own: yesses to what stood are taken back, and it needs both kinds of member again.
    """

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    amount_cents: PositiveCents | None = Field(None, description="none: all that was asked")
    ground: str = Field("", max_length=1000)
    no_stake: Literal[True]


class DeclareStake(Request):
    version: int


class PictureIn(Request):
    """A photo or drawing that was kept before (`keepPhoto`), with words for who cannot see it."""

    model_config = ConfigDict(str_strip_whitespace=True)

    photo_id: str = Field(pattern=r"^[0-9a-f]{64}$")
    description: str = Field(min_length=1, max_length=300)


class ShareResult(Request):
    """One sentence is enough. The three questions are voluntary: not answered is None, and never 0."""

    model_config = ConfigDict(str_strip_whitespace=True)

    text: str = Field(min_length=1, max_length=5000)
    children_reached: int | None = Field(None, strict=True, ge=0, le=100_000)
    rating: int | None = Field(None, strict=True, ge=1, le=5)
    learned: str = Field("", max_length=2000)
    pictures: list[PictureIn] = Field([], max_length=10)
    film_url: str = Field("", max_length=500)
    document_id: str | None = Field(None, pattern=r"^[0-9a-f]{64}$", description="kept before with `keepDocument`")

    @field_validator("film_url")
    @classmethod
    def _only_https(cls, value: str) -> str:
        if value and not is_film_url(value):
            raise PydanticCustomError("film_url", "A link to a film starts with https:// and names a site")
        return value


class ChangeResult(ShareResult):
    """All of the result, as it should be from now on; possible until the conference is closed."""

    version: int


class PhotoKept(Reply):
    photo_id: str
    width: int
    height: int


class DocumentKept(Reply):
    document_id: str
    size: int


class Conference(Reply):
    """The closing conference of a year: every result that was shared."""

    year: Year
    results: list[ResultView]
    awarded_count: int
    shared_count: int
