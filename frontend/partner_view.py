"""What a partner delivered, as its page shows it: a table per figure, areas down and quarters across."""

from dataclasses import dataclass
from datetime import datetime

from services.monitoring.contract.models import KpiFigure, KpiView, PublicValue

NOT_DELIVERED = PublicValue(status="not_delivered")


@dataclass(frozen=True)
class KpiTable:
    """One figure: per place a value for each quarter of which anything came in, and when the newest of them did."""

    kpi: KpiView
    quarters: list[str]
    rows: list[tuple[str, list[PublicValue]]]
    received_at: datetime


def kpi_tables(figures: list[KpiFigure], place_names: dict[str | None, str], everywhere: str) -> list[KpiTable]:
    """The tables in the order the figures came in; `everywhere` names the row of a figure that is not by area."""
    codes = dict.fromkeys(figure.kpi.code for figure in figures)
    return [_table([f for f in figures if f.kpi.code == code], place_names, everywhere) for code in codes]


def _table(own: list[KpiFigure], place_names: dict[str | None, str], everywhere: str) -> KpiTable:
    quarters = sorted({figure.period for figure in own})
    values = {(figure.area_id, figure.period): figure.value for figure in own}
    delivered = {figure.area_id for figure in own}
    known = {None: everywhere, **place_names}
    # An area that was merged since keeps its row, under its id.
    places = {place: name for place, name in known.items() if place in delivered}
    places |= {place: place or everywhere for place in delivered if place not in places}
    return KpiTable(
        kpi=own[0].kpi,
        quarters=quarters,
        rows=[(name, [values.get((place, q), NOT_DELIVERED) for q in quarters]) for place, name in places.items()],
        received_at=max(figure.received_at for figure in own),
    )
