"""Mails council members who asked for it that a summary is there, in the transaction that sends it."""

from services.kit.database import Session
from services.kit.texts import in_words
from services.monitoring.store.council_queries import council_addresses
from services.monitoring.store.survey_follow_tables import SurveySummary
from services.monitoring.store.survey_tables import Survey
from services.monitoring.usecases.council.keep_address import proof_of
from services.monitoring.usecases.mails import plan_mail
from services.monitoring.usecases.office import Office


async def tell_council(session: Session, survey: Survey, summary: SurveySummary, office: Office) -> None:
    """One mail each, with the page, the PDF and how to end it."""
    site = office.settings.public_url
    page = f"{site}/{survey.year}/vragenlijsten/{survey.id}/samenvatting/{summary.number}"
    for each in await council_addresses(session, office.today()):
        facts = {
            "title": survey.title,
            "page": page,
            "pdf": f"{page}/pdf",
            "until": in_words(each.until, each.language),
            "end": f"{site}/raadsmail-stoppen/{each.id}/{proof_of(office, each.id)}",
        }
        about = {"council": str(each.id)}
        await plan_mail(session, office, each.email, "mail.council-summary", each.language, facts, about=about)
