"""Swaps the secret of the mailed link for a session of this browser; nothing else changes."""

from datetime import timedelta
from uuid import UUID

from services.budget.contract.initiatives import ApplicantSession
from services.budget.domain import secrets
from services.budget.store.initiative_queries import get_applicant_by_link
from services.budget.store.tables import BrowserSession
from services.budget.usecases.office import Office
from services.kit.database import Session


async def open_link(session: Session, link_secret: str, office: Office) -> ApplicantSession:
    """Raises LinkNotKnown."""
    applicant = await get_applicant_by_link(session, secrets.secret_hash(link_secret))
    session_secret = await new_session(session, applicant.initiative_id, office)
    return ApplicantSession(session_secret=session_secret, initiative_id=applicant.initiative_id)


async def new_session(session: Session, initiative_id: UUID, office: Office) -> str:
    """A session for one idea; the secret is returned once, only its hash is kept."""
    secret = secrets.new_secret()
    expires_at = office.now() + timedelta(days=office.settings.session_days)
    row = BrowserSession(secret_hash=secrets.secret_hash(secret), initiative_id=initiative_id, expires_at=expires_at)
    session.add(row)
    await session.flush()
    return secret
