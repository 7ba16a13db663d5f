"""Who sees what a partner delivered in full: its own software, its own people, and the municipality."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from services.kit.api_keys import START, bearer_of
from services.kit.caller import KEY, TOKEN, Caller, NotYours, names_a_caller, person
from services.kit.database import DatabaseDep
from services.monitoring.api.dependencies import partner_software


@names_a_caller(KEY, TOKEN)
async def software_or_person(request: Request, database: DatabaseDep) -> Caller:
    """Raises BadApiKey, NoToken, BadToken."""
    if bearer_of(request).startswith(START):
        return await partner_software(request, database)
    return await person(request)


def sees_all(caller: Caller, partner_id: UUID) -> bool:
    """Whether somebody may see a partner's numbers in full."""
    if caller.kind == "partner":
        return caller.id == str(partner_id)
    is_municipality = caller.has_role("policy_officer") or caller.has_role("approver")
    return is_municipality or caller.has_role("partner_member", str(partner_id))


def check_sees_all(caller: Caller, partner_id: UUID) -> None:
    """Raises NotYours: what is another partner's is not for this one."""
    if not sees_all(caller, partner_id):
        raise NotYours(roles="partner_member")


SeeingCaller = Annotated[Caller, Depends(software_or_person)]
