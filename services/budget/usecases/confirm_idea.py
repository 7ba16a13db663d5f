"""Confirms an idea with the mailed code: from here on everybody can see it and the circle may decide."""

from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from services.budget.contract.initiatives import IdeaConfirmed, InitiativeState
from services.budget.contract.refusals import TooManyCodes, WrongCode
from services.budget.domain import secrets, terms
from services.budget.domain.moves import check_initiative_move
from services.budget.store.initiative_queries import get_applicant, lock_initiative
from services.budget.store.tables import Applicant, MailedCode
from services.budget.usecases.letters.watch_term import plan_watching
from services.budget.usecases.office import Office
from services.budget.usecases.open_link import new_session
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


async def confirm_idea(session: Session, initiative_id: UUID, code: str, office: Office) -> IdeaConfirmed:
    """Raises UnknownInitiative, InitiativeMove, WrongCode (also for a code older than 24 hours)."""
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_move(initiative.state, InitiativeState.OPEN)
    applicant = await get_applicant(session, initiative_id)
    _check_code(applicant, code, office)
    applicant.code_hash = None
    await session.exec(delete(MailedCode).where(col(MailedCode.initiative_id) == initiative_id))
    applicant.delete_after = terms.keep_until(initiative.year, office.settings.keep_applicant_years)
    initiative.state = InitiativeState.OPEN.value
    initiative.version += 1
    initiative.confirmed_at = office.now()
    await plan_watching(session, initiative)
    session_secret = await new_session(session, initiative_id, office)
    return IdeaConfirmed(id=initiative_id, state=InitiativeState.OPEN, session_secret=session_secret)


def _check_code(applicant: Applicant, code: str, office: Office) -> None:
    kept = applicant.code_hash
    is_right = kept is not None and secrets.is_code(office.pepper, applicant.initiative_id, code, kept)
    if not is_right or office.now() > applicant.code_until:
        raise WrongCode(tries_left=secrets.CODE_TRIES - applicant.code_tries)
