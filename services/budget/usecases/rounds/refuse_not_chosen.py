"""A no to an idea that the ballots of a round gave no money: a decision with the plain reason of the count."""

from collections.abc import Callable

from services.budget.contract.initiatives import InitiativeState
from services.budget.domain.moves import check_initiative_move
from services.budget.store.procedure_queries import find_refusal
from services.budget.store.procedure_tables import Refusal
from services.budget.store.round_tables import Round
from services.budget.store.tables import Initiative
from services.budget.usecases.letters.tell_refusal import NOT_CHOSEN, ByBallots, tell_refusal
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session


async def refuse_not_chosen(
    session: Session, caller: Caller, found: Round, idea: Initiative, why: Callable[[str], str], office: Office
) -> None:
    """Two decide: who set the round proposed, who confirms agrees. A no that was proposed before gives way.

    Raises InitiativeMove.
    """
    check_initiative_move(idea.state, InitiativeState.REFUSED)
    if before := await find_refusal(session, idea.id):
        before.withdrawn_at = office.now()
        await session.flush()
    refusal = Refusal(
        initiative_id=idea.id,
        round_id=found.id,
        ground=NOT_CHOSEN,
        own_words="",
        proposed_by=found.set_by,
        proposed_on=office.today(),
        agreed_by=caller.name,
        agreed_on=office.today(),
    )
    session.add(refusal)
    idea.state = InitiativeState.REFUSED.value
    idea.version += 1
    await session.flush()
    page = f"{office.settings.public_url}/stemmen/{found.id}"
    await tell_refusal(session, idea, refusal, office, ByBallots(found.title, page, why))
