"""Look at the figures of a year, of a partner or of an area, with what everybody may not see of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from services.kit.database import Session
from services.monitoring.domain.periods import end_of
from services.monitoring.domain.release import Key
from services.monitoring.store.queries import figures_of
from services.monitoring.store.tables import CurrentValue, Kpi, Partner, ValueVersion
from services.monitoring.store.worked_out_queries import kpis_around_shares
from services.monitoring.usecases.release import Value, hidden_of, hidden_then
from services.monitoring.usecases.work_out import Found, work_out

Known = tuple[CurrentValue | ValueVersion, Kpi, Partner, bool]
"""With whether the version in force has the KPI."""


async def shown_figures(
    session: Session,
    year: int,
    as_of: date | None = None,
    *,
    partner_id: UUID | None = None,
    area_id: str | None = None,
    in_full: bool = False,
) -> tuple[Sequence[Found], set[Key]]:
    """The figures, as they count now or as they were known on a day, and which of them to hide.

    Of the agreement in force then; what it left out is not among them, and decides with them: everybody can still ask
    for it as of an earlier day. An area's own figures are decided on beside those of the whole municipality, which are
    public elsewhere. A percentage of two counts follows from those that are shown (`work_out`). `in_full`: hide none.
    """
    before = end_of(as_of) if as_of else None
    known = now = await figures_of(session, year, area_id=area_id, partner_id=partner_id)
    if before:
        known = await figures_of(session, year, area_id=area_id, partner_id=partner_id, before=before)
    hidden: set[Key] = set()
    if not in_full:
        hidden = await (hidden_then(session, _pairs(known), _pairs(now)) if before else hidden_of(session, _pairs(now)))
    around = await kpis_around_shares(session, year, partner_id=partner_id, before=before)
    return work_out(_shown(area_id, known), hidden, around, in_full=in_full)


def _shown(area_id: str | None, known: Iterable[Known]) -> Sequence[Found]:
    agreed = [(value, kpi, partner) for value, kpi, partner, is_agreed in known if is_agreed]
    return agreed if area_id is None else [each for each in agreed if each[0].area_id == area_id]


def _pairs(known: Iterable[Known]) -> Iterator[tuple[Value, Kpi]]:
    return ((value, kpi) for value, kpi, _, _ in known)
