"""The catalogue of indicators, with its edits, and one indicator for all areas."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.kit.caller import AnyCaller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.profiles.api.catalogue_views import change_view, detail_view
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, ClockDep, CodePath, KeeperDep, TextsDep, YearQuery
from services.profiles.api.figure_views import area_indicator_values, indicator_view
from services.profiles.contract.catalogue import AddIndicator, EditIndicator, IndicatorChangeView, IndicatorDetail
from services.profiles.contract.models import AreaIndicatorValues, IndicatorView, Role
from services.profiles.domain.search import matches
from services.profiles.store.areas import get_installation
from services.profiles.store.catalogue import get_catalogue
from services.profiles.store.columns import find_changes
from services.profiles.usecases.edit_indicator import add_indicator, edit_indicator
from services.profiles.usecases.gather_figures import gather_areas_without, gather_key
from services.profiles.usecases.read_indicator import read_indicator, whole_of

router = APIRouter(prefix="/indicators", tags=["indicators"])


@router.get(
    "",
    summary="The catalogue: every indicator with its definition",
    operation_id="listIndicators",
    response_description="Indicators in the order in which people see them",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def indicators(
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
    theme: Annotated[str | None, Query(max_length=60, description="only of this theme")] = None,
    text: Annotated[str | None, Query(max_length=100, description="words in code, name or definition")] = None,
    year: Annotated[Year | None, Query(description="say of each which areas have no number in this year")] = None,
) -> list[IndicatorView]:
    async with database.reading() as session:
        catalogue = await get_catalogue(session, keeper, (await get_installation(session)).data_version)
        without = await gather_areas_without(session, keeper, year) if year else {}
    found = [row for row in catalogue.indicators.values() if theme in (None, row.theme) and matches(row, text or "")]
    return [indicator_view(catalogue, row, texts, without.get(row.code)) for row in found]


@router.post(
    "",
    status_code=201,
    summary="Add an indicator of the municipality's own",
    operation_id="addIndicator",
    response_description="The indicator as it stands in the catalogue",
)
async def add(
    body: AddIndicator, caller: PersonCaller, once: OnceDep, database: DatabaseDep, clock: ClockDep, texts: TextsDep
) -> IndicatorDetail:
    async with database.transaction() as session:

        async def work() -> IndicatorDetail:
            catalogue = await add_indicator(session, caller, clock, body)
            return detail_view(await whole_of(session, catalogue, body.code), texts)

        return await once.answer(session, IndicatorDetail, work)


@router.get(
    "/{code}",
    summary="One indicator in full",
    operation_id="getIndicator",
    response_description="Definition, formula, and every release it was read from",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def indicator(
    code: CodePath, caller: AnyCaller, database: DatabaseDep, keeper: KeeperDep, texts: TextsDep
) -> IndicatorDetail:
    async with database.reading() as session:
        return detail_view(await read_indicator(session, keeper, code), texts)


@router.patch(
    "/{code}",
    summary="Change an indicator",
    operation_id="editIndicator",
    response_description="The indicator as it became",
)
async def edit(
    code: CodePath, body: EditIndicator, caller: PersonCaller, database: DatabaseDep, clock: ClockDep, texts: TextsDep
) -> IndicatorDetail:
    async with database.transaction() as session:
        catalogue = await edit_indicator(session, caller, clock, code, body)
        return detail_view(await whole_of(session, catalogue, code), texts)


@router.get(
    "/{code}/changes",
    summary="Who changed what in an indicator",
    operation_id="listIndicatorChanges",
    response_description="Every edit, the newest first",
)
async def changes(
    code: CodePath, caller: PersonCaller, database: DatabaseDep, keeper: KeeperDep
) -> list[IndicatorChangeView]:
    caller.require_role(Role.POLICY_OFFICER)
    async with database.reading() as session:
        await read_indicator(session, keeper, code)
        return [change_view(change) for change in await find_changes(session, code)]


@router.get(
    "/{code}/area-values",
    summary="One indicator for all areas",
    operation_id="getAreaValues",
    response_description="The figure of each area by name and of the municipality, with its source",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def area_values(
    code: CodePath,
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
) -> AreaIndicatorValues:
    async with database.reading() as session:
        key = await gather_key(session, keeper, code, year)
    return area_indicator_values(key, code, texts)
