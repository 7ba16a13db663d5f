"""Staff enter an idea for somebody who came to the desk or called; that person confirms, by code or on paper."""

from uuid import UUID

from services.budget.contract.application_refusals import NotByHand
from services.budget.contract.applications import ConfirmByHand, EnterIdea
from services.budget.contract.initiatives import IdeaReceived, InitiativeState
from services.budget.domain.moves import check_initiative_move
from services.budget.store.application_queries import lock_application
from services.budget.store.application_tables import Application
from services.budget.store.initiative_queries import get_applicant, lock_initiative
from services.budget.usecases.applications.keep_details import keep_details
from services.budget.usecases.applications.may_see import check_staff
from services.budget.usecases.office import Office
from services.budget.usecases.open_idea import open_idea
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.budget.usecases.submit_idea import submit_idea
from services.kit.caller import Caller
from services.kit.database import Session


async def enter_idea(session: Session, caller: Caller, body: EnterIdea, office: Office) -> IdeaReceived:
    """Raises NotYours, NoMoneyForArea, AboveMost, TooManyIdeas."""
    check_staff(caller, body.area_id)
    received = await submit_idea(session, body, office)
    more = Application(
        initiative_id=received.id, entered_by=caller.name, phone=body.phone, postal_address=body.postal_address
    )
    session.add(more)
    await session.flush()
    return received


async def confirm_by_hand(
    session: Session, caller: Caller, initiative_id: UUID, body: ConfirmByHand, office: Office
) -> None:
    """Who asks signed the printed receipt. Raises NotYours, UnknownInitiative, InitiativeMove, NotByHand."""
    idea = await lock_initiative(session, initiative_id)
    check_staff(caller, idea.area_id)
    check_initiative_move(idea.state, InitiativeState.OPEN)
    applicant, more = await get_applicant(session, initiative_id), await lock_application(session, initiative_id)
    if more is None or more.entered_by is None:
        raise NotByHand
    rules = await scheme_of_idea(session, idea, office)
    # On paper the adult who signs too signs at the desk, so nobody is mailed.
    await keep_details(session, idea, applicant, body.details.model_copy(update={"signer": None}), rules, office)
    more.signed_before, more.signed_at = caller.name, office.now()
    await open_idea(session, idea, applicant, office)
    await session.flush()
