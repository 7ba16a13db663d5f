"""What profiles says: areas, figures with their source, persons and their memberships."""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.kit.contract import Day, Number, Reply, Request, Slug, Timestamp, Year

ValueStatus = Literal["number", "not_published", "withheld", "missing", "not_applicable", "too_small"]


class Role(StrEnum):
    """What a membership lets a person do. `area_…` roles hold within an area, `partner_member` within a partner.

    `city_…` roles decide on ideas for the whole municipality, as `area_…` roles do on those of an area.
    """

    POLICY_OFFICER = "policy_officer"
    APPROVER = "approver"
    AREA_WORKER = "area_worker"
    AREA_RESIDENT = "area_resident"
    CITY_WORKER = "city_worker"
    CITY_RESIDENT = "city_resident"
    PARTNER_MEMBER = "partner_member"
    COUNCIL_MEMBER = "council_member"


class ValueView(Reply):
    """A figure, or one of the ways there is none. `number` is set only when `status` is "number".

    `coverage`: share (0-1) of the area's weight the figure rests on, for an area made of several regions.
    `reason`: slug of why there is no number, e.g. `below-coverage`, `cannot-aggregate`, `identity-broken`;
    of a figure of the municipality's own `not-delivered` (yet), or `not-counted` where it has none, as elsewhere.
    `isEstimate`: a region of another division counts for a share of its people, over a recorded mapping.
    """

    status: ValueStatus
    number: Number | None = None
    coverage: Number | None = None
    reason: str | None = None
    is_estimate: bool = False


class SourceView(Reply):
    """Where a figure comes from: the release of a table, its period, licence and when we got it."""

    release: str
    table: str
    title: str
    period: Year
    edition: str
    retrieved_on: date | None
    licence: str
    attribution: str
    url: str


class IndicatorView(Reply):
    """One indicator of the catalogue, in the reader's language."""

    code: str
    name: str
    definition: str
    unit: str = Field(description="code, e.g. `percent`")
    unit_label: str = Field("", description="how to write it behind the number, in the reader's language")
    theme: str = Field(description="code, e.g. `housing`, or the source's own words")
    theme_label: str = Field("", description="the theme in the reader's language")
    kind: str
    direction: str
    denominator: str | None
    formula: str | None = Field(None, description="how it is computed, when it is not a column of the source")
    rounding: str = Field(description="code, e.g. `random_5`")
    rounding_note: str = Field("", description="what was done to the number, in the reader's language")
    column: str
    decimals: int
    is_key_figure: bool = False
    areas_without: list[str] | None = Field(
        None, description="names of the areas without a number in the year that was asked; null when none was asked"
    )


class AreaValueView(Reply):
    area_id: Slug
    area_name: str
    value: ValueView
    releases: list[str] = Field([], description="in area-values: ids of the releases this figure was made from")


class FigureView(Reply):
    """One indicator for one area, beside municipality and country, with every other area for the picture."""

    indicator: IndicatorView
    source: SourceView = Field(
        description="of the area's figure, and of every number here that names no source of its own"
    )
    area: ValueView
    municipality: ValueView
    municipality_source: SourceView | None = Field(None, description="when its number is of another release")
    country: ValueView
    country_source: SourceView | None = Field(None, description="when its number is of another release")
    areas: list[AreaValueView]


class RegionRef(Reply):
    code: str
    name: str


class AreaView(Reply):
    """An area of the municipality's own: a set of CBS districts or neighbourhoods, per year; `id` is for life."""

    id: Slug
    name: str
    composed_in: Year
    regions: list[RegionRef]


class ContactPersonView(Reply):
    """The one fixed contact person of an area: a role name and how to reach the team, public by consent."""

    name: str
    reachable: str


class AreaProfile(Reply):
    area: AreaView
    year: Year
    figures: list[FigureView]
    contact_person: ContactPersonView | None


