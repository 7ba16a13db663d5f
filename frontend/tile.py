"""A figure as a tile: number, what can be said of it beside municipality and country, and where it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from frontend import formats
from frontend.drawing.strip import Dot, dot_strip
from frontend.figure_view import note_on, why_none
from frontend.origin import Origin, origins_of
from frontend.place_words import kinds_of, meaning_of
from frontend.translations import translations
from frontend.trend import Trend, Trends
from frontend.verdict_words import noun_of, reference_name, unplaced_words, verdict_words
from frontend.written import axis_writer, on_scale, short_words, value_words, written
from services.profiles.contract.comparisons import ComparedIndicator, PlaceValueView, VerdictView
from services.profiles.contract.models import IndicatorView, ValueView


@dataclass(frozen=True, slots=True)
class Beside:
    """The municipality or the country beside a figure: its number, and what can be said of the difference."""

    name: str
    text: str
    verdict: str
    note: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of one place. Without a number, `text` says so in two words and `reason` in a sentence.

    `short` is for where its name says what is counted: no unit then.
    """

    indicator: IndicatorView
    status: str
    text: str
    short: str
    reason: str
    note: str
    chance: str
    group: str
    severity: str
    beside: Sequence[Beside]
    strip: Markup | None
    spread: str
    trend: Trend | None
    origins: Sequence[Origin]
    meaning_href: str
    embed_path: str

    @property
    def here(self) -> None:
        """For `why_no_number`, which serves other figures too."""
        return None

    @property
    def too_small_under(self) -> None:
        return None

    @property
    def is_count(self) -> bool:
        return self.indicator.kind == "count"

    @property
    def verdicts(self) -> Sequence[str]:
        """Each once: why there is none is often the same beside municipality and country."""
        return list(dict.fromkeys(beside.verdict for beside in self.beside if beside.verdict))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the tiles of one place have in common. `names`: of what it stands beside, by `municipality`, `country`."""

    key: str
    name: str
    level: str
    names: Mapping[str, str]
    year: int
    language: str
    trends: Trends = field(default_factory=Trends)


def tile_of(figure: ComparedIndicator, setting: Setting, index: int = 0) -> Tile:
    """The tile of the place at `index` among those that were asked."""
    indicator, language, place = figure.indicator, setting.language, figure.places[index]
    edition = place.source.edition if place.source else ""
    return Tile(
        indicator=indicator,
        status=place.value.status,
        text=value_words(place.value, indicator, language),
        short=short_words(place.value, indicator, language),
        reason=why_none(place.value, edition, language),
        note=note_on(place.value, language),
        chance=chance_words(place, indicator, language),
        group=_group(place, indicator, language),
        severity="" if indicator.kind == "count" else _severity(place, setting),
        beside=_beside(figure, place, setting),
        strip=strip_of(figure, setting),
        spread=_spread(figure, setting),
        trend=setting.trends.of.get(indicator.code),
        origins=_origins(figure, place, setting),
        meaning_href=meaning_of(setting.year, indicator.code),
        embed_path=f"/insluiten/{setting.year}/{setting.key}/{indicator.code}",
    )


def chance_words(place: PlaceValueView, indicator: IndicatorView, language: str) -> str:
    """The interval in words; empty when there is none."""
    interval = next((verdict.interval for verdict in place.verdicts if verdict.interval), None)
    if interval is None or place.value.status != "number":
        return ""
    _ = translations(language).gettext
    words = {name: written(end, indicator, language) for name, end in (("low", interval.low), ("high", interval.high))}
    sentence = _("Door toeval en afronding kan het ook tussen %(low)s en %(high)s liggen.") % words
    if any(verdict.is_approximation for verdict in place.verdicts):
        noun = {"people": noun_of(indicator.denominator, language)}
        sentence += " " + _("Hoeveel %(people)s dat zijn, rekenden we terug uit een percentage.") % noun
    return sentence


def _group(place: PlaceValueView, indicator: IndicatorView, language: str) -> str:
    if place.denominator is None:
        return ""
    return f"{formats.number(place.denominator, language)} {noun_of(indicator.denominator, language)}"


def _why_never(place: PlaceValueView, language: str) -> str:
    """What is no part of a group never gets a verdict."""
    if not any(verdict.reason == "not_a_proportion" for verdict in place.verdicts):
        return ""
    return translations(language).gettext(
        "Hierover geven we geen oordeel. Daarvoor moeten we weten hoeveel het van persoon tot persoon verschilt, "
        "en dat geeft de bron niet."
    )


def _severity(place: PlaceValueView, setting: Setting) -> str:
    """How strictly was judged: the more places, the more of them differ by chance alone."""
    judged = [verdict.compared for verdict in place.verdicts if verdict.kind != "no_figure"]
    if not judged:
        return _why_never(place, setting.language)
    words = {"count": judged[0], "kinds": kinds_of(setting.level, setting.language)}
    sentence = translations(setting.language).gettext(
        "We keken naar %(count)s %(kinds)s tegelijk. Hoe meer je er bekijkt, hoe vaker er een door toeval uitspringt. "
        "Daarom noemen we een verschil pas duidelijk als het groot genoeg is voor zoveel plekken."
    )
    return sentence % words


def _beside(figure: ComparedIndicator, place: PlaceValueView, setting: Setting) -> list[Beside]:
    numbers = {"municipality": figure.municipality, "country": figure.country}
    return [
        _one_beside(verdict, numbers[verdict.against], figure.indicator, place.value.status == "number", setting)
        for verdict in place.verdicts
        if verdict.against in setting.names
    ]


def _one_beside(
    verdict: VerdictView, value: ValueView, indicator: IndicatorView, has_number: bool, setting: Setting
) -> Beside:
    name, language = setting.names[verdict.against], setting.language
    text = value_words(value, indicator, language)
    together = reference_name(verdict, name, setting.level, language)
    if not has_number:
        return Beside(name, text, "", "")
    words = verdict_words(verdict, together, indicator.denominator, language)
    note = unplaced_words(verdict, name, setting.level, indicator.denominator, language)
    if note and verdict.reference is not None:
        words = f"{words} ({written(verdict.reference, indicator, language)})"
    return Beside(name, text, words, note)


def strip_of(figure: ComparedIndicator, setting: Setting) -> Markup | None:
    """All places of its kind as dots; None when there is nothing to see. A count of a city fits no scale of places."""
    indicator, language = figure.indicator, setting.language
    dots = [
        Dot(other.name, value, value_words(other.value, indicator, language), other.key == setting.key)
        for other in figure.others
        if (value := on_scale(other.value, indicator)) is not None
    ]
    if len(dots) < 2:
        return None
    if indicator.kind == "count":
        return dot_strip(dots, None, None, axis_writer(indicator.unit, language))
    municipality = on_scale(figure.municipality, indicator) if "municipality" in setting.names else None
    return dot_strip(dots, municipality, on_scale(figure.country, indicator), axis_writer(indicator.unit, language))


def _spread(figure: ComparedIndicator, setting: Setting) -> str:
    """What the strip shows, in words: from where to where, without naming who stands at the ends."""
    values = [view.value.number for view in figure.others if view.value.number is not None]
    if len(values) < 2:
        return ""
    words = {
        "count": len(values),
        "kinds": kinds_of(setting.level, setting.language),
        "low": written(min(values), figure.indicator, setting.language),
        "high": written(max(values), figure.indicator, setting.language),
    }
    return translations(setting.language).gettext("%(count)s %(kinds)s, van %(low)s tot %(high)s") % words


def _origins(figure: ComparedIndicator, place: PlaceValueView, setting: Setting) -> list[Origin]:
    found = [(setting.name, place.source)]
    for against, source in (("municipality", figure.municipality_source), ("country", figure.country_source)):
        if against in setting.names:
            found.append((setting.names[against], source))
    trend = setting.trends.of.get(figure.indicator.code)
    return origins_of([*found, *(trend.sources if trend else ())], setting.language)
