"""Put a draft in force as the next version of the agreement: four eyes."""

from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.kit.errors import check_version
from services.monitoring.contract.dossier import DossierContent, PutInForce
from services.monitoring.contract.dossier_refusals import NoDraft, WriterCannotDecide
from services.monitoring.store.dossier_queries import find_draft
from services.monitoring.store.dossier_tables import AgreementDraft
from services.monitoring.store.queries import find_agreement, get_partner, hold_deliveries_of
from services.monitoring.store.tables import Agreement, Kpi
from services.monitoring.usecases.contacts.keep_contact import plan_forgetting
from services.monitoring.usecases.contacts.plan_reminders import plan_reminders_of
from services.monitoring.usecases.dossier.check_frequencies import check_frequencies
from services.monitoring.usecases.dossier.save_draft import check_endorsed


async def put_in_force(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, year: int, body: PutInForce
) -> Agreement:
    """For approvers who wrote nothing in it.

    Raises NoDraft, WriterCannotDecide, StaleVersion, EndorsedInFuture, FrequencyOfDelivered.
    """
    caller.require_role("approver")
    await hold_deliveries_of(session, partner_id)
    draft = await find_draft(session, partner_id, year)
    if draft is None:
        raise NoDraft(year=year)
    if caller.answerable in draft.editors:
        raise WriterCannotDecide
    check_version(draft.revision, body.seen_revision)
    content = DossierContent.model_validate(draft.content)
    check_endorsed(content, clock)  # It may be a draft of before this rule.
    await check_frequencies(session, partner_id, year, content.kpis)  # Values may have come since it was written.
    before = await find_agreement(session, partner_id, year)
    agreement = _next_version(draft, before.version if before else 0, clock, caller)
    session.add(agreement)
    await session.flush()
    session.add_all(
        Kpi(agreement_id=agreement.id, position=n, **kpi.model_dump()) for n, kpi in enumerate(content.kpis)
    )
    await _begin_again(session, partner_id, year)
    await session.delete(draft)
    await plan_reminders_of(session, partner_id, year)
    await plan_forgetting(session, partner_id, year)
    await session.flush()
    return agreement


def _next_version(draft: AgreementDraft, last: int, clock: Clock, caller: Caller) -> Agreement:
    content = DossierContent.model_validate(draft.content)
    return Agreement(
        partner_id=draft.partner_id,
        year=draft.year,
        version=last + 1,
        core_values=content.core_values,
        pillars=content.pillars.model_dump(mode="json", by_alias=True),
        made_at=draft.saved_at,
        made_by=draft.saved_by,
        in_force_at=clock.now(),
        in_force_by=caller.name,
    )


async def _begin_again(session: Session, partner_id: UUID, year: int) -> None:
    """Who agrees with two people on a year after the one the subsidy ended in, gives it anew."""
    partner = await get_partner(session, partner_id)
    if partner.subsidy_ended_on and year > partner.subsidy_ended_on.year:
        partner.subsidy_ended_on = None
