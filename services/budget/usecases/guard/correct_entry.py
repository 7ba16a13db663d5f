"""A journal is not rewritten: a mistake is struck and stays; only what is of a person is really taken away."""

from uuid import UUID

from services.budget.contract.guard import EntryCorrection
from services.budget.contract.guard_refusals import StruckAlready
from services.budget.store.guard_queries import is_kept_photo, is_public_photo, lock_entry
from services.budget.store.guard_tables import JournalEntry
from services.budget.store.initiative_queries import find_photo
from services.budget.usecases.guard.of_journal import check_may_remove
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session


async def correct_entry(
    session: Session, caller: Caller, entry_id: UUID, correction: EntryCorrection, office: Office
) -> tuple[UUID, str | None]:
    """Returns the initiative, and the id of a photo whose file nobody keeps any more (delete it after the commit).

    Taking away what is gone already changes nothing. Raises UnknownEntry, NotYours, StruckAlready.
    """
    initiative, entry = await lock_entry(session, entry_id)
    unkept = None
    if correction is EntryCorrection.STRIKE:
        check_own(caller, initiative.id)
        if entry.struck_at:
            raise StruckAlready
        entry.struck_at = office.now()
    else:
        check_may_remove(caller, initiative)
        unkept = await _take_away(session, entry, correction, office)
    await session.flush()
    return initiative.id, unkept


async def _take_away(session: Session, entry: JournalEntry, correction: EntryCorrection, office: Office) -> str | None:
    if correction is EntryCorrection.REMOVE_TEXT:
        if entry.what:
            entry.what, entry.text_removed_at = "", office.now()
        return None
    if entry.photo_id is None:
        return None
    photo_id, entry.photo_id, entry.photo_removed_at = entry.photo_id, None, office.now()
    await session.flush()
    return await forget_photo(session, entry.initiative_id, photo_id)


async def forget_photo(session: Session, initiative_id: UUID, photo_id: str) -> str | None:
    """Forget that an initiative keeps a photo that nothing shows; its id when no initiative keeps it any more."""
    if await is_public_photo(session, photo_id):
        return None
    if (photo := await find_photo(session, initiative_id, photo_id)) is not None:
        await session.delete(photo)
        await session.flush()
    return None if await is_kept_photo(session, photo_id) else photo_id
