"""Partners, their agreements and the keys of their software."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.kit.caller import AnyCaller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep
from services.kit.public import for_a_minute
from services.kit.texts import Texts
from services.monitoring.api.dependencies import AsOf, ClockDep, TextsDep
from services.monitoring.api.seeing import sees_all
from services.monitoring.api.views import (
    view_agreement,
    view_api_key,
    view_figures,
    view_left_out,
    view_partner,
    view_receipt,
)
from services.monitoring.contract.models import (
    AddPartner,
    ApiKeyMade,
    PartnerPage,
    PartnerView,
)
from services.monitoring.domain.periods import end_of
from services.monitoring.store.queries import (
    all_partners,
    api_keys_of,
    find_agreement,
    get_partner,
    kpis_of,
    newest_submissions,
    version_in_force,
)
from services.monitoring.usecases import add_partner, make_api_key
from services.monitoring.usecases.look_at_figures import shown_figures
from services.monitoring.usecases.look_at_left_out import look_at_left_out

router = APIRouter(prefix="/partners", tags=["partners"])


@router.post(
    "", status_code=201, operation_id="addPartner", summary="Add a partner", response_description="The partner"
)
async def add(
    body: AddPartner, caller: PersonCaller, database: DatabaseDep, clock: ClockDep, once: OnceDep
) -> PartnerView:
    """For policy officers."""

    async def work() -> PartnerView:
        return view_partner(await add_partner.add_partner(session, clock, caller, body))

    async with database.transaction() as session:
        return await once.answer(session, PartnerView, work)


@router.get(
    "",
    dependencies=[Depends(for_a_minute)],
    operation_id="listPartners",
    summary="All partners",
    response_description="The partners by name",
)
async def listed(caller: AnyCaller, database: DatabaseDep) -> list[PartnerView]:
    async with database.reading() as session:
        return [view_partner(partner) for partner in await all_partners(session)]


@router.get(
    "/{partner_id}",
    operation_id="getPartner",
    summary="A partner with agreement and figures of a year",
    response_description="The partner's page",
)
async def page(
    partner_id: UUID,
    year: Annotated[Year, Query()],
    caller: AnyCaller,
    database: DatabaseDep,
    texts: TextsDep,
    as_of: AsOf,
) -> PartnerPage:
    """The public sees figures of one to four people as too small; the partner and the municipality see everything."""
    async with database.reading() as session:
        return await _page(session, partner_id, year, sees_all(caller, partner_id), texts, as_of)


@router.post(
    "/{partner_id}/api-keys",
    status_code=201,
    operation_id="makeApiKey",
    summary="Make a key for the partner's software",
    response_description="The key, shown this once",
)
async def make_key(
    partner_id: UUID, caller: PersonCaller, database: DatabaseDep, clock: ClockDep, once: OnceDep
) -> ApiKeyMade:
    """For policy officers. The same request again gets the id, and never the secret."""

    async def work() -> ApiKeyMade:
        return view_api_key(*await make_api_key.make_api_key(session, clock, caller, partner_id))

    async with database.transaction() as session:
        return await once.answer(session, ApiKeyMade, work, remember=_without_secret)


def _without_secret(made: ApiKeyMade) -> ApiKeyMade:
    return made.model_copy(update={"key": None})


async def _page(
    session: Session, partner_id: UUID, year: int, sees_all: bool, texts: Texts, as_of: date | None
) -> PartnerPage:
    partner, until = await get_partner(session, partner_id), end_of(as_of) if as_of else None
    agreement = await find_agreement(session, partner_id, year, until)
    in_force = await version_in_force(session, partner_id, year)
    figures, hidden = await shown_figures(session, year, as_of, partner_id=partner_id, in_full=sees_all)
    gone = await look_at_left_out(session, partner_id, year, until) if agreement and agreement.version > 1 else []
    receipts = await newest_submissions(session, partner_id, year) if sees_all else []
    keys = await api_keys_of(session, partner_id) if sees_all else []
    return PartnerPage(
        partner=view_partner(partner),
        year=year,
        agreement=view_agreement(agreement, await kpis_of(session, agreement.id)) if agreement else None,
        figures=view_figures(figures, hidden),
        left_out=view_left_out(gone),
        receipts=[view_receipt(receipt, texts, in_force=in_force) for receipt in receipts],
        keys=[view_api_key(key) for key in keys],
    )
