"""SELECTs of the programme's figures: a handful, whatever the number of partners, surveys and initiatives."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.contract.programme_refusals import UnknownFeed
from services.monitoring.store.programme_tables import ProgrammeFeed
from services.monitoring.store.survey_tables import Survey
from services.monitoring.store.tables import Agreement, CurrentValue, InitiativeFigure, Kpi, Partner

_OPEN = col(ProgrammeFeed.ended_at).is_(None)


async def feeds_of(session: Session, years: Sequence[int]) -> Sequence[ProgrammeFeed]:
    """What is marked for these years, in the order it was."""
    of = select(ProgrammeFeed).where(col(ProgrammeFeed.year).in_(years), _OPEN)
    return (await session.scalars(of.order_by(col(ProgrammeFeed.marked_at), col(ProgrammeFeed.id)))).all()


async def get_feed(session: Session, feed_id: UUID) -> ProgrammeFeed:
    """To be ended. Raises UnknownFeed."""
    found = await session.get(ProgrammeFeed, feed_id, with_for_update=True)
    if found is None or found.ended_at is not None:
        raise UnknownFeed
    return found


async def told_between(session: Session, first: int, last: int) -> Sequence[InitiativeFigure]:
    """What initiatives of these years told of themselves."""
    of = select(InitiativeFigure).where(col(InitiativeFigure.year).between(first, last))
    return (await session.scalars(of)).all()


_AGREED = (
    select(Partner, Agreement, Kpi)
    .join(Agreement, col(Agreement.partner_id) == col(Partner.id))
    .join(Kpi, col(Kpi.agreement_id) == col(Agreement.id))
    .where(col(Agreement.year).in_(bindparam("years", expanding=True)))
    .order_by(col(Partner.name), col(Agreement.year), col(Agreement.version), col(Kpi.position))
)


async def agreed_kpis(session: Session, years: Sequence[int]) -> dict[tuple[UUID, int], tuple[Partner, dict[str, Kpi]]]:
    """By partner and year the KPIs of the version in force, by code."""
    newest: dict[tuple[UUID, int], tuple[int, Partner, dict[str, Kpi]]] = {}
    for partner, agreement, kpi in await session.execute(_AGREED, {"years": list(years)}):
        key = (partner.id, agreement.year)
        if key not in newest or newest[key][0] != agreement.version:
            newest[key] = (agreement.version, partner, {})
        newest[key][2][kpi.code] = kpi
    return {key: (partner, kpis) for key, (_, partner, kpis) in newest.items()}


async def values_of_feeds(
    session: Session, feeds: Sequence[ProgrammeFeed], codes: Collection[str], periods: Collection[str]
) -> Sequence[CurrentValue]:
    """What counts now of these codes, of the partners of these feeds."""
    asked = select(CurrentValue).where(
        col(CurrentValue.partner_id).in_({feed.partner_id for feed in feeds}),
        col(CurrentValue.kpi_code).in_(codes),
        col(CurrentValue.period).in_(set(periods)),
        col(CurrentValue.value).is_not(None),
    )
    return (await session.scalars(asked)).all()


async def surveys_by_id(session: Session, ids: set[UUID]) -> dict[UUID, Survey]:
    if not ids:
        return {}
    return {survey.id: survey for survey in await session.scalars(select(Survey).where(col(Survey.id).in_(ids)))}
