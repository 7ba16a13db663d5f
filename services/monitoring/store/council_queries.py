"""Every statement about the addresses of council members."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.store.council_tables import CouncilAddress


async def council_addresses(session: Session, on: date) -> Sequence[CouncilAddress]:
    """Who wants mail on a day, by address."""
    wanted = select(CouncilAddress).where(col(CouncilAddress.until) >= on)
    return (await session.scalars(wanted.order_by(col(CouncilAddress.email)))).all()


async def write_council_address(session: Session, address: CouncilAddress) -> CouncilAddress:
    """In place of what there was of the same address; its id, which links end it by, stays."""
    row = address.model_dump()
    changed = {name: row[name] for name in ("language", "until", "added_by", "added_at")}
    new = insert(CouncilAddress).values(**row).on_conflict_do_update(index_elements=["email"], set_=changed)
    written = select(CouncilAddress).from_statement(new.returning(CouncilAddress))
    kept: CouncilAddress = (await session.scalars(written, execution_options={"populate_existing": True})).one()
    return kept


async def find_council_address(session: Session, address_id: UUID) -> CouncilAddress | None:
    return await session.get(CouncilAddress, address_id)


async def delete_council_address(session: Session, address_id: UUID) -> None:
    await session.execute(delete(CouncilAddress).where(col(CouncilAddress.id) == address_id))


async def delete_ended_addresses(session: Session, on: date) -> None:
    """Whose last day is over."""
    await session.execute(delete(CouncilAddress).where(col(CouncilAddress.until) < on))
