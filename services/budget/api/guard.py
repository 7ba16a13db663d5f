"""Routes of guarding together: the open journal of an initiative, and what is asked and said about it."""

from uuid import UUID

from fastapi import APIRouter

from services.budget import guard_views
from services.budget.api.wiring import OfficeDep, PhotoFilesDep
from services.budget.contract.guard import (
    CorrectEntry,
    JournalEntry,
    JournalMessage,
    JournalView,
    SayInJournal,
    WriteEntry,
)
from services.budget.store.guard_queries import entries_of, messages_of
from services.budget.store.initiative_queries import get_whole_initiative
from services.budget.usecases.guard.correct_entry import correct_entry
from services.budget.usecases.guard.say_in_journal import remove_message, say_in_journal
from services.budget.usecases.guard.write_entry import write_entry
from services.kit.caller import AnyCaller, ApplicantCaller, Caller, KnownCaller
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep
from services.kit.openapi import may_refuse

router = APIRouter(tags=["guard"])


async def _view(session: Session, initiative_id: UUID, caller: Caller) -> JournalView:
    whole = await get_whole_initiative(session, initiative_id, public=True)
    entries = await entries_of(session, initiative_id)
    return guard_views.journal_view(whole, entries, await messages_of(session, initiative_id), caller)


@router.get(
    "/initiatives/{initiative_id}/journal",
    operation_id="getJournal",
    summary="The open journal of an initiative: what it says it spent, and what is asked about it",
    response_description="The same for everybody, and what the caller may do",
)
async def journal(initiative_id: UUID, caller: AnyCaller, database: DatabaseDep) -> JournalView:
    async with database.reading() as session:
        return await _view(session, initiative_id, caller)


@router.post(
    "/initiatives/{initiative_id}/journal-entries",
    status_code=201,
    operation_id="writeEntry",
    responses=may_refuse(429),
    summary="Write down something that was paid for",
    response_description="The entry, as everybody sees it",
)
async def entry(
    initiative_id: UUID,
    body: WriteEntry,
    caller: ApplicantCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> JournalEntry:
    async def written() -> JournalEntry:
        return guard_views.entry_view(await write_entry(session, caller, initiative_id, body, office))

    async with database.transaction() as session:
        return await once.answer(session, JournalEntry, written)


@router.post(
    "/journal-entries/{entry_id}/correction",
    operation_id="correctEntry",
    summary="Strike an entry, or take away its text or photo because it holds something of a person",
    response_description="The journal as it now is",
)
async def correction(
    entry_id: UUID,
    body: CorrectEntry,
    caller: KnownCaller,
    database: DatabaseDep,
    office: OfficeDep,
    files: PhotoFilesDep,
) -> JournalView:
    async with database.transaction() as session:
        initiative_id, unkept = await correct_entry(session, caller, entry_id, body.correction, office)
        view = await _view(session, initiative_id, caller)
    if unkept:
        await files.forget(unkept)
    return view


@router.post(
    "/initiatives/{initiative_id}/journal-messages",
    status_code=201,
    operation_id="sayInJournal",
    responses=may_refuse(429),
    summary="Ask, answer, say that the circle wants to talk, or how that was settled",
    response_description="The message, as everybody sees it",
)
async def message(
    initiative_id: UUID,
    body: SayInJournal,
    caller: KnownCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> JournalMessage:
    async def said() -> JournalMessage:
        return guard_views.message_view(await say_in_journal(session, caller, initiative_id, body, office))

    async with database.transaction() as session:
        return await once.answer(session, JournalMessage, said)


@router.post(
    "/journal-messages/{message_id}/removal",
    operation_id="removeMessage",
    summary="Take away the text of a message that holds something of a person",
    response_description="The journal as it now is",
)
async def removal(message_id: UUID, caller: KnownCaller, database: DatabaseDep, office: OfficeDep) -> JournalView:
    async with database.transaction() as session:
        initiative_id = await remove_message(session, caller, message_id, office)
        return await _view(session, initiative_id, caller)
