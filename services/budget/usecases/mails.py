"""Plans mails in the transaction of the change they tell of; sends them when it is their turn."""

import textwrap
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update

from services.budget.contract.applications import EnterIdea
from services.budget.contract.initiatives import SubmitIdea
from services.budget.domain.amounts import Euros
from services.budget.domain.mail_groups import group_of
from services.budget.store.circle_queries import Letterhead
from services.budget.store.initiative_queries import line_name_of
from services.budget.store.message_queries import unwanted_by
from services.budget.store.message_tables import Message
from services.budget.store.schema import table_of
from services.budget.store.tables import Applicant, Initiative
from services.budget.usecases.office import Office
from services.kit.database import Session
from services.kit.mail import NoSuchAddress, NotHandedOver, Post, a_mail
from services.kit.texts import in_words
from services.kit.together import Row, write_together
from services.kit.work import new_work

SEND_MAIL = "send-mail"
TRY_FOR = timedelta(days=14)
"""A relay that is away may stay so over a holiday; RFC 5321 (4.5.4.1) asks for four to five days at least."""
_MESSAGES = table_of(Message)


async def mail_receipt(
    session: Session,
    body: SubmitIdea | EnterIdea,
    initiative: Initiative,
    *,
    area: str,
    code: str,
    link: str,
    office: Office,
) -> None:
    """The receipt with a copy of what was typed (Awb 2:17), the code, the private link and the answer-by date."""
    told = "mail.receipt.desk" if isinstance(body, EnterIdea) else "mail.receipt.own"
    facts = {
        "name": body.name,
        "told": office.say(told, body.language),
        "code": code,
        "link": link,
        "area": area,
        "year": body.year,
        "what": _wrapped(body.what),
        "amount": Euros(body.amount_cents),
        "when": body.when,
        "where": body.where,
        "email": body.contact_email,
        "answer_by": in_words(initiative.answer_by, body.language),
        "days": office.settings.unconfirmed_days,
    }
    await plan_mail(session, office, body.contact_email, "mail.receipt", body.language, facts, initiative.id)


def copy_of(initiative: Initiative) -> dict[str, object]:
    """What was asked, as it stands in a mail."""
    return {
        "what": _wrapped(initiative.what),
        "amount": Euros(initiative.amount_cents),
        "when": initiative.when,
        "where": initiative.where,
    }


async def mail_new_code(
    session: Session, initiative: Initiative, applicant: Applicant, code: str, office: Office
) -> None:
    """Another code, and where to fill it in; the private link of the first mail is known to nobody here."""
    page = f"{office.settings.public_url}/mijn-idee/{initiative.id}/code"
    facts = {"name": applicant.name, "title": initiative.title, "code": code, "page": page}
    await plan_mail(session, office, applicant.contact_email, "mail.new-code", applicant.language, facts, initiative.id)


async def mail_confirmed(session: Session, initiative: Initiative, applicant: Applicant, office: Office) -> None:
    """Confirmed: a copy of what was typed, the own page, and the date by which an answer comes (Awb 2:17)."""
    language = applicant.language
    area = await line_name_of(session, initiative.line_id)
    facts = {
        **copy_of(initiative),
        "area": area or office.say("line.city_wide", language),
        "year": initiative.year,
        "answer_by": in_words(initiative.answer_by, language),
    }
    await mail_applicant(session, initiative, applicant, "mail.confirmed", office, **facts)


def award_mail(initiative: Initiative, head: Letterhead, letter: str, office: Office) -> list[Row]:
    """The decision letter, sent because the applicant ticked that we may (Awb 2:8); to be written with the award."""
    if not head.contact_email or not head.language:
        return []
    facts = {"name": head.name, "letter": letter, "title": initiative.title}
    return _new_mail(office, head.contact_email, "mail.award", head.language, facts, initiative.id)


async def mail_applicant(
    session: Session, initiative: Initiative, applicant: Applicant, slug: str, office: Office, **facts: object
) -> None:
    """News of their own idea, with where to see it (Awb 2:10). The words stand under `slug` in the catalogues."""
    page = f"{office.settings.public_url}/mijn-idee/{initiative.id}"
    told = {"name": applicant.name, "title": initiative.title, "page": page, **facts}
    await plan_mail(session, office, applicant.contact_email, slug, applicant.language, told, initiative.id)


