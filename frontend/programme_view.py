"""The programme's short-term results as the page shows them: grouped by result, each point a number or why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontend import formats
from frontend.translations import translations
from services.monitoring.contract.programme import (
    ProgrammeCandidate,
    ProgrammeKpiView,
    ProgrammePoint,
    ProgrammeYear,
)

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
class ShownKpi:
    """One figure with its newest point aloud, and the rest in a table."""

    view: ProgrammeKpiView
    now: ShownPoint
    points: Sequence[ShownPoint]
    source: str
    candidates: Sequence[ProgrammeCandidate]


@dataclass(frozen=True, slots=True)
class ShownResult:
    name: str
    kpis: Sequence[ShownKpi]


def shown_results(found: ProgrammeYear, candidates: Sequence[ProgrammeCandidate], language: str) -> list[ShownResult]:
    """The four results in their order."""
    _ = translations(language).gettext
    names = {
        "cohesion": _("Samen en zelf kunnen"),
        "light_near": _("Lichte hulp dichtbij"),
        "parenting": _("Sterker opvoeden"),
        "new_ideas": _("Nieuwe ideeën"),
    }
    return [
        ShownResult(name, [_shown(kpi, candidates, language) for kpi in found.kpis if kpi.result == result])
        for result, name in names.items()
    ]


def _shown(kpi: ProgrammeKpiView, candidates: Sequence[ProgrammeCandidate], language: str) -> ShownKpi:
    points = [_point(kpi, each, language) for each in (*kpi.quarters, *kpi.years)]
    own = [each for each in candidates if each.programme_kpi == kpi.code]
    return ShownKpi(kpi, _newest(kpi, language), points, _source(kpi.source, language), own)


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
