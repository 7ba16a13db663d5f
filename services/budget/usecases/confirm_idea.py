"""Confirms an idea with the mailed code: from here on everybody can see it and the circle may decide."""

from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from services.budget.contract.applications import IdeaDetails
from services.budget.contract.initiatives import IdeaConfirmed, InitiativeState
from services.budget.contract.refusals import TooManyCodes, WrongCode
from services.budget.domain import secrets
from services.budget.domain.moves import check_initiative_move
from services.budget.store.initiative_queries import get_applicant, lock_initiative
from services.budget.store.tables import Applicant, MailedCode
from services.budget.usecases.applications.keep_details import keep_details
from services.budget.usecases.applications.sign_along import mail_signer
from services.budget.usecases.office import Office
from services.budget.usecases.open_idea import open_idea
from services.budget.usecases.open_link import new_session
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.database import Session


async def count_try(session: Session, initiative_id: UUID) -> None:
    """Count a try before it is judged, in a transaction of its own: a refusal undoes its own transaction.

    Raises UnknownInitiative, InitiativeMove (confirmed already), TooManyCodes.
    """
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_move(initiative.state, InitiativeState.OPEN)
    applicant = await get_applicant(session, initiative_id)
    if applicant.code_tries >= secrets.CODE_TRIES:
        raise TooManyCodes(tries=secrets.CODE_TRIES)
    applicant.code_tries += 1


async def give_back_try(session: Session, initiative_id: UUID) -> None:
    """The code was right and something else was not: that is no try."""
    applicant = await get_applicant(session, initiative_id)
    applicant.code_tries = max(applicant.code_tries - 1, 0)


async def confirm_idea(
    session: Session, initiative_id: UUID, code: str, office: Office, details: IdeaDetails | None = None
) -> IdeaConfirmed:
    """The idea opens, or waits for the adult who signs too.

    Raises UnknownInitiative, InitiativeMove, WrongCode (also for a code older than 24 hours), and what `keep_details`
    raises: then the code still works.
    """
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_move(initiative.state, InitiativeState.OPEN)
    applicant = await get_applicant(session, initiative_id)
    _check_code(applicant, code, office)
    applicant.code_hash = None
    await session.exec(delete(MailedCode).where(col(MailedCode.initiative_id) == initiative_id))
    rules = await scheme_of_idea(session, initiative, office)
    more = await keep_details(session, initiative, applicant, details or IdeaDetails(), rules, office)
    if more is not None and more.signer_email:
        await mail_signer(session, initiative, applicant.name, more, applicant.language, office)
    else:
        await open_idea(session, initiative, applicant, office)
    session_secret = await new_session(session, initiative_id, office)
    state = InitiativeState(initiative.state)
    waits = state is InitiativeState.UNCONFIRMED
    return IdeaConfirmed(id=initiative_id, state=state, session_secret=session_secret, waits_for_signer=waits)


def _check_code(applicant: Applicant, code: str, office: Office) -> None:
    kept = applicant.code_hash
    is_right = kept is not None and secrets.is_code(office.pepper, applicant.initiative_id, code, kept)
    if not is_right or office.now() > applicant.code_until:
        raise WrongCode(tries_left=secrets.CODE_TRIES - applicant.code_tries)
