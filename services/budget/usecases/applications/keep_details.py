"""Checks and keeps what goes with an idea beyond its seven inputs, by the rules of its scheme."""

from typing import Any

from services.budget.contract import application_refusals
from services.budget.contract.application_refusals import SignerIsApplicant
from services.budget.contract.applications import IdeaDetails
from services.budget.contract.schemes import Scheme
from services.budget.domain.amounts import Euros
from services.budget.domain.details import DE_MINIMIS_CENTS, Lack, lack_of_costs, lack_of_undertaking
from services.budget.store.application_queries import lock_application
from services.budget.store.application_tables import Application, Costs
from services.budget.store.tables import Applicant, Initiative
from services.budget.usecases.office import Office
from services.kit.database import Session
from services.kit.errors import Invalid

_REFUSALS: dict[Lack, tuple[type[Invalid], str]] = {
    Lack.COSTS_NEEDED: (application_refusals.CostsNeeded, "details.costs"),
    Lack.COSTS_DIFFER: (application_refusals.CostsDiffer, "details.costs"),
    Lack.NO_UNDERTAKINGS: (application_refusals.NoUndertakings, "details.undertaking.organisation"),
    Lack.DE_MINIMIS_NEEDED: (application_refusals.DeMinimisNeeded, "details.undertaking.deMinimisCents"),
    Lack.DE_MINIMIS_ABOVE: (application_refusals.DeMinimisAbove, "details.undertaking.deMinimisCents"),
}


async def keep_details(
    session: Session, idea: Initiative, applicant: Applicant, details: IdeaDetails, rules: Scheme, office: Office
) -> Application | None:
    """None when there was nothing to keep. Raises the refusals above, and SignerIsApplicant."""
    check_details(idea, applicant, details, rules, office)
    if details.costs:
        rows = [{"what": row.what, "cents": row.cents} for row in details.costs]
        await session.merge(Costs(initiative_id=idea.id, rows=rows, note=details.costs_note))
    more = await lock_application(session, idea.id)
    if more is None and (details.phone or details.undertaking or details.signer):
        more = Application(initiative_id=idea.id)
        session.add(more)
    if more is not None:
        _fill(more, details)
    await session.flush()
    return more


def _fill(more: Application, details: IdeaDetails) -> None:
    more.phone = details.phone or more.phone
    if asks := details.undertaking:
        more.organisation, more.kvk, more.de_minimis_cents = asks.organisation, asks.kvk, asks.de_minimis_cents
    if signer := details.signer:
        more.signer_name, more.signer_email = " ".join(signer.name.split()), signer.contact_email.lower()


def check_details(idea: Initiative, applicant: Applicant, details: IdeaDetails, rules: Scheme, office: Office) -> None:
    """Raise the refusal of the first thing that lacks, at its field."""
    costs = [row.cents for row in details.costs]
    lack = lack_of_costs(idea.amount_cents, costs, details.costs_note, rules.budget_table_from_cents)
    if lack is None and (asks := details.undertaking):
        lack = lack_of_undertaking(
            idea.amount_cents,
            asks.de_minimis_cents,
            allowed=rules.undertakings_allowed,
            declares=rules.de_minimis_asked,
        )
    if lack is not None:
        refusal, field = _REFUSALS[lack]
        facts: dict[str, Any] = {
            "asked_cents": Euros(idea.amount_cents),
            "total_cents": Euros(sum(costs)),
            "from_cents": Euros(rules.budget_table_from_cents or 0),
            "most_cents": Euros(DE_MINIMIS_CENTS),
        }
        raise refusal(errors=[{"field": field, "detail": office.say(refusal.slug, **facts)}], **facts)
    if details.signer and details.signer.contact_email.lower() == applicant.contact_email:
        detail = office.say(SignerIsApplicant.slug)
        raise SignerIsApplicant(errors=[{"field": "details.signer.contactEmail", "detail": detail}])
