"""Gives an idea the code that confirms it: none comes twice, and only so many go to one address in a day."""

from datetime import timedelta

from sqlalchemy import func, select

from services.budget.domain import secrets
from services.budget.store.initiative_queries import count_codes, hashes_of_codes
from services.budget.store.tables import Applicant, MailedCode
from services.budget.usecases.office import Office
from services.kit.database import Session

CODES_A_DAY = 5


async def may_mail_a_code(session: Session, contact_email: str, office: Office) -> bool:
    """Somebody else's address may not be flooded by us. Codes for one address are counted one after the other."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(contact_email))))
    return await count_codes(session, contact_email, office.now() - timedelta(days=1)) < CODES_A_DAY


async def give_code(session: Session, applicant: Applicant, office: Office) -> str:
    """A code this idea never had, to be mailed; from now on the only one that works, with all its tries."""
    earlier = await hashes_of_codes(session, applicant.initiative_id)
    code, kept = _a_code(applicant, office)
    while kept in earlier:
        code, kept = _a_code(applicant, office)
    applicant.code_hash, applicant.code_tries = kept, 0
    applicant.code_until = office.now() + timedelta(hours=secrets.CODE_HOURS)
    session.add(MailedCode(initiative_id=applicant.initiative_id, code_hash=kept, mailed_at=office.now()))
    await session.flush()
    return code


def _a_code(applicant: Applicant, office: Office) -> tuple[str, bytes]:
    code = secrets.new_code()
    return code, secrets.code_hash(office.pepper, applicant.initiative_id, code)
