"""From rows to what staff read about who asks."""

from services.budget.contract.applications import ApplicationView, CostRow, IdeaCosts, Waits
from services.budget.contract.initiatives import InitiativeState
from services.budget.store.application_queries import WholeApplication
from services.budget.store.application_tables import Application, Costs
from services.budget.store.tables import Applicant, Initiative
from services.budget.usecases.office import on_day


def waits_for(initiative: Initiative, applicant: Applicant, more: Application | None) -> Waits:
    if initiative.state != InitiativeState.UNCONFIRMED.value:
        return Waits.NOTHING
    if more is not None and more.signer_code_hash is not None and applicant.code_hash is None:
        return Waits.SIGNER
    return Waits.CODE if applicant.contact_email else Waits.SIGNATURE


def application_view(whole: WholeApplication) -> ApplicationView:
    idea, who, more = whole.initiative, whole.applicant, whole.more or Application(initiative_id=whole.initiative.id)
    return ApplicationView(
        id=idea.id,
        title=idea.title,
        what=idea.what,
        when=idea.when,
        where=idea.where,
        amount_cents=idea.amount_cents,
        area_id=idea.area_id,
        year=idea.year,
        state=InitiativeState(idea.state),
        waits_for=waits_for(idea, who, whole.more),
        submitted_on=on_day(idea.submitted_at),
        answer_by=idea.answer_by,
        name=who.name,
        contact_email=who.contact_email,
        phone=more.phone,
        postal_address=more.postal_address,
        entered_by_desk=more.entered_by is not None,
        organisation=more.organisation,
        kvk=more.kvk,
        de_minimis_cents=more.de_minimis_cents,
    )


def costs_view(costs: Costs | None) -> IdeaCosts:
    if costs is None:
        return IdeaCosts(rows=[], note="")
    return IdeaCosts(rows=[CostRow(what=row["what"], cents=row["cents"]) for row in costs.rows], note=costs.note)
