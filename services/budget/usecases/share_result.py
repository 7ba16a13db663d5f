"""The people of an initiative show what it brought about, in a form of their own choice (trust instead of control)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.budget.contract.events import RESULT_SHARED, RESULT_SHARED_V2, ResultShared, ResultSharedV2
from services.budget.contract.guard_refusals import UnknownDocument
from services.budget.contract.initiatives import ChangeResult, InitiativeState, ShareResult
from services.budget.contract.refusals import InitiativeMove, UnknownPhoto
from services.budget.domain.moves import check_initiative_move
from services.budget.store.guard_queries import has_document
from services.budget.store.initiative_queries import find_photo, lock_initiative
from services.budget.store.tables import Initiative, Result
from services.budget.usecases.check_seen_initiative import check_seen_initiative
from services.budget.usecases.guard.correct_entry import forget_photo
from services.budget.usecases.guard.keep_document import forget_document
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.office import Office, on_day
from services.budget.usecases.show.conference import check_not_kept
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.outbox import tell


@dataclass(frozen=True)
class Unkept:
    """Files that no row names any more, to be deleted once the change is committed."""

    photos: list[str]
    document: str | None


async def share_result(
    session: Session, caller: Caller, initiative_id: UUID, body: ShareResult, office: Office
) -> Initiative:
    """Raises NotYours, UnknownInitiative, InitiativeMove, ConferenceIsKept, UnknownPhoto, UnknownDocument."""
    check_own(caller, initiative_id)
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_move(initiative.state, InitiativeState.SHARED)
    await check_not_kept(session, initiative.year)
    await _check_kept(session, initiative_id, body)
    initiative.state = InitiativeState.SHARED.value
    result = Result(initiative_id=initiative_id, shared_at=office.now(), **_told(body))
    session.add(result)
    await _tell(session, initiative, result, office)
    return initiative


async def change_result(
    session: Session, caller: Caller, initiative_id: UUID, body: ChangeResult, office: Office
) -> Unkept:
    """All of it anew; what it was is not kept. Raises what `share_result` raises, StaleVersion and ConferenceIsKept."""
    check_own(caller, initiative_id)
    initiative = await lock_initiative(session, initiative_id)
    result = await session.get(Result, initiative_id)
    if result is None:
        raise InitiativeMove(state=initiative.state, to=InitiativeState.SHARED.value)
    await check_not_kept(session, initiative.year)
    await check_seen_initiative(session, initiative, body.version)
    await _check_kept(session, initiative_id, body)
    before = {result.photo_id, *(each["photo_id"] for each in result.more_pictures)}, result.document_id
    for name, value in _told(body).items():
        setattr(result, name, value)
    result.changed_at = office.now()
    await _tell(session, initiative, result, office)
    return await _forget(session, initiative_id, body, *before)


async def _forget(
    session: Session, initiative_id: UUID, body: ShareResult, photos: set[str | None], document: str | None
) -> Unkept:
    """What is shown no more is kept no more."""
    gone = photos - {picture.photo_id for picture in body.pictures}
    forgotten = [await forget_photo(session, initiative_id, photo) for photo in sorted(filter(None, gone))]
    is_gone = document is not None and document != body.document_id
    unkept = await forget_document(session, initiative_id, document) if document and is_gone else None
    return Unkept([photo for photo in forgotten if photo], unkept)


async def _check_kept(session: Session, initiative_id: UUID, body: ShareResult) -> None:
    for picture in body.pictures:
        if await find_photo(session, initiative_id, picture.photo_id) is None:
            raise UnknownPhoto
    if body.document_id and not await has_document(session, initiative_id, body.document_id):
        raise UnknownDocument


def _told(body: ShareResult) -> dict[str, Any]:
    """What people told, as the columns of a result: the first picture stands apart."""
    first, more = next(iter(body.pictures), None), body.pictures[1:]
    return {
        "text": body.text,
        "learned": body.learned,
        "children_reached": body.children_reached,
        "rating": body.rating,
        "photo_id": first.photo_id if first else None,
        "photo_description": first.description if first else "",
        "more_pictures": [picture.model_dump() for picture in more],
        "film_url": body.film_url,
        "document_id": body.document_id,
    }


async def _tell(session: Session, initiative: Initiative, result: Result, office: Office) -> None:
    """Two versions of the event; the first cannot say that nobody counted the children."""
    initiative.version += 1
    await session.flush()
    told = ResultSharedV2(
        initiative_id=initiative.id,
        version=initiative.version,
        area_id=initiative.area_id,
        year=initiative.year,
        title=initiative.title,
        children_reached=result.children_reached,
        rating=result.rating,
        learned=result.learned,
        shared_on=on_day(result.shared_at),
    )
    await tell(session, office.clock, type=RESULT_SHARED_V2, subject=str(initiative.id), data=told)
    if told.children_reached is not None:
        known = told.model_dump(include=set(ResultShared.model_fields))
        await tell(session, office.clock, type=RESULT_SHARED, subject=str(initiative.id), data=ResultShared(**known))
