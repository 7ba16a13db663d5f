"""How monitoring says no about series."""

from services.kit.errors import Invalid, NotFound


class UnknownKpi(NotFound):
    """The agreement of that year has no such KPI."""

    slug = "unknown-kpi"


class KpiNotByArea(Invalid):
    """It is counted for the whole municipality only."""

    slug = "kpi-not-by-area"


class UnknownBaseline(Invalid):
    """A baseline runs from one period of the series to another that is not before it."""

    slug = "unknown-baseline"
