"""Planned work that follows the term of an idea: warns the team before it ends, tells the applicant when it is late."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from services.budget.contract.initiatives import InitiativeState
from services.budget.domain.working_days import ends_on
from services.budget.store.initiative_queries import find_applicant, find_initiative, line_name_of
from services.budget.store.procedure_tables import TermNotice
from services.budget.store.tables import Initiative
from services.budget.usecases.circle_mail.tell_circle import tell_circle
from services.budget.usecases.letters.invite_result import plan_invitation
from services.budget.usecases.letters.tell_applicant import tell_applicant
from services.budget.usecases.mails import plan_mail
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.clock import AMSTERDAM
from services.kit.database import Session
from services.kit.texts import in_words
from services.kit.work import plan_work

WATCH_TERM = "watch-term"
WARN_DAYS = 7
"""So many days before the term ends the team hears of it."""
MORNING = time(7)


async def plan_watching(session: Session, initiative: Initiative) -> None:
    """From when it can be decided on."""
    await _watch_on(session, initiative.id, initiative.answer_by - timedelta(days=WARN_DAYS))


async def _watch_on(session: Session, initiative_id: UUID, day: date) -> None:
    await plan_work(
        session, WATCH_TERM, {"initiativeId": str(initiative_id)}, datetime.combine(day, MORNING, AMSTERDAM)
    )


def term_watcher(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of watching."""

    async def watch(session: Session, payload: Mapping[str, Any]) -> None:
        await watch_term(session, UUID(payload["initiativeId"]), office)

    return watch


async def watch_term(session: Session, initiative_id: UUID, office: Office) -> None:
    """Each notice once for each term, however often this runs. The term may have moved since it was planned."""
    initiative = await find_initiative(session, initiative_id, for_update=True)
    if initiative is None or initiative.state != InitiativeState.OPEN.value:
        # The term is over; what comes next is the result.
        if initiative and initiative.state == InitiativeState.AWARDED.value and initiative.awarded_at:
            await plan_invitation(session, initiative, initiative.awarded_at, office)
        return
    warn_on, late_on = initiative.answer_by - timedelta(days=WARN_DAYS), initiative.answer_by + timedelta(days=1)
    today = office.today()
    if today < warn_on:
        await _watch_on(session, initiative_id, warn_on)
    elif today < late_on:
        await _warn_team(session, initiative, office)
        await _watch_on(session, initiative_id, late_on)
    else:
        await _tell_late(session, initiative, office)
        await plan_watching(session, initiative)


async def _warn_team(session: Session, initiative: Initiative, office: Office) -> None:
    if await session.get(TermNotice, (initiative.id, "warned", initiative.answer_by)):
        return
    session.add(
        TermNotice(initiative_id=initiative.id, kind="warned", answer_by=initiative.answer_by, told_on=office.today())
    )
    if office.settings.team_mail:
        facts = {
            "title": initiative.title,
            "area": await line_name_of(session, initiative.line_id),
            "answer_by": in_words(initiative.answer_by, "nl"),
            "page": f"{office.settings.public_url}/ideeen/{initiative.id}/beslissing",
        }
        await plan_mail(session, office, office.settings.team_mail, "mail.term-ends", "nl", facts, initiative.id)
    await tell_circle(session, initiative, "mail.circle-term", office, {"answer_by": initiative.answer_by})
    await session.flush()


async def _tell_late(session: Session, initiative: Initiative, office: Office) -> None:
    """A new date, as short as we can (4:14(3)); the version stays, for nothing of the idea itself changed."""
    scheme = await scheme_of_idea(session, initiative, office)
    new = ends_on(office.today() + timedelta(days=scheme.late_days), office.settings.equated_days)
    late = initiative.answer_by
    session.add(
        TermNotice(initiative_id=initiative.id, kind="late", answer_by=late, told_on=office.today(), new_answer_by=new)
    )
    initiative.late_since = initiative.late_since or late
    initiative.answer_by = new
    await session.flush()
    applicant = await find_applicant(session, initiative.id)
    await tell_applicant(session, initiative, applicant, "mail.late", office, late=late)
