"""SELECTs of a KPI over time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.domain.periods import all_periods_of
from services.monitoring.store.queries import IN_FORCE_AT
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


Version = tuple[Agreement, dict[str, Kpi]]
"""A version of an agreement, with its KPIs by code."""


async def versions_until(session: Session, partner_id: UUID, year: int) -> dict[int, list[Version]]:
    """Per year up to this one every version, the one in force last."""
    given = {"partner_id": partner_id, "first": year - YEARS + 1, "last": year}
    found: dict[int, list[Version]] = {}
    for agreement, kpi in await session.execute(_AGREED, given):
        versions = found.setdefault(agreement.year, [])
        if not versions or versions[-1][0].id != agreement.id:
            versions.append((agreement, {}))
        versions[-1][1][kpi.code] = kpi
    return found


async def versions_of(session: Session, partner_id: UUID, year: int, before: datetime | None = None) -> list[Version]:
    """Every version of a year, or that there was before a moment; the one in force last."""
    kept = select(Agreement, Kpi).join(Kpi, col(Kpi.agreement_id) == col(Agreement.id))
    kept = kept.where(col(Agreement.partner_id) == partner_id, col(Agreement.year) == year)
    kept = kept if before is None else kept.where(before > IN_FORCE_AT)
    found: dict[UUID, Version] = {}
    for agreement, kpi in await session.execute(kept.order_by(col(Agreement.version), col(Kpi.position))):
        found.setdefault(agreement.id, (agreement, {}))[1][kpi.code] = kpi
    return list(found.values())


def in_force(versions: Mapping[int, Sequence[Version]]) -> dict[int, Version]:
    """Per year the version in force."""
    return {year: of_year[-1] for year, of_year in versions.items()}


def ever_agreed(versions: Mapping[int, Sequence[Version]]) -> dict[int, Version]:
    """Per year every code there was, as its newest version has it: what was left out still decides what is hidden."""
    return {
        year: (of_year[-1][0], {code: kpi for _, kpis in of_year for code, kpi in kpis.items()})
        for year, of_year in versions.items()
    }


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
