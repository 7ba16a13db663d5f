"""Money came free on a line: who waits longest, and fits in it, hears that it is their turn."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from services.budget.store.circle_queries import cents_to_give, lock_line
from services.budget.store.deliberation_queries import waiting_on
from services.budget.store.initiative_queries import find_applicant
from services.budget.usecases.mails import mail_applicant
from services.budget.usecases.office import Office
from services.kit.database import Session


def waiting_noticer(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of looking at the list."""

    async def notice(session: Session, payload: Mapping[str, Any]) -> None:
        await notice_waiting(session, UUID(payload["lineId"]), office)

    return notice


async def notice_waiting(session: Session, line_id: UUID, office: Office) -> None:
    """In the order of the list: who fits in what those before leave. Who heard it before does not hear it again.

    Nothing is decided and no money kept apart: the circle decides, and until then others may get it.
    """
    await lock_line(session, line_id)
    left = await cents_to_give(session, line_id)
    for waiting, idea in await waiting_on(session, line_id):
        if idea.amount_cents > left:
            continue
        left -= idea.amount_cents
        if waiting.noticed_at is None:
            waiting.noticed_at = office.now()
            if applicant := await find_applicant(session, idea.id):
                await mail_applicant(session, idea, applicant, "mail.your-turn", office)
    await session.flush()
