"""Puts an idea on the waiting list, when less is left than it asks: not only a refusal."""

from uuid import UUID

from services.budget.contract.deliberation_refusals import EnoughLeft, WaitsAlready
from services.budget.contract.deliberations import PutOnWaitingList
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.schemes import OtherFund, Scheme
from services.budget.domain.amounts import Euros
from services.budget.domain.moves import check_initiative_move
from services.budget.store.circle_queries import cents_to_give, lock_line
from services.budget.store.deliberation_queries import find_waiting, waiting_on
from services.budget.store.deliberation_tables import WaitingIdea
from services.budget.store.initiative_queries import find_applicant
from services.budget.store.tables import Initiative
from services.budget.usecases.check_seen_initiative import check_seen_initiative
from services.budget.usecases.deliberations.of_idea import lock_for_circle
from services.budget.usecases.mails import mail_applicant
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.texts import in_words


async def put_on_list(
    session: Session, caller: Caller, initiative_id: UUID, body: PutOnWaitingList, office: Office
) -> None:
    """Who told it hears its place, other funds and when there is money again.

    Raises UnknownInitiative, NotOfThisCircle, HasStake, StaleVersion, InitiativeMove, WaitsAlready, EnoughLeft.
    """
    idea, _ = await lock_for_circle(session, caller, initiative_id, is_applicant=False)
    check_initiative_move(idea.state, InitiativeState.AWARDED)
    if await find_waiting(session, idea.id):
        raise WaitsAlready
    await check_seen_initiative(session, idea, body.version)
    await lock_line(session, idea.line_id)
    left = max(await cents_to_give(session, idea.line_id), 0)
    if idea.amount_cents <= left:
        raise EnoughLeft(left_cents=Euros(left), asked_cents=Euros(idea.amount_cents))
    session.add(WaitingIdea(initiative_id=idea.id, since=office.now()))
    idea.version += 1
    await session.flush()
    await _tell(session, idea, office)


async def _tell(session: Session, idea: Initiative, office: Office) -> None:
    if applicant := await find_applicant(session, idea.id):
        place = [other.id for _, other in await waiting_on(session, idea.line_id)].index(idea.id) + 1
        scheme = await scheme_of_idea(session, idea, office)
        elsewhere = _elsewhere(scheme, applicant.language, office)
        await mail_applicant(session, idea, applicant, "mail.waiting", office, place=place, elsewhere=elsewhere)


def _elsewhere(scheme: Scheme, language: str, office: Office) -> str:
    """When there is money again, and other funds; begins with an empty line, so that there may be none."""
    said = []
    if scheme.new_money_on:
        said.append(office.say("mail.new-money", language, date=in_words(scheme.new_money_on, language)))
    if scheme.other_funds:
        said.append("\n".join([office.say("mail.other-funds", language), *map(_fund, scheme.other_funds)]))
    return "".join(f"\n\n{each}" for each in said)


def _fund(fund: OtherFund) -> str:
    return "- " + ", ".join(part for part in (fund.name, fund.text, fund.url) if part)
