"""All SELECTs about deliberating on ideas."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import col, select

from services.budget.store.deliberation_tables import InitiativeRise
from services.budget.store.money_tables import Line
from services.kit.database import Session


async def rises_of(session: Session, ids: Collection[UUID]) -> dict[UUID, tuple[InitiativeRise, Line]]:
    """Which of these ideas rose above an area, with the line of that area."""
    wanted = select(InitiativeRise, Line).where(
        col(InitiativeRise.initiative_id).in_(ids), col(Line.id) == InitiativeRise.from_line_id
    )
    return {rise.initiative_id: (rise, line) for rise, line in (await session.exec(wanted)).all()}
