"""A few ideas show their receipts, drawn at random: only when the scheme says so, and once a year."""

import secrets
from uuid import UUID

from services.budget.contract.sample import DrawSample, SettleCheck
from services.budget.contract.sample_refusals import NoSampleCheck, NothingToDraw, NotInSample, SampleDrawn
from services.budget.domain.sample_draw import drawn
from services.budget.store.initiative_queries import find_applicant
from services.budget.store.sample_queries import find_draw, with_money
from services.budget.store.sample_tables import SampleCheckRow, SampleDraw
from services.budget.store.tables import Initiative
from services.budget.usecases.mails import plan_mail
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import scheme_of
from services.kit.caller import Caller
from services.kit.database import Session


async def draw_sample(session: Session, caller: Caller, year: int, body: DrawSample, office: Office) -> None:
    """Raises NotYours, NoSampleCheck, SampleDrawn, NothingToDraw."""
    caller.require_role("policy_officer")
    if not (await scheme_of(session, year, office)).sample_check:
        raise NoSampleCheck
    if await find_draw(session, year):
        raise SampleDrawn
    candidates = await with_money(session, year)
    if not candidates:
        raise NothingToDraw
    seed = secrets.token_hex(16)
    ids = [str(id) for id in candidates]
    session.add(SampleDraw(year=year, seed=seed, candidates=ids, drawn_by=caller.name, drawn_at=office.now()))
    await session.flush()
    for initiative_id in drawn(seed, candidates, body.count):
        session.add(SampleCheckRow(year=year, initiative_id=initiative_id))
        await _ask_receipts(session, initiative_id, office)
    await session.flush()


async def _ask_receipts(session: Session, initiative_id: UUID, office: Office) -> None:
    """By mail, as long as we know who applied."""
    initiative, applicant = await session.get(Initiative, initiative_id), await find_applicant(session, initiative_id)
    if initiative and applicant:
        page = f"{office.settings.public_url}/mijn-idee/{initiative_id}/kasboek"
        facts = {"name": applicant.name, "title": initiative.title, "page": page}
        await plan_mail(
            session, office, applicant.contact_email, "mail.sample-check", applicant.language, facts, initiative.id
        )


async def settle_check(
    session: Session, caller: Caller, year: int, initiative_id: UUID, body: SettleCheck, office: Office
) -> None:
    """Raises NotYours, NotInSample."""
    caller.require_role("policy_officer")
    check = await session.get(SampleCheckRow, (year, initiative_id), with_for_update=True)
    if check is None:
        raise NotInSample
    check.outcome, check.note = body.outcome.value, body.note
    check.settled_by, check.settled_at = caller.name, office.now()
    await session.flush()
