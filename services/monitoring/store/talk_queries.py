"""Every SELECT about progress talks."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.contract.talk_refusals import UnknownAction, UnknownKeptTalk
from services.monitoring.store.referral_tables import BreachCase, Referral
from services.monitoring.store.talk_tables import Talk, TalkAction, TalkVersion


async def find_talk(session: Session, partner_id: UUID, quarter: str) -> Talk | None:
    of_quarter = (col(Talk.partner_id) == partner_id) & (col(Talk.quarter) == quarter)
    found: Talk | None = await session.scalar(select(Talk).where(of_quarter))
    return found


async def actions_of(session: Session, talk_id: UUID) -> Sequence[TalkAction]:
    """Of one talk, in the order they were written."""
    of = select(TalkAction).where(col(TalkAction.talk_id) == talk_id).order_by(col(TalkAction.position))
    return (await session.scalars(of)).all()


async def earlier_actions(session: Session, partner_id: UUID, quarter: str) -> Sequence[tuple[str, TalkAction]]:
    """Of all talks about quarters before this one, the oldest first, each with its quarter; done ones too."""
    before = (
        select(col(Talk.quarter), TalkAction)
        .join(TalkAction, col(TalkAction.talk_id) == col(Talk.id))
        .where(col(Talk.partner_id) == partner_id, col(Talk.quarter) < quarter)
        .order_by(col(Talk.quarter), col(TalkAction.position))
    )
    return [(of, action) for of, action in await session.execute(before)]


async def get_action(session: Session, partner_id: UUID, action_id: UUID) -> tuple[str, TalkAction]:
    """An action with the quarter of its talk. Raises UnknownAction, also for one of another partner."""
    mine = (
        select(col(Talk.quarter), TalkAction)
        .join(TalkAction, col(TalkAction.talk_id) == col(Talk.id))
        .where(col(Talk.partner_id) == partner_id, col(TalkAction.id) == action_id)
        .with_for_update(of=TalkAction)
    )
    found = (await session.execute(mine)).first()
    if found is None:
        raise UnknownAction
    return found[0], found[1]


async def kept_versions(session: Session, talk_id: UUID) -> Sequence[TalkVersion]:
    """The oldest first."""
    of = select(TalkVersion).where(col(TalkVersion.talk_id) == talk_id).order_by(col(TalkVersion.number))
    return (await session.scalars(of)).all()


async def get_kept_version(session: Session, partner_id: UUID, quarter: str, number: int) -> TalkVersion:
    """Raises UnknownKeptTalk."""
    mine = (
        select(TalkVersion)
        .join(Talk, col(Talk.id) == col(TalkVersion.talk_id))
        .where(col(Talk.partner_id) == partner_id, col(Talk.quarter) == quarter, col(TalkVersion.number) == number)
    )
    found: TalkVersion | None = await session.scalar(mine)
    if found is None:
        raise UnknownKeptTalk(number=number)
    return found


async def open_cases_by_rule(session: Session, partner_id: UUID, quarter: str) -> Sequence[tuple[str, int]]:
    """Breach cases nobody decided on yet, of referrals up to and including the quarter."""
    still_open = (
        select(col(BreachCase.rule), func.count())
        .join(Referral, col(Referral.id) == col(BreachCase.referral_id))
        .where(
            col(BreachCase.partner_id) == partner_id,
            col(BreachCase.state) == "open",
            col(Referral.quarter) <= quarter,
        )
        .group_by(col(BreachCase.rule))
        .order_by(col(BreachCase.rule))
    )
    return [(rule, count) for rule, count in await session.execute(still_open)]
