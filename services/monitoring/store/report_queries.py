"""SELECTs of the report of a quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.domain.quarter import periods_in
from services.monitoring.store.history import every_version
from services.monitoring.store.referral_queries import IS_CURRENT
from services.monitoring.store.referral_tables import BreachCase, BreachStep, Referral
from services.monitoring.store.report_tables import Report, ReportStep
from services.monitoring.store.tables import Submission, ValueVersion

MOST_CORRECTIONS = 500


async def find_report(session: Session, partner_id: UUID, quarter: str) -> Report | None:
    of_quarter = (col(Report.partner_id) == partner_id) & (col(Report.quarter) == quarter)
    found: Report | None = await session.scalar(select(Report).where(of_quarter))
    return found


async def steps_of_report(session: Session, report_id: UUID) -> Sequence[ReportStep]:
    """In the order they were taken."""
    of = select(ReportStep).where(col(ReportStep.report_id) == report_id).order_by(col(ReportStep.id))
    return (await session.scalars(of)).all()


@dataclass(frozen=True, slots=True)
class Rows:
    """How many deliveries there were, and what became of their rows."""

    deliveries: int
    refused: int
    changed: int
    withdrawn: int


async def rows_of_deliveries(session: Session, partner_id: UUID, periods: Sequence[str]) -> Rows:
    """Over all deliveries of these periods; the same content again is no other delivery."""
    summed: list[Any] = [
        func.coalesce(func.sum(column), 0)
        for column in (col(Submission.refused), col(Submission.changed), col(Submission.withdrawn))
    ]
    of_periods = (col(Submission.partner_id) == partner_id) & col(Submission.period).in_(periods)
    return Rows(*(await session.execute(select(func.count(), *summed).where(of_periods))).one())


@dataclass(frozen=True, slots=True)
class Referred:
    """The referrals of a quarter: how many, how many outside a boundary, and their cases by rule and state."""

    total: int
    outside: int
    cases: Sequence[tuple[str, str, int]]


async def referred_in(session: Session, partner_id: UUID, quarter: str) -> Referred:
    mine = (col(Referral.partner_id) == partner_id) & (col(Referral.quarter) == quarter) & IS_CURRENT
    crossed = select(BreachCase).join(Referral, col(Referral.id) == col(BreachCase.referral_id)).where(mine).subquery()
    total = await session.scalar(select(func.count()).select_from(Referral).where(mine))
    outside = await session.scalar(select(func.count(crossed.c.referral_id.distinct())))
    place = (crossed.c.rule, crossed.c.state)
    cases = await session.execute(select(*place, func.count()).group_by(*place).order_by(*place))
    return Referred(total or 0, outside or 0, [(rule, state, count) for rule, state, count in cases])


async def referred_after(session: Session, partner_id: UUID, quarter: str, moment: datetime) -> int:
    """How many referrals of the quarter came, were corrected or were withdrawn after that moment."""
    of_quarter = (col(Referral.partner_id) == partner_id) & (col(Referral.quarter) == quarter)
    came = IS_CURRENT & (col(Referral.received_at) > moment)
    went = (col(Referral.standing) == "withdrawn") & (col(Referral.changed_at) > moment)
    return await session.scalar(select(func.count()).select_from(Referral).where(of_quarter & (came | went))) or 0


async def corrected_after(
    session: Session, partner_id: UUID, periods: Sequence[str], moment: datetime
) -> Sequence[ValueVersion]:
    """What came for these periods after that moment, in the order it came, each value once (`store/history.py`)."""
    version = every_version()
    later = (
        (col(version.partner_id) == partner_id) & col(version.period).in_(periods) & (col(version.received_at) > moment)
    )
    in_order = (col(version.received_at), col(version.kpi_code), col(version.area_id), col(version.id))
    listed = (await session.scalars(select(version).where(later).order_by(*in_order).limit(MOST_CORRECTIONS))).all()
    once = {(one.submission_id, one.period, one.kpi_code, one.area_id): one for one in listed}
    return list(once.values())


async def decided_after(
    session: Session, partner_id: UUID, quarter: str, moment: datetime
) -> Sequence[tuple[str, BreachStep]]:
    """What was decided after that moment in cases of referrals of the quarter, each with the rule of its case.

    Also of a referral that was withdrawn: its case is open until somebody decides.
    """
    later = (
        select(col(BreachCase.rule), BreachStep)
        .join(BreachCase, col(BreachCase.id) == col(BreachStep.case_id))
        .join(Referral, col(Referral.id) == col(BreachCase.referral_id))
        .where(
            col(BreachCase.partner_id) == partner_id,
            col(Referral.quarter) == quarter,
            col(BreachStep.decided_at) > moment,
        )
        .order_by(col(BreachStep.decided_at), col(BreachStep.id))
        .limit(MOST_CORRECTIONS)
    )
    return [(rule, step) for rule, step in await session.execute(later)]


@dataclass(frozen=True, slots=True)
class Later:
    """What changed after the report was accepted: values, how many referrals, and decisions in cases."""

    values: Sequence[ValueVersion] = ()
    referrals: int = 0
    decisions: Sequence[tuple[str, BreachStep]] = ()


async def later_than(session: Session, partner_id: UUID, quarter: str, moment: datetime) -> Later:
    return Later(
        await corrected_after(session, partner_id, periods_in(quarter), moment),
        await referred_after(session, partner_id, quarter, moment),
        await decided_after(session, partner_id, quarter, moment),
    )
