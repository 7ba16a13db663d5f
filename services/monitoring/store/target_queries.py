"""SELECTs of the targets of the programme's figures."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.contract.programme_refusals import UnknownTarget
from services.monitoring.store.target_tables import ProgrammeTarget

_OPEN = col(ProgrammeTarget.ended_at).is_(None)


async def targets_of(session: Session, year: int) -> Sequence[ProgrammeTarget]:
    """Those in force, then those that wait."""
    of = select(ProgrammeTarget).where(col(ProgrammeTarget.year) == year, _OPEN)
    order = (col(ProgrammeTarget.approved_at).nulls_last(), col(ProgrammeTarget.proposed_at), col(ProgrammeTarget.id))
    return (await session.scalars(of.order_by(*order))).all()


async def lock_targets(session: Session, year: int, code: str) -> Sequence[ProgrammeTarget]:
    """The same of one figure, to be changed."""
    of = select(ProgrammeTarget).where(col(ProgrammeTarget.year) == year, col(ProgrammeTarget.programme_kpi) == code)
    return (await session.scalars(of.where(_OPEN).with_for_update())).all()


async def get_target(session: Session, target_id: UUID) -> ProgrammeTarget:
    """To be approved or ended. Raises UnknownTarget, also for one that ended."""
    found = await session.get(ProgrammeTarget, target_id, with_for_update=True)
    if found is None or found.ended_at is not None:
        raise UnknownTarget
    return found
