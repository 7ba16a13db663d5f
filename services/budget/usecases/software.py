"""What software may do here, and to whose name it stands: it prepares, people decide (decision 0015)."""

from uuid import UUID

from services.budget.contract.software import SoftwareKeyState
from services.budget.contract.software_refusals import (
    NotDraftedByThisSoftware,
    SoftwareKeyEnded,
    SoftwareKeyExpired,
)
from services.budget.domain.software import PREPARES, key_state
from services.budget.store.software_queries import drafted_with
from services.budget.store.software_tables import SoftwareKey
from services.budget.usecases.office import Office, on_day
from services.kit.caller import Caller, Membership
from services.kit.database import Session


def state_of(key: SoftwareKey, office: Office) -> SoftwareKeyState:
    return key_state(is_ended=key.ended_at is not None, ends_on=key.ends_on, today=office.today())


def check_works(key: SoftwareKey, office: Office) -> None:
    """Raise SoftwareKeyEnded or SoftwareKeyExpired when the key no longer works."""
    state = state_of(key, office)
    if state is SoftwareKeyState.ENDED and key.ended_at:
        raise SoftwareKeyEnded(ended_on=on_day(key.ended_at))
    if state is SoftwareKeyState.EXPIRED:
        raise SoftwareKeyExpired(ends_on=key.ends_on)


def software_behind(key: SoftwareKey) -> Caller:
    """The software that has this key. Who made the key answers for it: for four eyes the two are one."""
    return Caller(kind="software", id=key.id, memberships=(Membership(PREPARES),), behind=key.made_by)


def check_may_prepare(caller: Caller) -> None:
    """Raise NotYours unless a policy officer asks, or the municipality's own software."""
    caller.require_role("policy_officer", PREPARES)


async def check_own_draft(session: Session, caller: Caller, split_id: UUID) -> None:
    """Software moves only what it drafted with this key. Raises NotDraftedByThisSoftware."""
    if caller.kind == "software" and await drafted_with(session, split_id) != caller.id:
        raise NotDraftedByThisSoftware


def key_of(caller: Caller) -> str | None:
    """The id of the key with which software does this; None for a person."""
    return caller.id if caller.kind == "software" else None
