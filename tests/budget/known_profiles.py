"""A profiles that knows eleven areas, over HTTP: what the tests of budget divide by, and may change."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal
from uuid import UUID

from fastapi import FastAPI

from services.profiles.contract.models import (
    AreaIndicatorValues,
    AreaValueView,
    AreaView,
    CompareEmail,
    EmailComparison,
    IndicatorView,
    KeyDivision,
    MunicipalityView,
    SourceView,
    ValueView,
)
from tests.budget.groningen import GRONINGEN


@dataclass
class Profiles:
    """What our profiles knows; change it before you ask. `changes`: so many answers are of a newer division."""

    numbers: dict[str, int | None] = field(default_factory=lambda: dict(GRONINGEN))
    emails: dict[UUID, str] = field(default_factory=dict)
    version: int = 1
    changes: int = 0

    def app(self) -> FastAPI:
        app = FastAPI(openapi_url=None)  # Its pages about itself would keep it alive.
        app.get("/v1/municipality")(self.municipality)
        app.get("/v1/indicators/{code}/area-values")(self.area_values)
        app.post("/v1/email-comparisons")(self.compare)
        return app

    async def municipality(self, year: int) -> MunicipalityView:
        areas = [AreaView(id=area, name=area.title(), composed_in=2020, regions=[]) for area in self.numbers]
        return MunicipalityView(
            code="GM0014",
            name="Groningen",
            year=year,
            areas=areas,
            uncovered=[],
            grouping_note="",
            is_example=False,
        )

    async def area_values(self, code: str, year: int) -> AreaIndicatorValues:
        values = [
            AreaValueView(area_id=area, area_name=area.title(), value=_value(number))
            for area, number in self.numbers.items()
        ]
        total = ValueView(status="number", number=Decimal(sum(number or 0 for number in self.numbers.values())))
        return AreaIndicatorValues(
            indicator=_indicator(code),
            names=NAMES,
            source=SOURCE,
            values=values,
            municipality=total,
            division=self.division(year),
        )

    def division(self, year: int) -> KeyDivision:
        if self.changes:
            self.changes, self.version = self.changes - 1, self.version + 1
        return KeyDivision(
            municipality="GM0014",
            municipality_name="Groningen",
            year=year,
            composed_in=2020,
            version=self.version,
        )

    async def compare(self, body: CompareEmail) -> EmailComparison:
        return EmailComparison(is_same=self.emails.get(body.person_id) == body.email)


NAMES: dict[Literal["nl", "en"], str] = {"nl": "Kinderen tot 15 jaar", "en": "Children under 15"}
SOURCE = SourceView(
    release="84799NED-2020-11",
    table="84799NED",
    title="Kerncijfers wijken en buurten 2020",
    period=2020,
    edition="first",
    retrieved_on=None,
    licence="CC BY 4.0",
    attribution="CBS",
    url="https://opendata.cbs.nl",
)


def _value(number: int | None) -> ValueView:
    return ValueView(status="withheld") if number is None else ValueView(status="number", number=Decimal(number))


def _indicator(code: str) -> IndicatorView:
    return IndicatorView(
        code=code,
        name="Kinderen tot 15 jaar",
        definition="",
        unit="",
        theme="",
        kind="count",
        direction="",
        denominator=None,
        formula=None,
        rounding="",
        column="",
        decimals=0,
    )