class AreaShapeView(Reply):
    """Borders of an area: polygons, each a list of rings, each a list of [longitude, latitude] (WGS84)."""

    area_id: Slug
    polygons: list[list[list[tuple[float, float]]]]


class AreaMapView(Reply):
    shapes: list[AreaShapeView]
    source: str


class MunicipalityView(Reply):
    """The home municipality with its areas in a year. `is_example` is true once the example year was played here."""

    code: str
    name: str
    year: Year
    figures_year: Year | None = Field(None, description="the newest year up to `year` of which there are figures")
    areas: list[AreaView]
    uncovered: list[RegionRef]
    grouping_note: str
    is_example: bool


class ComparisonMunicipality(Reply):
    """Another municipality in the data, for figures the home municipality lacks in this release."""

    code: str
    name: str
    years: list[int]


class RegionFigureView(Reply):
    """One indicator for one region, with its source, beside the country."""

    indicator: IndicatorView
    source: SourceView
    region: ValueView
    country: ValueView
    country_source: SourceView | None = Field(None, description="when its number is of another release")


class RegionProfile(Reply):
    """Figures of one region (municipality, district, neighbourhood) beside the country."""

    code: str
    name: str
    level: str
    year: Year
    figures: list[RegionFigureView]
    children: list[RegionRef]


class KeyDivision(Reply):
    """The areas that `values` are of: as composed from `composed_in` on, at this version of that division."""

    municipality: str
    municipality_name: str
    year: Year = Field(description="the year that was asked")
    composed_in: Year
    version: int


class AreaIndicatorValues(Reply):
    """One indicator for all areas in one answer, with the source: what an allocation key freezes."""

    indicator: IndicatorView
    names: dict[Literal["nl", "en"], str] = Field(description="of the indicator, in each language: to freeze")
    source: SourceView
    values: list[AreaValueView]
    municipality: ValueView
    releases: list[SourceView] = Field(
        [], description="every release behind these values; one area may rest on another"
    )
    division: KeyDivision | None = Field(None, description="read together with the values: no change lies in between")


class MembershipView(Reply):
    """A role, held within an area or a partner (`within`) or in the whole municipality (None), from/to inclusive."""

    id: UUID
    role: Role
    within: str | None
    valid_from: date
    valid_until: date | None


class PersonView(Reply):
    id: UUID
    display_name: str
    email: str
    language: Literal["nl", "en"]
    memberships: list[MembershipView]


class CircleMember(Reply):
    """Somebody who decides in an area or for the whole municipality: as what, from and until when. Never who."""

    role: Role
    valid_from: date
    valid_until: date | None


class AddPerson(Request):
    """A person with a first membership. Purpose of name and e-mail: to sign in and to be reached by colleagues.

    `valid_until`: the last day of a term that was agreed; none: until somebody ends it.
    """

    display_name: str = Field(min_length=1, max_length=100)
    email: str = Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    language: Literal["nl", "en"] = "nl"
    role: Role
    within: str | None = Field(None, max_length=80)
    valid_until: Day | None = None


class NameContactPerson(Request):
    """Make a person of the area's team its contact person, with the words the public reads."""

    person_id: UUID
    name: str = Field(min_length=1, max_length=100)
    reachable: str = Field(min_length=1, max_length=300)


class StartDevelopmentSession(Request):
    """Sign in without proof, as a kind of person (their person is made when there is none) or as a known person."""

    role: Role | None = None
    person_id: UUID | None = None


class SessionStarted(Reply):
    session_secret: str
    person: PersonView
    expires_at: Timestamp


class LookUpSession(Request):
    session_secret: str = Field(min_length=16, max_length=200)


class SessionView(Reply):
    person: PersonView
    expires_at: Timestamp


class CompareEmail(Request):
    """Is this the e-mail address of that person? Answers yes or no, so that addresses need not travel."""

    person_id: UUID
    email: str = Field(min_length=3, max_length=254)


class EmailComparison(Reply):
    is_same: bool


class ExampleYearView(Reply):
    is_example: bool
