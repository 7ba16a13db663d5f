"""Opens an idea: from here on everybody can see it, and the circle may decide."""

from services.budget.contract.initiatives import InitiativeState
from services.budget.domain import terms
from services.budget.domain.amounts import Euros
from services.budget.store.tables import Applicant, Initiative
from services.budget.usecases.circle_mail.tell_circle import tell_circle
from services.budget.usecases.letters.watch_term import plan_watching
from services.budget.usecases.mails import mail_confirmed
from services.budget.usecases.office import Office
from services.kit.database import Session


async def open_idea(session: Session, initiative: Initiative, applicant: Applicant, office: Office) -> None:
    """Whoever calls looked whether it may, and who confirmed it. Who told it gets a receipt (Awb 2:17)."""
    applicant.delete_after = terms.keep_until(initiative.year, office.settings.keep_applicant_years)
    initiative.state = InitiativeState.OPEN.value
    initiative.version += 1
    initiative.confirmed_at = office.now()
    await plan_watching(session, initiative)
    await mail_confirmed(session, initiative, applicant, office)
    await tell_circle(session, initiative, "mail.circle-idea", office, {"amount": Euros(initiative.amount_cents)})
