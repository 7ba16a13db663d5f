"""All partners side by side: how complete and in time what is due came."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.kit.caller import PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep
from services.monitoring.api.dependencies import AreasDep, ClockDep
from services.monitoring.contract.timeliness import (
    LookedAtPeriod,
    PartnerTimeliness,
    Timeliness,
    TimelinessOrder,
    TimelinessTally,
)
from services.monitoring.domain.timeliness import LookedAt, Sums, lateness, looked_at
from services.monitoring.store.timeliness_queries import PartnerSums, look_beforehand, timeliness_sums

router = APIRouter(tags=["deliveries"])


@router.get(
    "/timeliness",
    operation_id="listTimeliness",
    summary="How complete and in time every partner is",
    response_description="Per partner, over the latest and the previous period, what is due, came, and came in time",
)
async def timeliness(
    year: Annotated[Year, Query()],
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    known_areas: AreasDep,
    order: Annotated[TimelinessOrder, Query(description="who is late first, or by name")] = "late",
) -> Timeliness:
    """For policy officers and approvers. A partner reads its own at its periods."""
    caller.require_role("policy_officer", "approver")
    today = clock.today()
    periods = looked_at(year, today)
    async with database.reading() as session:
        before = await look_beforehand(session, periods)
    areas = {each: await known_areas.get(each) for each in before.years_by_area}
    async with database.reading() as session:
        found = await timeliness_sums(session, periods, areas, before.moved, today)
    found.sort(key=_by_lateness if order == "late" else _by_name)
    return Timeliness(
        year=year,
        today=today,
        periods=[_view_period(each) for each in periods],
        partners=[_view_partner(each) for each in found],
    )


def _by_lateness(partner: PartnerSums) -> tuple[int, int, int, str]:
    return lateness(partner.name, partner.sums.values())


def _by_name(partner: PartnerSums) -> str:
    return partner.name.casefold()


def _view_period(each: LookedAt) -> LookedAtPeriod:
    return LookedAtPeriod.model_validate(
        {"window": each.window, "period": str(each.period), "frequency": each.period.kind, "due_on": each.due_on}
    )


def _view_partner(partner: PartnerSums) -> PartnerTimeliness:
    return PartnerTimeliness(
        partner_id=partner.partner_id,
        name=partner.name,
        subsidy_ended_on=partner.subsidy_ended_on,
        latest=_view_tally(partner.sums["latest"]),
        previous=_view_tally(partner.sums["previous"]),
    )


def _view_tally(sums: Sums) -> TimelinessTally:
    is_due = sums.standing == "due"
    return TimelinessTally(
        standing=sums.standing,
        expected=sums.expected if is_due else None,
        delivered=sums.delivered if is_due else None,
        on_time=sums.on_time if is_due else None,
        days_late=sums.days_late,
        due_next=sums.due_next,
        expected_later=sums.expected_later,
    )
