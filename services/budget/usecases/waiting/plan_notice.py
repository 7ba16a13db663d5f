"""Plans to look at the waiting list of a line, because money came free there."""

from uuid import UUID

from services.kit.database import Session
from services.kit.work import plan_work

NOTICE_WAITING = "notice-waiting"


async def plan_notice(session: Session, line_id: UUID) -> None:
    """In the transaction in which money came free, so that nobody who waits is passed over."""
    await plan_work(session, NOTICE_WAITING, {"lineId": str(line_id)})
