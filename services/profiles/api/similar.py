"""Regions that look like a region."""

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query

from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.kit.texts import Texts
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, KeeperDep, TextsDep, YearQuery
from services.profiles.api.figure_views import indicator_view
from services.profiles.api.regions import RegionCode
from services.profiles.contract.models import ValueView
from services.profiles.contract.similar import LikenessMeasure, MeasureLeftOut, SimilarPlace, SimilarPlaces
from services.profiles.domain.similar import LEAST_INDICATORS, Likeness, Scale
from services.profiles.usecases.find_similar import Similar, find_similar

router = APIRouter(prefix="/regions", tags=["regions"])


@router.get(
    "/{code}/similar",
    summary="The regions most like this one, on figures other than care",
    operation_id="findSimilarRegions",
    response_description="Regions of the same level and year, the nearest first, with how likeness was measured",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def similar(
    code: RegionCode,
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
    indicators: Annotated[
        str, Query(max_length=400, description="codes with commas between; without them six usual ones")
    ] = "",
    most: Annotated[int, Query(ge=1, le=20, description="how many regions at most")] = 5,
) -> SimilarPlaces:
    asked = [part.strip() for part in indicators.split(",") if part.strip()]
    async with database.reading() as session:
        return _view(await find_similar(session, keeper, code, year, asked, most), texts)


def _view(found: Similar, texts: Texts) -> SimilarPlaces:
    alike = found.alike
    left_out = [(code, "missing_here") for code in alike.missing_here]
    left_out += [(code, "no_spread") for code in alike.without_spread]
    return SimilarPlaces.model_validate(
        {
            "key": found.region.code,
            "name": found.region.name,
            "level": found.region.level,
            "year": found.region.year,
            "measures": [_measure(found, code, scale, texts) for code, scale in alike.scales.items()],
            "leftOut": [
                MeasureLeftOut.model_validate({"indicator": _indicator(found, code, texts), "reason": reason})
                for code, reason in left_out
            ],
            "leastMeasures": LEAST_INDICATORS,
            "compared": alike.compared,
            "incomplete": alike.incomplete,
            "places": [_place(found, likeness) for likeness in alike.nearest],
        }
    )


def _indicator(found: Similar, code: str, texts: Texts) -> object:
    return indicator_view(found.catalogue, found.catalogue.indicators[code], texts)


def _measure(found: Similar, code: str, scale: Scale, texts: Texts) -> LikenessMeasure:
    finer = found.catalogue.indicators[code].decimals + 1
    return LikenessMeasure.model_validate(
        {
            "indicator": _indicator(found, code, texts),
            "here": _value(found, code, found.region.code),
            "middle": round(Decimal(repr(scale.middle)), finer),
            "spread": round(Decimal(repr(scale.spread)), finer),
            "how": scale.how,
        }
    )


def _place(found: Similar, likeness: Likeness) -> SimilarPlace:
    place = found.everywhere.places[likeness.key]
    return SimilarPlace(
        key=place.code,
        name=place.name,
        municipality=place.municipality,
        municipality_name=place.municipality_name,
        distance=round(Decimal(repr(likeness.distance)), 2),
        values=[_value(found, code, place.code) for code in found.alike.scales],
    )


def _value(found: Similar, code: str, region: str) -> ValueView:
    number = Decimal(repr(found.everywhere.columns[code][region]))
    return ValueView(status="number", number=round(number, found.catalogue.indicators[code].decimals))
