"""The report of a quarter: the partner's words, submitted by the partner, sent back or accepted by the municipality."""

from typing import Any
from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.kit.errors import check_version
from services.monitoring.contract.delivery_refusals import WasOfPartner
from services.monitoring.contract.report_refusals import (
    QuarterNotOver,
    ReportChanged,
    ReportNotDraft,
    ReportNotSubmitted,
)
from services.monitoring.contract.reports import AcceptReport, MoveReport, ReturnReport, WriteOwnWords
from services.monitoring.domain.periods import read_period
from services.monitoring.store.queries import get_partner, hold_deliveries_of
from services.monitoring.store.report_queries import find_report
from services.monitoring.store.report_tables import Report, ReportStep
from services.monitoring.usecases.four_eyes import require_officer_of_another

OPEN = ("draft", "returned")
"""The states in which the partner writes."""


async def write_own_words(
    session: Session, caller: Caller, partner_id: UUID, quarter: str, body: WriteOwnWords
) -> Report:
    """For the partner's own people. Raises ReportNotDraft, StaleVersion."""
    caller.require_role("partner_member", within=str(partner_id))
    report = await _draft(session, partner_id, quarter, body.seen_version)
    report.own_words = body.words
    return await _kept(session, report)


async def submit_report(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, quarter: str, body: MoveReport
) -> Report:
    """For the partner's own people. Raises QuarterNotOver, ReportNotDraft, StaleVersion."""
    caller.require_role("partner_member", within=str(partner_id))
    if clock.today() <= read_period(quarter).last_day:
        raise QuarterNotOver(from_day=read_period(quarter).after(1).first_day)
    report = await _draft(session, partner_id, quarter, body.seen_version)
    report.state, report.submitted_at, report.submitted_by = "submitted", clock.now(), caller.name
    return await _moved(session, report, "submitted", clock, caller)


async def hold_report(session: Session, caller: Caller, partner_id: UUID, quarter: str, body: MoveReport) -> Report:
    """Before the content is made: nothing is delivered until it is kept. Raises ReportNotSubmitted, StaleVersion."""
    require_officer_of_another(caller, partner_id)
    await hold_deliveries_of(session, partner_id)
    report = await find_report(session, partner_id, quarter)
    if report is None or report.state != "submitted":
        raise ReportNotSubmitted
    if report.submitted_by == caller.name:
        raise WasOfPartner
    check_version(report.version, body.seen_version)
    return report


def check_content(sha256: str, body: AcceptReport) -> None:
    """Raises ReportChanged: a delivery changes the content, and not the version of the report."""
    if sha256 != body.seen_content:
        raise ReportChanged


async def return_report(session: Session, clock: Clock, caller: Caller, report: Report, body: ReturnReport) -> Report:
    """The partner can write again, and submit again. `report` is held, and its content was seen."""
    report.state = "returned"
    return await _moved(session, report, "returned", clock, caller, body.remarks)


async def accept_report(
    session: Session, clock: Clock, caller: Caller, report: Report, content: dict[str, Any]
) -> Report:
    """Keep the content as it is now; from here on nothing of the report changes."""
    report.state, report.content = "accepted", content
    report.accepted_at, report.accepted_by = clock.now(), caller.name
    return await _moved(session, report, "accepted", clock, caller)


async def _draft(session: Session, partner_id: UUID, quarter: str, seen_version: int) -> Report:
    await get_partner(session, partner_id)
    await hold_deliveries_of(session, partner_id)
    report = await find_report(session, partner_id, quarter) or Report(partner_id=partner_id, quarter=quarter)
    if report.state not in OPEN:
        raise ReportNotDraft
    check_version(report.version, seen_version)
    return report


async def _moved(
    session: Session, report: Report, step: str, clock: Clock, caller: Caller, remarks: str = ""
) -> Report:
    await _kept(session, report)
    session.add(ReportStep(report_id=report.id, step=step, remarks=remarks, at=clock.now(), by=caller.name))
    await session.flush()
    return report


async def _kept(session: Session, report: Report) -> Report:
    report.version += 1
    session.add(report)
    await session.flush()
    return report
