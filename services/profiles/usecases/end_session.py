"""Sign out: the session's secret signs nobody in any more."""

from sqlalchemy import delete
from sqlmodel import col

from services.kit.database import Session
from services.profiles.domain.secrets import hash_of
from services.profiles.store.person_tables import SignIn


async def end_session(session: Session, secret: str) -> None:
    """Ending twice, or a session that never was, is no fault: signed out is signed out."""
    await session.execute(delete(SignIn).where(col(SignIn.secret_hash) == hash_of(secret)))
