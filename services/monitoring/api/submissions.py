"""Values that a partner's software or people deliver, and their receipts."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter

from services.kit.caller import PersonCaller
from services.kit.database import DatabaseDep
from services.monitoring.api.delivered import SubmitKpiValues
from services.monitoring.api.dependencies import FormKey, OptionalKey, PartnerCaller, RawBody, TextsDep
from services.monitoring.api.desk import DeskDep
from services.monitoring.api.seeing import SeeingCaller, sees_all
from services.monitoring.api.views import view_receipt
from services.monitoring.contract.models import Receipt
from services.monitoring.contract.refusals import UnknownSubmission
from services.monitoring.domain.periods import year_of
from services.monitoring.store.queries import get_submission, version_in_force
from services.monitoring.usecases.delivery import Sender

router = APIRouter(tags=["submissions"])
BODY_LIMIT = 20 * 1024 * 1024
NOTHING_KEPT: dict[int | str, dict[str, Any]] = {
    200: {"model": Receipt, "description": "A dry run, or all or nothing with a refused row: nothing counts"}
}


@router.post(
    "/submissions",
    status_code=201,
    operation_id="submitValues",
    summary="Deliver the values of a period",
    response_description="The receipt, row by row",
    responses=NOTHING_KEPT,
)
async def submit(
    body: SubmitKpiValues, raw: RawBody, caller: PartnerCaller, desk: DeskDep, key: OptionalKey = None
) -> Receipt:
    """With an API key of the partner. The same content again gets the same receipt and changes nothing.

    A row with a mistake is refused with a rule and how to mend it; the other rows are taken, unless it is asked
    to be all or nothing.
    """
    return await desk.take(caller.partner_id, Sender(api_key_id=caller.api_key_id), body, raw, (key, caller.name))


@router.post(
    "/partners/{partner_id}/submissions",
    status_code=201,
    operation_id="submitValuesOfPartner",
    summary="Deliver the values of a period, as a person of the partner",
    response_description="The receipt, row by row",
    responses=NOTHING_KEPT,
)
async def submit_as_person(
    partner_id: UUID,
    body: SubmitKpiValues,
    raw: RawBody,
    caller: PersonCaller,
    desk: DeskDep,
    key: FormKey = None,
) -> Receipt:
    """For people of that partner; the same rules as for its software.

    The same content in another form counts anew: who goes back to a value that was corrected means it.
    """
    caller.require_role("partner_member", within=str(partner_id))
    return await desk.of_form(key).take(partner_id, Sender(person=caller.name), body, raw)


@router.get(
    "/submissions/{submission_id}",
    operation_id="getReceipt",
    summary="The receipt of a delivery",
    response_description="The receipt, row by row",
)
async def receipt(submission_id: UUID, caller: SeeingCaller, database: DatabaseDep, texts: TextsDep) -> Receipt:
    """For the partner's software and people, and for the municipality; for another partner it does not exist."""
    async with database.reading() as session:
        found = await get_submission(session, submission_id)
        in_force = await version_in_force(session, found.partner_id, year_of(found.period))
    if not sees_all(caller, found.partner_id):
        raise UnknownSubmission
    return view_receipt(found, texts, in_force=in_force)
