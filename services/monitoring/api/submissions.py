"""Values that a partner's software delivers, and their receipts."""

from uuid import UUID

from fastapi import APIRouter

from services.kit.database import DatabaseDep
from services.kit.idempotency import Once
from services.monitoring.api.dependencies import (
    AreasDep,
    ClockDep,
    OptionalKey,
    PartnerCaller,
    RawBody,
    TermsDep,
    TextsDep,
)
from services.monitoring.api.views import view_receipt
from services.monitoring.contract.models import Receipt, SubmitKpiValues
from services.monitoring.domain.content import content_sha256
from services.monitoring.domain.periods import year_of
from services.monitoring.domain.row_rules import Row
from services.monitoring.store.queries import get_submission
from services.monitoring.usecases.submit_values import Delivery, submit_values

router = APIRouter(prefix="/submissions", tags=["submissions"])
BODY_LIMIT = 20 * 1024 * 1024


@router.post(
    "",
    status_code=201,
    operation_id="submitValues",
    summary="Deliver the values of a period",
    response_description="The receipt, row by row",
)
async def submit(
    body: SubmitKpiValues,
    raw: RawBody,
    caller: PartnerCaller,
    key: OptionalKey = None,
    *,
    database: DatabaseDep,
    clock: ClockDep,
    texts: TextsDep,
    known_terms: TermsDep,
    known_areas: AreasDep,
) -> Receipt:
    """With an API key of the partner. The same content again gets the same receipt and changes nothing.

    A row with a mistake is refused with a rule and how to mend it; the other rows are taken.
    """
    terms = await known_terms.get((caller.partner_id, year_of(body.period)))
    areas = await known_areas.get(terms.year) if terms.has_kpi_by_area else ()
    rows = [Row(number, given.kpi, given.area_id, given.value) for number, given in enumerate(body.values, 1)]
    content = content_sha256(caller.partner_id, body.period, rows)
    delivery = Delivery(terms, areas, caller.api_key_id, body.period, rows, content, raw, clock)
    async with database.transaction() as session:
        if key:
            await Once(key, caller.name, "POST /v1/submissions", content).claim(session)
        receipt = await submit_values(session, delivery)
    return view_receipt(receipt, texts)


@router.get(
    "/{submission_id}",
    operation_id="getReceipt",
    summary="The receipt of a delivery",
    response_description="The receipt, row by row",
)
async def receipt(submission_id: UUID, caller: PartnerCaller, database: DatabaseDep, texts: TextsDep) -> Receipt:
    """With an API key of the same partner; for another partner it does not exist."""
    async with database.reading() as session:
        return view_receipt(await get_submission(session, submission_id, caller.partner_id), texts)
