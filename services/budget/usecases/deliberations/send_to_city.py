"""An idea rises above its area: its circle sends it, with a reason, to the circle of the whole city."""

from uuid import UUID

from services.budget.contract.deliberations import SendToCity
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.refusals import HasStake, NotOfThisCircle
from services.budget.contract.round_refusals import IdeaInRound
from services.budget.domain.moves import check_initiative_move
from services.budget.store.asked_lines import line_to_ask
from services.budget.store.deliberation_tables import InitiativeRise
from services.budget.store.initiative_queries import find_applicant, has_stake, lock_initiative, yeses_of
from services.budget.store.procedure_queries import find_refusal
from services.budget.store.round_queries import in_active_rounds
from services.budget.store.tables import Initiative
from services.budget.usecases.check_seen_initiative import check_initiative_visible, check_seen_initiative
from services.budget.usecases.deliberations.end_proposal import withdraw_proposal
from services.budget.usecases.mails import mail_applicant
from services.budget.usecases.office import Office
from services.budget.usecases.say_yes import check_of_circle
from services.kit.caller import Caller
from services.kit.database import Session


async def send_to_city(
    session: Session, caller: Caller, initiative_id: UUID, body: SendToCity, office: Office
) -> Initiative:
    """Yesses of the area and a no it proposed are taken back: another circle decides, over other money. Stakes stay.

    Raises UnknownInitiative, NotOfThisCircle, HasStake, StaleVersion, InitiativeMove, IdeaInRound, NoMoneyForCity,
    ChooseLine, NotALineHere.
    """
    idea = await lock_initiative(session, initiative_id)
    check_initiative_visible(idea)
    check_of_circle(caller, idea.area_id)
    if idea.area_id is None:
        raise NotOfThisCircle
    if await has_stake(session, initiative_id, caller.id):
        raise HasStake
    await check_seen_initiative(session, idea, body.version)
    check_initiative_move(idea.state, InitiativeState.AWARDED)
    if await in_active_rounds(session, [initiative_id]):
        raise IdeaInRound(title=idea.title)
    line = await line_to_ask(session, idea.year, None, body.line_id)
    await withdraw_proposal(session, idea.id, office)
    for yes in await yeses_of(session, initiative_id):
        yes.withdrawn_at = yes.withdrawn_at or office.now()
    if proposed := await find_refusal(session, initiative_id):
        proposed.withdrawn_at = office.now()
    session.add(_rise(idea, body, caller, office))
    idea.line_id, idea.area_id = line.id, None
    idea.version += 1
    await session.flush()
    if applicant := await find_applicant(session, initiative_id):
        await mail_applicant(session, idea, applicant, "mail.to-city", office, reason=body.reason)
    return idea


def _rise(idea: Initiative, body: SendToCity, caller: Caller, office: Office) -> InitiativeRise:
    return InitiativeRise(
        initiative_id=idea.id, from_line_id=idea.line_id, reason=body.reason, by=caller.name, at=office.now()
    )
