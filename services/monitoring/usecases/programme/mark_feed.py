"""An officer marks what feeds a figure of the programme, and ends a mark."""

from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.contract.programme import MarkFeed
from services.monitoring.contract.programme_refusals import FeedDoesNotFit, UnknownProgrammeKpi
from services.monitoring.contract.signal_refusals import UnknownKpi
from services.monitoring.contract.survey_refusals import UnknownSurvey
from services.monitoring.domain.programme.kpis import BY_CODE, ProgrammeKpi, may_feed
from services.monitoring.store.programme_queries import get_feed
from services.monitoring.store.programme_tables import ProgrammeFeed
from services.monitoring.store.queries import find_agreement, get_partner, kpis_of
from services.monitoring.store.survey_queries import get_survey


async def mark_feed(session: Session, clock: Clock, caller: Caller, body: MarkFeed) -> ProgrammeFeed:
    """For policy officers.

    Raises UnknownProgrammeKpi, UnknownPartner, UnknownKpi, UnknownSurvey, FeedDoesNotFit; a second mark: FeedExists.
    """
    caller.require_role("policy_officer")
    programme = BY_CODE.get(body.programme_kpi)
    if programme is None:
        raise UnknownProgrammeKpi
    if body.partner_id is not None:
        await _check_partner(session, programme, body.partner_id, body.kpi or "", body.year)
    elif body.survey_id is not None:
        await _check_survey(session, programme, body.survey_id, body.point or 0, body.year)
    told = body.model_dump(exclude={"kpi"}) | {"kpi_code": body.kpi}
    feed = ProgrammeFeed(**told, marked_by=caller.name, marked_at=clock.now())
    session.add(feed)
    await session.flush()
    return feed


async def end_feed(session: Session, clock: Clock, caller: Caller, feed_id: UUID) -> ProgrammeFeed:
    """For policy officers; it no longer counts, and who ended it stays known. Raises UnknownFeed."""
    caller.require_role("policy_officer")
    feed = await get_feed(session, feed_id)
    feed.ended_by, feed.ended_at = caller.name, clock.now()
    await session.flush()
    return feed


async def _check_partner(session: Session, programme: ProgrammeKpi, partner_id: UUID, code: str, year: int) -> None:
    await get_partner(session, partner_id)
    agreement = await find_agreement(session, partner_id, year)
    kpis = await kpis_of(session, agreement.id) if agreement else []
    kpi = next((each for each in kpis if each.code == code), None)
    if kpi is None:
        raise UnknownKpi(code=code, year=year)
    if not may_feed(programme, kpi.unit, kpi.frequency):
        raise FeedDoesNotFit


async def _check_survey(session: Session, programme: ProgrammeKpi, survey_id: UUID, point: int, year: int) -> None:
    survey = await get_survey(session, survey_id)
    if survey.state == "draft" or survey.year != year:
        raise UnknownSurvey
    if programme.source != "surveys" or point > len(survey.points):
        raise FeedDoesNotFit
