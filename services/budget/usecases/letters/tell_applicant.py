"""Plans a mail to who asked, about their idea; nothing when we no longer know them."""

from datetime import date

from services.budget.store.tables import Applicant, Initiative
from services.budget.usecases.mails import mail_applicant
from services.budget.usecases.office import Office
from services.kit.database import Session
from services.kit.texts import in_words


async def tell_applicant(
    session: Session, initiative: Initiative, applicant: Applicant | None, slug: str, office: Office, **facts: object
) -> None:
    """`slug` has a subject and a text. Days among the facts are written in words, in the language of the reader."""
    if applicant is None:
        return
    language = applicant.language
    told = {name: in_words(fact, language) if isinstance(fact, date) else fact for name, fact in facts.items()}
    told.setdefault("answer_by", in_words(initiative.answer_by, language))
    await mail_applicant(session, initiative, applicant, slug, office, **told)
