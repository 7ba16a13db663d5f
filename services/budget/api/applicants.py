"""Routes of who applied: the private link, the token, their own initiative, and its result with photos."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, UploadFile

from services.budget.api.wiring import DocumentFilesDep, OfficeDep, PhotoFilesDep, TokensDep
from services.budget.contract.initiatives import (
    ApplicantSession,
    ApplicantToken,
    AskApplicantToken,
    ChangeResult,
    OpenLink,
    OwnInitiativeView,
    PhotoKept,
    ResultView,
    ShareResult,
)
from services.budget.contract.refusals import UnknownInitiative
from services.budget.domain.photo import MOST_BYTES
from services.budget.domain.secrets import secret_hash
from services.budget.store.initiative_queries import find_applicant, get_session_initiative, get_whole_initiative
from services.budget.usecases.keep_photo import check_may_keep_photo, check_own, keep_photo
from services.budget.usecases.open_link import open_link
from services.budget.usecases.share_result import change_result, share_result
from services.budget.views import own_view, result_view
from services.kit.caller import AnyCaller, ApplicantCaller, Caller
from services.kit.database import DatabaseDep
from services.kit.openapi import may_refuse

router = APIRouter(tags=["applicants"])


@router.post(
    "/applicant-sessions",
    status_code=201,
    operation_id="openLink",
    summary="Swap the secret of the mailed link for a session of this browser",
    response_description="The secret of the session; only its hash is kept",
)
async def open_private_link(
    body: OpenLink, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> ApplicantSession:
    async with database.transaction() as session:
        return await open_link(session, body.link_secret, office)


@router.post(
    "/applicant-tokens",
    operation_id="askApplicantToken",
    summary="A token of five minutes for one initiative",
    response_description="The token, to be sent in the header Authorization",
)
async def applicant_token(
    body: AskApplicantToken, caller: AnyCaller, database: DatabaseDep, office: OfficeDep, tokens: TokensDep
) -> ApplicantToken:
    async with database.reading() as session:
        initiative_id = await get_session_initiative(session, secret_hash(body.session_secret), office.now())
    token = tokens.token(Caller(kind="applicant", id=str(initiative_id)), audience=("budget",))
    return ApplicantToken(token=token, initiative_id=initiative_id)


@router.get(
    "/initiatives/{initiative_id}/own",
    operation_id="getOwnInitiative",
    summary="What the applicant sees of their own initiative",
    response_description="The initiative, what they typed about themselves, the steps and the letter",
)
async def own(
    initiative_id: UUID, caller: ApplicantCaller, database: DatabaseDep, office: OfficeDep
) -> OwnInitiativeView:
    check_own(caller, initiative_id)
    async with database.reading() as session:
        whole = await get_whole_initiative(session, initiative_id, public=False)
        applicant = await find_applicant(session, initiative_id)
    if applicant is None:
        raise UnknownInitiative(initiative_id=str(initiative_id))
    return own_view(whole, applicant, office)


@router.post(
    "/initiatives/{initiative_id}/photos",
    status_code=201,
    operation_id="keepPhoto",
    responses=may_refuse(429),
    summary="Keep a photo (JPEG, PNG or WebP, at most 8 MB); metadata is stripped",
    response_description="The id of the photo as it is kept",
)
async def photo(
    initiative_id: UUID,
    photo: Annotated[UploadFile, File(description="JPEG, PNG or WebP, at most 8 MB and 40 megapixels")],
    caller: ApplicantCaller,
    database: DatabaseDep,
    office: OfficeDep,
    files: PhotoFilesDep,
) -> PhotoKept:
    async with database.transaction() as session:
        await check_may_keep_photo(session, caller, initiative_id)
    kept = await files.keep(await photo.read(MOST_BYTES + 1))
    async with database.transaction() as session:
        return await keep_photo(session, caller, initiative_id, kept, office)


@router.post(
    "/initiatives/{initiative_id}/result",
    status_code=201,
    operation_id="shareResult",
    summary="Share what an awarded initiative brought about",
    response_description="The result, as everybody sees it",
)
async def result(
    initiative_id: UUID, body: ShareResult, caller: ApplicantCaller, database: DatabaseDep, office: OfficeDep
) -> ResultView:
    async with database.transaction() as session:
        await share_result(session, caller, initiative_id, body, office)
        whole = await get_whole_initiative(session, initiative_id, public=True)
    assert whole.result is not None
    return result_view(whole, whole.result)


@router.put(
    "/initiatives/{initiative_id}/result",
    operation_id="changeResult",
    summary="Correct a shared result or add to it, until the conference is closed",
    response_description="The result, as everybody sees it",
)
async def changed_result(
    initiative_id: UUID,
    body: ChangeResult,
    caller: ApplicantCaller,
    database: DatabaseDep,
    office: OfficeDep,
    photos: PhotoFilesDep,
    documents: DocumentFilesDep,
) -> ResultView:
    async with database.transaction() as session:
        unkept = await change_result(session, caller, initiative_id, body, office)
        whole = await get_whole_initiative(session, initiative_id, public=True)
    for photo_id in unkept.photos:
        await photos.forget(photo_id)
    if unkept.document:
        await documents.forget(unkept.document)
    assert whole.result is not None
    return result_view(whole, whole.result)
