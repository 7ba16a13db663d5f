"""Keeps a photo of an initiative that has money: the row, written after the file is on disk."""

from uuid import UUID

from services.budget.contract.initiatives import InitiativeState, PhotoKept
from services.budget.contract.refusals import TooManyPhotos
from services.budget.domain.moves import check_initiative_move
from services.budget.domain.photo import CleanPhoto
from services.budget.store.initiative_queries import count_photos, find_photo, lock_initiative
from services.budget.store.tables import Photo
from services.budget.usecases.office import Office
from services.kit.caller import Caller, NotYours
from services.kit.database import Session

PHOTOS_EACH = 60
"""Of the result, and of receipts in the journal."""


def check_own(caller: Caller, initiative_id: UUID) -> None:
    """Raise NotYours unless the caller is the applicant of this very initiative."""
    if caller.kind != "applicant" or caller.id != str(initiative_id):
        raise NotYours(roles="applicant")


async def check_may_keep_photo(session: Session, caller: Caller, initiative_id: UUID) -> None:
    """Ask before the file is looked at. Raises NotYours, UnknownInitiative, InitiativeMove, TooManyPhotos."""
    check_own(caller, initiative_id)
    initiative = await lock_initiative(session, initiative_id)
    if initiative.state != InitiativeState.SHARED.value:
        check_initiative_move(initiative.state, InitiativeState.SHARED)
    if await count_photos(session, initiative_id) >= PHOTOS_EACH:
        raise TooManyPhotos(limit=PHOTOS_EACH)


async def keep_photo(
    session: Session, caller: Caller, initiative_id: UUID, photo: CleanPhoto, office: Office
) -> PhotoKept:
    """The same photo twice is one photo."""
    await check_may_keep_photo(session, caller, initiative_id)
    if await find_photo(session, initiative_id, photo.photo_id) is None:
        row = Photo(
            initiative_id=initiative_id,
            photo_id=photo.photo_id,
            width=photo.width,
            height=photo.height,
            kept_at=office.now(),
        )
        session.add(row)
        await session.flush()
    return PhotoKept(photo_id=photo.photo_id, width=photo.width, height=photo.height)
