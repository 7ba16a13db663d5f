"""All SELECTs about schemes."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import bindparam, func, or_
from sqlmodel import col, select

from services.budget.contract.schemes import SchemeState
from services.budget.store.scheme_tables import SchemeRow
from services.kit.database import Session

_LOCK_YEAR = func.pg_advisory_xact_lock(bindparam("space"), bindparam("year"))
SCHEMES = 5_001
"""The number under which a year is locked while its scheme changes: a year has no row of its own."""
_IS_PUBLISHED = col(SchemeRow.state) == SchemeState.PUBLISHED.value
_IN_FORCE = (
    select(SchemeRow)
    .where(_IS_PUBLISHED, col(SchemeRow.year) <= bindparam("year"))
    .order_by(col(SchemeRow.year).desc())
    .limit(1)
)


async def find_scheme(session: Session, year: int) -> SchemeRow | None:
    """The published scheme of a year, else of the latest year before it."""
    return (await session.exec(_IN_FORCE, params={"year": year})).one_or_none()


async def schemes_with(session: Session, ids: Collection[UUID], year: int) -> Sequence[SchemeRow]:
    """These versions, and every published one up to the year, newest year first: in one statement."""
    wanted = select(SchemeRow).where(or_(col(SchemeRow.id).in_(ids), _IS_PUBLISHED & (col(SchemeRow.year) <= year)))
    return (await session.exec(wanted.order_by(col(SchemeRow.year).desc(), col(SchemeRow.number).desc()))).all()


async def versions_of(session: Session, year: int) -> Sequence[SchemeRow]:
    """Every version of a year, newest first."""
    wanted = select(SchemeRow).where(SchemeRow.year == year).order_by(col(SchemeRow.number).desc())
    return (await session.exec(wanted)).all()


async def lock_schemes(session: Session, year: int) -> Sequence[SchemeRow]:
    """The same, while others who want to change the scheme of this year wait."""
    await session.execute(select(_LOCK_YEAR), {"space": SCHEMES, "year": year})
    return await versions_of(session, year)
