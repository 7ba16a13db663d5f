"""From what is due and what came to what monitoring says of it."""

from datetime import date
from typing import cast

from services.monitoring.contract.deliveries import (
    AgreedLater,
    DueValue,
    DueValues,
    ExtensionView,
    PartnerEventView,
    PartnerPeriods,
    PeriodView,
    ReviewView,
)
from services.monitoring.contract.models import Frequency
from services.monitoring.domain.due import Cell, Tally, tally_so_far
from services.monitoring.domain.periods import locks_after, read_period, state_of
from services.monitoring.domain.review import STATE_AFTER
from services.monitoring.store.delivery_tables import Extension, PartnerEvent
from services.monitoring.usecases.look_at_periods import YearOfDeliveries


def view_extension(extension: Extension, due: date) -> ExtensionView:
    """`due`: the last day on which its period is in time, with all that was given for it."""
    return ExtensionView(
        period=extension.period,
        until=extension.until,
        in_time=extension.until <= due,
        reason=extension.reason,
        given_as=extension.given_as,
        given_at=extension.given_at,
        given_by=extension.given_by,
    )


def view_periods(found: YearOfDeliveries, today: date) -> PartnerPeriods:
    per_period = found.tallies
    so_far = tally_so_far(per_period, found.moved, today)
    return PartnerPeriods(
        partner_id=found.terms.partner_id,
        year=found.terms.year,
        due_so_far=so_far.expected,
        delivered_so_far=so_far.delivered,
        on_time_so_far=so_far.on_time,
        periods=[_view_period(found, period, tally, today) for period, tally in per_period.items()],
    )


def _view_period(found: YearOfDeliveries, period: str, tally: Tally, today: date) -> PeriodView:
    extension = found.extensions.get(period)
    until, due = extension.until if extension else None, found.due_on(period)
    return PeriodView(
        period=period,
        frequency=cast(Frequency, read_period(period).kind),
        opens_on=read_period(period).first_day,
        due_on=due,
        open_until=open_until(period, until),
        status=state_of(period, today, until),
        extension=view_extension(extension, due) if extension else None,
        review=_view_review(found.last.get(period)),
        expected=tally.expected,
        delivered=tally.delivered,
        on_time=tally.on_time,
        agreed_later=[AgreedLater(kpi=code, agreed_on=day) for code, day in found.agreed_later(period).items()],
    )


def open_until(period: str, extended: date | None) -> date:
    """The last day on which a period can be delivered."""
    return max(locks_after(period), extended) if extended else locks_after(period)


def _view_review(last: PartnerEvent | None) -> ReviewView:
    if last is None:
        return ReviewView(state="nothing")
    return ReviewView(
        state=STATE_AFTER[last.kind], version=last.id or 0, remarks=last.remarks, by_role=last.by_role, at=last.at
    )


def view_event(event: PartnerEvent) -> PartnerEventView:
    return PartnerEventView.model_validate(event, from_attributes=True)


def view_due(found: YearOfDeliveries, period: str | None, today: date, *, later: bool) -> DueValues:
    """`later`: also what may come and is not due."""
    values = [
        _due_value(found, cell, today)
        for cell in found.cells
        if period in (None, cell.period) and (later or found.is_due(cell))
    ]
    return DueValues(partner_id=found.terms.partner_id, year=found.terms.year, values=values)


def _due_value(found: YearOfDeliveries, cell: Cell, today: date) -> DueValue:
    until, came = found.extended.get(cell.period), found.came.get(cell)
    return DueValue(
        kpi=cell.kpi,
        area_id=cell.area_id,
        period=cell.period,
        due_on=found.due_on(cell.period),
        open_until=open_until(cell.period, until),
        status=state_of(cell.period, today, until),
        delivered=came is not None and came.is_there,
        agreed_on=None if found.is_due(cell) else found.terms.kpis[cell.kpi].agreed_on,
    )
