"""What forgets the papers of a partnership; everything else about them is append-only for this role."""

from sqlalchemy import text

from services.kit.database import Session

FORGET = text("SELECT forget_partnership(:last_year)")
"""A function of the database's owner (migration 0022): the service itself may delete nothing of it."""


async def forget_papers(session: Session, last_year: int) -> None:
    """Talks, reports, what was learned, drafts, remarks and the bodies of deliveries, up to and including a year."""
    await session.execute(FORGET, {"last_year": last_year})
