"""The programme's short-term results as the page shows them: grouped by result, each point a number or why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from frontend import formats
from frontend.drawing.spark import Quarter, quarter_line
from frontend.translations import translations
from services.monitoring.contract.programme import (
    ProgrammeCandidate,
    ProgrammeKpiView,
    ProgrammePoint,
    ProgrammeYear,
)
from services.monitoring.contract.programme_targets import TargetView

LEAST = 2
ENOUGH = 10
"""With fewer answers a percentage says more than there is: then how many of how many."""


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """A quarter or a year: what it says, and how many of how many answered."""

    period: str
    text: str
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class WaitingTarget:
    """A proposed target as words, and the one in force to be taken back. For the office only."""

    view: TargetView
    words: str


@dataclass(frozen=True, slots=True)
class ShownKpi:
    """One figure with its newest point aloud, and the rest in a table."""

    view: ProgrammeKpiView
    now: ShownPoint
    points: Sequence[ShownPoint]
    source: str
    candidates: Sequence[ProgrammeCandidate]
    chart: Markup | None
    target: str
    verdict: str
    waiting: Sequence[WaitingTarget]


@dataclass(frozen=True, slots=True)
class ShownResult:
    name: str
    kpis: Sequence[ShownKpi]


def shown_results(
    found: ProgrammeYear,
    candidates: Sequence[ProgrammeCandidate],
    language: str,
    targets: Sequence[TargetView] = (),
) -> list[ShownResult]:
    """The four results in their order. `targets`: as the office sees them."""
    _ = translations(language).gettext
    names = {
        "cohesion": _("Samen en zelf kunnen"),
        "light_near": _("Lichte hulp dichtbij"),
        "parenting": _("Sterker opvoeden"),
        "new_ideas": _("Nieuwe ideeën"),
    }
    return [
        ShownResult(name, [_shown(kpi, candidates, targets, language) for kpi in found.kpis if kpi.result == result])
        for result, name in names.items()
    ]


def _shown(
    kpi: ProgrammeKpiView, candidates: Sequence[ProgrammeCandidate], targets: Sequence[TargetView], language: str
) -> ShownKpi:
    points = [_point(kpi, each, language) for each in (*kpi.quarters, *kpi.years)]
    own = [each for each in candidates if each.programme_kpi == kpi.code]
    return ShownKpi(
        kpi,
        _newest(kpi, language),
        points,
        _source(kpi.source, language),
        own,
        _chart(kpi, language),
        _amount(kpi, kpi.target.number, language) if kpi.target else "",
        verdict_words(kpi, language),
        [
            WaitingTarget(each, _amount(kpi, each.number, language))
            for each in targets
            if each.programme_kpi == kpi.code
        ],
    )


def verdict_words(kpi: ProgrammeKpiView, language: str) -> str:
    """Whether it came to its target, never why; empty without one."""
    _ = translations(language).gettext
    words = {
        "met": _("Gehaald."),
        "not_met": _("Niet gehaald."),
        "too_early": _("Te vroeg om te zeggen."),
        "not_known": _("Niet bekend of het gehaald is: er is geen cijfer dat we kunnen tonen."),
    }
    return words[kpi.target.verdict] if kpi.target else ""


def _chart(kpi: ProgrammeKpiView, language: str) -> Markup | None:
    """The years, or the quarters of partners; none with one number, as a dot is no course, unless it has a target."""
    points = kpi.years or kpi.quarters
    drawn = [
        Quarter(
            formats.quarter(each.period, language),
            None if each.number is None else float(each.number),
            _point(kpi, each, language).text,
        )
        for each in points
    ]
    if sum(each.value is not None for each in drawn) < (1 if kpi.target else LEAST):
        return None
    told = ", ".join(f"{each.name}: {each.text}" for each in drawn)
    target = float(kpi.target.number) if kpi.target else None
    return quarter_line(drawn, lambda value: formats.number(value, language), target, f"{kpi.name}. {told}")


def _amount(kpi: ProgrammeKpiView, number: Decimal, language: str) -> str:
    """A target in the unit of its figure."""
    if kpi.unit == "percent":
        return formats.percent(number, language)
    if kpi.unit == "grade":
        return translations(language).gettext("%(grade)s van de 5") % {"grade": formats.number(number, language, 1)}
    return formats.number(number, language)


def _newest(kpi: ProgrammeKpiView, language: str) -> ShownPoint:
    """The year's own figure; of partners the last quarter of which something came, as quarters do not add up."""
    if kpi.years:
        return _point(kpi, kpi.years[-1], language)
    known = [each for each in kpi.quarters[-4:] if each.status != "unknown"]
    return _point(kpi, (known or kpi.quarters)[-1], language)


def _point(kpi: ProgrammeKpiView, point: ProgrammePoint, language: str) -> ShownPoint:
    _ = translations(language).gettext
    words = {"unknown": _("onbekend"), "too_small": _("te klein om te tonen")}
    text = words.get(point.status, "")
    if point.number is not None:
        text = _counted(kpi, point, language)
    return ShownPoint(formats.quarter(point.period, language), text, point.answered, point.asked)


def _counted(kpi: ProgrammeKpiView, point: ProgrammePoint, language: str) -> str:
    _ = translations(language).gettext
    assert point.number is not None
    if kpi.unit == "percent" and point.answered < ENOUGH:
        some = round(point.number * point.answered / 100)
        return _("%(some)s van de %(all)s") % {"some": some, "all": point.answered}
    if kpi.unit == "percent":
        return formats.percent(point.number, language)
    if kpi.unit == "grade":
        return _("%(grade)s van de 5") % {"grade": formats.number(point.number, language, 1)}
    return formats.number(point.number, language)


def _source(source: str, language: str) -> str:
    _ = translations(language).gettext
    return {
        "initiatives": _("wat initiatieven zelf vertelden, vrijwillig"),
        "partners": _("cijfers van partners die de gemeente hiervoor koos"),
        "surveys": _("ankerpunten uit enquêtes die de gemeente hiervoor koos"),
    }[source]
