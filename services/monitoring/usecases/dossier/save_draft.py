"""Write the draft of an agreement."""

from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.kit.errors import check_version
from services.monitoring.contract.dossier import DossierContent, SaveDraft
from services.monitoring.contract.dossier_refusals import EndorsedInFuture, NotTheKpiOfMoney
from services.monitoring.contract.refusals import KpiGivenTwice
from services.monitoring.domain.agreement import codes_given_twice
from services.monitoring.domain.money import says_what_was_spent
from services.monitoring.store.dossier_queries import find_draft
from services.monitoring.store.dossier_tables import AgreementDraft
from services.monitoring.store.queries import get_partner, hold_deliveries_of
from services.monitoring.usecases.dossier.check_frequencies import check_frequencies


async def save_draft(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, year: int, body: SaveDraft
) -> AgreementDraft:
    """For policy officers.

    Raises UnknownPartner, KpiGivenTwice, NotTheKpiOfMoney, EndorsedInFuture, FrequencyOfDelivered, StaleVersion
    (written meanwhile).
    """
    caller.require_role("policy_officer")
    await get_partner(session, partner_id)
    if twice := codes_given_twice(kpi.code for kpi in body.kpis):
        raise KpiGivenTwice(codes=", ".join(twice))
    _check_money(body)
    check_endorsed(body, clock)
    await hold_deliveries_of(session, partner_id)
    await check_frequencies(session, partner_id, year, body.kpis)
    draft = await find_draft(session, partner_id, year)
    check_version(draft.revision if draft else 0, body.seen_revision)
    draft = draft or AgreementDraft(
        partner_id=partner_id, year=year, revision=0, content={}, editors=[], saved_at=clock.now(), saved_by=""
    )
    # Not the bytes that were sent: exactly what the contract knows of it.
    content = DossierContent.model_validate(body.model_dump(exclude={"seen_revision"}))
    draft.content = content.model_dump(mode="json", by_alias=True)
    draft.revision += 1
    draft.editors = list(dict.fromkeys([*draft.editors, caller.answerable]))
    draft.saved_at, draft.saved_by = clock.now(), caller.name
    session.add(draft)
    await session.flush()
    return draft


def check_endorsed(content: DossierContent, clock: Clock) -> None:
    """Raises EndorsedInFuture."""
    day = content.pillars.values.endorsed_on
    if day and day > clock.today():
        raise EndorsedInFuture(errors=[{"field": "pillars.values.endorsedOn", "slug": EndorsedInFuture.slug}])


def _check_money(body: SaveDraft) -> None:
    code = body.pillars.money.spent_kpi
    fits = (says_what_was_spent(kpi.unit, kpi.frequency, kpi.by_area) for kpi in body.kpis if kpi.code == code)
    if code and not any(fits):
        raise NotTheKpiOfMoney(errors=[{"field": "pillars.money.spentKpi", "slug": NotTheKpiOfMoney.slug}])
