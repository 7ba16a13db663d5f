"""Places that look like a region or an area."""

from decimal import Decimal
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Path, Query

from services.kit.caller import AnyCaller
from services.kit.contract import Slug
from services.kit.database import DatabaseDep
from services.kit.texts import Texts
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, KeeperDep, TextsDep, YearQuery
from services.profiles.api.figure_views import indicator_view
from services.profiles.api.regions import RegionCode
from services.profiles.contract.comparisons import Level
from services.profiles.contract.models import ValueView
from services.profiles.contract.similar import LikenessMeasure, MeasureLeftOut, SimilarPlace, SimilarPlaces
from services.profiles.domain.similar import LEAST_INDICATORS, Likeness, Scale
from services.profiles.usecases.compare_places import is_area
from services.profiles.usecases.find_similar import Similar, find_similar, find_similar_to_area

router = APIRouter(tags=["regions"])
MostQuery = Annotated[int, Query(ge=1, le=20, description="how many places at most")]


async def _codes(
    indicators: Annotated[
        str, Query(max_length=400, description="codes with commas between; without them six usual ones")
    ] = "",
) -> list[str]:
    return [part.strip() for part in indicators.split(",") if part.strip()]


CodesDep = Annotated[list[str], Depends(_codes)]


@router.get(
    "/regions/{code}/similar",
    summary="The regions most like this one, on figures other than care",
    operation_id="findSimilarRegions",
    response_description="Regions of the same level and year, the nearest first, with how likeness was measured",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def similar(
    code: RegionCode,
    year: YearQuery,
    asked: CodesDep,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
    most: MostQuery = 5,
) -> SimilarPlaces:
    async with database.reading() as session:
        return _view(await find_similar(session, keeper, code, year, asked, most), texts)


@router.get(
    "/areas/{area_id}/similar",
    summary="The areas and districts of the municipality most like this area, on figures other than care",
    operation_id="findSimilarToArea",
    response_description="Areas and districts, the nearest first, with how likeness was measured",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def similar_to_area(
    area_id: Annotated[Slug, Path()],
    year: YearQuery,
    asked: CodesDep,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
    most: MostQuery = 5,
) -> SimilarPlaces:
    """Beside all districts of the country an area is larger than most; so only those of its own municipality."""
    async with database.reading() as session:
        return _view(await find_similar_to_area(session, keeper, area_id, year, asked, most), texts)


def _view(found: Similar, texts: Texts) -> SimilarPlaces:
    alike = found.alike
    left_out = [(code, "missing_here") for code in alike.missing_here]
    left_out += [(code, "no_spread") for code in alike.without_spread]
    return SimilarPlaces.model_validate(
        {
            "key": found.here.key,
            "name": found.here.name,
            "level": found.here.level,
            "year": found.here.year,
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
            "here": _value(found, code, found.here.key),
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
        level=_level(found, place.code),
        municipality=place.municipality,
        municipality_name=place.municipality_name,
        distance=round(Decimal(repr(likeness.distance)), 2),
        values=[_value(found, code, place.code) for code in found.alike.scales],
    )


def _level(found: Similar, key: str) -> Level:
    """An area stands beside districts; a region beside regions of its own level."""
    mixed: Level = "area" if is_area(key) else "district"
    return mixed if found.here.level == "area" else cast(Level, found.here.level)


def _value(found: Similar, code: str, region: str) -> ValueView:
    number = Decimal(repr(found.everywhere.columns[code][region]))
    return ValueView(status="number", number=round(number, found.catalogue.indicators[code].decimals))
