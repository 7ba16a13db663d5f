"""What budget says of a year's split: the plan as a tree, the allocation key, and what each line gets."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from services.budget.contract.key_release import KeyRelease
from services.budget.contract.sources import FractionText, SplitSource
from services.kit.contract import Cents, Reply, Request, Slug, Timestamp, Year

LineCents = Annotated[int, Field(strict=True, ge=0, le=10**13, description="Euro cents, whole, 0 or more")]


class SplitState(StrEnum):
    """`published` is open for ideas; `replaced` was published until a change during the year took its place."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    REPLACED = "replaced"
    DISCARDED = "discarded"


class LineKind(StrEnum):
    """`group` has lines under it, `areas` is divided by its key over lines of kind `area`; the rest holds money."""

    GROUP = "group"
    AREAS = "areas"
    AREA = "area"
    CITY_WIDE = "city_wide"
    SUPPORT = "support"
    OTHER = "other"


class KeyComponent(Request):
    """A part of the key: divided by an indicator, or by two of them multiplied (children × share of low incomes)."""

    indicator: str = Field(min_length=1, max_length=80)
    times: str | None = Field(None, min_length=1, max_length=80)
    weight: FractionText = "1"


class AllocationKey(Request):
    """Each area gets the base first; what is left goes to the components by weight (together exactly 1)."""

    base_per_area_cents: LineCents = 0
    components: list[KeyComponent] = Field(min_length=1, max_length=8)


class PlanLine(Request):
    """A line of the plan: a `share` of the line it stands under, or an `amountCents`; with neither it gets the rest.

    `why` says why this contains cost and `steering` where one can steer; both are published with the ceiling.
    """

    model_config = ConfigDict(str_strip_whitespace=True)

    key: Slug = Field(description="unique beside its siblings; a change during the year finds the line by it")
    name: str = Field("", max_length=120, description="empty: our own word for this kind")
    kind: LineKind
    share: FractionText | None = None
    amount_cents: LineCents | None = None
    allocation: AllocationKey | None = Field(None, description="for `areas`, and only there")
    lines: list["PlanLine"] = Field([], max_length=60, description="for `group`, and only there")
    why: str = Field("", max_length=2000)
    steering: str = Field("", max_length=2000)

    @model_validator(mode="after")
    def _one_way(self) -> "PlanLine":
        if self.share is not None and self.amount_cents is not None:
            raise ValueError("a line has a share or an amount, not both")
        return self


class DraftSplit(Request):
    """The year's plan: what comes in (`sourceIds`) and how it is divided. `replaces`: the split in force it changes."""

    model_config = ConfigDict(str_strip_whitespace=True)

    year: Year
    name: str = Field("", max_length=80, description="to tell drafts apart")
    source_ids: list[UUID] = Field(min_length=1, max_length=50)
    lines: list[PlanLine] = Field(min_length=1, max_length=60)
    replaces: UUID | None = None


class ProposeSplit(Request):
    version: int
    note: str = Field("", max_length=2000)


class ApproveSplit(Request):
    """Who decides on the money has no personal interest in it (Awb 2:4), so they state they have none."""

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    no_stake: Literal[True]
    document: str = Field(min_length=1, max_length=300, description="name or number of the decision document")


class ReturnSplit(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    reason: str = Field(min_length=1, max_length=2000)


class PublishSplit(Request):
    """Makes the way of dividing and the ceilings public (Awb 4:26-4:27) and opens them for ideas."""

    version: int
    where: str = Field("", max_length=300, description="where it was announced, e.g. the number of the Gemeenteblad")


class DiscardSplit(Request):
    version: int


class KeySource(Reply):
    """One indicator of the key as it was then, with all one needs to read its figures without asking profiles.

    `edition` is a code: `first`, `later` or `only`. What may be None was not yet frozen when the oldest splits were
    made; their `indicator_name` is in the language of who made them.
    """

    indicator: str
    indicator_name: str = Field(description="as it was then, in the reader's language")
    period: Year
    release: str
    table: str
    title: str | None = None
    edition: str | None = None
    retrieved_on: date | None
    licence: str | None = None
    attribution: str
    url: str | None = None
    releases: list[KeyRelease] = Field([], description="all that were used: one area may rest on another release")
    values: dict[str, str | None] = Field({}, description="per area id the exact number, as text")
    statuses: dict[str, str] = Field({}, description="per area id why there is no number, or `number`")
    releases_behind: dict[str, list[str]] = Field({}, description="per area id the releases its number was made from")


class SplitLine(Reply):
    """One line, in the order of the tree. `lineId` is what the ledger and ideas know it by; only leaves have one.

    Under a key `baseCents` + `partsCents` = `amountCents`, per component of the key; `weights` are exact, as text.
    """

    path: str
    parent: str | None
    kind: LineKind
    name: str
    line_id: UUID | None
    area_id: Slug | None
    amount_cents: Cents
    share: FractionText | None = Field(None, description="as the plan has it; without share and fixed amount: the rest")
    fixed_cents: Cents | None = None
    allocation: AllocationKey | None = None
    base_cents: Cents | None = None
    parts_cents: list[Cents] = []
    weights: list[str] = []
    why: str = ""
    steering: str = ""


class SplitStep(Reply):
    """Who did what when, on which version: the decision record. What software did stands to who made its key.

    `by` is a role for the public, and for software; `software` when that did it.
    """

    state: SplitState
    by: str
    software_key_id: str | None = Field(None, description="for staff and software: with which key software did it")
    at: Timestamp
    version: int
    note: str


class DividedPlan(Reply):
    """A plan divided, not kept: the answer to "what if". The leaves add up to `totalCents`."""

    year: Year
    total_cents: Cents
    sources: list[SplitSource]
    lines: list[SplitLine]
    key_sources: list[KeySource]


class SplitView(DividedPlan):
    id: UUID
    name: str
    state: SplitState
    version: int
    replaces: UUID | None
    steps: list[SplitStep]
    is_late: bool = Field(description="published (or not yet published) after the year began; Awb 4:26-4:27")
    published_on: date | None
    proposed_by: str | None = None
