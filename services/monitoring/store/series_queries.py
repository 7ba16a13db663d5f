"""SELECTs of a KPI over time."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.domain.periods import all_periods_of
from services.monitoring.store.tables import Agreement, CurrentValue, Kpi

YEARS = 10
"""How far back a series goes."""

_AGREED = (
    select(Agreement, Kpi)
    .join(Kpi, col(Kpi.agreement_id) == col(Agreement.id))
    .where(
        col(Agreement.partner_id) == bindparam("partner_id"),
        col(Agreement.year).between(bindparam("first"), bindparam("last")),
    )
    .order_by(col(Agreement.year), col(Agreement.version), col(Kpi.position))
)


async def agreed_until(session: Session, partner_id: UUID, year: int) -> dict[int, tuple[Agreement, dict[str, Kpi]]]:
    """Per year up to this one the version in force, with its KPIs by code."""
    given = {"partner_id": partner_id, "first": year - YEARS + 1, "last": year}
    newest: dict[int, tuple[Agreement, dict[str, Kpi]]] = {}
    for agreement, kpi in await session.execute(_AGREED, given):
        if agreement.year not in newest or newest[agreement.year][0].id != agreement.id:
            newest[agreement.year] = (agreement, {})
        newest[agreement.year][1][kpi.code] = kpi
    return newest


_OF_CODES = select(CurrentValue).where(
    col(CurrentValue.partner_id) == bindparam("partner_id"),
    col(CurrentValue.kpi_code).in_(bindparam("codes", expanding=True)),
    col(CurrentValue.period).in_(bindparam("periods", expanding=True)),
)


async def values_of(
    session: Session, partner_id: UUID, codes: Iterable[str], years: Iterable[int]
) -> Sequence[CurrentValue]:
    """What counts now of these KPIs in these years, for every place."""
    periods = [period for year in years for period in all_periods_of(year)]
    given: dict[str, Any] = {"partner_id": partner_id, "codes": list(codes), "periods": periods}
    return (await session.scalars(_OF_CODES, given)).all()
