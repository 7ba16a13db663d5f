"""Deletes who applied when it is time, and an idea that nobody confirmed altogether."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from services.budget.contract.initiatives import InitiativeState
from services.budget.store.attachment_queries import attachments_of
from services.budget.store.initiative_queries import find_applicant
from services.budget.store.tables import Applicant, Initiative
from services.budget.usecases.applications.keep_attachment import plan_forgetting_files
from services.budget.usecases.office import Office
from services.kit.clock import AMSTERDAM
from services.kit.database import Session
from services.kit.work import plan_work

FORGET_APPLICANT = "forget-applicant"


async def plan_forgetting(session: Session, applicant: Applicant) -> None:
    """Plan it for the day after `delete_after` as that is now; it may have moved by then."""
    midnight = datetime.combine(applicant.delete_after + timedelta(days=1), time(), AMSTERDAM)
    await plan_work(session, FORGET_APPLICANT, {"initiativeId": str(applicant.initiative_id)}, midnight)


def applicant_forgetter(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of forgetting."""

    async def forget(session: Session, payload: Mapping[str, Any]) -> None:
        await forget_applicant(session, UUID(payload["initiativeId"]), office)

    return forget


async def forget_applicant(session: Session, initiative_id: UUID, office: Office) -> None:
    """Name, address and sessions go; a confirmed idea stays, without anybody's name."""
    applicant = await find_applicant(session, initiative_id, for_update=True)
    if applicant is None:
        return
    if office.today() <= applicant.delete_after:
        await plan_forgetting(session, applicant)
        return
    await plan_forgetting_files(session, await attachments_of(session, initiative_id))
    await session.delete(applicant)
    await session.flush()
    initiative = await session.get(Initiative, initiative_id)
    if initiative and initiative.state == InitiativeState.UNCONFIRMED.value:
        await session.delete(initiative)
        await session.flush()
