"""What budget says of a round of ballots: set and published beforehand, voted in with a code, counted, made final.

Amounts are euro cents; what is not whole is an exact fraction of cents, as text (`12800` or `38400/7`).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, field_validator, model_validator

from services.budget.contract.initiatives import EMAIL
from services.budget.contract.round_choices import EqualSharesChoices, GreedyChoices
from services.budget.contract.sources import PositiveCents
from services.kit.contract import Cents, Reply, Request, Slug, Timestamp, Year

ExactCents = Annotated[str, Field(pattern=r"^\d+(/[1-9]\d*)?$", description="An exact fraction of euro cents, as text")]
ProjectNumber = Annotated[int, Field(strict=True, ge=1, le=500, description="the number on the ballot")]


class RoundState(StrEnum):
    """`set` is seen by staff only. From `published` to `open` and to `counting` it is the clock that moves it.

    `counting`: closed by the clock, the count is on its way (seconds). `closed`: counted, waits for somebody to
    confirm it. `called_off`: stopped before it was counted; what was voted is deleted.
    """

    SET = "set"
    PUBLISHED = "published"
    OPEN = "open"
    COUNTING = "counting"
    CLOSED = "closed"
    FINAL = "final"
    CALLED_OFF = "called_off"


class CountRule(StrEnum):
    """The Method of Equal Shares, or greedy: most votes first as long as the money lasts."""

    EQUAL_SHARES = "equal_shares"
    GREEDY = "greedy"


class BallotsPublished(StrEnum):
    """What the file of the round shows: every ballot without a person, equal ones together, or only votes per plan."""

    GROUPED = "grouped"
    VOTES_PER_PLAN = "votes_per_plan"


class SetRound(Request):
    """A round on a line of the year. What is set here is published with it and does not change afterwards.

    Both ways of counting are shown in the end, so both have their choices; only `rule` decides.
    """

    model_config = ConfigDict(str_strip_whitespace=True)

    line_id: UUID
    title: str = Field(min_length=1, max_length=120)
    rule: CountRule = CountRule.EQUAL_SHARES
    equal_shares: EqualSharesChoices = EqualSharesChoices()
    greedy: GreedyChoices = GreedyChoices()
    lowest_age: int = Field(12, strict=True, ge=4, le=99)
    opens_at: Timestamp
    closes_at: Timestamp
    budget_cents: PositiveCents
    ballots_published: BallotsPublished = BallotsPublished.GROUPED
    advised_choices: int = Field(
        3, strict=True, ge=1, le=20, description="how many plans we advise to choose, at least"
    )
    codes_by_mail: bool = Field(True, description="may people ask for a code by e-mail; printed codes there always are")

    @field_validator("title")
    @classmethod
    def _in_one_line(cls, value: str) -> str:
        """It stands in mails and decision letters, where a line of its own would read as words of the municipality."""
        return " ".join(value.split())

    @model_validator(mode="after")
    def _in_order(self) -> "SetRound":
        if self.opens_at >= self.closes_at:
            raise ValueError("a round closes after it opens")
        if self.greedy.for_themes_cents > self.budget_cents:
            raise ValueError("themes have no more than the round")
        return self


class AddProjects(Request):
    """Confirmed ideas of the round's line, in the order in which they get their numbers."""

    version: int
    initiative_ids: list[UUID] = Field(min_length=1, max_length=200)


class RemoveProject(Request):
    version: int
    number: ProjectNumber


class PublishRound(Request):
    """Makes the round public and keeps its money apart on the line. `where`: where it was announced."""

    version: int
    where: str = Field("", max_length=300)


