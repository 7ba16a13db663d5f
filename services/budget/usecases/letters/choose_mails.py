"""Who asked says which mails they do not want; what the law asks always comes."""

from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from services.budget.contract.messages import MailPreferences
from services.budget.store.initiative_queries import get_applicant
from services.budget.store.message_tables import UnwantedMail
from services.budget.usecases.keep_photo import check_own
from services.kit.caller import Caller
from services.kit.database import Session


async def choose_mails(session: Session, caller: Caller, initiative_id: UUID, body: MailPreferences) -> None:
    """Raises NotYours, UnknownInitiative."""
    check_own(caller, initiative_id)
    await get_applicant(session, initiative_id)
    await session.exec(delete(UnwantedMail).where(col(UnwantedMail.initiative_id) == initiative_id))
    session.add_all(UnwantedMail(initiative_id=initiative_id, kind=kind.value) for kind in set(body.unwanted))
    await session.flush()
