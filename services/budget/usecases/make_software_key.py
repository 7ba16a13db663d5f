"""Makes a key for the municipality's own software, and ends one."""

from services.budget.contract.software import MakeSoftwareKey
from services.budget.contract.software_refusals import SoftwareKeyEndDate
from services.budget.domain.software import latest_end
from services.budget.store.software_queries import lock_software_key
from services.budget.store.software_tables import SoftwareKey
from services.budget.usecases.office import Office
from services.kit import logging
from services.kit.api_keys import new_api_key
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.texts import in_words


async def make_software_key(
    session: Session, caller: Caller, body: MakeSoftwareKey, office: Office
) -> tuple[SoftwareKey, str]:
    """For policy officers: the row, and the key itself, which is kept nowhere. Raises NotYours, SoftwareKeyEndDate."""
    caller.require_role("policy_officer")
    _check_end(body, office)
    made = new_api_key()
    row = SoftwareKey(
        id=made.id,
        name=body.name,
        purpose=body.purpose,
        secret_sha256=made.secret_sha256,
        made_by=caller.name,
        made_at=office.now(),
        ends_on=body.ends_on,
    )
    session.add(row)
    await session.flush()
    return row, made.text


def _check_end(body: MakeSoftwareKey, office: Office) -> None:
    latest = latest_end(office.today(), office.settings.software_key_months)
    if not office.today() <= body.ends_on <= latest:
        language = logging.language.get()
        until = in_words(latest, language)
        said = {"field": "endsOn", "slug": SoftwareKeyEndDate.slug, "latest": until}
        raise SoftwareKeyEndDate(errors=[said], latest=until)


async def end_software_key(session: Session, caller: Caller, key_id: str, office: Office) -> SoftwareKey:
    """For policy officers, whoever made it; from now on it opens nothing. Ended already it stays as it was ended.

    Raises NotYours, UnknownSoftwareKey.
    """
    caller.require_role("policy_officer")
    key = await lock_software_key(session, key_id)
    if key.ended_at is None:
        key.ended_by, key.ended_at = caller.name, office.now()
        await session.flush()
    return key
