"""Where a place lies, and places to choose from."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Query

from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, YearQuery
from services.profiles.contract.whereabouts import PlaceList, PlaceRef, Whereabouts
from services.profiles.usecases.find_places import Spot, choose_places, locate

router = APIRouter(prefix="/places", tags=["places"])
PlaceKey = Annotated[
    str,
    Path(pattern=r"^([A-Z]{2}\d{2,8}|[a-z0-9]+(-[a-z0-9]+)*)$", max_length=80, description="code, or id of an area"),
]


@router.get(
    "",
    summary="Regions and areas with figures of one year, by name",
    operation_id="listPlaces",
    response_description="Without text: the home municipality with all in it, and the other municipalities",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def places(
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    text: Annotated[
        str | None, Query(min_length=1, max_length=100, pattern=r"\S", description="words in the name, or a code")
    ] = None,
) -> PlaceList:
    async with database.reading() as session:
        figures_year, found, is_cut_off = await choose_places(session, year, text)
    return PlaceList(year=figures_year, places=[_view(spot) for spot in found], is_cut_off=is_cut_off)


@router.get(
    "/{key}",
    summary="Where a region or an area lies, and what lies in it",
    operation_id="getWhereabouts",
    response_description="What it lies in, the largest first, and what lies in it, by name",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def whereabouts(key: PlaceKey, year: YearQuery, caller: AnyCaller, database: DatabaseDep) -> Whereabouts:
    async with database.reading() as session:
        located = await locate(session, key, year)
    return Whereabouts(
        year=located.year,
        place=_view(located.place),
        above=[_view(spot) for spot in located.above],
        below=[_view(spot) for spot in located.below],
    )


def _view(spot: Spot) -> PlaceRef:
    return PlaceRef.model_validate(asdict(spot))
