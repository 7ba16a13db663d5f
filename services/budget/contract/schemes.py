"""What budget says of schemes: the rules a municipality sets for a year and publishes, each with a default that works.

The articles named here are those of the Algemene wet bestuursrecht (Awb).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from services.budget.contract.sources import PositiveCents
from services.kit.contract import Reply, Request, Slug, Timestamp, Year

LinePath = Annotated[str, Field(min_length=1, max_length=400, pattern=r"^[^\s]+$")]
LONGEST_ANSWER_WEEKS = 8
LONGEST_PAY_WEEKS = 6


class Way(StrEnum):
    """How an area decides.

    TEAM: a worker and a resident say yes. CONSENT: a proposal stands some days, and an objection with a reason stops
    it. VOTE: a round of ballots.
    """

    TEAM = "team"
    CONSENT = "consent"
    VOTE = "vote"


class DecisionGround(Reply):
    """A reason to say no (4:25, 4:35), as it stands in the letter; `key` is kept with the decision."""

    key: Slug
    nl: str = Field(min_length=1, max_length=300)
    en: str = Field("", max_length=300, description="empty: the Dutch words are used")


class OtherFund(Reply):
    """Where else an idea may find money; shown beside an empty pot."""

    name: str = Field(min_length=1, max_length=120)
    text: str = Field("", max_length=300)
    url: str = Field("", max_length=300, pattern=r"^$|^https?://\S+$")


GROUNDS = (
    DecisionGround(
        key="not-the-purpose",
        nl="Je idee past niet bij het doel van dit geld.",
        en="Your idea does not fit what this money is for.",
    ),
    DecisionGround(
        key="not-for-the-young",
        nl="Je idee is niet voor kinderen en jongeren.",
        en="Your idea is not for children and young people.",
    ),
    DecisionGround(
        key="above-the-most",
        nl="Je vraagt meer dan er voor één idee kan.",
        en="You ask for more than one idea can get.",
    ),
    DecisionGround(
        key="no-money-left",
        nl="Er is dit jaar niet genoeg geld meer over.",
        en="There is not enough money left this year.",
    ),
    DecisionGround(
        key="paid-otherwise",
        nl="Er is al ander geld voor je idee.",
        en="There already is other money for your idea.",
    ),
    DecisionGround(
        key="not-made-clear",
        nl="We weten te weinig over je idee, ook nadat we je ernaar vroegen.",
        en="We know too little of your idea, also after we asked you about it.",
    ),
)


class Scheme(Reply):
    """What a municipality sets for a year and publishes with it. Without anything set, these defaults hold."""

    legal_basis: str = Field(
        "", max_length=200, description="name of the municipality's own subsidy rules (4:23); empty: title 4.2 Awb"
    )
    answer_weeks: int = Field(4, ge=1, le=LONGEST_ANSWER_WEEKS, description="weeks until the answer (4:13)")
    default_way: Way = Field(Way.TEAM, description="how an area decides when it is not in `ways`")
    ways: dict[Slug, Way] = Field(default_factory=dict, description="how these areas decide, by area id")
    city_wide_way: Way | None = Field(None, description="how the whole city decides; none: as `defaultWay`")
    line_ways: dict[LinePath, Way] = Field(
        default_factory=dict,
        max_length=60,
        description="how lines for the whole city decide, by path in the plan; others: as `cityWideWay`",
    )
    team_limit_cents: PositiveCents | None = Field(
        None, description="two yesses decide at once up to this amount; none: whatever it asks"
    )
    above_limit_way: Literal[Way.CONSENT, Way.VOTE] = Field(
        Way.CONSENT, description="what decides on an idea above the limit of the team"
    )
    consent_days: int = Field(10, ge=1, le=60, description="days a proposal stands open for objections")
    part_awards: bool = Field(
        False, description="may an idea get a part: what is left (4:25), or what its circle chose"
    )
    most_cents: PositiveCents | None = Field(None, description="the most one idea can get (4:25); none: no such limit")
    pay_weeks: int = Field(6, ge=1, le=LONGEST_PAY_WEEKS, description="weeks in which money is paid (4:87)")
    fixing_limit_cents: PositiveCents | None = Field(
        None,
        description="up to this amount the award also fixes the money (4:29, 4:42); above it, it is fixed afterwards "
        "(4:44); none: always at once",
    )
    advance_percent: int = Field(
        80, ge=0, le=100, description="of an award that is fixed afterwards, the part that is paid in advance (4:95)"
    )
    repay_days: int = Field(
        42, ge=42, le=365, description="days to pay back what was paid above a lowered award; six weeks or more (4:87)"
    )
    budget_table_from_cents: PositiveCents | None = Field(
        None, description="from this amount on an idea comes with a small table of costs (4:2, 4:4); none: never"
    )
    undertakings_allowed: bool = Field(True, description="may an undertaking ask too")
    de_minimis_asked: bool = Field(
        True, description="does an undertaking declare what state aid it had (EU 2023/2831: 300,000 euro in 3 years)"
    )
    sign_age: int = Field(18, ge=12, le=18, description="from this age one signs for an idea; who is younger has help")
    for_whom_until_age: int = Field(
        18, ge=1, le=27, description="the money is for children and young people to this age"
    )
    voting_age: int = Field(12, ge=6, le=18, description="lowest age to vote in a round of ballots")
    hear_days: int = Field(14, ge=5, le=42, description="days to answer before a no on facts of others (4:7)")
    complete_days: int = Field(14, ge=5, le=42, description="days to complete an idea; the clock stands still (4:5)")
    late_days: int = Field(14, ge=1, le=42, description="days until the new date when an answer is late (4:14)")
    sample_check: bool = Field(False, description="may the municipality ask some ideas afterwards how it went")
    mandate: str = Field(
        "",
        max_length=500,
        description="on whose behalf and under which written mandate the circle decides (10:1-10:5, 10:10)",
    )
    objection_address: str = Field(
        "", max_length=300, description="where an objection goes by post (3:45, 6:4); empty: the college"
    )
    decision_grounds: list[DecisionGround] = Field(
        default_factory=lambda: list(GROUNDS), max_length=20, description="the grounds on which an idea can get a no"
    )
    other_funds: list[OtherFund] = Field(default_factory=list, max_length=12)
    new_money_on: date | None = Field(None, description="when there is money again; said beside an empty pot")

    def way_of(self, area_id: str | None, line: str = "") -> Way:
        """How an area decides, or the whole city when there is no area: over the line with that path in the plan."""
        if area_id is not None:
            return self.ways.get(area_id, self.default_way)
        return self.line_ways.get(line) or self.city_wide_way or self.default_way

    def way_for(self, area_id: str | None, asked_cents: int, line: str = "") -> Way:
        """The same for an idea that asks so much: above the limit of the team something else decides."""
        way = self.way_of(area_id, line)
        above = self.team_limit_cents is not None and asked_cents > self.team_limit_cents
        return Way(self.above_limit_way) if way is Way.TEAM and above else way


class SchemeRules(Scheme):
    """The same as somebody sends it: a name we do not know is refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class SchemeState(StrEnum):
    """REPLACED: was in force and holds for ideas told then. DISCARDED: a draft that another draft took the place of."""

    DRAFT = "draft"
    PUBLISHED = "published"
    REPLACED = "replaced"
    DISCARDED = "discarded"


