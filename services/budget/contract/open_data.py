"""The open data of a year's money: files that anybody may take, copy and calculate with. Nobody's name is in them.

Words of ours in them (the name of a line without one of its own) are Dutch, whoever asks: one address, one content.
"""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.budget.contract.sources import FractionText, SourceKind, SourceState, SplitSource
from services.budget.contract.splits import KeyComponent, KeySource, LineKind, PlanLine, SplitState, SplitStep
from services.kit.contract import Cents, Reply, Slug, Timestamp, Year
from services.kit.errors import NotFound


class NoPublishedSplit(NotFound):
    """The money of that year is not divided in public yet."""

    slug = "no-published-split"


class NoAwardsYet(NotFound):
    """The 360Giving standard has no empty file."""

    slug = "no-awards-yet"


class FileFormat(StrEnum):
    """CSV is that of RFC 4180: UTF-8, a comma between columns. `360giving`: the 360Giving Data Standard 1.4, JSON."""

    CSV = "csv"
    JSON = "json"
    THREE_SIXTY = "360giving"


class OpenData(Reply):
    """Whose data, and what anybody may do with them. Figures of others in a split keep the licence they name."""

    publisher: str = Field(description="the municipality")
    licence: str = Field(description="by its SPDX name")
    licence_url: str


class OpenFile(OpenData):
    """What stands above every file. `asOf`: the newest posting, decision, source or round of that year."""

    year: Year
    as_of: Timestamp | None
    address: str = Field(description="where this file always is")


class OpenSourceRow(Reply):
    """Money of a year, also what is only planned (`planned`) or will not come (`withdrawn`)."""

    id: UUID
    name: str
    kind: SourceKind
    basis: str
    document: str
    youth_budget_cents: Cents | None
    share: FractionText | None
    amount_cents: Cents
    state: SourceState
    confirmed_on: date | None


class OpenSources(OpenFile):
    rows: list[OpenSourceRow]


class OpenPlanRow(Reply):
    """A line as it was asked: a share of the line above it, an amount, or (with neither) the rest."""

    path: str
    parent: str | None
    kind: LineKind
    name: str
    share: FractionText | None
    amount_cents: Cents | None
    base_per_area_cents: Cents | None
    components: list[KeyComponent]
    why: str
    steering: str


class OpenPlan(OpenFile):
    rows: list[OpenPlanRow]


class OpenSplitRow(Reply):
    """What a line gets. Under a key `baseCents` + `partsCents` = `amountCents`; `weights` are exact, as text."""

    path: str
    parent: str | None
    kind: LineKind
    name: str
    line_id: UUID | None
    area_id: Slug | None
    amount_cents: Cents
    base_cents: Cents | None
    parts_cents: list[Cents]
    weights: list[str]


class SplitRule(Reply):
    """How the amounts follow from the plan and the figures; `url` has the formulas and a program that does it again."""

    nl: str
    en: str
    url: str


class SplitHead(Reply):
    id: UUID
    name: str
    state: SplitState
    version: int
    total_cents: Cents
    replaces: UUID | None
    published_on: date | None
    url: str


class SplitPlan(Reply):
    lines: list[PlanLine]


class FigureArea(Reply):
    id: Slug
    name: str


class FrozenFigures(KeySource):
    """An indicator as the split froze it, with its source; `values` are exact fractions as text."""

    indicator_name_en: str | None = None


class SplitFigures(Reply):
    areas: list[FigureArea]
    indicators: dict[str, FrozenFigures]


class SplitDocument(OpenFile):
    """A split, frozen: with it anybody can divide the money again, and see that not one cent is different."""

    rule: SplitRule
    split: SplitHead
    sources: list[SplitSource]
    plan: SplitPlan
    figures: SplitFigures
    lines: list[OpenSplitRow]
    record: list[SplitStep] = Field(description="who decided what when, by their role")


class OpenCeilingRow(Reply):
    """What a line has: ceiling = awarded + left + carried (to another year). What is paid is part of awarded.

    left = free + kept apart.
    """

    line_id: UUID
    path: str
    kind: LineKind
    area_id: Slug | None
    name: str
    ceiling_cents: Cents
    awarded_cents: Cents
    paid_cents: Cents
    left_cents: Cents
    carried_cents: Cents
    why: str
    steering: str
    kept_apart_cents: Cents = Field(description="of what is left, what rounds of ballots keep for their own ideas")
    free_cents: Cents = Field(description="of what is left, what an idea outside a round can get now")


class OpenCeilings(OpenFile):
    rows: list[OpenCeilingRow]


class OpenAwardRow(Reply):
    """One award: awarded = paid + open + freed. `title` is the first words of the idea, as its page shows them."""

    id: UUID
    title: str
    path: str = Field(description="the line of the plan it was awarded from")
    area_id: Slug | None
    area_name: str
    awarded_on: date
    awarded_cents: Cents = Field(description="what the decision says")
    paid_cents: Cents = Field(description="less what came back")
    open_cents: Cents = Field(description="still to be paid")
    freed_cents: Cents = Field(description="not needed or paid back: free on its line again")
    recipient: Literal["person", "organisation"]
    organisation: str = Field(description="its name; empty for a person, who is never named")
    url: str


class OpenAwards(OpenFile):
    rows: list[OpenAwardRow]


class OpenPaymentRow(Reply):
    """Money that left, or came back (below zero). A correction names the posting it corrects."""

    id: UUID
    award_id: UUID
    on: date
    kind: Literal["payment", "repayment", "correction"]
    amount_cents: Cents
    document: str
    corrects: UUID | None


class OpenPayments(OpenFile):
    rows: list[OpenPaymentRow]


class OpenWooRow(Reply):
    """A subsidy to somebody else than a natural person."""

    basis: str
    recipient: str
    activities: str
    awarded_cents: Cents
    paid_cents: Cents
    awarded_on: date
    id: UUID


class OpenWooSubsidies(OpenFile):
    """The overview of the Open Government Act (Woo, article 3.3a), and what is not in it because people got it."""

    rows: list[OpenWooRow]
    left_out: int = Field(description="awards to natural persons")
    left_out_cents: Cents
    why_left_out: dict[Literal["nl", "en"], str]


class OpenDataFile(Reply):
    """One file of a year. `rows`: how many it has now; 0 when there is nothing yet."""

    name: str
    rows: int
    left_out: int = Field(0, description="awards to natural persons, that do not belong in it (Woo)")
    formats: list[FileFormat]


class OpenDataYear(OpenFile):
    files: list[OpenDataFile]


class OpenDataYears(OpenData):
    """The years there is something of: a source, a split or a posting."""

    years: list[Year]
