"""All statements about the keys of the municipality's own software."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlmodel import col, select

from services.budget.contract.software_refusals import UnknownSoftwareKey
from services.budget.store.money_tables import Step
from services.budget.store.software_tables import SoftwareKey
from services.kit.database import Session


async def find_software_key(session: Session, key_id: str) -> SoftwareKey | None:
    return await session.get(SoftwareKey, key_id)


async def lock_software_key(session: Session, key_id: str) -> SoftwareKey:
    """Who wants to end it at the same moment waits. Raises UnknownSoftwareKey."""
    wanted = select(SoftwareKey).where(SoftwareKey.id == key_id).with_for_update()
    key = (await session.exec(wanted)).one_or_none()
    if key is None:
        raise UnknownSoftwareKey(key_id=key_id)
    return key


async def software_keys(session: Session) -> Sequence[SoftwareKey]:
    """All of them, also ended ones, the newest first."""
    newest_first = col(SoftwareKey.made_at).desc(), col(SoftwareKey.id)
    return (await session.exec(select(SoftwareKey).order_by(*newest_first))).all()


async def note_use(session: Session, key_id: str, now: datetime, today: date) -> None:
    """Write down the first use, and the last day of use: one change a day, however often software asks."""
    not_noted = or_(col(SoftwareKey.last_used_on).is_(None), col(SoftwareKey.last_used_on) < today)
    used = {"first_used_at": func.coalesce(SoftwareKey.first_used_at, now), "last_used_on": today}
    await session.execute(update(SoftwareKey).where(col(SoftwareKey.id) == key_id, not_noted).values(**used))


async def drafted_with(session: Session, split_id: UUID) -> str | None:
    """The key of the software that drafted a split; None when a person did, or there is no such split."""
    first = select(Step.by_key).where(Step.split_id == split_id, Step.version == 1)
    return (await session.exec(first)).one_or_none()