class SetScheme(Request):
    """A new version of a year's scheme, as a draft. `seenNumber`: the newest version on the screen, 0 for none."""

    model_config = ConfigDict(str_strip_whitespace=True)

    seen_number: int = Field(ge=0)
    rules: SchemeRules
    why: str = Field("", max_length=1000, description="why it changes; published with it")


class PublishScheme(Request):
    """Somebody else publishes the draft. Before the year begins, so that who asks knows it (4:23, 4:26)."""

    model_config = ConfigDict(str_strip_whitespace=True)

    seen_number: int = Field(ge=1)
    where: str = Field(min_length=1, max_length=300, description="where it was made known, e.g. the municipal gazette")


class SchemeVersion(Reply):
    """One version of a year's scheme. The public reads a role where staff read who it was."""

    number: int
    state: SchemeState
    rules: Scheme
    why: str
    set_by: str
    set_at: Timestamp
    published_by: str | None
    published_at: Timestamp | None
    published_where: str


class SchemeView(Reply):
    """What holds for a year. `ofYear`: the year whose scheme it is; none when nothing was ever published.

    `versions`: those that are or were in force, newest first; staff see drafts too.
    """

    year: Year
    rules: Scheme
    of_year: Year | None
    number: int | None
    newest_number: int = Field(description="of this year, also of a draft; 0 for none")
    versions: list[SchemeVersion]
