"""Files to take along: exactly the rows of a page, as CSV for a Dutch Excel and as JSON."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from pydantic.alias_generators import to_camel
from starlette.responses import Response

from frontend.rows import Row
from frontend.translations import translations

BOM = "\ufeff"
"""Without it Excel reads the file as Windows-1252, and the ë of Grachtengordel-België breaks."""
FORMULA = re.compile(r"\s*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would run as a formula (OWASP: CSV injection)."""


def as_csv(rows: Sequence[Row], name: str, language: str) -> Response:
    """Semicolons, a decimal comma, CRLF and a BOM: what a Dutch Excel opens with a double click, in any language."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings(language).values())
    writer.writerows([[_cell(value, language) for value in asdict(row).values()] for row in rows])
    return _file(BOM + text.getvalue(), "text/csv; charset=utf-8", f"{name}.csv")


def as_json(rows: Sequence[Row], name: str, **beside: Any) -> Response:
    """The same rows for software, under English names; `beside` is what else the page draws."""
    content = {"rows": [_camel(asdict(row)) for row in rows], **beside}
    text = json.dumps(content, default=_plain, ensure_ascii=False, indent=1)
    return _file(text, "application/json", f"{name}.json")


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a quote before it, as Excel itself shows text."""
    return f"'{text}" if FORMULA.match(text) else text


def _cell(value: object, language: str) -> str:
    _ = translations(language).gettext
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, int | Decimal):
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)
    return safe(str(value)) if value is not None else ""


def _camel(row: dict[str, Any]) -> dict[str, Any]:
    return {to_camel(name): value for name, value in row.items()}


def _plain(value: object) -> int | float:
    assert isinstance(value, Decimal)
    return int(value) if value == value.to_integral_value() else float(value)


def _file(text: str, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="voorveld-{name}"'}
    return Response(text.encode(), media_type=media_type, headers=headers)


def headings(language: str) -> dict[str, str]:
    """What stands above each column, by the name of the field."""
    _ = translations(language).gettext
    return {
        "place": _("code"),
        "name": _("plek"),
        "kind": _("soort"),
        "municipality": _("gemeente"),
        "theme": _("thema"),
        "indicator": _("cijfer (code)"),
        "figure": _("cijfer"),
        "value": _("waarde"),
        "unit": _("eenheid"),
        "status": _("stand (code)"),
        "status_words": _("stand"),
        "remark": _("opmerking"),
        "coverage": _("deel van het gebied (0 tot 1)"),
        "interval_low": _("interval van 95 procent, laag"),
        "interval_high": _("interval van 95 procent, hoog"),
        "group_size": _("grootte van de groep"),
        "municipality_value": _("waarde van de gemeente"),
        "municipality_status": _("stand van de gemeente (code)"),
        "verdict_municipality": _("oordeel naast de gemeente (code)"),
        "verdict_municipality_words": _("oordeel naast de gemeente"),
        "municipality_difference": _("verschil met de gemeente"),
        "municipality_difference_low": _("verschil met de gemeente, laag"),
        "municipality_difference_high": _("verschil met de gemeente, hoog"),
        "reference": _("waarmee vergeleken, naast de gemeente"),
        "unplaced": _("deel zonder bekende plek (0 tot 1)"),
        "country_value": _("waarde van Nederland"),
        "country_status": _("stand van Nederland (code)"),
        "verdict_country": _("oordeel naast Nederland (code)"),
        "verdict_country_words": _("oordeel naast Nederland"),
        "country_difference": _("verschil met Nederland"),
        "country_difference_low": _("verschil met Nederland, laag"),
        "country_difference_high": _("verschil met Nederland, hoog"),
        "verdict_first_place": _("oordeel naast de eerste plek (code)"),
        "verdict_first_place_words": _("oordeel naast de eerste plek"),
        "difference": _("verschil met de eerste plek"),
        "difference_low": _("verschil met de eerste plek, laag"),
        "difference_high": _("verschil met de eerste plek, hoog"),
        "more_needed": _("zoveel mensen meer nodig"),
        "compared": _("zoveel plekken tegelijk bekeken"),
        "is_approximation": _("aantal teruggerekend uit een percentage"),
        "over_years": _("over de jaren"),
        "change": _("oordeel over de jaren (code)"),
        "change_words": _("oordeel over de jaren"),
        "change_since": _("vergeleken met het jaar"),
        "change_difference": _("verschil met dat jaar"),
        "change_low": _("verschil met dat jaar, laag"),
        "change_high": _("verschil met dat jaar, hoog"),
        "period": _("jaar van het cijfer"),
        "source": _("bron"),
        "table": _("tabel"),
        "release": _("uitgave"),
        "edition": _("welke uitgave"),
        "retrieved_on": _("opgehaald op"),
        "licence": _("licentie"),
        "source_url": _("adres van de bron"),
        "municipality_release": _("uitgave van de gemeente"),
        "country_release": _("uitgave van Nederland"),
        "column": _("kolom van de bron"),
        "formula": _("berekening"),
        "rounding": _("afronding"),
        "definition": _("wat telt mee"),
        "page": _("adres van de pagina"),
    }
