"""Plans mails in the transaction of the change they tell of; sends them when it is their turn.

Nothing of a mail is kept once it is handed over, or never will be: the row of work that holds it is deleted. Of a mail
to a partner a row of the log stays, without address and text.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog

from services.kit.database import Session
from services.kit.mail import NoSuchAddress, NotHandedOver, Post, a_mail
from services.kit.work import plan_work
from services.monitoring.store.contact_queries import note_end_of_mail
from services.monitoring.store.mail_queries import drop_work_about
from services.monitoring.usecases.office import Office

SEND_MAIL = "send-mail"
TRY_FOR = timedelta(days=14)
"""A relay that is away may stay so over a holiday; after that keeping address and text helps nobody."""
log = structlog.get_logger()


async def plan_mail(
    session: Session,
    office: Office,
    to: str,
    slug: str,
    language: str,
    facts: Mapping[str, object],
    *,
    log_id: UUID | None = None,
    about: Mapping[str, str] | None = None,
    until: datetime | None = None,
) -> None:
    """`<slug>.subject` and `<slug>.text`, with a greeting and a closing. `log_id`: its row in the log of partners.

    `about`: what `drop_mails` finds it by; `until`: from then on nobody is helped by it, so it is not sent.
    """
    subject = " ".join(office.say(f"{slug}.subject", language, **facts).split())
    parts = (office.say(each, language, **facts) for each in ("mail.greeting", f"{slug}.text", "mail.closing"))
    payload: dict[str, Any] = {
        "to": to,
        "subject": subject,
        "text": "\n\n".join(parts) + "\n",
        "plannedAt": office.now().isoformat(),
    }
    payload |= {"about": dict(about or {}), "until": until.isoformat() if until else ""}
    await plan_work(session, SEND_MAIL, payload | ({"logId": str(log_id)} if log_id else {}))


async def drop_mails(session: Session, **about: str) -> None:
    """Those that wait, with their addresses; one that is being handed over is waited for."""
    await drop_work_about(session, SEND_MAIL, about)


def mail_sender(post: Post, office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of sending."""

    async def send(session: Session, payload: Mapping[str, Any]) -> None:
        if payload.get("until") and office.now() >= datetime.fromisoformat(payload["until"]):
            log.info("mail_too_late")
            return
        message = a_mail(payload["to"], payload["subject"], payload["text"], office.settings.mail_sender)
        state = "handed_over"
        try:
            await post.send(message)
        except NoSuchAddress:
            state = "refused"
            log.info("mail_refused")
        except OSError as error:
            if office.now() - datetime.fromisoformat(payload["plannedAt"]) <= TRY_FOR:
                # Not as it is: an OSError in a transaction would read as a database that is away.
                raise NotHandedOver(type(error).__name__) from None
            state = "refused"
            log.warning("mail_given_up", error=type(error).__name__)
        if log_id := payload.get("logId"):
            await note_end_of_mail(session, UUID(log_id), state, office.now())

    return send
