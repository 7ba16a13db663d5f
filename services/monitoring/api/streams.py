"""Large deliveries: a CSV or a JSON object per line, taken in while it comes; and the rows of a receipt in pages."""

import asyncio
import tempfile
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request

from services.kit.database import DatabaseDep
from services.monitoring.api.delivered import no_person
from services.monitoring.api.dependencies import PartnerCaller, TextsDep
from services.monitoring.api.desk import DeskDep
from services.monitoring.api.seeing import SeeingCaller, sees_all
from services.monitoring.api.submissions import NOTHING_KEPT
from services.monitoring.api.views import view_receipt, view_row
from services.monitoring.contract.delivery_refusals import NotAFile
from services.monitoring.contract.models import Period, Receipt, RowReceipt
from services.monitoring.contract.refusals import UnknownSubmission
from services.monitoring.store.delivery_queries import rows_after
from services.monitoring.store.queries import get_submission
from services.monitoring.usecases.delivery import Sender
from services.monitoring.usecases.submit_stream import LargeDelivery, submit_stream

router = APIRouter(prefix="/submissions", tags=["submissions"])
BODY_LIMIT = 100 * 1024 * 1024
AT_ONCE = 2
"""Large deliveries that are worked on at once in a process; others wait on disk, without a connection."""
IN_MEMORY = 1024 * 1024
FORMS: dict[str, Literal["csv", "ndjson"]] = {"text/csv": "csv", "application/x-ndjson": "ndjson"}
BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {name: {"schema": {"type": "string"}} for name in FORMS}}
}


@router.post(
    "/stream",
    status_code=201,
    operation_id="streamValues",
    summary="Deliver very many values of a period",
    response_description="The receipt, with its refused rows (at most 1000)",
    responses=NOTHING_KEPT,
    openapi_extra=BODY,
)
async def stream(request: Request, period: Annotated[Period, Query()], caller: PartnerCaller, desk: DeskDep) -> Receipt:
    """CSV (first line: kpi, areaId, value) or a JSON object per line. All of it is kept at once, or nothing.

    A row that cannot be read is refused alone. The same content as a delivery in JSON is the same delivery.
    """
    form = FORMS.get(request.headers.get("content-type", "").partition(";")[0].strip().lower())
    if form is None:
        raise NotAFile
    terms, areas = await desk.terms(caller.partner_id, period)
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
        async for chunk in request.stream():
            file.write(chunk)
        sender = Sender(api_key_id=caller.api_key_id)
        delivery = LargeDelivery(terms, areas, sender, period, file, form, desk.clock, desk.options)
        with no_person():
            async with _room(request), desk.database.transaction() as session:
                receipt = await submit_stream(session, delivery)
    if receipt.id is None or desk.options.dry_run:
        desk.response.status_code = 200
    return view_receipt(receipt, desk.texts, in_force=terms.version, dry_run=desk.options.dry_run, whole=False)


def _room(request: Request) -> asyncio.Semaphore:
    room: asyncio.Semaphore = request.app.state.large_deliveries
    return room


@router.get(
    "/{submission_id}/rows",
    operation_id="getReceiptRows",
    summary="The rows of a receipt, in pages",
    response_description="What became of each row, in order; at the end the values that were withdrawn",
)
async def rows(
    submission_id: UUID,
    caller: SeeingCaller,
    database: DatabaseDep,
    texts: TextsDep,
    after: Annotated[int, Query(ge=0, le=2_000_000, description="how many to skip")] = 0,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
) -> list[RowReceipt]:
    """For the partner's software and people, and for the municipality; for another partner it does not exist."""
    async with database.reading() as session:
        if not sees_all(caller, (await get_submission(session, submission_id, short=True)).partner_id):
            raise UnknownSubmission
        return [view_row(row, texts) for row in await rows_after(session, submission_id, after, limit)]
