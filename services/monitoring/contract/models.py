"""What monitoring says: partners, agreements, submissions with their receipts, figures per area."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from services.kit.contract import Number, Reply, Request, Slug, Timestamp, Year

PERIOD = r"^20\d\d(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$"


def _as_a_period(text: str) -> str:
    if not re.match(PERIOD, text, re.ASCII) or text.endswith("\n"):
        raise PydanticCustomError("period_form", "Write a period as 2020-Q1, 2020-H1, 2020-03 or 2020")
    return text


Period = Annotated[
    str,
    AfterValidator(_as_a_period),  # Not by its pattern: that would tell people a regular expression.
    Field(
        json_schema_extra={"pattern": PERIOD},
        description="Month, quarter, half-year or year: 2020-01, 2020-Q1, 2020-H1, 2020",
    ),
]
Frequency = Literal["month", "quarter", "half_year", "year"]
KpiWords = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
LARGEST_GOAL = 10**11
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class AddPartner(Request):
    name: ShortText


class PartnerView(Reply):
    """`subsidy_ended_on`: its last day, when a case ended it; periods that begin later are not asked."""

    id: UUID
    name: str
    subsidy_ended_on: date | None = None


class KpiDefinition(Request):
    """One indicator of an agreement. `code` is what the partner's software posts."""

    code: str = Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=60)
    name: ShortText
    definition: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
    unit: Literal["children", "young_people", "families", "persons", "activities", "hours", "percent", "grade", "euros"]
    direction: Literal["higher_is_better", "lower_is_better", "neutral"] = "neutral"
    by_area: bool = True
    frequency: Frequency = Field("quarter", description="how often the partner delivers it")
    numerator: KpiWords = ""
    denominator: KpiWords = ""
    target: Number | None = Field(None, ge=-LARGEST_GOAL, le=LARGEST_GOAL)
    baseline: Number | None = Field(None, ge=-LARGEST_GOAL, le=LARGEST_GOAL)
    hard_limit: Number | None = Field(
        None, ge=-LARGEST_GOAL, le=LARGEST_GOAL, description="a boundary of the agreement, not of statistics"
    )


class KpiView(Reply):
    code: str
    name: str
    definition: str
    unit: str
    direction: str
    by_area: bool
    frequency: str = "quarter"
    numerator: str = ""
    denominator: str = ""
    target: Number | None = None
    baseline: Number | None = None
    hard_limit: Number | None = None


class AgreementView(Reply):
    id: UUID
    partner_id: UUID
    year: Year
    version: int
    core_values: str
    kpis: list[KpiView]
    worked_out: list[str] = Field(
        default_factory=list,
        description="codes of percentages that follow from the two counts their agreement names; nobody delivers those",
    )


class ApiKeyMade(Reply):
    """`key` (`vv_<id>_<secret>`) is shown once, when it is made; only a hash is kept. None when asked again."""

    id: str
    key: str | None
    made_at: Timestamp


class KpiValueIn(Request):
    """One value. `area_id` is needed for a KPI by area and must be absent otherwise.

    A value in quotes is read as one from a file: with a point or comma before its decimals and no other sign.
    """

    kpi: str = Field(max_length=60)
    area_id: str | None = Field(None, max_length=80)
    value: Number


class SubmitKpiValues(Request):
    """Values of one period. Rows with a mistake are refused one by one, also where they have another form than this.

    The others are taken.
    """

    period: Period
    values: list[KpiValueIn] = Field(
        max_length=100_000, description="empty only with `replace`: then all of the period is withdrawn"
    )


class RowOutcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RowReceipt(Reply):
    """What became of row number `row` (from 1). A refused row says which rule and how to mend it.

    A value that is withdrawn, because a replacement left it out, stands in no row. `before` is the value that goes.
    `value` is the one that came in its place: that of a row that changed something.
    """

    row: int | None
    kpi: str
    area_id: str | None
    outcome: RowOutcome
    rule: str | None = None
    mend: str | None = None
    before: Number | None = None
    value: Number | None = None


