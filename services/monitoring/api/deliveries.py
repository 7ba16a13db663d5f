"""What a partner is to deliver, until when, and more time for it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.kit.caller import PersonCaller
from services.kit.contract import Year
from services.kit.database import Database, DatabaseDep
from services.kit.idempotency import OnceDep
from services.monitoring.api.delivery_views import view_due, view_extension, view_periods
from services.monitoring.api.dependencies import AreasDep, ClockDep, OfficeDep, TermsDep
from services.monitoring.api.harmless import NoNumberOfPerson
from services.monitoring.api.seeing import SeeingCaller, check_sees_all
from services.monitoring.contract.deliveries import DueValues, ExtensionView, GiveExtension, PartnerPeriods
from services.monitoring.contract.models import Period
from services.monitoring.domain.periods import year_of
from services.monitoring.store.delivery_queries import extensions_of
from services.monitoring.usecases import give_extension
from services.monitoring.usecases.look_at_periods import YearOfDeliveries, look_at_periods, moved_by

router = APIRouter(prefix="/partners", tags=["deliveries"])


@router.post(
    "/{partner_id}/extensions",
    status_code=201,
    operation_id="giveExtension",
    summary="Give a partner more time for a period",
    response_description="The extension",
)
async def extend(
    _no_number_of_person: NoNumberOfPerson,
    partner_id: UUID,
    body: GiveExtension,
    caller: PersonCaller,
    database: DatabaseDep,
    office: OfficeDep,
    once: OnceDep,
) -> ExtensionView:
    """For policy officers who do not belong to the partner. It opens the period until its day.

    It moves the day the figures are due only when that has not passed: what is late stays late.
    """

    async def work() -> ExtensionView:
        extension = await give_extension.give_extension(session, office, caller, partner_id, body)
        given = await extensions_of(session, partner_id, year_of(body.period))
        return view_extension(extension, moved_by(body.period, given[body.period]))

    async with database.transaction() as session:
        return await once.answer(session, ExtensionView, work)


@router.get(
    "/{partner_id}/periods",
    operation_id="getPartnerPeriods",
    summary="The periods of a partner's year",
    response_description="Per period until when it can come, and how much came, and came in time",
)
async def periods(
    partner_id: UUID,
    year: Annotated[Year, Query()],
    caller: SeeingCaller,
    database: DatabaseDep,
    clock: ClockDep,
    known_terms: TermsDep,
    known_areas: AreasDep,
) -> PartnerPeriods:
    """For the partner's software and people, and for the municipality."""
    check_sees_all(caller, partner_id)
    return view_periods(await _look(database, known_terms, known_areas, partner_id, year), clock.today())


@router.get(
    "/{partner_id}/due",
    operation_id="getDueValues",
    summary="Every value a partner is to deliver for a year",
    response_description="KPI, area and period, with the day it is due, whether it can come now and whether it came",
)
async def due(
    partner_id: UUID,
    year: Annotated[Year, Query()],
    caller: SeeingCaller,
    database: DatabaseDep,
    clock: ClockDep,
    known_terms: TermsDep,
    known_areas: AreasDep,
    period: Annotated[Period | None, Query()] = None,
    later: Annotated[bool, Query(description="also what was agreed when its period had ended, and may come")] = False,
) -> DueValues:
    """For the partner's software and people, and for the municipality."""
    check_sees_all(caller, partner_id)
    found = await _look(database, known_terms, known_areas, partner_id, year)
    return view_due(found, period, clock.today(), later=later)


async def _look(
    database: Database, known_terms: TermsDep, known_areas: AreasDep, partner_id: UUID, year: int
) -> YearOfDeliveries:
    terms = await known_terms.get((partner_id, year))
    areas = await known_areas.get(year) if terms.has_kpi_by_area else ()
    async with database.reading() as session:
        return await look_at_periods(session, terms, areas)