class CallOffRound(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    reason: str = Field(min_length=1, max_length=2000)


class PrintCodes(Request):
    count: int = Field(strict=True, ge=1, le=20_000)


Origin = Annotated[
    str | None,
    Field(
        max_length=200,
        description="what tells one visitor from another to who limits tries, e.g. their network address; believed "
        "from our own site only, kept as a hash, deleted at closing",
    ),
]


class AskVotingCode(Request):
    """Somebody asks for a code by e-mail. The address is used to send it, and kept as a hash until the round closes."""

    email: str = Field(min_length=5, max_length=254, pattern=EMAIL)
    may_vote: Literal[True] = Field(description="the tick box: I live in this area and am old enough")
    language: Literal["nl", "en"] = "nl"
    origin: Origin = None


class VotingCodeAsked(Reply):
    """The same whether a code went out now, or one went to this address before."""

    closes_at: Timestamp


class CastBallot(Request):
    """A code and the plans somebody approves, as many as they like. No idempotency key: the code itself is the key."""

    code: str = Field(min_length=1, max_length=40, description="capitals, spaces and dashes make no difference")
    projects: list[ProjectNumber] = Field(min_length=1, max_length=500)
    origin: Origin = None


class BallotReceipt(Reply):
    """The ballot is in. The same ballot with the same code gives the same receipt; it tells nobody what was chosen."""

    receipt: str
    projects: list[int] = Field(description="the plans chosen, each once, by number")
    closes_at: Timestamp


class Deviation(Request):
    """Money for a plan that the count did not give it to, none for one it did, or another amount. The reason is
    published."""

    model_config = ConfigDict(str_strip_whitespace=True)

    number: ProjectNumber
    funded: bool
    part_cents: PositiveCents | None = Field(None, description="less than it costs, no less than it can do with")
    reason: str = Field(min_length=1, max_length=2000)


class ConfirmRound(Request):
    """Makes the outcome final and awards every plan that gets money. Not by who set the round (four eyes).

    Who decides on the money has no personal interest in it (Awb 2:4), so they state they have none.
    """

    version: int
    no_stake: Literal[True]
    deviations: list[Deviation] = Field([], max_length=200)


class RoundProject(Reply):
    """A plan on the ballot, as it was when it was put there. `least_cents`: it can do with this too, if it said so."""

    number: int
    initiative_id: UUID
    title: str
    cost_cents: Cents
    theme: str | None = None
    least_cents: Cents | None = None


class PlanVerdict(Reply):
    """What one way of counting gives a plan, and why.

    `why`: won, won_in_theme, filled_up, in_part, no_votes, too_few_votes, short, after_the_stop. `place`: in the order
    of winning, from 1. `share`: what each supporter paid who had enough left. `short_by`: what lacked. `part_cents`:
    what it gets when that is less than it costs. `reason` says it in a sentence.
    """

    number: int
    votes: int
    won: bool
    place: int | None
    why: str
    share: ExactCents | None
    short_by: ExactCents | None
    part_cents: Cents | None = None
    reason: str


class CountedRule(Reply):
    """What one way of counting comes to, and what it means for voters.

    `endowment`: what each voter could give in the end (Equal Shares). `voters_with_a_choice`: how many have at least
    one of their choices among the winners. `money_per_voter`: what the winners somebody chose cost, on average.
    """

    rule: CountRule
    winners: list[int] = Field(description="numbers in the order of winning")
    spent_cents: Cents
    endowment: ExactCents | None
    voters_with_a_choice: int
    choices_per_voter: str = Field(description="winners among somebody's choices, on average; an exact fraction")
    money_per_voter: ExactCents
    verdicts: list[PlanVerdict] = Field(description="in the order of the numbers")


class PlanDecision(Reply):
    """What was decided on a plan. `deviation`: why it is not what the count gave. `part_cents`: not all, but this."""

    number: int
    funded: bool
    part_cents: Cents | None = None
    deviation: str | None


class RoundOutcome(Reply):
    """What the ballots gave. `counts`: the rule that was set first, then the other one.

    `seed` drew `lot` (numbers; equals go to who stands first). `sha256` is that of the file at `…/bundle`.
    """

    closed_at: Timestamp
    voters: int
    paper_ballots: int
    seed: str
    lot: list[int]
    sha256: str
    counts: list[CountedRule]
    decisions: list[PlanDecision] = Field([], description="once it is final")
    final_on: date | None = None


class RoundView(Reply):
    """A round as everybody may see it. Until it closes nothing is counted, also not for staff.

    `codes_mailed`, `codes_printed` and `ballots_cast` are numbers only. `keeps_link` is true until the round is
    counted: so long who has the database could see which code voted what, and the page says so.
    """

    id: UUID
    year: Year
    line_id: UUID
    line_name: str
    area_id: Slug | None = Field(description="None: the whole city")
    title: str
    state: RoundState
    version: int
    rule: CountRule
    equal_shares: EqualSharesChoices
    greedy: GreedyChoices
    lowest_age: int
    opens_at: Timestamp
    closes_at: Timestamp
    budget_cents: Cents
    ballots_published: BallotsPublished
    advised_choices: int
    codes_by_mail: bool
    projects: list[RoundProject]
    codes_mailed: int
    codes_printed: int
    ballots_cast: int
    keeps_link: bool
    published_on: date | None
    published_where: str
    called_off: str | None = Field(description="why it was called off")
    outcome: RoundOutcome | None
    may_manage: bool = Field(False, description="you may change, publish, print codes for, enter paper ballots in it")
    may_confirm: bool = Field(False, description="you may make the outcome final, now that it is counted")
    set_by: str | None = Field(None, description="for staff")
    final_by: str | None = Field(None, description="for staff")
