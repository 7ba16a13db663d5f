"""Approve the minutes of a talk: the municipality and the partner, each for itself. With the second they are kept."""

from typing import Any
from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.kit.errors import check_version
from services.monitoring.contract.delivery_refusals import ApprovedForOtherSide
from services.monitoring.contract.talk_refusals import AlreadyApproved, TalkIsApproved, TalkNotApproved, TalkNotHeld
from services.monitoring.contract.talks import ReopenTalk
from services.monitoring.store.queries import hold_deliveries_of
from services.monitoring.store.talk_queries import find_talk, kept_versions
from services.monitoring.store.talk_tables import Talk, TalkVersion
from services.monitoring.usecases.four_eyes import require_officer_of_another


async def approve_talk(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, quarter: str, seen_version: int
) -> Talk:
    """Raises NotYours, OwnPartner (of both sides), TalkIsApproved, TalkNotHeld, AlreadyApproved, StaleVersion."""
    is_partner = _side_of(caller, partner_id)
    await hold_deliveries_of(session, partner_id)
    talk = await find_talk(session, partner_id, quarter)
    if talk is None or talk.held_on is None or talk.held_on > clock.today():
        raise TalkNotHeld
    if talk.approved_at:
        raise TalkIsApproved
    check_version(talk.version, seen_version)
    if talk.partner_approved_at if is_partner else talk.municipality_approved_at:
        raise AlreadyApproved
    if caller.answerable in (talk.partner_approved_by, talk.municipality_approved_by):
        raise ApprovedForOtherSide
    _approve(talk, clock, caller, is_partner=is_partner)
    await session.flush()
    return talk


def _side_of(caller: Caller, partner_id: UUID) -> bool:
    """True for the partner's side. Who belongs to both sides cannot be two pairs of eyes."""
    if caller.has_role("policy_officer"):
        require_officer_of_another(caller, partner_id)
        return False
    caller.require_role("partner_member", within=str(partner_id))
    return True


def _approve(talk: Talk, clock: Clock, caller: Caller, *, is_partner: bool) -> None:
    now = clock.now()
    if is_partner:
        talk.partner_approved_at, talk.partner_approved_by = now, caller.answerable
    else:
        talk.municipality_approved_at, talk.municipality_approved_by = now, caller.answerable
    if talk.partner_approved_at and talk.municipality_approved_at:
        talk.approved_at = now


async def keep_version(session: Session, talk: Talk, content: dict[str, Any]) -> None:
    """Keep what both sides approved; nothing of it changes afterwards."""
    if talk.approved_at is None:
        return
    kept = await kept_versions(session, talk.id)
    session.add(
        TalkVersion(
            talk_id=talk.id,
            number=len(kept) + 1,
            content=content,
            approved_at=talk.approved_at,
            municipality_approved_by=talk.municipality_approved_by or "",
            partner_approved_by=talk.partner_approved_by or "",
        )
    )
    await session.flush()


async def reopen_talk(session: Session, caller: Caller, partner_id: UUID, quarter: str, body: ReopenTalk) -> Talk:
    """For policy officers who do not belong to the partner. Raises TalkNotApproved, StaleVersion, OwnPartner."""
    require_officer_of_another(caller, partner_id)
    await hold_deliveries_of(session, partner_id)
    talk = await find_talk(session, partner_id, quarter)
    if talk is None or talk.approved_at is None:
        raise TalkNotApproved
    check_version(talk.version, body.seen_version)
    talk.approved_at = talk.municipality_approved_at = talk.partner_approved_at = None
    talk.municipality_approved_by = talk.partner_approved_by = None
    talk.reopened_because = body.reason
    talk.version += 1
    await session.flush()
    return talk
