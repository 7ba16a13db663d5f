"""What a partner delivered, as its page shows it: a table per figure, and for who may see it one per delivery."""

from dataclasses import dataclass
from datetime import datetime

from services.monitoring.contract.models import KpiFigure, KpiView, PartnerPage, PublicValue, Receipt, RowReceipt

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


@dataclass(frozen=True)
class DeliveryTable:
    """One delivery: what became of each row. Of a large one the service gives only rows that were refused."""

    receipt: Receipt
    rows: list[tuple[str, str, RowReceipt]]
    is_whole: bool


def delivery_tables(view: PartnerPage, place_names: dict[str | None, str], everywhere: str) -> list[DeliveryTable]:
    """The deliveries newest first; each row with the names of its figure and place, or what was sent instead."""
    kpi_names = {kpi.code: kpi.name for kpi in view.agreement.kpis} if view.agreement else {}
    known = {None: everywhere, **place_names}
    return [_delivery(receipt, kpi_names, known) for receipt in view.receipts]


def _delivery(receipt: Receipt, kpi_names: dict[str, str], place_names: dict[str | None, str]) -> DeliveryTable:
    rows = [
        (kpi_names.get(row.kpi, row.kpi), place_names.get(row.area_id, row.area_id or ""), row) for row in receipt.rows
    ]
    sent = receipt.new + receipt.changed + receipt.unchanged + receipt.refused
    return DeliveryTable(receipt, rows, is_whole=len(rows) == sent)
