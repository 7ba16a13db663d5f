"""Routes of an idea that is being typed: whoever has the secret of its link. Secrets stand in bodies only."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from services.budget.api.wiring import OfficeDep
from services.budget.contract.drafts import (
    DraftDiscarded,
    DraftLinkMailed,
    DraftStarted,
    DraftView,
    MailDraftLink,
    OpenDraft,
    SaveDraft,
    StartDraft,
    SubmitDraft,
)
from services.budget.contract.initiatives import IdeaReceived
from services.budget.domain.secrets import secret_hash
from services.budget.store.draft_queries import get_draft
from services.budget.usecases.drafts.discard_draft import discard_draft
from services.budget.usecases.drafts.kept_fields import draft_view
from services.budget.usecases.drafts.mail_draft_link import mail_draft_link
from services.budget.usecases.drafts.save_draft import save_draft
from services.budget.usecases.drafts.start_draft import start_draft
from services.budget.usecases.drafts.submit_draft import submit_draft
from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.kit.openapi import may_refuse

router = APIRouter(prefix="/idea-drafts", tags=["idea drafts"])


async def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


@router.post(
    "",
    status_code=201,
    operation_id="startDraft",
    responses=may_refuse(429),
    summary="Begin to keep what somebody types, without an account",
    response_description="The secret of the link, given this once",
)
async def start(
    body: StartDraft,
    caller: AnyCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
    peer: Annotated[str, Depends(_peer)],
) -> DraftStarted:
    # Only our own site is believed about where somebody is: anybody else could say another place each time.
    origin = f"site:{body.origin}" if caller.name == "service:frontend" else f"peer:{peer}"
    async with database.transaction() as session:
        return await once.answer(
            session,
            DraftStarted,
            lambda: start_draft(session, body, origin, office),
            remember=lambda started: started.model_copy(update={"link_secret": ""}),
        )


@router.post(
    "/openings",
    operation_id="openDraft",
    summary="See a draft by the secret of its link",
    response_description="What was typed so far, or which idea it became",
)
async def open_(body: OpenDraft, caller: AnyCaller, database: DatabaseDep) -> DraftView:
    async with database.reading() as session:
        return draft_view(await get_draft(session, secret_hash(body.link_secret)))


@router.post(
    "/{draft_id}/savings",
    operation_id="saveDraft",
    summary="Keep the fields that somebody changed; a text that meets another one is kept beside it",
    response_description="The draft as it now is",
)
async def save(
    draft_id: UUID, body: SaveDraft, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> DraftView:
    async with database.transaction() as session:
        return draft_view(await save_draft(session, draft_id, body, office))


@router.post(
    "/{draft_id}/submission",
    operation_id="submitDraft",
    summary="Make an idea of it, once; a second time gives the same idea",
    response_description="The idea is kept and waits for its code",
)
async def submit(
    draft_id: UUID, body: SubmitDraft, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> IdeaReceived:
    async with database.transaction() as session:
        return await submit_draft(session, draft_id, body, office)


@router.post(
    "/{draft_id}/link-mails",
    status_code=201,
    operation_id="mailDraftLink",
    responses=may_refuse(429),
    summary="Mail the link to go on later; five a day for one address",
    response_description="The mail is on its way",
)
async def mail_link(
    draft_id: UUID, body: MailDraftLink, caller: AnyCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> DraftLinkMailed:
    async with database.transaction() as session:
        return await once.answer(session, DraftLinkMailed, lambda: mail_draft_link(session, draft_id, body, office))


@router.post(
    "/{draft_id}/discarding",
    operation_id="discardDraft",
    summary="Throw away what was typed",
    response_description="Nothing of it is left",
)
async def discard(draft_id: UUID, body: OpenDraft, caller: AnyCaller, database: DatabaseDep) -> DraftDiscarded:
    async with database.transaction() as session:
        return await discard_draft(session, draft_id, body.link_secret)
