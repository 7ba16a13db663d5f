"""The one statement that drops planned mails before they are sent."""

from collections.abc import Mapping

from sqlalchemy import delete

from services.kit.database import Session
from services.kit.tables import work


async def drop_work_about(session: Session, kind: str, about: Mapping[str, str]) -> None:
    """Delete work of a kind whose payload says that it is about this."""
    planned = delete(work).where(work.c.kind == kind)
    await session.execute(planned.where(work.c.payload.contains({"about": dict(about)})))
