"""A page of figures as CSV (RFC 4180): a line per figure, each with the source it may not be shown without."""

import csv
from collections.abc import Iterator
from io import StringIO

from services.profiles.contract.values import PlacedValue, ReleaseView, ValuesPage

HEADER = (
    *("place", "name", "level", "year", "indicator", "indicatorName", "unit"),
    *("status", "number", "coverage", "isEstimate", "asOf", "releases", "publishedOn", "source", "licence", "url"),
    "reason",
)


def values_csv(page: ValuesPage) -> str:
    """Text with a header; decimals with a point. What there is none of is empty, and `status` says why.

    The same as the JSON, figure by figure; `reason` stands last, as it came last.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(_lines(page))
    return text.getvalue()


def _lines(page: ValuesPage) -> Iterator[list[object]]:
    places = {(place.key, place.year): place for place in page.places}
    indicators = {indicator.code: indicator for indicator in page.indicators}
    releases = {release.release: release for release in page.releases}
    for value in page.values:
        place, indicator = places[value.place, value.year], indicators[value.indicator]
        yield [
            *(place.key, _safe(place.name), place.level, place.year),
            *(indicator.code, _safe(indicator.name), _safe(indicator.unit)),
            *(value.status, value.number, value.coverage, _word(value), page.as_of),
            *_source([releases[release] for release in value.releases]),
            value.reason,
        ]


def _source(releases: list[ReleaseView]) -> Iterator[str]:
    """Of a figure made from two releases both, with a semicolon between."""
    yield "; ".join(release.release for release in releases)
    yield "; ".join(str(release.published_on) for release in releases)
    for told in ("attribution", "licence", "url"):
        yield _safe("; ".join(dict.fromkeys(getattr(release, told) for release in releases)))


def _word(value: PlacedValue) -> str:
    return "true" if value.is_estimate else "false"


def _safe(name: str) -> str:
    """Words that begin like a formula would be one in a spreadsheet, also after spaces: a quote before them."""
    return f"'{name}" if name[:1] in ("\t", "\r") or name.lstrip().startswith(("=", "+", "-", "@")) else name
