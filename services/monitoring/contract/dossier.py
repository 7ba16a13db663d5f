"""The dossier of a partner for a year: an agreement on four pillars, in versions.

The pillars are those of Oude IJsselstreek with Buurtzorg Jong: values; boundaries; KPIs; strategic uncertainties.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.kit.contract import Day, Reply, Request, Timestamp, Year
from services.monitoring.contract.models import KpiDefinition, KpiView, PartnerView, ShortText

LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Agb = Annotated[str, Field(pattern=r"^\d{8}$", description="AGB code of a provider: 8 digits")]
ActivityCode = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=40)]
ProductCategory = Annotated[str, Field(pattern=r"^(4\d|5[0-5])$", description="iJw product category, 40 to 55")]


class ValuesPillar(Request):
    """Pillar 1. What both endorse stands in `core_values` of the agreement."""

    vision: LongText = ""
    mission: LongText = ""
    endorsed_by: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = Field(
        "", description="the role, not the name of a person"
    )
    endorsed_on: Day | None = None


class Activity(Request):
    """An activity of the tender; `code` is what the partner's software posts."""

    code: ActivityCode
    name: ShortText


class Provider(Request):
    """A provider the municipality contracted, or the association of municipalities (VNG) for the whole country."""

    agb: Agb
    name: ShortText
    contracted_by: Literal["municipality", "vng"]


class Permission(Request):
    """What the college allowed outside the boundaries. With an AGB or an activity, the check at the door knows it."""

    document: Line
    what: Line
    until: Day
    agb: Agb | None = None
    activity: ActivityCode | None = None


class BoundariesPillar(Request):
    """Pillar 2: hard boundaries. An empty list of activities or providers means that none is agreed yet."""

    laws: list[Line] = Field(default_factory=list, max_length=40)
    activities: list[Activity] = Field(default_factory=list, max_length=60)
    residence: Literal["residents_only", "residence_principle"] = "residence_principle"
    providers: list[Provider] = Field(default_factory=list, max_length=500)
    permissions: list[Permission] = Field(default_factory=list, max_length=60)
    light_categories: list[ProductCategory] = Field(
        default_factory=list, max_length=16, description="product categories that count as light help; all others heavy"
    )


class Uncertainty(Request):
    """Something we watch: the signal that would make us change course, and what we try meanwhile."""

    what: Line
    signal: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    experiment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""


class CaseReview(Request):
    """A session in which a selection of cases is talked about, without persons."""

    held_on: Day
    about: Line


class UncertaintiesPillar(Request):
    """Pillar 4: strategic uncertainties, future, flexibility."""

    watching: list[Uncertainty] = Field(default_factory=list, max_length=40)
    case_reviews: list[CaseReview] = Field(default_factory=list, max_length=40)


class MoneyOfYear(Request):
    """The subsidy agreed for the year, and which KPI says what the partner spent of it.

    `spent_kpi`: a KPI in euros of this agreement, per month or quarter, for the whole municipality.
    """

    agreed_cents: int | None = Field(None, ge=0, le=10**13)
    source: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = Field(
        "", description="the decision the amount stands in"
    )
    spent_kpi: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""


class Pillars(Request):
    """Pillars 1, 2 and 4, and the money; the third, the KPIs, stands in a list of its own because of deliveries."""

    values: ValuesPillar = ValuesPillar()
    boundaries: BoundariesPillar = BoundariesPillar()
    uncertainties: UncertaintiesPillar = UncertaintiesPillar()
    money: MoneyOfYear = MoneyOfYear()


class DossierContent(Request):
    """All four pillars of an agreement."""

    core_values: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    pillars: Pillars = Pillars()
    kpis: list[KpiDefinition] = Field(min_length=1, max_length=100)


class SaveDraft(DossierContent):
    """`seen_revision` is the draft that was on the screen; 0 when there was none."""

    seen_revision: int = Field(ge=0)


class PutInForce(Request):
    """The revision that was read, and is put in force as it stands there."""

    seen_revision: int = Field(ge=1)


class DraftView(Reply):
    """A draft, with everybody who wrote in it: none of them may put it in force."""

    revision: int
    year: Year
    saved_at: Timestamp
    saved_by: str
    editors: list[str]
    content: DossierContent
    worked_out: list[str] = Field(default_factory=list, description="as in a version in force")


class DossierVersion(Reply):
    """A version of the agreement. It is in force until the next one is."""

    agreement_id: UUID
    version: int
    made_by: str
    in_force_at: Timestamp
    in_force_by: str | None = Field(description="None: made before four eyes were asked")
    core_values: str
    pillars: Pillars
    kpis: list[KpiView]
    worked_out: list[str] = Field(
        default_factory=list,
        description="codes of percentages that follow from the two counts their agreement names; nobody delivers those",
    )


class DossierChange(Reply):
    """One line that differs between two versions; `before` None is new, `after` None is gone."""

    place: str
    before: str | None
    after: str | None


class DossierView(Reply):
    """The dossier of a year. `changes` are those of the version shown beside the one before it.

    `draft` and `draft_changes` are there for the municipality and the partner's own people only.
    """

    partner: PartnerView
    year: Year
    versions: list[int]
    shown: DossierVersion | None
    changes: list[DossierChange]
    draft: DraftView | None = None
    draft_changes: list[DossierChange] = Field(default_factory=list)