async def mail_draft_link(session: Session, *, to: str, link: str, until: date, language: str, office: Office) -> None:
    """The link to an idea that is being typed, for who asked it; a draft has no name to greet."""
    facts = {"link": link, "until": in_words(until, language)}
    text, closing = office.say("mail.draft-link.text", language, **facts), office.say("mail.closing", language)
    subject = office.say("mail.draft-link.subject", language)
    await write_together(session, new_message(office, "mail.draft-link", to, subject, f"{text}\n\n{closing}\n"))


async def plan_mail(
    session: Session,
    office: Office,
    to: str,
    slug: str,
    language: str,
    facts: Mapping[str, object],
    initiative_id: UUID | None = None,
) -> None:
    """`<slug>.subject` and `<slug>.text`, with a greeting and a closing. `initiative_id`: what it is about.

    Who has no e-mail address gets letters by post, printed by staff.
    """
    if not to:
        return
    group = group_of(slug)
    if group and initiative_id and group in await unwanted_by(session, initiative_id):
        return
    await write_together(session, _new_mail(office, to, slug, language, facts, initiative_id))


def _new_mail(
    office: Office, to: str, slug: str, language: str, facts: Mapping[str, object], initiative_id: UUID | None
) -> list[Row]:
    greeting = office.say("mail.greeting" if "name" in facts else "mail.greeting-team", language, **facts)
    text = office.say(f"{slug}.text", language, **facts)
    closing = office.say("mail.closing" if "name" in facts else "mail.closing-team", language)
    subject = " ".join(office.say(f"{slug}.subject", language, **facts).split())
    return new_message(office, slug, to, subject, f"{greeting}\n\n{text}\n\n{closing}\n", initiative_id)


def new_message(
    office: Office, kind: str, to: str, subject: str, text: str, initiative_id: UUID | None = None
) -> list[Row]:
    """A mail to send, and beside it that there is one, without who it is for: the log that stays."""
    row = {
        "id": uuid4(),
        "initiative_id": initiative_id,
        "kind": kind,
        "state": "waiting",
        "planned_at": office.now(),
        "ended_at": None,
    }
    payload = {"to": to, "subject": subject, "text": text, "messageId": str(row["id"])}
    return [(_MESSAGES, row), new_work(SEND_MAIL, payload)]


def _wrapped(typed: str) -> str:
    """What somebody typed, in lines that every mail server takes."""
    return "\n".join(textwrap.fill(line, 72) for line in typed.splitlines())


def mail_sender(post: Post, sender: str, office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of sending. The row with the text is deleted by the worker once the mail is handed over, or never will
    be, also when it was tried in vain for `TRY_FOR`: then nothing of it stays but that it was refused."""

    async def send(session: Session, payload: Mapping[str, Any]) -> None:
        state = "handed_over"
        try:
            await post.send(a_mail(payload["to"], payload["subject"], payload["text"], sender))
        except NoSuchAddress:
            state = "refused"
        except OSError as error:
            if not await _is_hopeless(session, payload, office):
                # Not as it is: an OSError in a transaction would read as a database that is away.
                raise NotHandedOver(type(error).__name__) from None
            state = "refused"
        # Mails planned before there was a log have none.
        if message_id := payload.get("messageId"):
            ended = {"state": state, "ended_at": office.now()}
            await session.execute(update(_MESSAGES).where(_MESSAGES.c.id == UUID(message_id)).values(**ended))

    return send


async def _is_hopeless(session: Session, payload: Mapping[str, Any], office: Office) -> bool:
    """Tried for so long that keeping address and text any longer helps nobody."""
    if not (message_id := payload.get("messageId")):
        return False
    planned_at = await session.scalar(select(_MESSAGES.c.planned_at).where(_MESSAGES.c.id == UUID(message_id)))
    return planned_at is not None and office.now() - planned_at > TRY_FOR
