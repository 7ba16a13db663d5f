"""Mails another code for an idea that waits for one: the code was lost, too old, or tried too often."""

from uuid import UUID

from services.budget.contract.initiatives import CodeMailed, InitiativeState
from services.budget.contract.refusals import InitiativeMove, TooManyNewCodes
from services.budget.domain.moves import check_initiative_move
from services.budget.store.initiative_queries import get_applicant, lock_initiative
from services.budget.usecases.give_code import CODES_A_DAY, give_code, may_mail_a_code
from services.budget.usecases.mails import mail_new_code as mail
from services.budget.usecases.office import Office
from services.kit.database import Session


async def mail_new_code(session: Session, initiative_id: UUID, office: Office) -> CodeMailed:
    """The code before it works no more. Raises UnknownInitiative, InitiativeMove (confirmed), TooManyNewCodes."""
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_move(initiative.state, InitiativeState.OPEN)
    applicant = await get_applicant(session, initiative_id)
    if not applicant.contact_email or applicant.code_hash is None:
        # Confirmed by hand, or already with the adult who signs too.
        raise InitiativeMove(state=initiative.state, to=InitiativeState.OPEN.value)
    if not await may_mail_a_code(session, applicant.contact_email, office):
        raise TooManyNewCodes(limit=CODES_A_DAY)
    code = await give_code(session, applicant, office)
    await mail(session, initiative, applicant, code, office)
    return CodeMailed(works_until=applicant.code_until)
