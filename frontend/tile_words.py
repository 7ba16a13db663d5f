"""What a tile says in words: the interval, the size of the group, how strictly was judged, and the spread."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontend import formats
from frontend.difference_words import leaves_out_nothing
from frontend.place_words import kinds_of
from frontend.translations import translations
from frontend.trend import Trends
from frontend.verdict_words import noun_of
from frontend.written import written
from services.profiles.contract.comparisons import ComparedIndicator, PlaceValueView, VerdictView
from services.profiles.contract.models import IndicatorView


@dataclass(frozen=True, slots=True)
class Setting:
    """What the tiles of one place have in common. `names`: of what it stands beside, by `municipality`, `country`.

    `municipality`: the code of the one it lies in; empty for a municipality and the country.
    """

    key: str
    name: str
    level: str
    names: Mapping[str, str]
    year: int
    language: str
    trends: Trends = field(default_factory=Trends)
    municipality: str = ""


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


def strict_words(place: PlaceValueView, indicator: IndicatorView, setting: Setting) -> str:
    """Why a difference is not called clear that the interval of the place alone leaves out; empty when it is no such.

    The interval is about this place alone, the verdict about one of many (docs/statistics.md, step 3).
    """
    verdict = next((one for one in place.verdicts if _is_stricter(one)), None)
    if verdict is None or place.value.status != "number":
        return ""
    language = setting.language
    _ = translations(language).gettext
    start = _(
        "Keken we alleen naar deze plek, dan leek het verschil echt. Maar we keken naar %(count)s %(kinds)s tegelijk, "
        "en dan springt er vaker een door toeval uit."
    )
    end = {
        "undecided_rounding": _("Zo streng bekeken is het door afronding niet te zeggen."),
        "too_small": _("Zo streng bekeken zijn het hier te weinig %(people)s."),
        "no_clear_difference": _("Zo streng bekeken is het geen duidelijk verschil."),
    }[verdict.kind]
    words = {
        "count": verdict.compared,
        "kinds": kinds_of(setting.level, language),
        "people": noun_of(indicator.denominator, language),
    }
    return f"{start} {end}" % words


def _is_stricter(verdict: VerdictView) -> bool:
    """Whether the interval leaves the reference out while the verdict, one of many, is that it is not clear."""
    if verdict.compared < 2 or verdict.kind not in ("undecided_rounding", "too_small", "no_clear_difference"):
        return False
    interval, reference = verdict.interval, verdict.reference
    if leaves_out_nothing(verdict.difference_interval):
        return True
    return interval is not None and reference is not None and not interval.low <= reference <= interval.high


def group_words(place: PlaceValueView, indicator: IndicatorView, language: str) -> str:
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


def severity_words(place: PlaceValueView, setting: Setting) -> str:
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


def spread_words(figure: ComparedIndicator, setting: Setting) -> str:
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
