"""Draft the agenda of a progress talk from what the program knows."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast
from uuid import UUID

from services.kit.database import Session
from services.monitoring.contract.dossier import Pillars
from services.monitoring.contract.signals import KpiSeries
from services.monitoring.contract.talks import Owner, PointFacts, TalkPoint
from services.monitoring.domain.agenda import id_of, late_periods
from services.monitoring.domain.quarter import periods_in
from services.monitoring.domain.uncertainties import Seen, closed
from services.monitoring.store.learning_queries import visits_of_year
from services.monitoring.store.tables import Agreement
from services.monitoring.store.talk_queries import earlier_actions, open_cases_by_rule
from services.monitoring.usecases.reports.make_content import Content


async def draft_agenda(
    session: Session,
    agreement: Agreement,
    quarter: str,
    content: Content,
    series: Sequence[KpiSeries],
    today: date,
) -> list[TalkPoint]:
    """Open actions of last time, open breach cases, deliveries, signals, boundaries, uncertainties: in that order."""
    periods = periods_in(quarter)
    return [
        *await _open_actions(session, agreement.partner_id, quarter),
        *await _breaches(session, agreement.partner_id, quarter),
        *_deliveries(content, periods, today),
        *_signals(series, periods),
        *_boundaries(series, periods),
        *await _uncertainties(session, agreement),
    ]


async def _open_actions(session: Session, partner_id: UUID, quarter: str) -> list[TalkPoint]:
    return [
        TalkPoint(
            id=id_of("action", str(action.id)),
            kind="action",
            facts=PointFacts(
                action_id=action.id, what=action.what, owner=cast(Owner, action.owner), due_on=action.due_on
            ),
        )
        for _, action in await earlier_actions(session, partner_id, quarter)
        if action.done_on is None
    ]


async def _breaches(session: Session, partner_id: UUID, quarter: str) -> list[TalkPoint]:
    return [
        TalkPoint(id=id_of("breach", rule), kind="breach", facts=PointFacts(rule=rule, count=count))
        for rule, count in await open_cases_by_rule(session, partner_id, quarter)
    ]


def _deliveries(content: Content, periods: Sequence[str], today: date) -> Iterator[TalkPoint]:
    for late in late_periods(periods, content.tallies, content.moved, today):
        facts = PointFacts(
            period=late.period,
            due_on=late.due,
            expected=late.tally.expected,
            delivered=late.tally.delivered,
            on_time=late.tally.on_time,
        )
        yield TalkPoint(id=id_of("delivery", late.period), kind="delivery", facts=facts)


def _signals(series: Sequence[KpiSeries], periods: Sequence[str]) -> Iterator[TalkPoint]:
    for one in series:
        for point in one.points:
            if point.period in periods and point.signals:
                facts = PointFacts(kpi=one.kpi.code, name=one.kpi.name, period=point.period, signals=point.signals)
                yield TalkPoint(id=id_of("signal", f"{one.kpi.code}:{point.period}"), kind="signal", facts=facts)


def _boundaries(series: Sequence[KpiSeries], periods: Sequence[str]) -> Iterator[TalkPoint]:
    for one in series:
        for point in one.points:
            if point.period in periods and point.boundary == "crossed":
                facts = PointFacts(kpi=one.kpi.code, name=one.kpi.name, period=point.period)
                yield TalkPoint(id=id_of("boundary", f"{one.kpi.code}:{point.period}"), kind="boundary", facts=facts)


async def _uncertainties(session: Session, agreement: Agreement) -> list[TalkPoint]:
    """Those that are still open."""
    watching = Pillars.model_validate(agreement.pillars).uncertainties.watching
    visits = await visits_of_year(session, agreement.partner_id, agreement.year)
    ended = closed(Seen(visit.what, visit.verdict, visit.withdrawn_at is not None) for visit in visits)
    return [
        TalkPoint(id=id_of("uncertainty", each.what), kind="uncertainty", facts=PointFacts(what=each.what))
        for each in watching
        if each.what not in ended
    ]
