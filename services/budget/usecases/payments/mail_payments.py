"""Plans the mails about being paid. Of an account no more than its masked form is ever in a mail."""

from datetime import date

from services.budget.domain.amounts import Euros
from services.budget.store.tables import Applicant, Initiative
from services.budget.usecases.mails import plan_mail
from services.budget.usecases.office import Office
from services.kit.database import Session
from services.kit.texts import in_words


async def mail_account_code(
    session: Session, initiative: Initiative, applicant: Applicant, code: str, shown: str, office: Office
) -> None:
    """The code that confirms an account, to the address that told the idea."""
    await _mail(session, initiative, applicant, "mail.account-code", office, code=code, shown=shown)


async def mail_account_entered(
    session: Session, initiative: Initiative, applicant: Applicant, shown: str, office: Office
) -> None:
    """Staff entered an account: who asked for the money hears it, also when it was not them at the desk."""
    await _mail(session, initiative, applicant, "mail.account-entered", office, shown=shown)


async def mail_account_changes(
    session: Session, initiative: Initiative, applicant: Applicant, before: str, shown: str, office: Office
) -> None:
    """Another account was told and confirmed: say no in time, when it was not you."""
    await _mail(session, initiative, applicant, "mail.account-changes", office, shown=shown, before=before)


async def mail_account_taken(
    session: Session, initiative: Initiative, applicant: Applicant, shown: str, office: Office
) -> None:
    await _mail(session, initiative, applicant, "mail.account-taken", office, shown=shown)


async def mail_account_refused(
    session: Session, initiative: Initiative, applicant: Applicant, shown: str, reason: str, office: Office
) -> None:
    await _mail(session, initiative, applicant, "mail.account-refused", office, shown=shown, reason=reason)


async def mail_paid(
    session: Session, initiative: Initiative, applicant: Applicant, cents: int, shown: str, on: date, office: Office
) -> None:
    day = in_words(on, applicant.language)
    await _mail(session, initiative, applicant, "mail.paid", office, amount=Euros(cents), shown=shown, day=day)


async def mail_payment_failed(
    session: Session, initiative: Initiative, applicant: Applicant, shown: str, office: Office
) -> None:
    """The bank could not pay to this account: another one is asked."""
    await _mail(session, initiative, applicant, "mail.payment-failed", office, shown=shown)


async def mail_account_reminder(session: Session, initiative: Initiative, applicant: Applicant, office: Office) -> None:
    await _mail(session, initiative, applicant, "mail.account-reminder", office)


async def _mail(
    session: Session, initiative: Initiative, applicant: Applicant, slug: str, office: Office, **facts: object
) -> None:
    """The page is behind the private link of the first mail, which nobody here knows any more."""
    page = f"{office.settings.public_url}/mijn-idee/{initiative.id}"
    told = {"name": applicant.name, "title": initiative.title, "page": page, **facts}
    await plan_mail(session, office, applicant.contact_email, slug, applicant.language, told, initiative.id)
