"""From a place followed over the years to what the contract says of it."""

from services.kit.contract import Number
from services.kit.logging import language
from services.kit.texts import Texts
from services.profiles.api.figure_views import indicator_view, is_of_several, source_view, value_view
from services.profiles.api.verdict_views import in_unit, interval_view
from services.profiles.contract.models import ValueView
from services.profiles.contract.series import (
    BreakView,
    ChangeView,
    Identity,
    IndicatorSeries,
    MappingUsed,
    PlacePart,
    SeriesPoint,
    SeriesView,
    YearIdentity,
)
from services.profiles.domain.aggregate import as_decimal
from services.profiles.domain.lineage import Followed, History, RegionShare
from services.profiles.usecases.read_series import Series

REFUSED = ValueView(status="missing", reason="identity-broken")


def series_view(series: Series, texts: Texts) -> SeriesView:
    """Every indicator that was asked, and once per year what the place is then."""
    return SeriesView(
        key=series.key,
        name=series.name,
        year=series.year,
        years=[_year(series, year, followed, texts) for year, followed in series.followed.items()],
        series=[
            IndicatorSeries(
                indicator=indicator_view(series.catalogue, series.catalogue.indicators[code], texts),
                points=[_point(series, code, year) for year in series.followed],
                change=_change(series, code),
            )
            for code in series.indicators
        ],
    )


def _point(series: Series, code: str, year: int) -> SeriesPoint:
    followed, total = series.followed[year], series.total(code, year)
    if total is None:
        return SeriesPoint(year=year, identity="broken", value=REFUSED, source=None)
    decimals = series.catalogue.indicators[code].decimals
    return SeriesPoint(
        year=year,
        identity=_identity(followed),
        value=value_view(total, decimals, of_several=is_of_several(followed)),
        source=source_view(series.source(code, year)),
    )


def _change(series: Series, code: str) -> ChangeView | None:
    found, row = series.change(code), series.catalogue.indicators[code]
    if found is None:
        return None
    pair = found.pair
    return ChangeView.model_validate(
        {
            "firstYear": found.first,
            "lastYear": found.last,
            "kind": pair.kind.value,
            "reason": pair.reason and pair.reason.value,
            "difference": None if pair.difference is None else in_unit(row, pair.difference),
            "interval": interval_view(row, pair.interval),
            "compared": series.compared,
            "isApproximation": pair.is_approximation,
            "isEstimate": pair.is_estimate,
        }
    )


def _identity(followed: Followed) -> Identity:
    if followed.breaks:
        return "broken"
    return "mapped" if followed.mappings else "same"


def _year(series: Series, year: int, followed: Followed, texts: Texts) -> YearIdentity:
    history = series.history
    return YearIdentity(
        year=year,
        identity=_identity(followed),
        explanation=_explanation(series, year, followed, texts),
        parts=[
            PlacePart(code=part.code, name=history.name(part.code, year), share=as_decimal(part.share))
            for part in followed.portions
            if part.code
        ],
        mappings=[_mapping(mapping, history) for mapping in followed.mappings],
        breaks=[BreakView(code=each.code, name=each.name, reason=each.doubt.value) for each in followed.breaks],
    )


def _mapping(mapping: RegionShare, history: History) -> MappingUsed:
    share: Number = as_decimal(mapping.share)
    return MappingUsed(
        from_year=mapping.from_year,
        from_code=mapping.from_code,
        from_name=history.name(mapping.from_code, mapping.from_year),
        to_year=mapping.to_year,
        to_code=mapping.to_code,
        to_name=history.name(mapping.to_code, mapping.to_year),
        share=share,
        basis=mapping.basis,
        source=mapping.source,
    )


def _explanation(series: Series, year: int, followed: Followed, texts: Texts) -> str:
    """In words: the same place, over which mapping, or why not."""
    now = language.get()
    if followed.breaks:
        return " ".join(
            texts.sentence(f"identity.{each.doubt.value}", now, {"code": each.code, "name": each.name, "year": year})
            or each.doubt.value
            for each in followed.breaks
        )
    if not followed.mappings:
        return texts.sentence("identity.same", now, {"year": year}) or ""
    names = {code: series.history.name(code, year) for code in sorted(followed.codes)}
    facts = {
        "year": year,
        "parts": ", ".join(f"{name} ({code})" if name else code for code, name in names.items()),
        "years": ", ".join(sorted({f"{m.from_year}–{m.to_year}" for m in followed.mappings})),
        "basis": "; ".join(dict.fromkeys(f"{m.basis} ({m.source})" for m in followed.mappings)),
    }
    return texts.sentence("identity.estimated" if followed.is_estimate else "identity.mapped", now, facts) or ""
