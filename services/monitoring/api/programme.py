"""The programme's short-term results, and the marks of what feeds them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.kit.caller import AnyCaller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep
from services.kit.public import for_a_minute
from services.monitoring.api.dependencies import AreasDep, ClockDep, TextsDep
from services.monitoring.api.programme_views import candidates_view, feed_view, programme_view
from services.monitoring.contract.programme import MarkFeed, ProgrammeCandidate, ProgrammeFeedView, ProgrammeYear
from services.monitoring.store.programme_queries import agreed_kpis, feeds_of, surveys_by_id
from services.monitoring.store.programme_tables import ProgrammeFeed
from services.monitoring.store.survey_queries import surveys_of
from services.monitoring.usecases.programme.mark_feed import end_feed, mark_feed
from services.monitoring.usecases.programme.read_programme import read_programme

router = APIRouter(tags=["programme"])
YearQuery = Annotated[Year, Query()]


@router.get(
    "/programme-kpis",
    dependencies=[Depends(for_a_minute)],
    operation_id="getProgramme",
    summary="The short-term results of the programme in a year",
    response_description="A few figures with definition, formula and trend; unknown is not 0",
)
async def programme(
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    known_areas: AreasDep,
    texts: TextsDep,
    clock: ClockDep,
) -> ProgrammeYear:
    """The same for everybody: small counts of partners are not in it, nor a sum they could be taken from."""
    async with database.reading() as session:
        found = await read_programme(session, year)
    areas = {each: await known_areas.get(each) for each in (year - 1, year)} if found.agreed else {}
    return programme_view(found, areas, texts, clock.today())


@router.get(
    "/programme-candidates",
    operation_id="listProgrammeCandidates",
    summary="What can be marked to feed a figure of the programme",
    response_description="KPIs of partners that fit and points of surveys, not marked yet",
)
async def candidates(year: YearQuery, caller: PersonCaller, database: DatabaseDep) -> list[ProgrammeCandidate]:
    """For policy officers."""
    caller.require_role("policy_officer")
    async with database.reading() as session:
        agreed, feeds = await agreed_kpis(session, [year]), await feeds_of(session, [year])
        surveys = await surveys_of(session, year, with_drafts=False)
    return candidates_view(agreed, surveys, feeds)


@router.post(
    "/programme-feeds",
    status_code=201,
    operation_id="markFeed",
    summary="Let a partner's KPI or a point of a survey count in a figure of the programme",
    response_description="The mark",
)
async def mark(
    body: MarkFeed, caller: PersonCaller, database: DatabaseDep, clock: ClockDep, once: OnceDep
) -> ProgrammeFeedView:
    """For policy officers."""

    async def work() -> ProgrammeFeedView:
        return await _view(session, await mark_feed(session, clock, caller, body))

    async with database.transaction() as session:
        return await once.answer(session, ProgrammeFeedView, work)


@router.post(
    "/programme-feeds/{feed_id}/ending",
    operation_id="endFeed",
    summary="Let it count no more",
    response_description="The mark that was ended",
)
async def end(feed_id: UUID, caller: PersonCaller, database: DatabaseDep, clock: ClockDep) -> ProgrammeFeedView:
    """For policy officers; that it counted, and who ended it, stays known."""
    async with database.transaction() as session:
        return await _view(session, await end_feed(session, clock, caller, feed_id))


async def _view(session: Session, feed: ProgrammeFeed) -> ProgrammeFeedView:
    agreed = await agreed_kpis(session, [feed.year]) if feed.partner_id else {}
    surveys = await surveys_by_id(session, {feed.survey_id} if feed.survey_id else set())
    return feed_view(feed, agreed, surveys)
