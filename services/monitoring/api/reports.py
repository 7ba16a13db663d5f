"""The report of a partner's quarter."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from services.kit.caller import KnownCaller, PersonCaller
from services.kit.database import Database, DatabaseDep, Session
from services.kit.idempotency import OnceDep
from services.monitoring.api.dependencies import AreasDep, ClockDep, TermsDep
from services.monitoring.api.harmless import NoNumberOfPerson
from services.monitoring.api.quarter_terms import terms_and_areas
from services.monitoring.api.report_views import view_content, view_report
from services.monitoring.api.seeing import check_sees_all
from services.monitoring.contract.reports import (
    AcceptReport,
    MoveReport,
    Quarter,
    QuarterReport,
    ReturnReport,
    WriteOwnWords,
)
from services.monitoring.domain.agreement import Terms
from services.monitoring.domain.periods import year_of
from services.monitoring.store.queries import find_agreement, get_partner
from services.monitoring.store.report_queries import Later, find_report, later_than, steps_of_report
from services.monitoring.store.report_tables import Report
from services.monitoring.usecases.look_at_series import AreasOf
from services.monitoring.usecases.reports import move_report
from services.monitoring.usecases.reports.make_content import make_content

router = APIRouter(prefix="/partners/{partner_id}/reports/{quarter}", tags=["reports"])
QuarterPath = Annotated[Quarter, Path()]


@router.get("", operation_id="getReport", summary="The report of a quarter", response_description="The report")
async def read(
    partner_id: UUID,
    quarter: QuarterPath,
    caller: KnownCaller,
    database: DatabaseDep,
    known_terms: TermsDep,
    known_areas: AreasDep,
) -> QuarterReport:
    """For the partner's own people and the municipality: it has small numbers too."""
    check_sees_all(caller, partner_id)
    return await _look(database, known_terms, known_areas, partner_id, quarter)


@router.put("/words", operation_id="writeOwnWords", summary="Say something", response_description="The report")
async def write(
    _no_number_of_person: NoNumberOfPerson,
    partner_id: UUID,
    quarter: QuarterPath,
    body: WriteOwnWords,
    caller: PersonCaller,
    database: DatabaseDep,
    known_terms: TermsDep,
    known_areas: AreasDep,
) -> QuarterReport:
    """For the partner's own people, as long as it is a draft or was sent back. Nothing that points at a person."""
    await known_terms.get((partner_id, year_of(quarter)))
    async with database.transaction() as session:
        await move_report.write_own_words(session, caller, partner_id, quarter, body)
    return await _look(database, known_terms, known_areas, partner_id, quarter)


@router.post(
    "/submission",
    status_code=201,
    operation_id="submitReport",
    summary="Submit the report",
    response_description="The report",
)
async def submit(
    partner_id: UUID,
    quarter: QuarterPath,
    body: MoveReport,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    once: OnceDep,
    known_terms: TermsDep,
    known_areas: AreasDep,
) -> QuarterReport:
    """For the partner's own people, once the quarter has ended."""
    terms, areas = await terms_and_areas(database, known_terms, known_areas, partner_id, quarter)

    async def work() -> QuarterReport:
        await move_report.submit_report(session, clock, caller, partner_id, quarter, body)
        return await _report(session, terms, areas, quarter)

    async with database.transaction() as session:
        return await once.answer(session, QuarterReport, work)


@router.post(
    "/return",
    status_code=201,
    operation_id="returnReport",
    summary="Send the report back",
    response_description="The report",
)
async def send_back(
    _no_number_of_person: NoNumberOfPerson,
    partner_id: UUID,
    quarter: QuarterPath,
    body: ReturnReport,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    once: OnceDep,
    known_terms: TermsDep,
    known_areas: AreasDep,
) -> QuarterReport:
    """For policy officers who do not belong to the partner. The partner reads the remarks and submits it again."""
    terms, areas = await terms_and_areas(database, known_terms, known_areas, partner_id, quarter)

    async def work() -> QuarterReport:
        held = await move_report.hold_report(session, caller, partner_id, quarter, body)
        move_report.check_content((await _report(session, terms, areas, quarter)).content_sha256, body)
        await move_report.return_report(session, clock, caller, held, body)
        return await _report(session, terms, areas, quarter)

    async with database.transaction() as session:
        return await once.answer(session, QuarterReport, work)


@router.post(
    "/acceptance",
    status_code=201,
    operation_id="acceptReport",
    summary="Accept the report",
    response_description="The report as it will stay",
)
async def accept(
    partner_id: UUID,
    quarter: QuarterPath,
    body: AcceptReport,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    once: OnceDep,
    known_terms: TermsDep,
    known_areas: AreasDep,
) -> QuarterReport:
    """For policy officers who do not belong to the partner. What comes later stands under it as a correction."""
    terms, areas = await terms_and_areas(database, known_terms, known_areas, partner_id, quarter)

    async def work() -> QuarterReport:
        held = await move_report.hold_report(session, caller, partner_id, quarter, body)
        seen = await _report(session, terms, areas, quarter)
        move_report.check_content(seen.content_sha256, body)
        content = seen.content.model_dump(mode="json", by_alias=True)
        await move_report.accept_report(session, clock, caller, held, content)
        return await _report(session, terms, areas, quarter)

    async with database.transaction() as session:
        return await once.answer(session, QuarterReport, work)


async def _look(
    database: Database, known_terms: TermsDep, known_areas: AreasDep, partner_id: UUID, quarter: str
) -> QuarterReport:
    terms, areas = await terms_and_areas(database, known_terms, known_areas, partner_id, quarter)
    async with database.reading() as session:
        return await _report(session, terms, areas, quarter)


async def _report(session: Session, terms: Terms, areas: AreasOf, quarter: str) -> QuarterReport:
    partner = await get_partner(session, terms.partner_id)
    report = await find_report(session, partner.id, quarter) or Report(partner_id=partner.id, quarter=quarter)
    steps = await steps_of_report(session, report.id)
    if report.content is not None and report.accepted_at is not None:
        later = await later_than(session, partner.id, quarter, report.accepted_at)
        return view_report(partner, report, report.content, steps, later)
    agreement = await find_agreement(session, partner.id, terms.year)
    content = view_content(agreement, await make_content(session, terms, quarter, areas), quarter)
    return view_report(partner, report, content, steps, Later())
