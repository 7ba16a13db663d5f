"""Tells the applicant that somebody asked or said something in their journal."""

from services.budget.contract.guard import SayInJournal
from services.budget.store.tables import Applicant, Initiative
from services.budget.usecases.mails import plan_mail
from services.budget.usecases.office import Office
from services.kit.database import Session


async def mail_about_journal(
    session: Session, initiative: Initiative, applicant: Applicant, body: SayInJournal, office: Office
) -> None:
    """The words themselves, and where to answer."""
    facts = {
        "name": applicant.name,
        "title": initiative.title,
        "said": body.text,
        "page": f"{office.settings.public_url}/mijn-idee/{initiative.id}/kasboek",
    }
    slug = f"mail.journal-{body.kind.value}"
    await plan_mail(session, office, applicant.contact_email, slug, applicant.language, facts, initiative.id)
