"""Figures of profiles as a page shows them."""

from frontend import formats
from frontend.drawing.strip import Dot
from frontend.figure import Figure, OtherSource
from frontend.translations import translations
from services.budget.contract.splits import KeySource
from services.profiles.contract.models import (
    FigureView,
    IndicatorView,
    SourceView,
    ValueView,
)


def figure_of(view: FigureView, here: str, here_name: str, municipality_name: str, year: int, language: str) -> Figure:
    """One figure beside municipality and country. A count of a city does not fit an area's scale."""
    comparable = view.indicator.kind != "count"
    unit, factor = unit_of(view.indicator, language)
    return Figure(
        name=view.indicator.name,
        status=view.area.status,
        text=note_of(view, language),
        here_name=here_name,
        here=number_of(view.area, factor),
        municipality_name=municipality_name,
        municipality=number_of(view.municipality, factor),
        country=number_of(view.country, factor),
        comparable=comparable,
        others=dots_of(view, here, factor, unit, language),
        unit=unit,
        decimals=view.indicator.decimals if unit != "€" else None,
        period=str(view.source.period),
        source=source_line(view.source, language),
        source_href=view.source.url,
        licence=view.source.licence,
        other_sources=other_sources(view, municipality_name, language),
        definition_href=f"/{year}/cijfers/{view.indicator.code}",
        reason=reason_of(view, language),
    )


def other_sources(view: FigureView, municipality_name: str, language: str) -> list[OtherSource]:
    """Where the numbers beside a figure come from, as far as that is another release."""
    found = (
        other_source(municipality_name, view.municipality_source, language),
        country_source(view.country_source, language),
    )
    return [source for source in found if source]


def country_source(source: SourceView | None, language: str) -> OtherSource | None:
    return other_source(translations(language).gettext("Nederland"), source, language)


def other_source(whose: str, source: SourceView | None, language: str) -> OtherSource | None:
    return OtherSource(whose, source_line(source, language), source.url, source.licence) if source else None


def number_of(value: ValueView, factor: int = 1) -> float | None:
    return float(value.number * factor) if value.status == "number" and value.number is not None else None


def unit_of(indicator: IndicatorView, language: str) -> tuple[str, int]:
    """The unit as a page writes it, and what a value is multiplied by (thousands of euros become cents)."""
    _ = translations(language).gettext
    words = {
        "percent": "%",
        "per_1000": _("per 1.000"),
        "km": "km",
        "addresses_per_km2": _("adressen per km²"),
    }
    if indicator.unit == "euro_1000":
        return "€", 100_000
    return words.get(indicator.unit, ""), 1


def dots_of(view: FigureView, here: str, factor: int, unit: str, language: str) -> tuple[Dot, ...]:
    dots = []
    for area in view.areas:
        value = number_of(area.value, factor)
        if value is not None:
            dots.append(
                Dot(area.area_name, value, written(value, unit, view.indicator, language), area.area_id == here)
            )
    return tuple(dots)


def written(value: float, unit: str, indicator: IndicatorView, language: str) -> str:
    if unit == "€":
        return formats.euro(round(value), language)
    if unit == "%":
        return formats.percent(value, language, indicator.decimals)
    return f"{formats.number(value, language, indicator.decimals)} {unit}".strip()


def source_line(source: SourceView | KeySource, language: str) -> str:
    """Whose figures, which table, which release of it; an old split did not freeze the last."""
    which = ", ".join(filter(None, [source.table, edition_word(source.edition or "", language)]))
    # The attribution CBS asks for begins with "Bron: ", which the page says itself.
    return f"{source.attribution.removeprefix('Bron: ')} ({which})"


def edition_word(edition: str, language: str) -> str:
    """Which release of the table: CBS fills the same table in later."""
    _ = translations(language).gettext
    words = {"first": _("eerste uitgave"), "later": _("latere uitgave"), "only": _("enige uitgave")}
    return words.get(edition, edition)


def note_of(view: FigureView, language: str) -> str:
    return note_on(view.area, language)


def note_on(value: ValueView, language: str) -> str:
    """What a reader must know about this one value: how much of the area it rests on."""
    _ = translations(language).gettext
    if value.is_estimate:
        return _("Dit is een schatting: een wijk hoorde er in dat jaar maar voor een deel bij.")
    if value.status == "number" and value.coverage is not None and value.coverage < 1:
        return _("Dit cijfer gaat over %(part)s van het gebied. Van de rest is er geen cijfer.") % {
            "part": formats.percent(float(value.coverage * 100), language, 0)
        }
    return ""


def reason_of(view: FigureView, language: str) -> str:
    return why_none(view.area, view.source.edition, language)


def why_none(value: ValueView, edition: str, language: str) -> str:
    """Why there is no number, where we know more than its status says. `edition`: of the release, as far as known."""
    _ = translations(language).gettext
    if value.status == "not_published" and edition:
        return _(
            "Dit cijfer staat niet in deze uitgave van het CBS (%(edition)s). We vullen niets in en we schatten niet."
        ) % {"edition": edition_word(edition, language)}
    if value.reason == "below-coverage":
        return _("Van te veel wijken in dit gebied is er geen cijfer. Daarom tellen we niet op.")
    if value.reason == "identity-broken":
        return _(
            "De wijken van dit gebied waren in dat jaar anders ingedeeld. Er is geen cijfer over precies dit gebied."
        )
    if value.reason == "cannot-aggregate":
        return _("Dit cijfer kun je van wijken niet optellen en ook niet middelen.")
    return ""


def in_words(value: ValueView, indicator: IndicatorView, language: str) -> str:
    """A value with its unit, or in two words why there is none."""
    _ = translations(language).gettext
    unit, factor = unit_of(indicator, language)
    number = number_of(value, factor)
    if number is not None:
        return written(number, unit, indicator, language)
    return {
        "not_published": _("niet gepubliceerd"),
        "withheld": _("niet getoond"),
        "missing": _("onbekend of geheim"),
        "not_applicable": _("niet van toepassing"),
        "too_small": _("te klein om te tonen"),
    }[value.status]
