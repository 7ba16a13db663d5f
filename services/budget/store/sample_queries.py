"""All SELECTs about the sample check."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from services.budget.store.sample_tables import SampleCheckRow, SampleDraw
from services.budget.store.tables import Initiative
from services.kit.database import Session


async def find_draw(session: Session, year: int) -> SampleDraw | None:
    return await session.get(SampleDraw, year)


async def with_money(session: Session, year: int) -> Sequence[UUID]:
    """The ideas of a year that got money, in the order of their ids."""
    wanted = select(Initiative.id).where(Initiative.year == year, col(Initiative.state).in_(("awarded", "shared")))
    return (await session.exec(wanted.order_by(col(Initiative.id)))).all()


async def checks_of(session: Session, year: int) -> list[tuple[SampleCheckRow, str]]:
    """Each with the title of its idea."""
    wanted = select(SampleCheckRow, Initiative.title).join(
        Initiative, col(Initiative.id) == SampleCheckRow.initiative_id
    )
    rows = await session.exec(wanted.where(SampleCheckRow.year == year).order_by(col(Initiative.title)))
    return [(check, title) for check, title in rows.all()]
