"""Keep what was learned of cases, and what was seen of an uncertainty."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.contract.dossier import Pillars
from services.monitoring.contract.learning import AddCaseReview, AddVisit
from services.monitoring.contract.learning_refusals import DayNotCome, UnknownUncertainty
from services.monitoring.contract.refusals import NoAgreement
from services.monitoring.store.learning_queries import get_case_review
from services.monitoring.store.learning_tables import CaseReview, UncertaintyVisit
from services.monitoring.store.queries import find_agreement, get_partner


async def add_case_review(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, year: int, body: AddCaseReview
) -> None:
    """For policy officers and the partner's people. Raises DayNotCome, UnknownUncertainty, NoAgreement, NotYours."""
    require_insider(caller, partner_id)
    _check_day(body.held_on, clock, "heldOn")
    await _check_uncertainties(session, partner_id, year, body.uncertainties, "uncertainties")
    session.add(
        CaseReview(
            partner_id=partner_id, year=year, added_at=clock.now(), added_by=caller.answerable, **body.model_dump()
        )
    )
    await session.flush()


async def add_visit(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, year: int, body: AddVisit
) -> None:
    """Likewise. Raises UnknownCaseReview too."""
    require_insider(caller, partner_id)
    _check_day(body.on, clock, "on")
    await _check_uncertainties(session, partner_id, year, [body.what], "what")
    if body.case_review_id:
        await get_case_review(session, partner_id, body.case_review_id)
    session.add(
        UncertaintyVisit(
            partner_id=partner_id, year=year, added_at=clock.now(), added_by=caller.answerable, **body.model_dump()
        )
    )
    await session.flush()


def require_insider(caller: Caller, partner_id: UUID) -> None:
    """Raises NotYours for who is no policy officer and none of the partner's people."""
    if not caller.has_role("policy_officer"):
        caller.require_role("partner_member", within=str(partner_id))


def _check_day(day: date, clock: Clock, field: str) -> None:
    if day > clock.today():
        raise DayNotCome(errors=[{"field": field, "slug": DayNotCome.slug}])


async def _check_uncertainties(session: Session, partner_id: UUID, year: int, named: Iterable[str], field: str) -> None:
    await get_partner(session, partner_id)
    agreement = await find_agreement(session, partner_id, year)
    if agreement is None:
        raise NoAgreement(year=year)
    watched = {each.what for each in Pillars.model_validate(agreement.pillars).uncertainties.watching}
    if not set(named) <= watched:
        raise UnknownUncertainty(errors=[{"field": field, "slug": UnknownUncertainty.slug}])
