"""SELECT of what agreements say that deciding on small numbers needs."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.domain.publication import COUNTS_PEOPLE
from services.monitoring.domain.release import Agreed, Made
from services.monitoring.store.tables import Agreement, Kpi

_AGREED = (
    select(
        col(Agreement.partner_id), col(Agreement.year), col(Kpi.code),
        col(Kpi.unit), col(Kpi.numerator), col(Kpi.denominator),
    )
    .join(Agreement, col(Agreement.id) == col(Kpi.agreement_id))
    .where(
        col(Agreement.partner_id).in_(bindparam("partners", expanding=True)),
        (col(Kpi.numerator) != "") | (col(Kpi.denominator) != "") | col(Kpi.unit).in_(COUNTS_PEOPLE),
    )
    .distinct()
)  # fmt: skip


async def agreed_of(session: Session, partners: Collection[UUID]) -> Agreed:
    """Of all versions of all agreements of these partners, in one question."""
    made: dict[UUID, dict[Made, None]] = defaultdict(dict)
    people: dict[tuple[UUID, int, str], str] = {}
    rows: Iterable[Any] = await session.execute(_AGREED, {"partners": sorted(partners)}) if partners else []
    for partner, year, code, unit, cases, of in rows:
        if cases or of:
            made[partner][Made(code, unit, cases, of)] = None
        if unit in COUNTS_PEOPLE:
            people[partner, year, code] = unit
    return Agreed({partner: tuple(ratios) for partner, ratios in made.items()}, people)
