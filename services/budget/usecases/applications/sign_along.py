"""An adult signs too for who is under the age of the scheme: by a code of their own, which opens the idea."""

from datetime import timedelta
from uuid import UUID

from services.budget.contract.application_refusals import (
    NoSignerAsked,
    SignerCodeSpent,
    TooManySignerCodes,
    WrongSignerCode,
)
from services.budget.contract.applications import SignedAlong, SignerCodeMailed
from services.budget.contract.initiatives import InitiativeState
from services.budget.domain import secrets
from services.budget.domain.moves import check_initiative_move
from services.budget.store.application_queries import lock_application
from services.budget.store.application_tables import Application
from services.budget.store.initiative_queries import get_applicant, lock_initiative
from services.budget.store.tables import Initiative
from services.budget.usecases.drafts.start_draft import times_done
from services.budget.usecases.mails import copy_of, plan_mail
from services.budget.usecases.office import Office
from services.budget.usecases.open_idea import open_idea
from services.kit.database import Session

SIGNER_CODES_A_DAY = 5
DAYS_TO_SIGN = 7


async def mail_signer(
    session: Session, idea: Initiative, name: str, more: Application, language: str, office: Office
) -> None:
    """Raises TooManySignerCodes. The code before it works no more."""
    midnight = office.now().replace(hour=0, minute=0, second=0, microsecond=0)
    if await times_done(session, f"signer:{more.signer_email}", midnight, timedelta(days=1), office) > (
        SIGNER_CODES_A_DAY
    ):
        raise TooManySignerCodes(limit=SIGNER_CODES_A_DAY)
    code = secrets.new_code()
    more.signer_code_hash = secrets.code_hash(_pepper(office), idea.id, code)
    more.signer_code_until, more.signer_code_tries = office.now() + timedelta(days=DAYS_TO_SIGN), 0
    page = f"{office.settings.public_url}/mijn-idee/{idea.id}/meetekenen"
    facts = {"name": more.signer_name, "who": name, "code": code, "page": page, **copy_of(idea)}
    await plan_mail(session, office, more.signer_email, "mail.signer", language, facts)


async def count_signer_try(session: Session, initiative_id: UUID) -> None:
    """Before it is judged, in a transaction of its own. Raises NoSignerAsked, SignerCodeSpent."""
    more = await _asked(session, initiative_id)
    if more.signer_code_tries >= secrets.CODE_TRIES:
        raise SignerCodeSpent(tries=secrets.CODE_TRIES)
    more.signer_code_tries += 1


async def sign_along(session: Session, initiative_id: UUID, code: str, office: Office) -> SignedAlong:
    """Raises NoSignerAsked, WrongSignerCode (also for one that is too old), InitiativeMove."""
    idea = await lock_initiative(session, initiative_id)
    check_initiative_move(idea.state, InitiativeState.OPEN)
    more = await _asked(session, initiative_id)
    kept, until = more.signer_code_hash, more.signer_code_until
    is_right = kept is not None and secrets.is_code(_pepper(office), initiative_id, code, kept)
    if not is_right or until is None or office.now() > until:
        raise WrongSignerCode(days=DAYS_TO_SIGN, tries_left=secrets.CODE_TRIES - more.signer_code_tries)
    more.signer_code_hash, more.signed_at = None, office.now()
    await open_idea(session, idea, await get_applicant(session, initiative_id), office)
    await session.flush()
    return SignedAlong(id=initiative_id, state=InitiativeState(idea.state))


async def mail_signer_again(session: Session, initiative_id: UUID, office: Office) -> SignerCodeMailed:
    """Raises NoSignerAsked, TooManySignerCodes."""
    idea = await lock_initiative(session, initiative_id)
    applicant, more = await get_applicant(session, initiative_id), await _asked(session, initiative_id)
    await mail_signer(session, idea, applicant.name, more, applicant.language, office)
    return SignerCodeMailed(id=initiative_id)


async def _asked(session: Session, initiative_id: UUID) -> Application:
    more = await lock_application(session, initiative_id)
    if more is None or more.signer_code_hash is None:
        raise NoSignerAsked
    return more


def _pepper(office: Office) -> bytes:
    """Not that of the applicant's code: one is never good for the other."""
    return b"signer:" + office.pepper
