"""The file of care pressure: what its page shows, each figure a row, and the lines of its plot beside."""

from frontend.care_found import CareFound
from frontend.place_file import judged_rows, known_rows, year_rows
from frontend.rows import Row


def care_file(found: CareFound, year: int, language: str, public_url: str) -> tuple[list[Row], dict[str, object]]:
    """The places with their verdicts, what else is known, the years of one place; then the lines of chance."""
    key, _ = found.trend_of
    level = found.judged.level if key != found.municipality else "municipality"
    rows = [
        *judged_rows(found.judged, year, language, public_url),
        *known_rows(found.known, found.context, year, language, public_url),
        *(year_rows(found.series, level, year, language, public_url) if found.series else []),
    ]
    funnel = found.funnel
    limits = [
        {
            "people": line.people,
            "low95": line.low95,
            "high95": line.high95,
            "low998": line.low998,
            "high998": line.high998,
        }
        for line in funnel.limits
    ]
    return rows, {"reference": funnel.reference, "referenceOf": funnel.reference_of, "limits": limits}
