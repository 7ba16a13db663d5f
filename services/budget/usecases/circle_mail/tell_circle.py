"""Mails who decides on an idea that there is news of it, in the transaction of that news."""

from collections.abc import Collection, Mapping
from datetime import date

from services.budget.store.circle_mail_queries import askers_of, circle_mails_for
from services.budget.store.circle_mail_tables import CircleMail
from services.budget.store.tables import Initiative
from services.budget.usecases.circle_mail.ask_mail import decide_page, proof_of
from services.budget.usecases.mails import plan_mail
from services.budget.usecases.office import Office
from services.kit.database import Session
from services.kit.texts import in_words


async def tell_circle(
    session: Session,
    idea: Initiative,
    slug: str,
    office: Office,
    facts: Mapping[str, object],
    *,
    but: str = "",
    only: Collection[str] | None = None,
) -> None:
    """One mail each, with how to end them; a day is told in words of their language.

    `but`: who did it knows; `only`: these persons, if they asked for mail.
    """
    for each in await circle_mails_for(session, idea):
        if each.person_id != but and (only is None or each.person_id in only):
            await _tell(session, idea, slug, office, each, facts)


async def tell_askers(
    session: Session, idea: Initiative, slug: str, office: Office, facts: Mapping[str, object]
) -> None:
    """Who asked something about it, of those who want mail."""
    await tell_circle(session, idea, slug, office, facts, only=await askers_of(session, idea.id))


async def _tell(
    session: Session, idea: Initiative, slug: str, office: Office, to: CircleMail, facts: Mapping[str, object]
) -> None:
    page = f"{decide_page(office, idea.year, idea.area_id, 'beslissen')}#idee-{idea.id}"
    end = f"{office.settings.public_url}/mails-stoppen/{to.id}/{proof_of(office, to.id)}"
    said = {name: in_words(fact, to.language) if isinstance(fact, date) else fact for name, fact in facts.items()}
    told = {"title": idea.title, "page": page, "end": end, **said}
    told["stop"] = office.say("mail.circle-stop", to.language, **told)
    await plan_mail(session, office, to.contact_email, slug, to.language, told, idea.id)
