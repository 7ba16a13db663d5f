"""Routes of the keys of the municipality's own software: made, shown once, listed and ended by people."""

from fastapi import APIRouter

from services.budget.api.wiring import OfficeDep
from services.budget.contract.software import MakeSoftwareKey, SoftwareKeyMade, SoftwareKeys, SoftwareKeyView
from services.budget.domain.software import latest_end
from services.budget.software_views import software_key_made, software_key_view
from services.budget.store.software_queries import software_keys
from services.budget.usecases.make_software_key import end_software_key, make_software_key
from services.kit.caller import PersonCaller
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep

router = APIRouter(prefix="/software-keys", tags=["software"])


@router.post(
    "",
    status_code=201,
    operation_id="makeSoftwareKey",
    summary="Make a key for the municipality's own software",
    response_description="The key, shown this once",
)
async def make(
    body: MakeSoftwareKey, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> SoftwareKeyMade:
    """For policy officers. The same request again gets the key without its secret."""
    async with database.transaction() as session:

        async def work() -> SoftwareKeyMade:
            return software_key_made(*await make_software_key(session, caller, body, office), office)

        return await once.answer(session, SoftwareKeyMade, work, remember=_without_secret)


def _without_secret(made: SoftwareKeyMade) -> SoftwareKeyMade:
    return made.model_copy(update={"key": None})


@router.get(
    "",
    operation_id="listSoftwareKeys",
    summary="All keys of software, also those that ended",
    response_description="The keys, the newest first",
)
async def keys(caller: PersonCaller, database: DatabaseDep, office: OfficeDep) -> SoftwareKeys:
    """For policy officers, and for approvers, who see what software prepared."""
    caller.require_role("policy_officer", "approver")
    async with database.reading() as session:
        found = await software_keys(session)
    return SoftwareKeys(
        latest_ends_on=latest_end(office.today(), office.settings.software_key_months),
        keys=[software_key_view(key, office) for key in found],
    )


@router.post(
    "/{key_id}/ending",
    operation_id="endSoftwareKey",
    summary="End a key, at once",
    response_description="The key as it now is",
)
async def end(key_id: str, caller: PersonCaller, database: DatabaseDep, office: OfficeDep) -> SoftwareKeyView:
    """For policy officers, whoever made it. What its software prepared stays."""
    async with database.transaction() as session:
        return software_key_view(await end_software_key(session, caller, key_id, office), office)
