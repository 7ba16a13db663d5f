"""The people of an initiative write down what they paid for; everybody reads it (trust instead of control)."""

from uuid import UUID

from services.budget.contract.guard import WriteEntry
from services.budget.contract.guard_refusals import SpentOnWrongDay, TooManyInJournal
from services.budget.contract.refusals import UnknownPhoto
from services.budget.domain.journal import can_be_spent_on
from services.budget.store.guard_queries import count_entries
from services.budget.store.guard_tables import JournalEntry
from services.budget.store.initiative_queries import find_photo
from services.budget.usecases.guard.of_journal import lock_journal
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session

ENTRIES_EACH = 200


async def write_entry(
    session: Session, caller: Caller, initiative_id: UUID, body: WriteEntry, office: Office
) -> JournalEntry:
    """Raises NotYours, UnknownInitiative, JournalNotOpen, SpentOnWrongDay, UnknownPhoto, TooManyInJournal."""
    check_own(caller, initiative_id)
    initiative = await lock_journal(session, initiative_id)
    if not can_be_spent_on(body.spent_on, year=initiative.year, today=office.today()):
        raise SpentOnWrongDay(year=initiative.year - 1)
    if body.photo_id and await find_photo(session, initiative_id, body.photo_id) is None:
        raise UnknownPhoto
    if await count_entries(session, initiative_id) >= ENTRIES_EACH:
        raise TooManyInJournal(limit=ENTRIES_EACH)
    entry = JournalEntry(initiative_id=initiative_id, written_at=office.now(), **body.model_dump())
    session.add(entry)
    await session.flush()
    return entry
