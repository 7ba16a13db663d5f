"""A figure as a tile: number, what can be said of it beside municipality and country, and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frontend.difference_words import how_much
from frontend.drawing.strip import Dot, dot_strip
from frontend.figure_view import note_on, why_none
from frontend.origin import Origin, origins_of
from frontend.place_words import meaning_of
from frontend.tile_words import Setting, chance_words, group_words, severity_words, spread_words, strict_words
from frontend.trend import Trend
from frontend.verdict_words import reference_name, unplaced_words, verdict_words
from frontend.written import axis_writer, on_scale, short_words, value_words, written
from services.profiles.contract.comparisons import ComparedIndicator, PlaceValueView, VerdictView
from services.profiles.contract.models import IndicatorView, ValueView


@dataclass(frozen=True, slots=True)
class Beside:
    """The municipality or the country beside a figure: its number, what can be said, and the difference."""

    name: str
    text: str
    short: str
    verdict: str
    difference: str
    note: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of one place. Without a number, `text` says so in two words and `reason` in a sentence.

    `short` is for where its name says what is counted: no unit then. `elsewhen`: without a number, the last year that
    has one, with that number.
    """

    indicator: IndicatorView
    status: str
    text: str
    short: str
    reason: str
    is_judged: bool
    elsewhen: tuple[int, str] | None
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
    def is_count(self) -> bool:
        return self.indicator.kind == "count"

    @property
    def verdicts(self) -> Sequence[str]:
        """Each once: why there is none is often the same beside municipality and country."""
        return list(dict.fromkeys(beside.verdict for beside in self.beside if beside.verdict))

    @property
    def judged(self) -> Sequence[tuple[str, str]]:
        """Each verdict once, with how large the difference is."""
        return list(dict.fromkeys((one.verdict, one.difference) for one in self.beside if one.verdict))


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
        is_judged=any(verdict.kind != "no_figure" for verdict in place.verdicts),
        elsewhen=setting.trends.newest.get(indicator.code) if place.value.status != "number" else None,
        note=note_on(place.value, language),
        chance=" ".join(
            filter(None, (chance_words(place, indicator, language), strict_words(place, indicator, setting)))
        ),
        group=group_words(place, indicator, language),
        severity="" if indicator.kind == "count" else severity_words(place, setting),
        beside=_beside(figure, place, setting),
        strip=strip_of(figure, setting),
        spread=spread_words(figure, setting),
        trend=setting.trends.of.get(indicator.code),
        origins=_origins(figure, place, setting),
        meaning_href=meaning_of(setting.year, indicator.code),
        embed_path=f"/insluiten/{setting.year}/{setting.key}/{indicator.code}",
    )


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
    text, short = value_words(value, indicator, language), short_words(value, indicator, language)
    together = reference_name(verdict, name, setting.level, language)
    if not has_number:
        return Beside(name, text, short, "", "", "")
    note = unplaced_words(verdict, name, setting.level, indicator.denominator, language)
    beside = together
    if note and verdict.reference is not None:
        beside = f"{together} ({written(verdict.reference, indicator, language)})"
    words = verdict_words(verdict, beside, indicator.denominator, language)
    # Where we say that we cannot tell for sure, the difference and its interval still say how much it may be.
    much = how_much(verdict.difference, verdict.difference_interval, together, indicator, language)
    return Beside(name, text, short, words, much, note)


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


def _origins(figure: ComparedIndicator, place: PlaceValueView, setting: Setting) -> list[Origin]:
    found = [(setting.name, place.source)]
    for against, source in (("municipality", figure.municipality_source), ("country", figure.country_source)):
        if against in setting.names:
            found.append((setting.names[against], source))
    trend = setting.trends.of.get(figure.indicator.code)
    return origins_of([*found, *(trend.sources if trend else ())], setting.language)
