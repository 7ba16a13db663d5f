"""Every value there ever was: what was replaced stands in one table, what counts in another (migration 0027).

What counted when that migration came is in both, and then twice in these.
"""

from typing import Any

from sqlalchemy import select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.monitoring.store.tables import CurrentValue, ValueVersion

EVERY_VERSION = """
    (SELECT partner_id, period, kpi_code, area_id, value, received_at FROM value_versions UNION ALL
     SELECT partner_id, period, kpi_code, area_id, value, received_at FROM current_values) AS version
"""
"""For a statement written out, where it stands for a table."""
AFTER_ALL = 2**62
"""Added to the id of what counts: it came after all that it replaced, and is none of them."""


def every_version() -> type[ValueVersion]:
    """The same as rows; of one place the one with the highest id came last."""
    both = union_all(_of(ValueVersion, 0), _of(CurrentValue, AFTER_ALL)).subquery()
    return aliased(ValueVersion, both, adapt_on_names=True)


def _of(kind: type[ValueVersion] | type[CurrentValue], later: int) -> Any:
    place = (kind.partner_id, kind.period, kind.kpi_code, kind.area_id)
    came = (kind.value, kind.submission_id, kind.received_at)
    return select((col(kind.id) + later).label("id"), *(col(one) for one in (*place, *came)))