class ValueNow(Reply):
    """A value that counts now; None when there is none, or it was withdrawn."""

    kpi: str
    area_id: str | None
    value: Number | None


class ReceivedBefore(Reply):
    """That the same content came before: what was just sent did nothing, also where other values count now."""

    at: Timestamp = Field(description="when it came first")
    other_values: int = Field(description="of how many of its values another one counts now, or none")
    values_now: list[ValueNow] = Field(description="those, with what counts now; at most 1000")
    meaning: str = Field(description="what this means, and how to have these values count again")


class Receipt(Reply):
    """What became of a submission. The same submission again gets this same receipt.

    Without `submission_id` nothing was kept: it is a dry run, all or nothing with a refused row, or see `not_replaced`.
    """

    submission_id: UUID | None
    dry_run: bool = False
    whole: bool = Field(True, description="False: `rows` has only refused ones, at most 1000; ask for all in pages")
    mode: Literal["skip_bad", "all_or_nothing"] = "skip_bad"
    replaces: bool = Field(False, description="what was not in it is withdrawn")
    agreement_version: int | None = Field(
        None, description="version of the agreement that every row was checked by; None: taken before it was kept"
    )
    in_force_version: int | None = Field(None, description="version in force now, when it is a later one")
    check_again: str | None = Field(None, description="then: how to have the same values checked by that one")
    not_replaced: str | None = Field(
        None,
        description="why a replacement keeps and withdraws nothing: KPI or area of a row is not read or not known",
    )
    received_before: ReceivedBefore | None = Field(
        None,
        description="the same content came before and does nothing now, though other values count; also in a trial",
    )
    content_hash: str
    partner_id: UUID
    period: Period
    received_at: Timestamp
    new: int
    changed: int
    unchanged: int
    refused: int
    withdrawn: int = 0
    rows: list[RowReceipt]


class PublicValue(Reply):
    """A value as the public may see it.

    `too_small`: a count of one to four people, or a number from which such a count, or all but so few, would follow.
    `withdrawn`: there was a value, and the partner took it back.
    """

    status: Literal["number", "too_small", "withdrawn", "not_delivered"]
    number: Number | None = None


class KpiFigure(Reply):
    """A partner's KPI, with its definition and where it came from."""

    kpi: KpiView
    partner_id: UUID
    partner_name: str
    area_id: Slug | None
    period: Period
    value: PublicValue
    received_at: Timestamp


class InitiativeFigure(Reply):
    """Children reached and how it was (1 to 5), as an initiative itself told (event from budget).

    None is not answered, never 0.
    """

    initiative_id: UUID
    title: str
    area_id: Slug | None = None
    year: Year
    children_reached: int | None
    rating: int | None = None
    learned: str = ""
    received_at: Timestamp


class InitiativeSums(Reply):
    """What the initiatives of a year told together, for the programme's KPIs. Each sum says over how many it is.

    `ratings`: how many gave 1, 2, 3, 4 and 5.
    """

    year: Year
    told: int = Field(description="initiatives that shared a result")
    children_answered: int
    children_reached: int | None = Field(description="together; None when nobody answered. Who joined two counts twice")
    ratings: list[int]
    learned_answered: int


class AreaFigures(Reply):
    area_id: Slug
    year: Year
    kpis: list[KpiFigure]
    initiatives: list[InitiativeFigure]


class LeftOutKpi(Reply):
    """A KPI that the version in force no longer has; its series stays to be read. `kpi` as it was agreed last."""

    kpi: KpiView
    since_version: int = Field(description="the first version without it")
    since: Timestamp


class PartnerPage(Reply):
    """Everything the public may see of a partner: agreements and delivered figures of a year."""

    partner: PartnerView
    year: Year
    agreement: AgreementView | None
    figures: list[KpiFigure]
    left_out: list[LeftOutKpi] = Field(default_factory=list, description="agreed by an earlier version of this year")
    receipts: list[Receipt] = Field(default_factory=list, description="newest first; for partner and municipality only")
    keys: list[ApiKeyMade] = Field(default_factory=list, description="for the same readers, without the secret")
