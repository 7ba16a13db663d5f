"""Places with one figure each, as the rows of a table: figure, of how many, how sure, and what can be said of it."""

from dataclasses import dataclass

from frontend import formats
from frontend.origin import Origin, origin_of
from frontend.place_words import kinds_of, profile_of
from frontend.translations import translations
from frontend.verdict_words import brief_words, noun_of, reference_name, unplaced_words, verdict_words
from frontend.written import short_words, value_words, written
from services.profiles.contract.comparisons import IndicatorPlaces, JudgedPlaceView, VerdictView
from services.profiles.contract.models import IndicatorView

WORTH_SAYING = ("contradiction", "secret")
"""Why there is no verdict, where that says more than why there is no figure."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place. `number` is its place in the alphabet, which it keeps in any order, and has on the map.

    `brief` is `verdict` for a table, which says itself beside what each place was judged; `brief_country` the same
    beside the country.
    """

    number: int
    key: str
    name: str
    href: str
    status: str
    value: float | None
    text: str
    group: str
    interval: str
    verdict: str
    brief: str
    brief_country: str
    kind: str


def place_rows(judged: IndicatorPlaces, year: int, language: str, *, by_value: bool = False) -> list[PlaceRow]:
    """By name, or from the highest figure down when that was asked: places without a figure then come last."""
    named = sorted(judged.places, key=lambda place: (place.name.casefold(), place.key))
    rows = [_row(number, place, judged, year, language) for number, place in enumerate(named, start=1)]
    if by_value:
        rows.sort(key=lambda row: (row.value is None, -(row.value or 0), row.name.casefold()))
    return rows


def interval_words(place: JudgedPlaceView, indicator: IndicatorView, language: str) -> str:
    """From what to what it can be by chance and rounding; empty when that is not known."""
    interval = next((verdict.interval for verdict in place.figure.verdicts if verdict.interval), None)
    if interval is None or place.figure.value.status != "number":
        return ""
    low, high = (formats.number(end, language, indicator.decimals) for end in (interval.low, interval.high))
    return translations(language).gettext("%(low)s en %(high)s") % {"low": low, "high": high}


def _row(number: int, place: JudgedPlaceView, judged: IndicatorPlaces, year: int, language: str) -> PlaceRow:
    figure, indicator = place.figure, judged.indicator
    beside = next((verdict for verdict in figure.verdicts if verdict.against == "municipality"), None)
    verdict = brief = ""
    if beside and (figure.value.status == "number" or beside.reason in WORTH_SAYING):
        name = reference_name(beside, judged.municipality_name, judged.level, language)
        verdict = verdict_words(beside, name, indicator.denominator, language)
        brief = brief_words(beside, name, indicator.denominator, language)
    return PlaceRow(
        number=number,
        key=place.key,
        name=place.name,
        href=profile_of(year, place.key),
        status=figure.value.status,
        value=None if figure.value.number is None else float(figure.value.number),
        text=short_words(figure.value, indicator, language),
        group=""
        if figure.denominator is None
        else f"{formats.number(figure.denominator, language)} {noun_of(indicator.denominator, language)}",
        interval=interval_words(place, indicator, language),
        verdict=verdict,
        brief=brief,
        brief_country=_beside_country(place, judged, language),
        kind=beside.kind if beside else "no_figure",
    )


def _beside_country(place: JudgedPlaceView, judged: IndicatorPlaces, language: str) -> str:
    """What can be said of a place beside the country, in a few words; empty without a figure."""
    verdict = next((one for one in place.figure.verdicts if one.against == "country"), None)
    if verdict is None or place.figure.value.status != "number":
        return ""
    name = reference_name(verdict, "", judged.level, language)
    return brief_words(verdict, name, judged.indicator.denominator, language)


def numbers_beside(judged: IndicatorPlaces, language: str) -> list[tuple[str, str]]:
    """All places together where they were judged beside that, the municipality and the country, under the places."""
    _, together, pairs = translations(language).gettext, _together(judged), []
    if together and together.reference is not None:
        kinds = {"kinds": kinds_of(judged.level, language)}
        pairs.append((_("Alle %(kinds)s samen") % kinds, written(together.reference, judged.indicator, language)))
    beside = ((judged.municipality_name, judged.municipality_value), (_("Nederland"), judged.country_value))
    return pairs + [(name, value_words(value, judged.indicator, language)) for name, value in beside]


def judged_beside(judged: IndicatorPlaces, language: str) -> str:
    """Beside what every place was judged, once for all; empty when none was."""
    verdicts = (verdict for place in judged.places for verdict in place.figure.verdicts)
    found = next((one for one in verdicts if one.against == "municipality" and one.kind != "no_figure"), None)
    if found is None:
        return ""
    name = reference_name(found, judged.municipality_name, judged.level, language)
    return translations(language).gettext("Elke plek staat hier naast %(name)s.") % {"name": name}


def compared_words(judged: IndicatorPlaces, language: str) -> str:
    """Why a verdict may be stricter than the interval in the same row; empty when nothing was judged."""
    verdicts = (verdict for place in judged.places for verdict in place.figure.verdicts)
    found = next((one for one in verdicts if one.kind != "no_figure" and one.compared > 1), None)
    if found is None:
        return ""
    words = {"count": found.compared, "kinds": kinds_of(judged.level, language)}
    sentence = translations(language).gettext(
        "‘Waarschijnlijk tussen’ gaat over één plek. Het oordeel is strenger: we keken naar %(count)s %(kinds)s "
        "tegelijk, en dan springt er vaker een door toeval uit."
    )
    return sentence % words


def why_together(judged: IndicatorPlaces, language: str) -> str:
    """Why places were judged beside all of them together, once for all; empty when they were not."""
    beside = _together(judged)
    if beside is None:
        return ""
    return unplaced_words(beside, judged.municipality_name, judged.level, judged.indicator.denominator, language)


def _together(judged: IndicatorPlaces) -> VerdictView | None:
    """A verdict beside all places together, if that is what they were judged beside; each has the same reference."""
    verdicts = [verdict for place in judged.places for verdict in place.figure.verdicts]
    beside = [verdict for verdict in verdicts if verdict.reference_of == "parts"]
    return next((verdict for verdict in beside if verdict.reference is not None), beside[0] if beside else None)


def origins_of(judged: IndicatorPlaces, language: str) -> list[Origin]:
    """The releases of the places' figures and of those beside them, each once."""
    found = [place.figure.source for place in judged.places]
    found += [judged.municipality_source, judged.country_source]
    releases = {source.release: source for source in found if source}
    return [origin_of("", source, language) for source in releases.values()]
