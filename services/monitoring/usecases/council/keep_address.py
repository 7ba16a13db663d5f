"""An officer keeps the address of a council member who asked for mail; it ends on its day, or by the link in a mail."""

import base64
import hmac
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.work import plan_work
from services.monitoring.contract.council import CouncilMailLink, KeepCouncilAddress
from services.monitoring.contract.council_refusals import CouncilMailEndsWrong, NoCouncilMail
from services.monitoring.domain.council import may_end_on
from services.monitoring.store.council_queries import (
    delete_council_address,
    delete_ended_addresses,
    find_council_address,
    write_council_address,
)
from services.monitoring.store.council_tables import CouncilAddress
from services.monitoring.usecases.mails import drop_mails
from services.monitoring.usecases.office import Office, end_of

FORGET_COUNCIL = "forget-council-address"


async def keep_address(session: Session, caller: Caller, body: KeepCouncilAddress, office: Office) -> CouncilAddress:
    """For policy officers. Raises CouncilMailEndsWrong."""
    caller.require_role("policy_officer")
    if not may_end_on(body.until, office.today()):
        raise CouncilMailEndsWrong
    address = CouncilAddress(
        email=body.email.lower(),
        language=body.language,
        until=body.until,
        added_by=caller.name,
        added_at=office.now(),
    )
    kept = await write_council_address(session, address)
    await plan_work(session, FORGET_COUNCIL, {}, end_of(body.until))
    return kept


async def remove_address(session: Session, caller: Caller, address_id: UUID) -> None:
    """For policy officers; mail that waits goes with it."""
    caller.require_role("policy_officer")
    await _forget(session, address_id)


async def end_by_link(session: Session, body: CouncilMailLink, office: Office) -> None:
    """By who got the mail, without signing in. Raises NoCouncilMail."""
    await check_link(session, body, office)
    await _forget(session, body.id)


async def check_link(session: Session, body: CouncilMailLink, office: Office) -> None:
    """Raises NoCouncilMail when the link ends nothing (any more)."""
    is_ours = hmac.compare_digest(body.proof.encode(), proof_of(office, body.id).encode())
    if not is_ours or await find_council_address(session, body.id) is None:
        raise NoCouncilMail


def proof_of(office: Office, address_id: UUID) -> str:
    """That a link to end it is ours; made anew for every mail, so it is kept nowhere."""
    made = hmac.digest(office.pepper, f"end-council-mail:{address_id}".encode(), "sha256")
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


async def _forget(session: Session, address_id: UUID) -> None:
    await delete_council_address(session, address_id)
    await drop_mails(session, council=str(address_id))


def council_forgetter(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of forgetting addresses whose last day is over."""

    async def forget(session: Session, payload: Mapping[str, Any]) -> None:
        await delete_ended_addresses(session, office.today())

    return forget
