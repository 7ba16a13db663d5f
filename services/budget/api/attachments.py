"""Routes of photos and documents with an application: kept by who asks, seen by who decides, never public."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Path, Query, Request, Response, UploadFile

from services.budget.api.wiring import OfficeDep
from services.budget.contract.attachments import AttachmentKind, AttachmentView, RemoveAttachment
from services.budget.domain.photo import MOST_BYTES
from services.budget.store.attachment_files import AttachmentFiles
from services.budget.store.attachment_queries import attachments_of, get_attachment
from services.budget.store.attachment_tables import Attachment
from services.budget.store.initiative_queries import get_whole_initiative
from services.budget.usecases.applications.keep_attachment import check_may_attach, keep_attachment, remove_attachment
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.say_yes import seats_of
from services.kit.caller import ApplicantCaller, Caller, KnownCaller
from services.kit.database import DatabaseDep, Session
from services.kit.openapi import may_refuse

router = APIRouter(prefix="/initiatives/{initiative_id}", tags=["applications"])
FileId = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


async def _files(request: Request) -> AttachmentFiles:
    files: AttachmentFiles = request.app.state.attachment_files
    return files


FilesDep = Annotated[AttachmentFiles, Depends(_files)]


@router.post(
    "/attachments",
    status_code=201,
    operation_id="keepAttachment",
    responses=may_refuse(429),
    summary="Add a photo or a PDF to an application (at most 8 MB), told by its content",
    response_description="The file as it is kept",
)
async def keep(
    initiative_id: UUID,
    file: Annotated[UploadFile, File(description="JPEG, PNG, WebP or PDF, at most 8 MB")],
    caller: ApplicantCaller,
    database: DatabaseDep,
    office: OfficeDep,
    files: FilesDep,
) -> AttachmentView:
    async with database.transaction() as session:
        await check_may_attach(session, caller, initiative_id)
    file_id, kind = await files.keep(await file.read(MOST_BYTES + 1))
    async with database.transaction() as session:
        return _view(await keep_attachment(session, caller, initiative_id, file_id, kind, office))


@router.get(
    "/attachments",
    operation_id="listAttachments",
    summary="What goes with an application, for who asks and who decides",
    response_description="In the order it came",
)
async def attachments(initiative_id: UUID, caller: KnownCaller, database: DatabaseDep) -> list[AttachmentView]:
    async with database.reading() as session:
        await _check_may_see(session, caller, initiative_id)
        return [_view(row) for row in await attachments_of(session, initiative_id)]


@router.get(
    "/attachments/{file_id}",
    operation_id="getAttachment",
    summary="One of them: a photo, or a PDF as a file to save",
    response_class=Response,
    responses={200: {"content": {"image/webp": {}, "application/pdf": {}}, "description": "The file"}},
)
async def attachment(
    initiative_id: UUID,
    file_id: FileId,
    caller: KnownCaller,
    database: DatabaseDep,
    files: FilesDep,
    small: Annotated[bool, Query(description="a thumbnail of a photo")] = False,
) -> Response:
    async with database.reading() as session:
        await _check_may_see(session, caller, initiative_id)
        kind = AttachmentKind((await get_attachment(session, initiative_id, file_id)).kind)
    content = await files.read(file_id, kind, small=small)
    is_photo = kind is AttachmentKind.PHOTO
    headers = {"Cache-Control": "no-store", "Content-Disposition": "inline" if is_photo else "attachment"}
    return Response(content, media_type="image/webp" if is_photo else "application/pdf", headers=headers)


@router.post(
    "/attachment-removals",
    operation_id="removeAttachment",
    summary="Take a file back before the decision",
    response_description="What is left",
)
async def remove(
    initiative_id: UUID, body: RemoveAttachment, caller: ApplicantCaller, database: DatabaseDep
) -> list[AttachmentView]:
    async with database.transaction() as session:
        await remove_attachment(session, caller, initiative_id, body.file_id)
        return [_view(row) for row in await attachments_of(session, initiative_id)]


async def _check_may_see(session: Session, caller: Caller, initiative_id: UUID) -> None:
    """The circle of the place and policy officers; else only who asks. Raises NotYours, UnknownInitiative."""
    whole = await get_whole_initiative(session, initiative_id, public=False)
    decides = caller.kind == "person" and (
        caller.has_role("policy_officer") or bool(seats_of(caller, whole.initiative.area_id))
    )
    if not decides:
        check_own(caller, initiative_id)


def _view(row: Attachment) -> AttachmentView:
    return AttachmentView(file_id=row.file_id, kind=AttachmentKind(row.kind))
