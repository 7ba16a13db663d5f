"""The people of an initiative show what it brought about, in their own words (trust instead of control)."""

from uuid import UUID

from services.budget.contract.events import RESULT_SHARED, ResultShared
from services.budget.contract.initiatives import InitiativeState, ShareResult
from services.budget.contract.refusals import UnknownPhoto
from services.budget.domain.moves import check_initiative_move
from services.budget.store.initiative_queries import find_photo, lock_initiative
from services.budget.store.tables import Initiative, Result
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.outbox import tell


async def share_result(
    session: Session, caller: Caller, initiative_id: UUID, body: ShareResult, office: Office
) -> Initiative:
    """Raises NotYours, UnknownInitiative, InitiativeMove, UnknownPhoto (a photo must be of this initiative)."""
    check_own(caller, initiative_id)
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_move(initiative.state, InitiativeState.SHARED)
    if body.photo_id and await find_photo(session, initiative_id, body.photo_id) is None:
        raise UnknownPhoto
    initiative.state = InitiativeState.SHARED.value
    initiative.version += 1
    session.add(_result(initiative_id, body, office))
    await session.flush()
    event = _event(initiative, body, office)
    await tell(session, office.clock, type=RESULT_SHARED, subject=str(initiative_id), data=event)
    return initiative


def _result(initiative_id: UUID, body: ShareResult, office: Office) -> Result:
    return Result(
        initiative_id=initiative_id,
        text=body.text,
        learned=body.learned,
        children_reached=body.children_reached,
        photo_id=body.photo_id,
        photo_description=body.photo_description,
        shared_at=office.now(),
    )


def _event(initiative: Initiative, body: ShareResult, office: Office) -> ResultShared:
    return ResultShared(
        initiative_id=initiative.id,
        version=initiative.version,
        area_id=initiative.area_id,
        year=initiative.year,
        title=initiative.title,
        children_reached=body.children_reached,
        shared_on=office.today(),
    )
