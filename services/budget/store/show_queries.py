"""All SELECTs about the closing conference and neighbourhood contracts."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from services.budget.store.initiative_queries import PUBLIC
from services.budget.store.money_tables import Line
from services.budget.store.show_tables import (
    ConferenceRow,
    ConferenceSlot,
    ContractOutcome,
    ContractRow,
    ContractSignature,
    Lesson,
)
from services.budget.store.tables import Initiative
from services.kit.database import Session


async def find_conference(session: Session, year: int, *, for_update: bool = False) -> ConferenceRow | None:
    wanted = select(ConferenceRow).where(ConferenceRow.year == year)
    return (await session.exec(wanted.with_for_update() if for_update else wanted)).one_or_none()


async def slots_of(session: Session, year: int) -> Sequence[ConferenceSlot]:
    """In the order of the programme."""
    wanted = select(ConferenceSlot).where(ConferenceSlot.year == year)
    return (await session.exec(wanted.order_by(col(ConferenceSlot.position)))).all()


async def lessons_of(session: Session, year: int) -> Sequence[Lesson]:
    """By area."""
    return (await session.exec(select(Lesson).where(Lesson.year == year).order_by(col(Lesson.area_id)))).all()


async def examples_of(session: Session, lessons: Sequence[Lesson]) -> dict[str, str]:
    """The titles of the initiatives that lessons name, by id; of one that is no longer public there is none."""
    ids = {UUID(each) for lesson in lessons for each in lesson.example_ids}
    if not ids:
        return {}
    wanted = select(Initiative.id, Initiative.title).where(
        col(Initiative.id).in_(ids), col(Initiative.state).in_(PUBLIC)
    )
    return {str(found): title for found, title in await session.exec(wanted)}


async def contract_versions(session: Session, year: int, area_id: str) -> Sequence[ContractRow]:
    """The newest first."""
    wanted = select(ContractRow).where(ContractRow.year == year, ContractRow.area_id == area_id)
    return (await session.exec(wanted.order_by(col(ContractRow.number).desc()))).all()


async def contract_signatures(session: Session, year: int, area_id: str) -> Sequence[ContractSignature]:
    """Of all versions, in the order they were put."""
    wanted = select(ContractSignature).where(ContractSignature.year == year, ContractSignature.area_id == area_id)
    return (await session.exec(wanted.order_by(col(ContractSignature.signed_at)))).all()


async def contract_outcomes(session: Session, year: int, area_id: str) -> Sequence[ContractOutcome]:
    wanted = select(ContractOutcome).where(ContractOutcome.year == year, ContractOutcome.area_id == area_id)
    return (await session.exec(wanted)).all()


async def find_outcome(session: Session, year: int, area_id: str, number: int, position: int) -> ContractOutcome | None:
    return await session.get(ContractOutcome, (year, area_id, number, position))


async def line_ids(session: Session, year: int) -> frozenset[UUID]:
    return frozenset((await session.exec(select(Line.id).where(Line.year == year))).all())


async def shared_ids(session: Session, year: int) -> frozenset[UUID]:
    """Of the initiatives of a year that showed a result."""
    wanted = select(Initiative.id).where(Initiative.year == year, Initiative.state == "shared")
    return frozenset((await session.exec(wanted)).all())


async def public_ids(session: Session, year: int) -> frozenset[UUID]:
    """Of the initiatives of a year that everybody can see."""
    wanted = select(Initiative.id).where(Initiative.year == year, col(Initiative.state).in_(PUBLIC))
    return frozenset((await session.exec(wanted)).all())
