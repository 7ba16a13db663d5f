"""Keeps a photo or document with an application, for who decides; it goes when who asks is forgotten."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from services.budget.contract.attachment_refusals import DecidedAlready, TooManyAttachments
from services.budget.contract.attachments import AttachmentKind
from services.budget.contract.initiatives import InitiativeState
from services.budget.store.attachment_files import AttachmentFiles
from services.budget.store.attachment_queries import attachments_of, get_attachment, is_kept
from services.budget.store.attachment_tables import Attachment
from services.budget.store.initiative_queries import get_applicant, lock_initiative
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.work import plan_work

ATTACHMENTS_EACH = 6
FORGET_FILES = "forget-attachments"
UNDECIDED = (InitiativeState.UNCONFIRMED.value, InitiativeState.OPEN.value)


async def check_may_attach(session: Session, caller: Caller, initiative_id: UUID) -> None:
    """Ask before the file is looked at. Raises NotYours, UnknownInitiative, DecidedAlready, TooManyAttachments."""
    await _check_own_and_undecided(session, caller, initiative_id)
    if len(await attachments_of(session, initiative_id)) >= ATTACHMENTS_EACH:
        raise TooManyAttachments(limit=ATTACHMENTS_EACH)


async def keep_attachment(
    session: Session, caller: Caller, initiative_id: UUID, file_id: str, kind: AttachmentKind, office: Office
) -> Attachment:
    """The same file twice is one. Raises what `check_may_attach` raises."""
    known = await session.get(Attachment, (initiative_id, file_id))
    if known is not None:
        await _check_own_and_undecided(session, caller, initiative_id)
        return known
    await check_may_attach(session, caller, initiative_id)
    await get_applicant(session, initiative_id)
    row = Attachment(initiative_id=initiative_id, file_id=file_id, kind=kind.value, kept_at=office.now())
    session.add(row)
    await session.flush()
    return row


async def remove_attachment(session: Session, caller: Caller, initiative_id: UUID, file_id: str) -> None:
    """Raises NotYours, UnknownAttachment, DecidedAlready."""
    await _check_own_and_undecided(session, caller, initiative_id)
    row = await get_attachment(session, initiative_id, file_id)
    await session.delete(row)
    await session.flush()
    await plan_forgetting_files(session, [row])


async def plan_forgetting_files(session: Session, rows: Sequence[Attachment]) -> None:
    """In the transaction in which the rows go; the files follow."""
    if rows:
        await plan_work(session, FORGET_FILES, {"files": [{"id": row.file_id, "kind": row.kind} for row in rows]})


def file_forgetter(files: AttachmentFiles) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of deleting files that no application has any more."""

    async def forget(session: Session, payload: Mapping[str, Any]) -> None:
        for file in payload["files"]:
            if not await is_kept(session, file["id"]):
                await files.forget(file["id"], AttachmentKind(file["kind"]))

    return forget


async def _check_own_and_undecided(session: Session, caller: Caller, initiative_id: UUID) -> None:
    check_own(caller, initiative_id)
    if (await lock_initiative(session, initiative_id)).state not in UNDECIDED:
        raise DecidedAlready
