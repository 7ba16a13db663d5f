"""From the programme's figures to what the contract says of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.kit import logging
from services.kit.texts import Texts
from services.monitoring.contract.programme import (
    ProgrammeCandidate,
    ProgrammeFeedView,
    ProgrammeKpiView,
    ProgrammePoint,
    ProgrammeTargetView,
    ProgrammeYear,
)
from services.monitoring.domain.programme.figures import Figure
from services.monitoring.domain.programme.kpis import KPIS, may_feed
from services.monitoring.domain.programme.targets import is_settled, verdict
from services.monitoring.store.programme_tables import ProgrammeFeed
from services.monitoring.store.survey_tables import Survey
from services.monitoring.usecases.programme.read_programme import Agreed, Programme, Shown
from services.monitoring.usecases.terms import AreaIds

DECIMALS = {"percent": 0, "grade": 1}


def programme_view(found: Programme, areas: Mapping[int, AreaIds], texts: Texts, today: date) -> ProgrammeYear:
    """Every figure in the reader's language."""
    return ProgrammeYear(year=found.year, kpis=[_kpi(found, shown, texts, today) for shown in found.shown(areas)])


def _kpi(found: Programme, shown: Shown, texts: Texts, today: date) -> ProgrammeKpiView:
    kpi, now = shown.kpi, logging.language.get()
    words = {
        part: texts.sentence(f"programme.{kpi.code}.{part}", now, {}) or kpi.code
        for part in ("name", "definition", "formula")
    }
    return ProgrammeKpiView(
        code=kpi.code,
        result=kpi.result.value,
        unit=kpi.unit,
        source=kpi.source,
        target=_target(found, shown, today),
        quarters=[_point(each, kpi.unit) for each in shown.quarters],
        years=[_point(each, kpi.unit) for each in shown.years],
        feeds=[feed_view(feed, found.agreed, found.surveys) for feed in shown.feeds],
        **words,
    )


def _target(found: Programme, shown: Shown, today: date) -> ProgrammeTargetView | None:
    """Of the year's own figure; of partners of its last quarter, as quarters of people are not added up."""
    number = found.targets.get(shown.kpi.code)
    if number is None:
        return None
    last = _point((shown.years or shown.quarters)[-1], shown.kpi.unit).number
    settled = is_settled(found.year, today)
    return ProgrammeTargetView(number=number.normalize(), verdict=verdict(shown.kpi, number, last, settled=settled))


def _point(figure: Figure, unit: str) -> ProgrammePoint:
    number = None
    if figure.number is not None:
        exact = Decimal(figure.number.numerator) / Decimal(figure.number.denominator)
        number = round(exact, DECIMALS[unit]) if unit in DECIMALS else exact.normalize()
    return ProgrammePoint(
        period=figure.period, status=figure.status, number=number, answered=figure.answered, asked=figure.asked
    )


def feed_view(feed: ProgrammeFeed, agreed: Agreed, surveys: Mapping[UUID, Survey]) -> ProgrammeFeedView:
    """A mark with the names of what it marks; a KPI that a later version of the agreement left out keeps its code."""
    name, whose = feed.kpi_code or "", ""
    if feed.partner_id is not None and feed.kpi_code is not None:
        partner, kpis = agreed.get((feed.partner_id, feed.year), (None, {}))
        whose = partner.name if partner else ""
        name = kpis[feed.kpi_code].name if feed.kpi_code in kpis else name
    elif feed.survey_id is not None and (survey := surveys.get(feed.survey_id)):
        name, whose = _point_name(survey, feed.point or 0), survey.title
    return ProgrammeFeedView(
        id=feed.id,
        name=name,
        whose=whose,
        partner_id=feed.partner_id,
        kpi=feed.kpi_code,
        survey_id=feed.survey_id,
        point=feed.point,
        marked_at=feed.marked_at,
    )


def candidates_view(
    agreed: Agreed, surveys: Sequence[Survey], feeds: Sequence[ProgrammeFeed]
) -> list[ProgrammeCandidate]:
    """What fits each figure and is not marked for it."""
    partners = {(each.programme_kpi, each.partner_id, each.kpi_code) for each in feeds}
    marked = {(each.programme_kpi, each.survey_id, each.point) for each in feeds}
    found = [
        ProgrammeCandidate(programme_kpi=kpi.code, name=own.name, whose=partner.name, partner_id=partner.id, kpi=code)
        for kpi in KPIS
        for partner, kpis in agreed.values()
        for code, own in kpis.items()
        if may_feed(kpi, own.unit, own.frequency) and (kpi.code, partner.id, code) not in partners
    ]
    return found + [
        ProgrammeCandidate(
            programme_kpi=kpi.code,
            name=_point_name(survey, number),
            whose=survey.title,
            survey_id=survey.id,
            point=number,
        )
        for kpi in KPIS
        if kpi.source == "surveys"
        for survey in surveys
        for number in range(1, len(survey.points) + 1)
        if (kpi.code, survey.id, number) not in marked
    ]


def _point_name(survey: Survey, number: int) -> str:
    return str(survey.points[number - 1]["name"]) if 0 < number <= len(survey.points) else ""
