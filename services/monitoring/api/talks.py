"""The progress talk of a partner and a quarter."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path

from services.kit.caller import KnownCaller, PersonCaller
from services.kit.clock import Clock
from services.kit.database import Database, DatabaseDep, Session
from services.kit.idempotency import OnceDep
from services.monitoring.api.dependencies import AreasDep, ClockDep, TermsDep
from services.monitoring.api.harmless import NoNumberOfPerson
from services.monitoring.api.quarter_terms import terms_and_areas
from services.monitoring.api.report_views import view_content as view_report_content
from services.monitoring.api.seeing import check_sees_all
from services.monitoring.api.talk_views import view_action, view_content, view_kept, view_talk, with_tick
from services.monitoring.contract.refusals import NothingAgreed
from services.monitoring.contract.reports import Quarter
from services.monitoring.contract.talks import (
    KeptTalkView,
    MoveTalk,
    ReopenTalk,
    TalkAction,
    TalkContent,
    TalkPoint,
    TalkView,
    TickAction,
    WriteTalk,
)
from services.monitoring.domain.agreement import Terms
from services.monitoring.store.queries import find_agreement, get_partner
from services.monitoring.store.talk_queries import (
    actions_of,
    earlier_actions,
    find_talk,
    get_kept_version,
    kept_versions,
)
from services.monitoring.store.talk_tables import Talk
from services.monitoring.usecases.look_at_series import AreasOf
from services.monitoring.usecases.reports.make_content import make_content
from services.monitoring.usecases.talks import approve_talk, keep_looks, tick_action, write_talk
from services.monitoring.usecases.talks.draft_agenda import draft_agenda
from services.monitoring.usecases.talks.write_talk import own_points

router = APIRouter(prefix="/partners/{partner_id}", tags=["talks"])
QuarterPath = Annotated[Quarter, Path()]


@dataclass(frozen=True)
class Desk:
    """The talk that is asked for, and all that is needed to draft its agenda."""

    database: Database
    clock: Clock
    terms: TermsDep
    areas: AreasDep
    partner_id: UUID
    quarter: str

    async def before(self) -> tuple[Terms, AreasOf]:
        return await terms_and_areas(self.database, self.terms, self.areas, self.partner_id, self.quarter)

    async def drafted(self, session: Session, terms: Terms, areas: AreasOf) -> list[TalkPoint]:
        agreement = await find_agreement(session, self.partner_id, terms.year)
        if agreement is None:
            raise NothingAgreed(year=terms.year)
        made = await make_content(session, terms, self.quarter, areas)
        series = view_report_content(agreement, made, self.quarter).kpis
        return await draft_agenda(session, agreement, self.quarter, made, series, self.clock.today())


async def _desk(
    partner_id: UUID,
    quarter: QuarterPath,
    database: DatabaseDep,
    clock: ClockDep,
    known_terms: TermsDep,
    known_areas: AreasDep,
) -> Desk:
    return Desk(database, clock, known_terms, known_areas, partner_id, quarter)


DeskDep = Annotated[Desk, Depends(_desk)]


@router.get("/talks/{quarter}", operation_id="getTalk", summary="A progress talk", response_description="The talk")
async def read(partner_id: UUID, caller: KnownCaller, desk: DeskDep) -> TalkView:
    """For the partner's own people and the municipality. Until somebody writes in it, the agenda is drafted anew."""
    check_sees_all(caller, partner_id)
    terms, areas = await desk.before()
    async with desk.database.reading() as session:
        return await seen(session, desk, terms, areas)


@router.get(
    "/talks/{quarter}/versions/{number}",
    operation_id="getKeptTalk",
    summary="A version both sides approved",
    response_description="The talk as it stays",
)
async def read_kept(
    partner_id: UUID,
    quarter: QuarterPath,
    number: Annotated[int, Path(ge=1, le=1000)],
    caller: KnownCaller,
    database: DatabaseDep,
) -> KeptTalkView:
    """For the partner's own people and the municipality."""
    check_sees_all(caller, partner_id)
    async with database.reading() as session:
        partner = await get_partner(session, partner_id)
        return view_kept(partner, quarter, await get_kept_version(session, partner_id, quarter, number))


@router.put(
    "/talks/{quarter}",
    operation_id="writeTalk",
    summary="Write agenda, minutes and actions",
    response_description="The talk",
)
async def write(
    _no_number_of_person: NoNumberOfPerson, partner_id: UUID, body: WriteTalk, caller: PersonCaller, desk: DeskDep
) -> TalkView:
    """For policy officers who do not belong to the partner. Who approved it before approves it again."""
    terms, areas = await desk.before()
    async with desk.database.transaction() as session:
        drafted = await desk.drafted(session, terms, areas)
        talk = await write_talk.write_talk(session, caller, partner_id, desk.quarter, body, drafted)
        return await _view(session, talk)


