"""What a partner is to deliver, as its page shows it."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from frontend.download import BOM, safe
from frontend.forms.delivery import field_of
from services.monitoring.contract.deliveries import DueValue
from services.monitoring.contract.models import KpiView, PartnerPage, Receipt


@dataclass(frozen=True)
class DueField:
    """One value that is due: its field, what it is called, and what stands there now."""

    name: str
    place: str
    now: str


@dataclass(frozen=True)
class DueKpi:
    """One KPI with a field per place. `agreed_on`: when that was after the period, so that it need not come."""

    kpi: KpiView
    fields: list[DueField]
    agreed_on: date | None


def due_kpis(view: PartnerPage, due: Sequence[DueValue], places: Mapping[str | None, str]) -> list[DueKpi]:
    """The KPIs of a period in the order of the agreement, with the values that count now."""
    now = {
        (figure.kpi.code, figure.area_id): _plain(str(figure.value.number))
        for figure in view.figures
        if figure.value.number is not None and due and figure.period == due[0].period
    }
    kpis = {kpi.code: kpi for kpi in view.agreement.kpis} if view.agreement else {}
    fields: dict[str, list[DueField]] = {}
    for value in due:
        place = places.get(value.area_id) or value.area_id or ""
        field = DueField(field_of(value.kpi, value.area_id), place, now.get((value.kpi, value.area_id), ""))
        fields.setdefault(value.kpi, []).append(field)
    later = {value.kpi: value.agreed_on for value in due}
    return [DueKpi(kpis[code], its, later[code]) for code, its in fields.items() if code in kpis]


def _plain(number: str) -> str:
    whole, _, decimals = number.partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}" if decimals else whole


def template_csv(view: PartnerPage, due: Sequence[DueValue], places: Mapping[str | None, str]) -> bytes:
    """A line for each value that is due, with an empty value: a Dutch Excel opens it with a double click."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["kpi", "gebied", "waarde", "naam", "plek"])
    names = {kpi.code: kpi.name for kpi in view.agreement.kpis} if view.agreement else {}
    for value in due:
        place = places.get(value.area_id) or value.area_id or ""
        writer.writerow([value.kpi, value.area_id or "", "", safe(names.get(value.kpi, "")), safe(place)])
    return (BOM + text.getvalue()).encode()


def others_count(receipt: Receipt) -> bool:
    """Whether the form was sent before and other figures count since: then nothing happened, and the page says so."""
    return receipt.received_before is not None and receipt.received_before.other_values > 0


def what_happened(receipt: Receipt, _: Callable[[str], str]) -> str:
    """In one sentence, of a delivery without a mistake."""
    if receipt.new + receipt.changed + receipt.withdrawn:
        return _("De cijfers zijn binnen.")
    return _("Er is niets veranderd: deze cijfers stonden er al.")


def status_words(_: Callable[[str], str]) -> dict[str, str]:
    return {"not_begun": _("nog niet begonnen"), "open": _("open"), "locked": _("gesloten")}


def review_words(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "nothing": _("nog niets binnen"),
        "submitted": _("ligt bij de gemeente"),
        "returned": _("terug, met opmerkingen"),
        "accepted": _("geaccepteerd"),
    }
