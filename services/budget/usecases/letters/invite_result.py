"""Planned work: some weeks after the yes, who asked is invited to show what it brought about."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from services.budget.contract.initiatives import InitiativeState
from services.budget.store.initiative_queries import find_applicant, find_initiative
from services.budget.store.tables import Initiative
from services.budget.usecases.letters.tell_applicant import tell_applicant
from services.budget.usecases.office import Office
from services.kit.database import Session
from services.kit.work import plan_work

INVITE_RESULT = "invite-result"


async def plan_invitation(session: Session, initiative: Initiative, awarded_at: datetime, office: Office) -> None:
    due_at = awarded_at + timedelta(weeks=office.settings.invite_result_weeks)
    await plan_work(session, INVITE_RESULT, {"initiativeId": str(initiative.id)}, due_at)


def result_inviter(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of inviting."""

    async def invite(session: Session, payload: Mapping[str, Any]) -> None:
        initiative = await find_initiative(session, UUID(payload["initiativeId"]))
        if initiative is None or initiative.state != InitiativeState.AWARDED.value:
            return
        applicant = await find_applicant(session, initiative.id)
        await tell_applicant(session, initiative, applicant, "mail.result-invited", office)

    return invite
