"""Read the programme's figures of a year: what initiatives told, what partners delivered, what surveys scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from services.kit.database import Session
from services.monitoring.contract.surveys import Outcome
from services.monitoring.domain.periods import all_periods_of, year_of
from services.monitoring.domain.programme.figures import (
    Figure,
    Told,
    by_quarter,
    of_initiatives,
    of_partners,
    of_surveys,
    quarters_of,
)
from services.monitoring.domain.programme.kpis import KPIS, ProgrammeKpi
from services.monitoring.domain.release import Cell
from services.monitoring.domain.signals.release import Delivered
from services.monitoring.domain.signals.series import Point, Shape, Values, points
from services.monitoring.store.programme_queries import (
    agreed_kpis,
    feeds_of,
    surveys_by_id,
    told_between,
    values_of_feeds,
)
from services.monitoring.store.programme_tables import ProgrammeFeed
from services.monitoring.store.release_queries import agreed_of
from services.monitoring.store.survey_tables import Survey
from services.monitoring.store.tables import InitiativeFigure, Kpi, Partner
from services.monitoring.store.target_queries import targets_of
from services.monitoring.usecases.release import decide, key_of
from services.monitoring.usecases.terms import AreaIds

YEARS = 3

Agreed = Mapping[tuple[UUID, int], tuple[Partner, Mapping[str, Kpi]]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of the programme with its points."""

    kpi: ProgrammeKpi
    quarters: Sequence[Figure]
    years: Sequence[Figure]
    feeds: Sequence[ProgrammeFeed]


@dataclass(frozen=True, slots=True)
class Programme:
    """What there is of a year and the years before it."""

    year: int
    told: Mapping[int, Sequence[Told]]
    feeds: Sequence[ProgrammeFeed]
    agreed: Agreed
    values: Mapping[tuple[UUID, str], Values]
    surveys: Mapping[UUID, Survey]
    targets: Mapping[str, Decimal]
    """By figure what it should come to this year; those in force only."""

    def shown(self, areas: Mapping[int, AreaIds]) -> list[Shown]:
        """Every figure, in the order of the programme. `areas`: which there were in each year."""
        return [self._shown(kpi, areas) for kpi in KPIS]

    def _shown(self, kpi: ProgrammeKpi, areas: Mapping[int, AreaIds]) -> Shown:
        years = range(self.year - YEARS + 1, self.year + 1)
        feeds = [feed for feed in self.feeds if feed.programme_kpi == kpi.code]
        now = [feed for feed in feeds if feed.year == self.year]
        if kpi.question is not None:
            told, question = by_quarter(self.told.get(self.year, [])), kpi.question
            quarters = [of_initiatives(question, each, told.get(each, [])) for each in quarters_of(self.year)]
            return Shown(kpi, quarters, [of_initiatives(question, str(y), self.told.get(y, [])) for y in years], now)
        if kpi.source == "partners":
            return Shown(kpi, [of_partners(q, self._points(q, feeds, areas)) for q in self._quarters], [], now)
        return Shown(kpi, [], [of_surveys(str(y), self._scores(y, feeds)) for y in years], now)

    @property
    def _quarters(self) -> list[str]:
        return [*quarters_of(self.year - 1), *quarters_of(self.year)]

    def _points(self, quarter: str, feeds: Sequence[ProgrammeFeed], areas: Mapping[int, AreaIds]) -> list[Point]:
        """What everybody may see of each marked figure in this quarter, of all areas together."""
        year = year_of(quarter)
        found = []
        for feed in feeds:
            if feed.year == year and feed.partner_id is not None and feed.kpi_code is not None:
                kpi = self.agreed.get((feed.partner_id, year), (None, {}))[1].get(feed.kpi_code)
                of_year = {year: areas.get(year, ())} if kpi is None or kpi.by_area else None
                shape = Shape(feed.kpi_code, areas=of_year)
                values = self.values.get((feed.partner_id, feed.kpi_code), {})
                found += points(shape, [quarter], values, in_full=False)
        return found

    def _scores(self, year: int, feeds: Sequence[ProgrammeFeed]) -> list[tuple[Fraction, int] | None]:
        """The mean and number of answers of each marked point of a survey that is closed; None: too few answered."""
        found: list[tuple[Fraction, int] | None] = []
        for feed in feeds:
            survey = self.surveys.get(feed.survey_id) if feed.survey_id else None
            if feed.year != year or survey is None or survey.outcome is None:
                continue
            result = next(
                (each for each in Outcome.model_validate(survey.outcome).points if each.number == feed.point), None
            )
            total = result.total if result else None
            found.append((Fraction(total.mean), total.answers) if total else None)
        return found


async def read_programme(session: Session, year: int) -> Programme:
    """Seven questions, whatever there is."""
    told: dict[int, list[Told]] = {}
    for row in await told_between(session, year - YEARS + 1, year):
        told.setdefault(row.year, []).append(_told(row))
    feeds = await feeds_of(session, range(year - YEARS + 1, year + 1))
    surveys = await surveys_by_id(session, {feed.survey_id for feed in feeds if feed.survey_id})
    of_partners_ = [feed for feed in feeds if feed.partner_id]
    agreed = await agreed_kpis(session, [year - 1, year]) if of_partners_ else {}
    values = await _values(session, of_partners_, agreed) if of_partners_ else {}
    targets = {each.programme_kpi: each.number for each in await targets_of(session, year) if each.approved_at}
    return Programme(year, told, feeds, agreed, values, surveys, targets)


async def _values(
    session: Session, feeds: Sequence[ProgrammeFeed], agreed: Agreed
) -> Mapping[tuple[UUID, str], Values]:
    """What counts now of what is marked, and which of it everybody may see."""
    marked = {(feed.partner_id, feed.kpi_code) for feed in feeds if feed.partner_id and feed.kpi_code}
    counted = await agreed_of(session, {partner for partner, _ in marked})
    codes = {code for partner, own in marked for code in counted.beside(partner, [own])}
    rows = await values_of_feeds(session, feeds, codes, [each for _, year in agreed for each in all_periods_of(year)])
    kpis = [agreed.get((row.partner_id, year_of(row.period)), (None, {}))[1].get(row.kpi_code) for row in rows]
    found = [(row, kpi) for row, kpi in zip(rows, kpis, strict=True) if kpi is not None]
    hidden = decide(found, counted)
    values: dict[tuple[UUID, str], dict[tuple[str, str, str | None], Delivered]] = {}
    for row, kpi in found:
        if row.value is not None:
            cell = Delivered(Cell(kpi.unit, row.value), row.received_at, key_of(row) in hidden)
            values.setdefault((row.partner_id, row.kpi_code), {})[row.kpi_code, row.period, row.area_id] = cell
    return values


def _told(row: InitiativeFigure) -> Told:
    day = row.shared_on
    quarter = f"{day.year}-Q{(day.month + 2) // 3}"
    return Told(quarter, row.children_reached, row.rating, bool(row.learned))