@router.post(
    "/talks/{quarter}/agenda-points",
    status_code=201,
    operation_id="addToAgenda",
    summary="Put on the agenda what happened since",
    response_description="The talk",
)
async def add(partner_id: UUID, body: MoveTalk, caller: PersonCaller, desk: DeskDep, once: OnceDep) -> TalkView:
    """For policy officers who do not belong to the partner. What people wrote stays."""
    terms, areas = await desk.before()

    async def work(session: Session) -> Talk:
        found = await desk.drafted(session, terms, areas)
        return await write_talk.add_to_agenda(session, caller, partner_id, desk.quarter, body.seen_version, found)

    return await _moved(desk, once, work)


@router.post(
    "/talks/{quarter}/approvals",
    status_code=201,
    operation_id="approveTalk",
    summary="Approve the minutes",
    response_description="The talk",
)
async def approve(partner_id: UUID, body: MoveTalk, caller: PersonCaller, desk: DeskDep, once: OnceDep) -> TalkView:
    """By the municipality and by the partner, each for itself. With the second the talk is kept as a version."""

    async def work(session: Session) -> Talk:
        talk = await approve_talk.approve_talk(session, desk.clock, caller, partner_id, desk.quarter, body.seen_version)
        content = await _content(session, talk)
        await approve_talk.keep_version(session, talk, content.model_dump(mode="json", by_alias=True))
        await keep_looks.keep_looks(session, desk.clock, caller, talk)
        return talk

    return await _moved(desk, once, work)


@router.post(
    "/talks/{quarter}/reopenings",
    status_code=201,
    operation_id="reopenTalk",
    summary="Open approved minutes again",
    response_description="The talk",
)
async def reopen(
    _no_number_of_person: NoNumberOfPerson,
    partner_id: UUID,
    body: ReopenTalk,
    caller: PersonCaller,
    desk: DeskDep,
    once: OnceDep,
) -> TalkView:
    """For policy officers who do not belong to the partner. What was approved stays as a version."""

    async def work(session: Session) -> Talk:
        return await approve_talk.reopen_talk(session, caller, partner_id, desk.quarter, body)

    return await _moved(desk, once, work)


@router.put(
    "/talk-actions/{action_id}",
    operation_id="tickAction",
    summary="Tick an action off",
    response_description="The action",
)
async def tick(
    _no_number_of_person: NoNumberOfPerson,
    partner_id: UUID,
    action_id: UUID,
    body: TickAction,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
) -> TalkAction:
    """For policy officers and the partner's own people. What is not ticked off comes back on the next agenda."""
    async with database.transaction() as session:
        return view_action(*await tick_action.tick_action(session, clock, caller, partner_id, action_id, body))


async def _moved(desk: Desk, once: OnceDep, move: Callable[[Session], Awaitable[Talk]]) -> TalkView:
    async def work() -> TalkView:
        return await _view(session, await move(session))

    async with desk.database.transaction() as session:
        return await once.answer(session, TalkView, work)


async def seen(session: Session, desk: Desk, terms: Terms, areas: AreasOf) -> TalkView:
    """As it is written; until somebody does, drafted anew, with what the partner put on the agenda after that."""
    talk = await find_talk(session, desk.partner_id, desk.quarter)
    if talk and talk.version:
        return await _view(session, talk)
    own = own_points(talk) if talk else []
    return await _drafted(session, desk, [*await desk.drafted(session, terms, areas), *own])


async def _view(session: Session, talk: Talk) -> TalkView:
    partner, kept = await get_partner(session, talk.partner_id), await kept_versions(session, talk.id)
    content = TalkContent.model_validate(kept[-1].content) if talk.approved_at else await _content(session, talk)
    actions = [view_action(talk.quarter, action) for action in await actions_of(session, talk.id)]
    return view_talk(partner, talk, content.model_copy(update={"actions": actions}), kept)


async def _content(session: Session, talk: Talk) -> TalkContent:
    return view_content(talk, await actions_of(session, talk.id), await _ticks(session, talk.partner_id, talk.quarter))


async def _ticks(session: Session, partner_id: UUID, quarter: str) -> Mapping[UUID, date | None]:
    return {action.id: action.done_on for _, action in await earlier_actions(session, partner_id, quarter)}


async def _drafted(session: Session, desk: Desk, points: Sequence[TalkPoint]) -> TalkView:
    partner = await get_partner(session, desk.partner_id)
    content = TalkContent(held_on=None, points=[with_tick(point, {}) for point in points], actions=[])
    return view_talk(partner, Talk(partner_id=partner.id, quarter=desk.quarter), content, [])
