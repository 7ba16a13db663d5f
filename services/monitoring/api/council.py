"""Routes of mail to council members: addresses an officer keeps, and the link that ends one."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.kit.caller import AnyCaller, PersonCaller
from services.kit.database import DatabaseDep
from services.monitoring.api.dependencies import OfficeDep
from services.monitoring.contract.council import CouncilAddressView, CouncilMailLink, KeepCouncilAddress
from services.monitoring.store.council_queries import council_addresses
from services.monitoring.store.council_tables import CouncilAddress
from services.monitoring.usecases.council import keep_address

router = APIRouter(prefix="/council-addresses", tags=["surveys"])


@router.get(
    "",
    operation_id="listCouncilAddresses",
    summary="Which council members get mail when a summary goes to the council",
    response_description="For policy officers and approvers",
)
async def addresses(caller: PersonCaller, database: DatabaseDep, office: OfficeDep) -> list[CouncilAddressView]:
    caller.require_role("policy_officer", "approver")
    async with database.reading() as session:
        return [_view(each) for each in await council_addresses(session, office.today())]


@router.put(
    "",
    operation_id="keepCouncilAddress",
    summary="Keep the address of a council member who asked for it",
    response_description="The address; the same one again changes its language and last day",
)
async def keep(
    body: KeepCouncilAddress, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> CouncilAddressView:
    """For policy officers. No Idempotency-Key: it would keep the address."""
    async with database.transaction() as session:
        return _view(await keep_address.keep_address(session, caller, body, office))


@router.delete(
    "/{address_id}",
    status_code=204,
    operation_id="deleteCouncilAddress",
    summary="Forget an address, and mail to it that waits",
    response_class=Response,
)
async def remove(address_id: UUID, caller: PersonCaller, database: DatabaseDep) -> None:
    """For policy officers."""
    async with database.transaction() as session:
        await keep_address.remove_address(session, caller, address_id)


@router.post(
    "/ending-by-link",
    status_code=204,
    operation_id="endCouncilMail",
    summary="No mail any more, by the link in every mail",
    response_class=Response,
)
async def end(body: CouncilMailLink, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> None:
    async with database.transaction() as session:
        await keep_address.end_by_link(session, body, office)


@router.post(
    "/link-checks",
    status_code=204,
    operation_id="checkCouncilMailLink",
    summary="Whether the link of a mail still ends something; says nothing else and ends nothing",
    response_class=Response,
)
async def check(body: CouncilMailLink, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> None:
    async with database.reading() as session:
        await keep_address.check_link(session, body, office)


def _view(kept: CouncilAddress) -> CouncilAddressView:
    return CouncilAddressView.model_validate(kept.model_dump(exclude={"added_by"}))
