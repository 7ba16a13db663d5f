"""What a later version of an agreement left out: no longer asked, and still to be read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.kit.database import Session
from services.monitoring.domain.agreement import left_out
from services.monitoring.store.series_queries import versions_of
from services.monitoring.store.tables import Agreement, Kpi


@dataclass(frozen=True)
class LeftOut:
    """A KPI as it was agreed last, the first version without it and since when that is in force."""

    kpi: Kpi
    version: int
    since: datetime


async def look_at_left_out(
    session: Session, partner_id: UUID, year: int, before: datetime | None = None
) -> list[LeftOut]:
    """Of the version in force, or that was before a moment; in the order in which they were agreed."""
    versions = await versions_of(session, partner_id, year, before)
    found = left_out([kpis for _, kpis in versions])
    return [_seen(versions[place - 1][1][code], versions[place][0]) for code, place in found.items()]


def _seen(kpi: Kpi, without: Agreement) -> LeftOut:
    return LeftOut(kpi, without.version, without.in_force_at or without.made_at)
