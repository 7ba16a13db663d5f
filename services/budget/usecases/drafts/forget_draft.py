"""Deletes a draft that nobody typed in for too long, whatever became of it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from services.budget.store.draft_queries import find_draft, forget_counts
from services.budget.store.draft_tables import IdeaDraft
from services.budget.usecases.office import Office
from services.kit.clock import AMSTERDAM
from services.kit.database import Session
from services.kit.work import plan_work

FORGET_DRAFT = "forget-draft"


async def plan_forgetting_draft(session: Session, draft: IdeaDraft) -> None:
    """Plan it for the day after `delete_after` as that is now; it may have moved by then."""
    midnight = datetime.combine(draft.delete_after + timedelta(days=1), time(), AMSTERDAM)
    await plan_work(session, FORGET_DRAFT, {"draftId": str(draft.id)}, midnight)


def draft_forgetter(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of forgetting a draft; counts of the days before go with it."""

    async def forget(session: Session, payload: Mapping[str, Any]) -> None:
        await forget_counts(session, office.now())
        draft = await find_draft(session, UUID(payload["draftId"]))
        if draft is None:
            return
        if office.today() <= draft.delete_after:
            await plan_forgetting_draft(session, draft)
            return
        await session.delete(draft)
        await session.flush()

    return forget
