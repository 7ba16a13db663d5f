"""Routes of the PDFs of results: kept by the applicant, handed out as a file to save."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Path, Response, UploadFile

from services.budget.api.wiring import DocumentFilesDep, OfficeDep
from services.budget.contract.guard_refusals import UnknownDocument
from services.budget.contract.initiatives import DocumentKept
from services.budget.domain.document import MOST_BYTES, checked_document
from services.budget.store.guard_queries import has_document, is_public_document
from services.budget.usecases.guard.keep_document import check_may_keep_document, keep_document
from services.kit.caller import AnyCaller, ApplicantCaller
from services.kit.database import DatabaseDep
from services.kit.openapi import may_refuse
from services.kit.public import KEPT

router = APIRouter(tags=["results"])


@router.post(
    "/initiatives/{initiative_id}/documents",
    status_code=201,
    operation_id="keepDocument",
    responses=may_refuse(429),
    summary="Keep a PDF (at most 8 MB), told by its content",
    response_description="The id of the document",
)
async def keep(
    initiative_id: UUID,
    document: Annotated[UploadFile, File(description="PDF, at most 8 MB")],
    caller: ApplicantCaller,
    database: DatabaseDep,
    office: OfficeDep,
    files: DocumentFilesDep,
) -> DocumentKept:
    async with database.transaction() as session:
        await check_may_keep_document(session, caller, initiative_id)
    checked = await asyncio.to_thread(checked_document, await document.read(MOST_BYTES + 1))
    await files.keep(checked)
    async with database.transaction() as session:
        return await keep_document(session, caller, initiative_id, checked, office)


@router.get(
    "/documents/{document_id}",
    dependencies=KEPT,
    operation_id="getDocument",
    summary="The PDF of a shared result, as a file to save; before that, for its applicant only",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "The document"}},
)
async def document(
    document_id: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
    caller: AnyCaller,
    database: DatabaseDep,
    files: DocumentFilesDep,
) -> Response:
    async with database.reading() as session:
        is_public = await is_public_document(session, document_id)
        is_own = caller.kind == "applicant" and await has_document(session, UUID(caller.id), document_id)
    if not is_public and not is_own:
        raise UnknownDocument
    headers = {
        "Cache-Control": "public, max-age=300" if is_public else "no-store",
        "Content-Disposition": 'attachment; filename="resultaat.pdf"',
    }
    return Response(await files.read(document_id), media_type="application/pdf", headers=headers)
