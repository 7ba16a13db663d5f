"""SELECT of the percentages that may follow from two counts, with those counts."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.store.queries import IN_FORCE_AT
from services.monitoring.store.tables import Agreement, Kpi


@cache
def _around_shares(of_partner: bool, before: bool) -> Select[Any, UUID, Kpi]:
    whose = col(Agreement.partner_id)
    newest: Any = select(col(Agreement.id).label("id"), whose.label("partner_id")).ext(distinct_on(whose))
    newest = newest.where(col(Agreement.year) == bindparam("year"))
    newest = newest.where(bindparam("before") > IN_FORCE_AT) if before else newest
    newest = newest.where(whose == bindparam("partner_id")) if of_partner else newest
    in_force = newest.order_by(whose, col(Agreement.version).desc()).subquery()
    share: Any = aliased(Kpi)
    is_near = select(share.id).where(
        share.agreement_id == col(Kpi.agreement_id),
        share.unit == "percent",
        func.length(share.numerator) * func.length(share.denominator) > 0,
        col(Kpi.code).in_([share.code, share.numerator, share.denominator]),
    )
    around: Any = select(in_force.c.partner_id, Kpi).join(Kpi, col(Kpi.agreement_id) == in_force.c.id)
    found: Select[Any, UUID, Kpi] = around.where(is_near.exists()).order_by(in_force.c.partner_id, col(Kpi.position))
    return found


async def kpis_around_shares(
    session: Session, year: int, *, partner_id: UUID | None = None, before: datetime | None = None
) -> Mapping[UUID, Mapping[str, Kpi]]:
    """By partner and code the percentages with a numerator and denominator, and the KPIs those name.

    Of the version in force, now or before a moment.
    """
    asked = {"partner_id": partner_id, "before": before}
    given = {name: value for name, value in asked.items() if value is not None}
    found: dict[UUID, dict[str, Kpi]] = {}
    for whose, kpi in await session.execute(
        _around_shares(partner_id is not None, before is not None), {"year": year, **given}
    ):
        found.setdefault(whose, {})[kpi.code] = kpi
    return found
