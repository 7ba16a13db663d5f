"""A KPI over time as a file for a spreadsheet: codes and whole numbers, as they are, a row for each period."""

import csv
import io

from starlette.responses import Response

from frontend.download import BOM, safe
from frontend.translations import translations
from services.monitoring.contract.signals import KpiSeries, SeriesPoint


def series_csv(series: KpiSeries, language: str) -> Response:
    """Semicolons and a decimal comma, as a Dutch Excel reads it."""
    _ = translations(language).gettext
    head = [_("partner"), _("cijfer (code)"), _("gebied"), _("periode"), _("stand (code)"), _("waarde"), _("gevallen")]
    head += [_("van"), _("onderste lijn"), _("midden"), _("bovenste lijn"), _("signalen (code)"), _("grens (code)")]
    head += [_("ontvangen op")]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([head, *(_line(series, point) for point in series.points)])
    name = f"voorveld-{series.kpi.code}-{series.until}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response((BOM + text.getvalue()).encode(), media_type="text/csv; charset=utf-8", headers=headers)


def series_json(series: KpiSeries) -> Response:
    """The same as the service says it."""
    name = f"voorveld-{series.kpi.code}-{series.until}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(series.model_dump_json(by_alias=True, indent=1), media_type="application/json", headers=headers)


def _line(series: KpiSeries, point: SeriesPoint) -> list[str]:
    lines = point.lines
    numbers = [point.number, point.cases, point.of, *((lines.low, lines.middle, lines.high) if lines else [None] * 3)]
    return [
        safe(series.partner.name),
        series.kpi.code,
        series.area_id or "",
        point.period,
        point.status,
        *("" if number is None else str(number).replace(".", ",") for number in numbers),
        " ".join(f"{signal.rule}:{signal.side}" for signal in point.signals),
        point.boundary or "",
        point.received_at.isoformat() if point.received_at else "",
    ]
