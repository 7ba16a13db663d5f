"""Look at the figures of a year, of a partner or of an area, with what everybody may not see of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from services.kit.database import Session
from services.monitoring.domain.periods import end_of
from services.monitoring.domain.release import Key
from services.monitoring.store.queries import figures_of
from services.monitoring.store.tables import CurrentValue, Kpi, Partner, ValueVersion
from services.monitoring.usecases.release import Value, hidden_of, hidden_then

Found = tuple[CurrentValue | ValueVersion, Kpi, Partner]
Known = tuple[CurrentValue | ValueVersion, Kpi, Partner, bool]
"""With whether the version in force has the KPI."""


async def shown_figures(
    session: Session,
    year: int,
    as_of: date | None = None,
    *,
    partner_id: UUID | None = None,
    area_id: str | None = None,
) -> tuple[Sequence[Found], set[Key]]:
    """The figures, as they count now or as they were known on a day, and which of them to hide.

    Of the agreement in force then; what it left out is not among them, and decides with them: everybody can still ask
    for it as of an earlier day. An area's own figures are decided on beside those of the whole municipality, which are
    public elsewhere.
    """
    now = await figures_of(session, year, area_id=area_id, partner_id=partner_id)
    if as_of is None:
        return _shown(area_id, now), await hidden_of(session, _pairs(now))
    then = await figures_of(session, year, area_id=area_id, partner_id=partner_id, before=end_of(as_of))
    return _shown(area_id, then), await hidden_then(session, _pairs(then), _pairs(now))


def _shown(area_id: str | None, known: Iterable[Known]) -> Sequence[Found]:
    agreed = [(value, kpi, partner) for value, kpi, partner, is_agreed in known if is_agreed]
    return agreed if area_id is None else [each for each in agreed if each[0].area_id == area_id]


def _pairs(known: Iterable[Known]) -> Iterator[tuple[Value, Kpi]]:
    return ((value, kpi) for value, kpi, _, _ in known)
